"""What a time takes from the one before it: "opens on Tuesday and runs until Friday"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.tenses import Tense
from pipeline.extract.time_bounds import Hit
from pipeline.extract.time_found import Found

__all__ = ["in_order"]

_REACH = 120  # characters
_WHOLE = ("year", "half", "quarter")
# As before the end of a business year: "2025/26 (bis Ende September)".
_BRACKET = re.compile(r" \([a-zäöü -]{0,12}")
_TO = re.compile(r" (?:to|until|through|bis|bis zum) ")
_LIST = re.compile(r" (?:und|oder|and|or) |, ")
_SENTENCE_END = re.compile(r"[!?;:]\s|(?<!\d)\.\s|\n")
# What these speak of lies before.
_BACK = re.compile(
    r"\b(?:after|following|since|from|than|against|compared|instead|nach|seit|als|statt|gegenüber"
    r"|vo[nm])\b",
    re.IGNORECASE,
)


def in_order(found: Found, text: str, last: Hit | None, start: int, *, of_days: bool) -> Found:
    """Count a time without a year, found at `start`, from the `last` one where it belongs there.

    In brackets behind a year it lies in that year; behind what lies ahead it does so, too.
    """
    if last is None or found.published is None or start - last.end > _REACH:
        return found
    begun, end, between = last.stretch.start, last.stretch.end, text[last.end : start]
    if "previous" in found.parts or "lastyear" in found.parts:
        return _previous(found, last)
    if last.dated and last.stretch.precision in _WHOLE and _BRACKET.fullmatch(between):
        return replace(found, published=end, tense=Tense(told=True))
    counts = of_days and last.stretch.precision == "day"
    if counts and _TO.fullmatch(between):
        return replace(found, tense=Tense(ahead=True), published=begun)
    is_listed = _LIST.fullmatch(between) is not None
    if begun is None or begun <= found.published or (found.tense.told and not is_listed):
        return found
    if _SENTENCE_END.search(between) or _BACK.search(between):
        return found
    return replace(found, tense=Tense(ahead=True), published=begun if counts else found.published)


def _previous(found: Found, last: Hit) -> Found:
    """Count "Vorjahr", "the previous quarter" from the year or quarter just named."""
    named, day = last.stretch.start, found.published
    if named is None or day is None:
        return found
    if found.unit == "year":
        fits = last.dated and last.stretch.precision != "day" and abs(named.year - day.year) <= 1
    else:
        fits = last.stretch.precision == found.unit
    which = found.parts.get("previous", found.parts.get("which", -1))
    return replace(found, published=named, parts=found.parts | {"which": which}) if fits else found
