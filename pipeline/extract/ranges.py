"""Number phrases that belong together and share a unit.

"2 bis 3 Mrd." · "between $2bn and $3bn" · "von 2 über 3 auf 4" · "3,3 (Vorjahr: 3,1) Mrd. Euro"
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token

__all__ = ["Link", "lend", "link_between"]

# "range": one stretch from the first to the second. "change": two values, one unit.
Link = Literal["range", "change"]

_RANGE = frozenset({
    "bis", "bis zu", "bis hin zu", "bis etwa", "bis höchstens", "bis maximal", "oder", "oder gar",
    "to", "to about", "to as much as", "or", "or even", "or maybe", ", maybe", ", perhaps",
    "-", "–", "—",
})  # fmt: skip
_PAIR = frozenset({"und", "and"})
_BETWEEN = frozenset({"zwischen", "between"})
_CHANGE = frozenset({
    "auf", "auf etwa", "auf fast", "auf gut", "auf insgesamt", "auf jetzt", "auf knapp",
    "auf nun", "auf nur", "auf nur noch", "auf rund", "auf über",
    "to", "to about", "to almost", "to around", "to just", "to nearly", "to roughly", "to some",
})  # fmt: skip
_FROM = frozenset({"von", "from", "um"})
_OVER = frozenset({"über"})  # a stop on the way: "von 14 über 26 auf 40"
# Before "from", these make a range of it: "anywhere from $2bn to $4bn".
_ANYWHERE = frozenset({
    "anywhere", "anything", "somewhere", "ranging", "range", "ranges", "ranged", "vary", "varies",
    "varying",
})  # fmt: skip
_ABOUT = frozenset({"about", "around", "roughly", "some", "rund", "etwa", "knapp", "gut"})
_INSTEAD = frozenset({"statt", "anstatt", "instead"})
_FAR, _NEAR = 7, 3  # tokens between the two
_BOTH = frozenset({"beziehungsweise", "bzw", "bzw .", "respektive"})


def link_between(tokens: list[Token], first: Figure, last: int, second: int) -> Link | None:
    """Tell how `first`, whose unit ends at token `last`, goes with the number at `second`."""
    if _is_instead(tokens, first, last, second):
        return "change"
    if second - last > _NEAR:
        return None
    words = " ".join(token.folded for token in tokens[last:second])
    at = first.first - 1
    at -= at > 0 and tokens[at].folded in _ABOUT
    before = tokens[at].folded if at >= 0 else ""
    if before in _FROM and words in _CHANGE:
        return "range" if at and tokens[at - 1].folded in _ANYWHERE else "change"
    if (before in _FROM and words in _OVER) or (before in _OVER and words in _CHANGE):
        return "change"
    if words in _BOTH:
        return "change"
    if words in _RANGE or (words in _PAIR and before in _BETWEEN):
        return "range"
    return None


def _is_instead(tokens: list[Token], first: Figure, last: int, second: int) -> bool:
    """Tell whether one number replaces the other: "50 statt der angekündigten 35 Milliarden"."""
    between = tokens[last:second]
    if first.currency or first.scale != 1 or not 0 < len(between) <= _FAR:
        return False
    if any(token.kind == "break" or token.text[0].isupper() for token in between):
        return False  # a noun: what the first number counts
    before = tokens[max(0, first.first - _NEAR) : first.first]
    return between[0].text in _INSTEAD or (
        any(token.folded in _INSTEAD for token in before)
        and all(token.kind == "word" for token in before[1:])
    )


def lend(left: Figure, right: Figure) -> Figure:
    """Give `left` the scale and currency of `right` where it has none: "64 to 72 billion"."""
    if left.value is None or right.value is None:
        return left
    scale = left.scale
    if scale == 1 and (left.currency is None or (left.before and left.value <= right.value)):
        scale = right.scale
    return replace(left, scale=scale, currency=left.currency or right.currency)
