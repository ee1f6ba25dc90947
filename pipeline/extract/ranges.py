"""Number phrases that belong together and share a unit.

"2 bis 3 Mrd." · "between $2bn and $3bn" · "von 2 über 3 auf 4" · "3,3 (Vorjahr: 3,1) Mrd. Euro"
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token

__all__ = ["Link", "in_hundreds", "lend", "link_between"]

# "range": one stretch from the first to the second. "change": two values, one unit.
Link = Literal["range", "change"]

_RANGE = frozenset({
    "bis", "bis zu", "bis hin zu", "bis auf", "oder", "oder gar", "to", "or", "or even", "or maybe",
    "through", "- to -", "- bis", "- bis -", ", maybe", ", perhaps", "-", "–", "—",
})  # fmt: skip
_PAIR = frozenset({"und", "and"})
_LIST = _PAIR | {",", ", und", ", and"}
_BETWEEN = frozenset({"zwischen", "between"})
_CHANGE = frozenset({"auf", "auf über", "to", "to over"})
# What may stand with these words: "auf nur noch", "to as much as", "von bisher".
_FILLERS = frozenset({
    "etwa", "rund", "fast", "gut", "knapp", "circa", "nun", "nunmehr", "jetzt", "nur",
    "noch", "insgesamt", "höchstens", "maximal", "zuletzt", "bisher", "bislang", "zuvor", "vormals",
    "inzwischen", "mittlerweile", "aktuell", "derzeit", "zwischenzeitlich", "voraussichtlich",
    "ursprünglich", "wieder", "about", "almost", "around", "just", "nearly", "roughly", "some",
    "now", "currently", "previously", "approximately", "originally", "as", "much", "many", "high",
    "only", "possibly", "eventually", "an", "estimated", "initially", "today", "more", "than",
    "fewer", "less", "original", "initial", "ursprünglichen", "anfänglich", "anfangs", "zunächst",
    "bisherigen", "geplanten", "planned", "previous",
})  # fmt: skip
_FROM = frozenset({"von", "from", "um"})
_OVER = frozenset({"über"})  # a stop on the way: "von 14 über 26 auf 40"
# Before "from", these make a range of it: "anywhere from $2bn to $4bn".
_ANYWHERE = frozenset({
    "anywhere", "anything", "somewhere", "ranging", "range", "ranges", "ranged", "vary", "varies",
    "varying",
})  # fmt: skip
_INSTEAD = frozenset({"statt", "anstatt", "instead"})
# Before a sum that is no end of a range but the step to the other: "rose $4m to $31m".
_STEPPED = frozenset({
    "rose", "grew", "climbed", "increased", "jumped", "surged", "soared", "fell", "dropped", "sank",
    "declined", "slid", "slipped", "shrank", "tumbled", "plunged", "rise", "increase", "fall",
    "gained", "lost", "up", "down",
})  # fmt: skip
_FAR, _NEAR = 7, 5  # tokens between the two
_BOTH = frozenset({"beziehungsweise", "bzw", "bzw .", "respektive"})


def link_between(tokens: list[Token], first: Figure, last: int, second: int) -> Link | None:
    """Tell how `first`, whose unit ends at token `last`, goes with the number at `second`."""
    if _is_instead(tokens, first, last, second):
        return "change"
    if second - last > _NEAR:
        return None
    words = _bare(tokens[last:second])
    before, at = _word_before(tokens, first.first)
    if before in _FROM and words in _CHANGE:
        return "range" if at and tokens[at - 1].folded in _ANYWHERE else "change"
    if (before in _FROM and words in _OVER) or (before in _OVER and words in _CHANGE):
        return "change"
    if words in _BOTH:
        return "change"
    step = tokens[at - 1].folded if before == "by" and at else before
    if words == "to" and step in _STEPPED and first.currency:
        return "change"
    if words in _RANGE or (words in _PAIR and before in _BETWEEN):
        return "range"
    if words in _CHANGE and _word_before(tokens, _low_end(tokens, first.first))[0] in _FROM:
        return "change"
    return "change" if words in _LIST and _are_decimals(tokens, first, second) else None


def _bare(tokens: list[Token]) -> str:
    """Give the words but for adverbs and hedges."""
    return " ".join(token.folded for token in tokens if token.folded not in _FILLERS)


def _word_before(tokens: list[Token], i: int) -> tuple[str, int]:
    """Find the word before token `i` that is no adverb or hedge, and its place."""
    at = i - 1
    while at > max(0, i - _NEAR) and tokens[at].folded in _FILLERS:
        at -= 1
    return (tokens[at].folded if at >= 0 else ""), at


def _low_end(tokens: list[Token], i: int) -> int:
    """Give the place of the low end of a range whose high end stands at `i`: "480 bis 500"."""
    is_high = i > 1 and tokens[i - 1].folded in _RANGE and tokens[i - 2].kind == "number"
    return i - 2 if is_high else i


def _are_decimals(tokens: list[Token], first: Figure, second: int) -> bool:
    """Tell whether both are numbers like 3,4 without a unit: a list that shares one."""
    pair = (tokens[first.first], tokens[second])
    alone = first.currency is None and first.scale == 1 and first.last - first.first == 1
    return alone and all(token.kind == "number" and not token.text.isdecimal() for token in pair)


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


def in_hundreds(tokens: list[Token], left: Figure, right: Figure) -> Figure:
    """Read the first number of "two to three hundred million" as hundreds, too."""
    behind = tokens[right.first + 1].folded if right.first + 1 < len(tokens) else ""
    high = tokens[right.first].folded
    shared = behind == "hundred" or (high.endswith("hundert") and high != "hundert")
    if not shared or tokens[left.first].kind != "word" or not left.value or left.value >= 10:
        return left
    return left if left.scale != 1 or left.currency else replace(left, value=left.value * 100)


def lend(left: Figure, right: Figure) -> Figure:
    """Give `left` the scale and currency of `right` where it has none: "64 to 72 billion"."""
    if left.value is None or right.value is None:
        return left
    scale = left.scale
    if scale == 1 and (left.currency is None or (left.before and left.value <= right.value)):
        scale = right.scale
    return replace(left, scale=scale, currency=left.currency or right.currency)
