"""Feasts: "Karfreitag", "Thanksgiving", "zu Pfingsten"; of which year, as with any other day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.extract.calendar_spans import Stretch, single_day
from pipeline.extract.time_found import Found, day_of, nearest_day

__all__ = ["easter", "feast"]

# As times.toml writes them: "12-24 for 3", "easter-2 for 4", "11 thursday 4", "05 monday -1".
_FEAST = re.compile(
    r"(?:easter(?P<offset>[+-]\d+)?|(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"| (?P<weekday>monday|thursday) (?P<nth>-?\d)))(?: for (?P<days>\d))?"
)
_WEEKDAYS = {"monday": 0, "thursday": 3}


def feast(found: Found) -> Stretch | None:
    """Give the days of a feast, in the year that the text names or else the nearest."""
    row = _FEAST.fullmatch(str(found.parts["feast"]))
    if row is None:
        return None
    if found.names_year:
        first = _first_day(row, found.year) if found.year else None
    elif found.published is None:
        return None
    else:
        around = [_first_day(row, found.published.year + offset) for offset in (-1, 0, 1)]
        first = _chosen(found, found.published, around)
    if first is None or row["days"] is None:
        return single_day(first) if first else None
    return Stretch(first, first + timedelta(days=int(row["days"]) - 1), "day")


def _chosen(found: Found, today: date, days: list[date | None]) -> date | None:
    """Choose the one meant: "last Christmas" is over, "next Easter" to come."""
    known, which = [day for day in days if day is not None], found.parts.get("which")
    if which == -1:
        return max((day for day in known if day < today), default=None)
    if which == 1:
        return min((day for day in known if day > today), default=None)
    return days[1] if which == 0 else nearest_day(found, known)


def _first_day(row: re.Match[str], year: int) -> date | None:
    if row["month"] is None:
        return easter(year) + timedelta(days=int(row["offset"] or 0))
    month = int(row["month"])
    if row["weekday"] is None:
        return day_of(year, month, int(row["day"]))
    nth, weekday = int(row["nth"]), _WEEKDAYS[row["weekday"]]
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Give Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    month, day = divmod(
        epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31
    )
    return date(year, month, day + 1)
