"""Stretches of the calendar: months, quarters, halves, seasons, years and their parts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.documents import Precision

__all__ = [
    "Stretch",
    "half",
    "holds",
    "month",
    "moved",
    "part_of",
    "quarter",
    "season",
    "shifted",
    "single_day",
    "trailing",
    "week",
    "weekend",
    "year",
]

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_EARLIEST, _LATEST = 1000, 9000  # years; far enough from what `date` can hold


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both included; None leaves that side open."""

    start: date | None
    end: date | None
    precision: Precision


def holds(stretch: Stretch, day: date) -> bool:
    """Tell whether a stretch with both ends has the day in it."""
    return bool(stretch.start and stretch.end and stretch.start <= day <= stretch.end)


def single_day(day: date) -> Stretch:
    return Stretch(day, day, "day")


def week(day: date) -> Stretch:
    """Give the week, from Monday on, that `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return Stretch(monday, monday + timedelta(days=6), "week")


def weekend(day: date) -> Stretch:
    """Give Saturday and Sunday of the week that `day` is in."""
    saturday = day + timedelta(days=5 - day.weekday())
    return Stretch(saturday, saturday + timedelta(days=1), "week")


def month(of_year: int, nth: int) -> Stretch:
    return _months(of_year, nth, nth, "month")


def quarter(of_year: int, nth: int) -> Stretch:
    return _months(of_year, nth * 3 - 2, nth * 3, "quarter")


def half(of_year: int, nth: int) -> Stretch:
    return _months(of_year, nth * 6 - 5, nth * 6, "half")


def year(number: int) -> Stretch:
    return _months(number, 1, 12, "year")


def season(of_year: int, nth: int) -> Stretch:
    """Give a season as meteorologists do; the winter of a year begins in its December."""
    return _months(of_year, nth * 3, nth * 3 + 2, "quarter")


def part_of(whole: Stretch, nth: int) -> Stretch | None:
    """Give beginning (1), middle (2) or end (3) of a month, quarter, half or year.

    A year begins with its first quarter, ends with its last, and its middle is the two between;
    a week begins with three days and ends with its last three; of other stretches it is a third.
    """
    if whole.start is None or whole.end is None:
        return None
    if whole.precision == "week":
        begun = whole.start + timedelta(days=(0, 1, 4)[nth - 1])
        return Stretch(begun, begun + timedelta(days=2), "week")
    if whole.precision == "year" and whole.start.year == whole.end.year:
        number = whole.start.year
        return _months(number, 4, 9, "half") if nth == 2 else quarter(number, 1 if nth == 1 else 4)
    if whole.precision == "month":
        first, last = {1: (1, 10), 2: (11, 20), 3: (21, whole.end.day)}[nth]
        return Stretch(whole.start.replace(day=first), whole.start.replace(day=last), "week")
    if whole.precision == "quarter":
        middle = whole.start.month - 1 + nth - 1
        return month(whole.start.year + middle // 12, middle % 12 + 1)
    if whole.precision == "half":
        third = whole.start.month + (nth - 1) * 2
        return _months(whole.start.year, third, third + 1, "month")
    return whole


def shifted(day: date, unit: str, by: int) -> Stretch | None:
    """Give the day, week, month, … that lies `by` units from the one that `day` is in."""
    if unit in ("day", "week"):
        if abs(by) > 40_000:
            return None
        there = day + timedelta(days=by * (7 if unit == "week" else 1))
        return single_day(there) if unit == "day" else week(there)
    size = _MONTHS_IN[unit]
    index = (day.year * 12 + day.month - 1) // size + by
    of_year, nth = divmod(index, 12 // size)
    if not _EARLIEST < of_year < _LATEST:
        return None
    made = {"month": month, "quarter": quarter, "half": half}.get(unit)
    return made(of_year, nth + 1) if made else year(of_year)


def trailing(day: date, unit: str, count: int) -> Stretch | None:
    """Give the `count` units up to `day`, or with a negative count the ones from `day` on."""
    other = moved(day, unit, -count)
    if other is None:
        return None
    precision: Precision = unit  # type: ignore[assignment]
    return Stretch(min(day, other), max(day, other), precision)


def moved(day: date, unit: str, by: int) -> date | None:
    """Give the same day `by` units later; the month's last day where it has no such day."""
    if unit in ("day", "week"):
        return day + timedelta(days=by * (7 if unit == "week" else 1))
    index = day.year * 12 + day.month - 1 + by * _MONTHS_IN[unit]
    of_year, nth = divmod(index, 12)
    if not _EARLIEST < of_year < _LATEST:
        return None
    return date(of_year, nth + 1, min(day.day, monthrange(of_year, nth + 1)[1]))


def _months(of_year: int, first: int, last: int, precision: Precision) -> Stretch:
    """Give months `first` to `last` of a year; months above 12 are the next year's."""
    end_year, end_month = (of_year, last) if last <= 12 else (of_year + 1, last - 12)
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Stretch(date(of_year, first, 1), end, precision)
