"""Which blocks of a page are the article: lead, paragraphs, subheadings, lists, quotes.

First the element that holds most of the page's prose, then block by block what belongs.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.read.blocks import Block, Outline
from pipeline.read.phrases import is_boilerplate
from pipeline.read.prose import container_of
from pipeline.read.wording import SENTENCE_END, comparable

__all__ = ["belonging", "first_of", "with_lead"]

_CREDITED = re.compile(r"\((?:AP|AFP|dpa|Reuters|Getty|Imago)\b[^()]{0,40}\)$")
_LONGEST_CAPTION = 400
_SHORT_CAPTION = 160
_LINKED_SHARE = 0.4
_PARAGRAPHS_SHARE = 0.8


def belonging(page: Outline, clear: list[bool], weights: list[int]) -> list[bool]:
    """For each block, whether it belongs to the article's text; the lead may be missing."""
    weights = [weight if ok else 0 for weight, ok in zip(weights, clear, strict=True)]
    container = container_of(page, weights)
    if container is None:
        return [False] * len(page.blocks)
    inside = {container}
    for number, parent in enumerate(page.parents):
        if parent in inside:
            inside.add(number)
    held = [ok and block.owner in inside for block, ok in zip(page.blocks, clear, strict=True)]
    in_paragraphs = sum(
        weight
        for block, weight, ok in zip(page.blocks, weights, held, strict=True)
        if ok and block.kind == "p"
    )
    strict = in_paragraphs > _PARAGRAPHS_SHARE * sum(
        weight for weight, ok in zip(weights, held, strict=True) if ok
    )
    layout = {
        block.root
        for block, weight in zip(page.blocks, weights, strict=True)
        if weight and block.kind == "cell"
    }
    captions = _captions(page)
    link_lists = _link_lists(page)
    return [
        ok
        and _belongs(block, layout)
        and not (strict and block.kind == "other")
        and at not in captions
        and not (block.kind == "item" and page.parents[block.root] in link_lists)
        for at, (block, ok) in enumerate(zip(page.blocks, held, strict=True))
    ]


def _captions(page: Outline) -> set[int]:
    """The places of blocks that caption a picture without being marked up as that.

    Such a block is alone with the picture in its element, and short, or all in italics.
    """
    owners = Counter(block.owner for block in page.blocks)
    return {
        at
        for at, block in enumerate(page.blocks)
        if (
            block.owner in page.pictured
            and owners[block.owner] == 1
            and block.kind in ("p", "other")
            and _is_caption(block)
        )
        or (block.italic > 0.9 * len(block.text) and _CREDITED.search(block.text))
    }


def _is_caption(block: Block) -> bool:
    if block.kind == "other" or block.italic > 0.9 * len(block.text):
        return len(block.text) < _LONGEST_CAPTION
    return len(block.text) < _SHORT_CAPTION and not SENTENCE_END.search(block.text)


def _link_lists(page: Outline) -> set[int]:
    """The numbers of lists whose items are mostly links: "Kicker: headline of another article"."""
    told: Counter[int] = Counter()
    linked: Counter[int] = Counter()
    for block in page.blocks:
        if block.kind == "item":
            told[page.parents[block.root]] += len(block.text)
            linked[page.parents[block.root]] += block.links
    return {number for number in told if linked[number] > _LINKED_SHARE * told[number]}


def first_of(page: Outline, kept: list[bool]) -> int:
    """The place of the first kept block that is no heading; 0 where there is none."""
    return next(
        (
            at
            for at, (block, keep) in enumerate(zip(page.blocks, kept, strict=True))
            if keep and block.kind != "heading"
        ),
        0,
    )


def _belongs(block: Block, layout: set[int]) -> bool:
    """Whether a block inside the article's element is its text.

    `layout` numbers the table cells that hold running text: they lay out the page. Other cells
    are data.
    """
    text = block.text
    if is_boilerplate(text):
        return False
    if block.link_share > 0.6 and (len(text) < 250 or block.kind == "item"):
        unlinked = len(text) - block.links
        ends = bool(SENTENCE_END.search(text))
        return block.kind == "p" and unlinked > (10 if ends else 20)
    if block.kind == "heading":
        return block.tag != "h1" and len(text) > 2
    if block.kind == "cell" and block.root not in layout:
        return False
    if block.kind in ("p", "quote", "item"):
        return len(text) > 1
    return len(text) >= 60 or bool(SENTENCE_END.search(text)) or _may_head(block)


def _may_head(block: Block) -> bool:
    """A short unlinked line of some words: a subheading where nothing is marked up as one."""
    return block.links == 0 and 3 <= len(block.text.split()) <= 14 and len(block.text) >= 20


def with_lead(
    page: Outline, kept: list[bool], clear: list[bool], place: int, descriptions: list[str]
) -> list[Block]:
    """The blocks that belong, after the headline at `place`, with the lead before them."""
    first = first_of(page, kept)
    known = [text for text in map(comparable, descriptions) if len(text) > 15]
    lead = [
        at
        for at in range(max(place + 1, first - 40), first)
        if not kept[at]
        and page.blocks[at].tag != "h1"
        and _is_lead(page.blocks[at], known, clear=clear[at], after_title=place >= 0)
    ]
    return [page.blocks[at] for at in lead] + [
        block
        for at, (block, keep) in enumerate(zip(page.blocks, kept, strict=True))
        if keep and at > place
    ]


def _is_lead(block: Block, known: list[str], *, clear: bool, after_title: bool) -> bool:
    """Whether a block between the headline and the text is the lead."""
    text = comparable(block.text)
    if len(text) < 20 or block.kicker or block.never:
        return False
    if any(text[:60] in description or description[:60] in text for description in known):
        return True
    if is_boilerplate(block.text) or block.link_share > 0.3 or not clear or not after_title:
        return False
    if block.lead:
        return True
    ends = bool(SENTENCE_END.search(block.text))
    return len(text) >= 60 and ends and block.kind != "cell"
