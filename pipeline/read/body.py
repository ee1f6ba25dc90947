"""Which blocks of a page are the article: lead, paragraphs, subheadings, lists, quotes.

First the element that holds most of the page's prose, then block by block what belongs.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.read.blocks import Block, Outline
from pipeline.read.phrases import is_boilerplate, is_end, without_insertions
from pipeline.read.wording import comparable

__all__ = ["select", "trimmed"]

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”“’‘»«›‹)\]]*$")
_SENTENCE = re.compile(r"[.!?…][\"'”“’‘»«)]*(?:\s|$)")
_PROSE_LENGTH = 50
_PROSE_CAP = 800
_FORGIVEN_SHARE = 0.5
_DESCEND_SHARE = 0.6


def select(page: Outline, title: str, descriptions: list[str]) -> list[Block]:
    """The article's blocks in reading order, without its title."""
    blocks = page.blocks
    weights = [_prose_weight(block) for block in blocks]
    forgiven = _forgiven(page, weights)
    clear = [all(number in forgiven for number in block.suspects) for block in blocks]
    container = _container(page, [w if ok else 0 for w, ok in zip(weights, clear, strict=True)])
    if container is None:
        return []
    inside = _inside(page, container)
    kept = [
        ok and block.owner in inside and _belongs(block)
        for block, ok in zip(blocks, clear, strict=True)
    ]
    start = _title_place(blocks, title, kept)
    first = next((at for at, keep in enumerate(kept) if keep), len(blocks))
    known = [comparable(text) for text in descriptions]
    for at in range(start + 1, max(first, start + 1)):
        block = blocks[at]
        if _is_lead(block, known, clear=clear[at]):
            kept[at] = True
    for at in range(start + 1):
        kept[at] = False
    chosen = [blocks[at] for at, keep in enumerate(kept) if keep]
    return trimmed(chosen, title)


def _prose_weight(block: Block) -> int:
    if block.kind in ("heading", "cell") and len(block.text) < 200:
        return 0
    if len(block.text) < _PROSE_LENGTH or block.link_share > 0.4:
        return 0
    if not _SENTENCE.search(block.text) or is_boilerplate(block.text):
        return 0
    return min(len(block.text), _PROSE_CAP)


def _forgiven(page: Outline, weights: list[int]) -> set[int]:
    """Suspect elements that hold most of the page's prose: their name means nothing."""
    total = sum(weights)
    sums: dict[int, int] = {}
    for block, weight in zip(page.blocks, weights, strict=True):
        for number in block.suspects:
            sums[number] = sums.get(number, 0) + weight
    return {number for number, weight in sums.items() if weight > _FORGIVEN_SHARE * total}


def _container(page: Outline, weights: list[int]) -> int | None:
    """The element whose parts, no longer one part alone, make up the page's prose."""
    total = sum(weights)
    if not total:
        return None
    sums = [0] * len(page.parents)
    for block, weight in zip(page.blocks, weights, strict=True):
        number = block.owner
        while number >= 0 and weight:
            sums[number] += weight
            number = page.parents[number]
    children: dict[int, list[int]] = {}
    for number, parent in enumerate(page.parents):
        if sums[number]:
            children.setdefault(parent, []).append(number)
    own = [0] * len(page.parents)
    for block, weight in zip(page.blocks, weights, strict=True):
        own[block.owner] += weight
    current = children[-1][0]
    while True:
        below = children.get(current, [])
        if not below:
            break
        best = max(below, key=lambda number: sums[number])
        if sums[best] < _DESCEND_SHARE * sums[current] or own[best] == sums[best]:
            break
        current = best
    return current


def _inside(page: Outline, container: int) -> set[int]:
    inside = {container}
    for number, parent in enumerate(page.parents):
        if parent in inside:
            inside.add(number)
    return inside


def _belongs(block: Block) -> bool:
    text = block.text
    if is_boilerplate(text):
        return False
    if block.link_share > 0.6 and (len(text) < 250 or block.kind == "item"):
        return block.kind == "p" and bool(_SENTENCE_END.search(text)) and block.link_share < 0.9
    if block.kind == "heading":
        return block.tag != "h1" and len(text) > 2
    if block.kind == "cell":
        return len(text) > 120 and bool(_SENTENCE.search(text))
    if block.kind in ("p", "quote", "item"):
        return len(text) > 1
    return len(text) >= 60 or bool(_SENTENCE_END.search(text))


def _title_place(blocks: list[Block], title: str, kept: list[bool]) -> int:
    """Where the article's headline stands: the last place before its text that repeats it."""
    wanted = comparable(title)
    last_kept = max((at for at, keep in enumerate(kept) if keep), default=0)
    first_kept = next((at for at, keep in enumerate(kept) if keep), 0)
    found = -1
    for at, block in enumerate(blocks[: last_kept + 1]):
        if block.tag in ("h1", "h2") or block.kind == "heading" or at < first_kept:
            text = comparable(block.text)
            if text and (
                text == wanted or (block.tag == "h1" and (text in wanted or wanted in text))
            ):
                if at <= first_kept or found < 0:
                    found = at
                if at > first_kept:
                    break
    return found if found <= first_kept + 6 else -1


def _is_lead(block: Block, known: list[str], *, clear: bool) -> bool:
    """Whether a block between the headline and the text is the lead."""
    text = comparable(block.text)
    if len(text) < 20:
        return False
    if any(
        text[:60] in description or description[:60] in text for description in known if description
    ):
        return True
    if is_boilerplate(block.text) or block.link_share > 0.3 or not clear:
        return False
    if block.lead and len(text) >= 30:
        return True
    return len(text) >= 60 and bool(_SENTENCE_END.search(block.text)) and block.kind != "cell"


def trimmed(blocks: list[Block], title: str) -> list[Block]:
    """Without what follows the article's end, headings with nothing under them, repetitions."""
    wanted = comparable(title)
    total = sum(len(block.text) for block in blocks)
    seen: set[str] = set()
    kept: list[Block] = []
    done = 0
    for block in blocks:
        if is_end(block.text) and done > 0.3 * total:
            break
        done += len(block.text)
        text = without_insertions(block.text)
        same = comparable(text)
        if not same or same == wanted or (same in seen and len(same) > 30):
            continue
        seen.add(same)
        kept.append(block if text == block.text else replace(block, text=text))
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return [
        block
        for at, block in enumerate(kept)
        if not (block.kind == "heading" and at + 1 < len(kept) and _outranks(kept[at + 1], block))
    ]


def _outranks(after: Block, heading: Block) -> bool:
    """A heading directly followed by another of the same rank or higher heads nothing."""
    return after.kind == "heading" and after.tag <= heading.tag
