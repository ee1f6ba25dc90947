"""Where a line stands on a page: around it, beside the text, in a box of its own, hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.read.blocks import Block, Outline
from pipeline.read.markup import BODY, FURNITURE, HIDDEN, is_for_scripts

__all__ = [
    "LINKED",
    "around_both",
    "article_of",
    "box_of",
    "is_linked",
    "is_unseen",
    "may_stand_in",
    "own_boxes",
    "stands_beside",
    "upwards",
]

_LONGEST_LINE = 200
LINKED = 0.6
_FEWEST_WORDS = 3


def upwards(page: Outline, number: int) -> Iterator[int]:
    """An element by its number, and those around it."""
    while number >= 0:
        yield number
        number = page.parents[number]


def box_of(page: Outline, block: Block) -> int:
    """The element that a line stands in with others: the one around its own, if it has one."""
    return block.root if block.kind == "other" else page.parents[block.root]


def around_both(page: Outline, first: Block, second: Block) -> int:
    """The innermost element around two lines, -1 for none."""
    around = set(upwards(page, first.owner))
    return next((number for number in upwards(page, second.owner) if number in around), -1)


def article_of(page: Outline, block: Block) -> set[int]:
    """The elements around a line that hold the article: not <main>, where it is not alone."""
    around = [number for number in upwards(page, block.owner) if page.says[number] & BODY]
    return set(around[: max(1, len(around) - 1)])


def own_boxes(page: Outline, blocks: Sequence[Block]) -> set[int]:
    """The elements that the text's paragraphs stand in, also where each has one of its own."""
    own = {box_of(page, block) for block in blocks if len(block.text) > _LONGEST_LINE}
    own = own or _fullest_box(page, blocks)
    names = {page.names[number] for number in own} if len(own) > 1 else set()
    around = {box_of(page, block) for block in blocks}
    return own | {number for number in around if page.names[number] in names}


def _fullest_box(page: Outline, blocks: Sequence[Block]) -> set[int]:
    """The element that most of a text of short paragraphs stands in; empty for none."""
    held: Counter[int] = Counter()
    for block in blocks:
        held[box_of(page, block)] += len(block.text)
    return {number for number, length in held.items() if 2 * length > held.total()}


def is_linked(block: Block) -> bool:
    """Whether a line is a link in words: the headline of another article."""
    fewest = _FEWEST_WORDS - (block.kind == "heading")
    return block.link_share > LINKED and len(block.text.split()) >= fewest


def stands_beside(page: Outline, block: Block, text: Sequence[Block]) -> bool:
    """Whether a line stands where the text does: in no margin, or in one of the article's own."""
    if not block.asides:
        return True
    around = set(upwards(page, block.owner))
    if text and page.parents[text[-1].root] in around:
        return True
    if not may_stand_in(page, block):
        return False
    article = upwards(page, text[-1].owner) if text else ()
    return any(page.says[number] & BODY and number in around for number in article)


def may_stand_in(page: Outline, block: Block) -> bool:
    """Whether a line is in none of the elements that lead elsewhere."""
    return not any(page.says[number] & FURNITURE for number in block.asides)


def is_unseen(page: Outline, block: Block) -> bool:
    """Whether a line stands in an element that is hidden: a window that a script may open."""
    return any(
        page.says[number] & HIDDEN or is_for_scripts(page.names[number]) for number in block.asides
    )
