"""The ends of an article: what stands before and after its text, and none of it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.read.blocks import Block
from pipeline.read.people import after_by
from pipeline.read.phrases import is_end, without_insertions
from pipeline.read.wording import SENTENCE_END, comparable

__all__ = ["trimmed", "without_authors"]

_JOURNALIST = re.compile(
    r"\b(?:writes|covers|reports|reporter|editor|correspondent|columnist|journalist|schreibt|"
    r"berichtet|redakteur|korrespondent|volontär|journalistin|kolumnist)",
    re.IGNORECASE,
)
_LONGEST_BIOGRAPHY = 500
_LONGEST_BYLINE = 120
_BYLINE_WITHIN = 4
_MOST_WITH_DAY = 6
_MOST_WITH_BY = 3
_BY = frozenset(
    {
        "von",
        "by",
        "und",
        "and",
        "text",
        "words",
        "fotos",
        "interview",
        "autor",
        "autorin",
        "author",
        "mit",
        "with",
    }
)
_FOOT = re.compile(
    r"©|\(c\) ?\d{4}|copyright|webmaster|\S@\S+\.\w|\bwww\.|https?:|impressum|all rights|"
    r"(?:letzte änderung|last (?:change|update|modified)|stand)\b.{0,12}\d",
    re.IGNORECASE,
)
_LONGEST_FOOT = 250


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
    while kept and _ends_nothing(kept[-1]):
        kept.pop()
    return [
        block
        for at, block in enumerate(kept)
        if at + 1 == len(kept) or not _heads_nothing(block, kept[at + 1])
    ]


def _ends_nothing(block: Block) -> bool:
    """Whether a block cannot be the last: a heading, or a page's foot without an element for it."""
    if block.kind == "heading":
        return not _is_sentence(block.text)
    if block.kind not in ("other", "cell"):
        return False
    return len(block.text) < _LONGEST_FOOT and (
        not SENTENCE_END.search(block.text) or bool(_FOOT.search(block.text))
    )


def without_authors(blocks: list[Block], authors: tuple[str, ...]) -> list[Block]:
    """Without the lines that name the authors, and those at the end that present one of them."""
    end = len(blocks)
    while end > 1 and _presents(blocks[end - 1].text, authors):
        end -= 1
    return [
        block
        for at, block in enumerate(blocks[:end])
        if _BYLINE_WITHIN <= at < end - 1 or not _names_only(block.text, authors)
    ]


def _names_only(text: str, authors: tuple[str, ...]) -> bool:
    """Whether a line says no more than an author's name, "by" and a day."""
    told = comparable(text) if len(text) < _LONGEST_BYLINE else ""
    rest = told
    for name in authors:
        rest = rest.replace(comparable(name), " ")
    words = [word for word in rest.split() if word not in _BY]
    numbers = sum(map(str.isdecimal, words))
    if rest == told:
        return False
    most = _MOST_WITH_DAY if numbers else _MOST_WITH_BY if after_by(text) else 0
    return len(words) - numbers <= most


def _presents(text: str, authors: tuple[str, ...]) -> bool:
    begins = text.startswith(tuple(name.split()[0] for name in authors))
    return begins and len(text) < _LONGEST_BIOGRAPHY and bool(_JOURNALIST.search(text))


def _heads_nothing(block: Block, after: Block) -> bool:
    """A heading directly followed by another of the same rank or higher, but no full sentence."""
    if block.kind != "heading" or after.kind != "heading" or after.tag > block.tag:
        return False
    return not _is_sentence(block.text)


def _is_sentence(text: str) -> bool:
    """Whether a heading says something whole, as in articles that are lists of headings."""
    return len(text) > 40 and bool(SENTENCE_END.search(text))
