"""Paragraphs that tell of accounts and prices because that is what their article is about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.blocks import Block, Outline
from pipeline.read.wall_lines import is_part, is_wall
from pipeline.read.wallwords import topics
from pipeline.read.wording import comparable

__all__ = ["is_on_topic"]

_LEAST_PARAGRAPH = 100
_MOST_BEFORE = 3
_LONG_WORD = 6
_OFFERED = frozenset({"access", "price"})


def is_on_topic(page: Outline, blocks: Sequence[Block], at: int) -> bool:
    """Whether a paragraph with a wall's words belongs to a text on accounts or prices.

    The headline or the text before it was on them, or it names what the headline names: few walls
    do.
    """
    block = blocks[at]
    if block.kind != "p" or len(block.text) < _LEAST_PARAGRAPH or block.links:
        return False
    if is_part(block.text):
        return False
    before = [each.text for each in blocks[: min(at, _MOST_BEFORE)]]
    told = [text for text in before if not is_wall(text) or _names_subject(page.headline, text)]
    about = any(topics("paywall-topics", text) & _OFFERED for text in (page.headline, *told))
    return about or _names_subject(page.headline, block.text)


def _names_subject(headline: str, text: str) -> bool:
    """Whether a text has a long word of the headline that is none of a wall's."""
    shared = set(comparable(headline).split()) & set(comparable(text).split())
    return any(len(word) >= _LONG_WORD and not topics("paywall-topics", word) for word in shared)
