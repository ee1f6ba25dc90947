"""Decades and centuries: "die 1990er Jahre", "the early 2020s", "im 19. Jahrhundert"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.extract.calendar_spans import Stretch
from pipeline.extract.time_found import Found

__all__ = ["century", "decade"]

# First and last year of the beginning, middle and end of a decade.
_PARTS = {0: (0, 9), 1: (0, 3), 2: (4, 6), 3: (7, 9)}
# And of a century, which begins with its year 1.
_CENTURY_PARTS = {0: (1, 100), 1: (1, 33), 2: (34, 66), 3: (67, 100)}


def decade(found: Found) -> Stretch | None:
    """Read "the 1990s", "this decade"; "the end of the decade" is its last year.

    A `side` cuts it off at the article's day: "later this decade" (1).
    """
    part, day = found.number("part"), found.published
    if "decade" in found.parts:
        return _years(found.number("decade"), _PARTS[part])
    if day is None:
        return None
    whole = _years(day.year // 10 * 10, (9, 9) if part == 3 else _PARTS[part])
    side = found.number("side")
    if side:
        return replace(whole, start=day) if side > 0 else replace(whole, end=day)
    return whole


def century(found: Found) -> Stretch | None:
    return _years(found.number("century") * 100 - 100, _CENTURY_PARTS[found.number("part")])


def _years(base: int, offsets: tuple[int, int]) -> Stretch:
    first, last = offsets
    return Stretch(date(base + first, 1, 1), date(base + last, 12, 31), "year")
