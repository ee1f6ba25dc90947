"""Days, months, quarters, seasons and years, with their year or without.

Each rule gives None where it is not certain which days are meant: without the article's day,
for all that names no year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pipeline.documents import Precision
from pipeline.extract import calendar_spans as spans
from pipeline.extract.calendar_spans import Stretch
from pipeline.extract.time_found import Found, day_of, nearest_day, nearest_year

__all__ = [
    "calendar_week", "day", "double_year", "first_months", "full_year", "half", "month",
    "month_half", "month_week", "months_to", "quarter", "season", "slashed", "week_of", "weeks_to",
    "which_month", "year",
]  # fmt: skip

_SEASON_BEGINS = {1: 3, 2: 6, 3: 9, 4: 12}
_MOST_WEEKS = 53
_SOON = 3  # months
_PRECISIONS: dict[int, Precision] = {3: "quarter", 6: "half", 9: "quarter", 12: "year"}


def day(found: Found) -> Stretch | None:
    month = found.number("month") or found.number("monthnumber")
    if not 1 <= month <= 12:
        return None
    if found.names_year:
        first = day_of(found.year, month, found.number("day")) if found.year else None
    else:
        first = nearest_day(found, _each_year(found, month, found.number("day")))
    if first is None or "lastday" not in found.parts:
        return spans.single_day(first) if first else None
    last = day_of(first.year, month, found.number("lastday"))
    return Stretch(first, last, "day") if last and last > first else None


def _each_year(found: Found, month: int, day: int) -> list[date | None]:
    """Give the day of the years around the article's."""
    if found.published is None:
        return []
    return [day_of(found.published.year + offset, month, day) for offset in (-1, 0, 1)]


def slashed(found: Found) -> Stretch | None:
    """Read "11/18/2025" and "18/11/2025"; "11/12/2025" is a day only where it is one both ways."""
    first, second = found.number("first"), found.number("second")
    if first != second and first <= 12 and second <= 12:
        return None
    month, number = (first, second) if first <= 12 else (second, first)
    named = day_of(found.year, month, number) if found.year else None
    return spans.single_day(named) if named else None


def week_of(found: Found) -> Stretch | None:
    """Read "the week of December 1"."""
    named = day(found)
    return spans.week(named.start) if named and named.start else None


def weeks_to(found: Found) -> Stretch | None:
    """Read "the 52 weeks to 31 January": whole weeks, the last day named."""
    last, count = day(found), found.number("count")
    if last is None or last.end is None or not 0 < count <= _MOST_WEEKS:
        return None
    return Stretch(last.end - timedelta(days=7 * count - 1), last.end, "week")


def calendar_week(found: Found) -> Stretch | None:
    """Read "47. Kalenderwoche", by ISO 8601; without a year the article's."""
    number = found.year or (found.published.year if found.published else None)
    if number is None or not 1 <= found.number("number") <= 52:
        return None
    return spans.week(date.fromisocalendar(number, found.number("number"), 1))


def month(found: Found) -> Stretch | None:
    nth = found.number("month")
    number = nearest_year(found, nth, nth)
    return None if number is None else found.part(spans.month(number, nth))


def month_half(found: Found) -> Stretch | None:
    """Read "in der ersten Maihälfte", "the second half of June"."""
    whole, nth = month(found), found.number("nth")
    if whole is None or whole.start is None or whole.end is None or nth > 2:
        return None
    middle = whole.start.replace(day=15)
    if nth == 1:
        return Stretch(whole.start, middle, "week")
    return Stretch(middle + timedelta(days=1), whole.end, "week")


def month_week(found: Found) -> Stretch | None:
    """Read "in der ersten Maiwoche", "the last week of June": seven days of the month."""
    whole = month(found)
    if whole is None or whole.start is None or whole.end is None:
        return None
    first = whole.start + timedelta(days=7 * (found.number("nth") - 1))
    if "last" in found.parts:
        first = whole.end - timedelta(days=6)
    return Stretch(first, first + timedelta(days=6), "week")


def which_month(found: Found) -> Stretch | None:
    """Read "letzten Oktober", "next March": the nearest one that is not this month."""
    if found.published is None:
        return None
    nth, which, number = found.number("month"), found.number("which"), found.published.year
    if which < 0 and nth >= found.published.month:
        number -= 1
    if which > 0 and nth <= found.published.month:
        number += 1
    return spans.month(number, nth)


def months_to(found: Found) -> Stretch | None:
    """Read "the three months to September": whole months, the last one named.

    `current`: they need not be over, as in "the September quarter".
    """
    nth, count = found.number("month"), found.number("count") or found.number("number")
    number = nearest_year(found, max(1, nth - 2) if found.number("current") else nth, nth)
    if number is None or count not in _PRECISIONS:
        return None
    last = spans.month(number, nth)
    index = number * 12 + nth - count
    return Stretch(date(index // 12, index % 12 + 1, 1), last.end, _PRECISIONS[count])


def first_months(found: Found) -> Stretch | None:
    """Read "the first nine months", "ersten drei Quartale": over by the article's day.

    With `last`: "the final three months of 2025".
    """
    count = found.number("count") * (3 if found.parts.get("units") == "quarter" else 1)
    number = nearest_year(found, 1, count)
    if number is None or not 1 < count < 12:
        return None
    today = found.published
    is_over = today is None or (number, count) < (today.year, today.month)
    if not (is_over or found.names_year or found.tense.ahead):
        number -= 1
    precision = _PRECISIONS.get(count, "month")
    if found.number("last"):
        return Stretch(date(number, 13 - count, 1), date(number, 12, 31), precision)
    return Stretch(date(number, 1, 1), spans.month(number, count).end, precision)


def year(found: Found) -> Stretch | None:
    return None if found.year is None else found.part(spans.year(found.year))


def full_year(found: Found) -> Stretch | None:
    """Read "für das Gesamtjahr": the article's; early in it the one before may be meant, too."""
    day = found.published
    is_clear = day is not None and (found.tense.ahead or day.month > _SOON)
    return spans.year(day.year) if day and is_clear else None


def double_year(found: Found) -> Stretch | None:
    """Read "Geschäftsjahr 2024/25": somewhere in the two, the article does not say from when."""
    number = found.year
    if number is None or (number + 1) % 100 != found.number("nextyear") % 100:
        return None
    return Stretch(date(number, 1, 1), date(number + 1, 12, 31), "year")


def quarter(found: Found) -> Stretch | None:
    nth = found.number("nth") or found.number("q")
    if not 1 <= nth <= 4:
        return None
    number = nearest_year(found, nth * 3 - 2, nth * 3)
    return None if number is None else found.part(spans.quarter(number, nth))


def half(found: Found) -> Stretch | None:
    nth = found.number("nth") or found.number("h")
    number = nearest_year(found, nth * 6 - 5, nth * 6)
    return spans.half(number, nth) if number is not None and nth in (1, 2) else None


def season(found: Found) -> Stretch | None:
    """Read "im Sommer", "last winter", "late summer"; of which year, `which` may tell.

    A `side` cuts it off at the article's day: "earlier this summer" (-1), "later this fall" (1).
    With `told`, only beside words of what happened or is to come.
    """
    nth = found.number("season")
    if found.number("told") and not (found.tense.ahead or found.tense.told):
        return None
    first = _SEASON_BEGINS[nth]
    number = nearest_year(found, first, min(12, first + 2))
    if number is not None and found.published and found.number("which") and not found.names_year:
        number = _which_season(nth, found.number("which"), found.published)
    if number is None:
        return None
    whole, side = spans.season(number, nth), found.number("side")
    day = found.published
    if side and day and spans.holds(whole, day):
        return replace(whole, start=day) if side > 0 else replace(whole, end=day)
    return found.part(whole)


def _which_season(nth: int, which: int, published: date) -> int:
    """Give the year of the last season that is over, or of the next one to come."""
    number = published.year
    if which > 0:
        return number + (_SEASON_BEGINS[nth] <= published.month)
    while (over := spans.season(number, nth).end) and over >= published:
        number -= 1
    return number
