"""What each form of times.toml means: from the parts a pattern found to a stretch of days.

A rule gets the parts as values and the article's day, and gives None where it is not certain
which days are meant: without the article's day, for most. Of what comes back every year
("im Oktober", "the third quarter") the last one is meant, unless the words around speak of
something that lies ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.extract import calendar_spans as spans
from pipeline.extract.calendar_spans import Stretch

__all__ = ["RULES", "Found"]

_YEARS = range(1900, 2100)
_SOON = 3  # months
_SEASON_BEGINS = {1: 3, 2: 6, 3: 9, 4: 12}


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a match as values.

    `ahead`: the words around it speak of the future; `told`: of what happened.
    """

    parts: dict[str, int | str]
    published: date | None
    ahead: bool = False
    told: bool = False

    def number(self, name: str) -> int:
        """Give a part's number, 0 where the text has no such part."""
        value = self.parts.get(name, 0)
        return value if isinstance(value, int) else 0

    @property
    def unit(self) -> str:
        return str(self.parts["unit"])

    @property
    def year(self) -> int | None:
        """The year that the text names, itself or as "last year"."""
        if "year" in self.parts:
            return self.number("year") if self.number("year") in _YEARS else None
        if self.published and self.parts.get("unit") == "year":
            return self.published.year + self.number("which")
        return None

    @property
    def names_year(self) -> bool:
        return "year" in self.parts or self.parts.get("unit") == "year"


Rule = Callable[[Found], Stretch | None]


def _nearest(found: Found, first: int, last: int) -> int | None:
    """Give the year of what recurs yearly from month `first` to `last` of it."""
    if found.names_year:
        return found.year
    if found.published is None:
        return None
    this, month = found.published.year, found.published.month
    if found.ahead:
        return this if last >= month else this + 1
    if first <= month:
        return this
    # What is a few months off and not told as past is still to come: "fängt im Mai an".
    return this if first - month <= _SOON and not found.told else this - 1


def _day(found: Found) -> Stretch | None:
    month = found.number("month") or found.number("monthnumber")
    if not 1 <= month <= 12:
        return None
    if found.names_year:
        first = _date(found.year, month, found.number("day")) if found.year else None
    else:
        first = _nearest_day(found, month, found.number("day"))
    if first is None or "lastday" not in found.parts:
        return spans.single_day(first) if first else None
    last = _date(first.year, month, found.number("lastday"))
    return Stretch(first, last, "day") if last and last > first else None


def _nearest_day(found: Found, month: int, day: int) -> date | None:
    """Choose the year of a day without one: the nearest such day, rather a past one."""
    today = found.published
    if today is None:
        return None
    days = [_date(today.year + offset, month, day) for offset in (-1, 0, 1)]
    if found.ahead:
        return min((each for each in days if each and each >= today), default=None)
    return min(
        (each for each in days if each),
        key=lambda each: (today - each).days if each <= today else (each - today).days * 2,
        default=None,
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(found: Found) -> Stretch | None:
    month, part = found.number("month"), found.number("part")
    number = _nearest(found, month, month)
    if number is None:
        return None
    whole = spans.month(number, month)
    return spans.part_of(whole, part) if part else whole


def _which_month(found: Found) -> Stretch | None:
    """Read "letzten Oktober", "next March": the nearest one that is not this month."""
    if found.published is None:
        return None
    month, which, number = found.number("month"), found.number("which"), found.published.year
    if which < 0 and month >= found.published.month:
        number -= 1
    if which > 0 and month <= found.published.month:
        number += 1
    return spans.month(number, month)


def _months_to(found: Found) -> Stretch | None:
    """Read "the three months to September": whole months, the last one named."""
    month, count = found.number("month"), found.number("count")
    number = _nearest(found, month, month)
    if number is None or count not in (3, 6, 9, 12):
        return None
    last = spans.month(number, month)
    index = number * 12 + month - count
    start = date(index // 12, index % 12 + 1, 1)
    precision = {3: "quarter", 6: "half", 9: "half", 12: "year"}[count]
    return Stretch(start, last.end, precision)  # type: ignore[arg-type]


def _year(found: Found) -> Stretch | None:
    number, part = found.year, found.number("part")
    if number is None:
        return None
    return spans.part_of(spans.year(number), part) if part else spans.year(number)


def _double_year(found: Found) -> Stretch | None:
    """Read "Geschäftsjahr 2024/25": somewhere in the two, the article does not say from when."""
    number = found.year
    if number is None or (number + 1) % 100 != found.number("nextyear") % 100:
        return None
    return Stretch(date(number, 1, 1), date(number + 1, 12, 31), "year")


def _quarter(found: Found) -> Stretch | None:
    nth, part = found.number("nth") or found.number("q"), found.number("part")
    if not 1 <= nth <= 4:
        return None
    number = _nearest(found, nth * 3 - 2, nth * 3)
    if number is None:
        return None
    whole = spans.quarter(number, nth)
    return spans.part_of(whole, part) if part else whole


def _half(found: Found) -> Stretch | None:
    nth = found.number("nth") or found.number("h")
    number = _nearest(found, nth * 6 - 5, nth * 6)
    return spans.half(number, nth) if number is not None and nth in (1, 2) else None


def _season(found: Found) -> Stretch | None:
    nth, which = found.number("season"), found.number("which")
    first = _SEASON_BEGINS[nth]
    number = _nearest(found, first, min(12, first + 2))
    if number is None:
        return None
    if found.published and not found.names_year and "which" in found.parts and which != 0:
        number = found.published.year
        if which < 0:
            while (over := spans.season(number, nth).end) and over >= found.published:
                number -= 1
        elif first <= found.published.month:
            number += 1
    return spans.season(number, nth)


def _unit(found: Found) -> Stretch | None:
    if found.published is None:
        return None
    whole = spans.shifted(found.published, found.unit, found.number("which"))
    part = found.number("part")
    return spans.part_of(whole, part) if whole and part else whole


def _earlier(found: Found) -> Stretch | None:
    """Read "earlier this year": from its beginning to the article's day."""
    whole = _unit(found)
    if whole is None or whole.start is None or found.published is None:
        return None
    if found.number("which"):
        return whole
    return Stretch(whole.start, found.published, whole.precision)


def _later(found: Found) -> Stretch | None:
    whole = _unit(found)
    if whole is None or found.number("which"):
        return whole
    return Stretch(found.published, whole.end, whole.precision)


def _ago(found: Found) -> Stretch | None:
    return _away(found, -1)


def _hence(found: Found) -> Stretch | None:
    return _away(found, 1)


def _away(found: Found, direction: int) -> Stretch | None:
    count = found.number("count") or found.number("number")
    if found.published is None or not 0 < count <= 200:
        return None
    return spans.shifted(found.published, found.unit, direction * count)


def _past(found: Found) -> Stretch | None:
    """Read "over the past three years": up to the article's day."""
    count = found.number("count") or found.number("number") or 1
    if found.published is None or count > 200:
        return None
    return spans.trailing(found.published, found.unit, count)


def _since_ago(found: Found) -> Stretch | None:
    """Read "seit zwei Jahren": from then on."""
    stretch = _past(found)
    return replace(stretch, end=None) if stretch else None


def _coming(found: Found) -> Stretch | None:
    count = found.number("count") or found.number("number") or 1
    if found.published is None or count > 200:
        return None
    return spans.trailing(found.published, found.unit, -count)


def _dayword(found: Found) -> Stretch | None:
    if found.published is None:
        return None
    return spans.shifted(found.published, "day", found.number("dayword"))


def _weekday(found: Found) -> Stretch | None:
    """Read "am Montag": the last one, today included; "next Monday": the coming one."""
    if found.published is None:
        return None
    back = (found.published.weekday() - found.number("weekday")) % 7
    which = found.parts.get("which")
    if found.parts.get("unit") == "week" or which == 0:
        monday = spans.week(found.published).start
        offset = 7 * found.number("which") + found.number("weekday")
        return spans.single_day(monday + timedelta(days=offset)) if monday else None
    if found.number("which") > 0 or (which is None and found.ahead and back):
        return spans.single_day(found.published + timedelta(days=7 - back))
    return spans.single_day(found.published - timedelta(days=back or 7 * -found.number("which")))


def _weekend(found: Found) -> Stretch | None:
    """Read "am Wochenende": the last one; on a Saturday or Sunday, this one."""
    if found.published is None:
        return None
    which = found.number("which")
    back = 0 if found.published.weekday() >= 5 or which > 0 or found.ahead else 7
    if which < 0 and found.published.weekday() >= 5:
        back = 7
    return spans.weekend(found.published - timedelta(days=back))


RULES: dict[str, Rule] = {
    "ago": _ago,
    "coming": _coming,
    "day": _day,
    "dayword": _dayword,
    "double_year": _double_year,
    "earlier": _earlier,
    "half": _half,
    "hence": _hence,
    "later": _later,
    "month": _month,
    "months_to": _months_to,
    "nothing": lambda _: None,
    "past": _past,
    "quarter": _quarter,
    "season": _season,
    "since_ago": _since_ago,
    "unit": _unit,
    "weekday": _weekday,
    "weekend": _weekend,
    "which_month": _which_month,
    "year": _year,
}
