"""Two number phrases that belong together: "2 bis 3", "between $2bn and $3bn", "von 2 auf 3"."""

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
_ABOUT = frozenset({"about", "around", "roughly", "some", "rund", "etwa", "knapp", "gut"})
_BOTH = frozenset({"beziehungsweise", "bzw", "bzw .", "respektive"})


def link_between(tokens: list[Token], first: Figure, last: int, second: int) -> Link | None:
    """Tell how `first`, whose unit ends at token `last`, goes with the number at `second`."""
    if second - last > 3:
        return None
    words = " ".join(token.folded for token in tokens[last:second])
    before = tokens[first.first - 1].folded if first.first else ""
    if before in _ABOUT and first.first > 1:
        before = tokens[first.first - 2].folded
    if before in _FROM and words in _CHANGE:
        return "change"
    if words in _BOTH:
        return "change"
    if words in _RANGE or (words in _PAIR and before in _BETWEEN):
        return "range"
    return None


def lend(left: Figure, right: Figure) -> Figure:
    """Give `left` the scale and currency of `right` where it has none: "64 to 72 billion"."""
    if left.value is None or right.value is None:
        return left
    scale = left.scale
    if scale == 1 and (left.currency is None or (left.before and left.value <= right.value)):
        scale = right.scale
    return replace(left, scale=scale, currency=left.currency or right.currency)
