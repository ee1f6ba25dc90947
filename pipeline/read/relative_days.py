"""Days that a line tells from the moment it is read in: "vor 3 Stunden", "yesterday", "Nov 16"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from pipeline.read.moments import MONTH_NAMES, MONTHS

__all__ = ["days_before"]

_LONGEST_LINE = 80
_BETWEEN = re.compile(r"\s*[|·•()]\s*|\s[–—-]\s")
_LABEL = (
    r"(?:(?:veröffentlicht|erschienen|published|posted)\b[^\w\d]*|"
    r"(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\w*[.,]+ |(?:am|on|um|at) )*"
)
_TIME = r"\d{1,2}(?:[:.]\d\d)? ?(?:uhr|h|[ap]\.?m\b\.?)"
_CLOCK = rf"(?:,? (?:um |at )?(?:{_TIME}|\d{{1,2}}[:.]\d\d)(?: [a-z]{{2,4}})?)?"
_COUNT = r"(?P<count>\d{1,2}|an?|one|eine[rmn]?|zwei|drei|two|three)"
_UNIT = r"(?P<unit>sekunde|minute|min|stunde|std|tag|second|sec|hour|hr|day|h|m|d)(?:en|n|s)?\.?"
_AGO = re.compile(
    rf"{_LABEL}(?:vor {_COUNT} {_UNIT}|{_COUNT.replace('count', 'number')} ?"
    rf"{_UNIT.replace('unit', 'span')} ago)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"{_LABEL}(?P<day>vorgestern|gestern|heute|yesterday|today|just now|gerade eben){_CLOCK}|"
    rf"{_TIME}",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    rf"{_LABEL}(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)? (?P<month>{MONTH_NAMES})\.?|"
    rf"(?P<name>{MONTH_NAMES})\.? (?P<number>\d{{1,2}})(?:st|nd|rd|th)?){_CLOCK}",
    re.IGNORECASE,
)
_BACK = {"vorgestern": 2, "gestern": 1, "yesterday": 1}
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_UNITS = {
    "m": _MINUTE, "mi": _MINUTE, "se": timedelta(seconds=1), "h": _HOUR, "ho": _HOUR, "hr": _HOUR,
    "st": _HOUR, "d": _DAY, "da": _DAY, "ta": _DAY,
}  # fmt: skip
_COUNTS = {"zwei": 2, "two": 2, "drei": 3, "three": 3}


def days_before(lines: Iterable[str], now: datetime) -> Iterator[date]:
    """The days that short lines tell by their distance from now, or without a year.

    Weeks and months are too long to tell a day by; a day without a year is the last one before.
    """
    for line in lines:
        for part in _BETWEEN.split(line) if len(line) <= _LONGEST_LINE else ():
            day = _told(part.strip(), now)
            if day is not None:
                yield day


def _told(part: str, now: datetime) -> date | None:
    today = now.date()
    if named := _NAMED.fullmatch(part):
        return today - timedelta(days=_BACK.get((named["day"] or "").lower(), 0))
    if ago := _AGO.fullmatch(part):
        unit = _UNITS[(ago["unit"] or ago["span"]).lower()[:2]]
        return (now - _number(ago["count"] or ago["number"]) * unit).date()
    if day := _NO_YEAR.fullmatch(part):
        month = MONTHS[(day["month"] or day["name"]).lower()]
        return _last_before(today, month, int(day["day"] or day["number"]))
    return None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS.get(word.lower(), 1)


def _last_before(today: date, month: int, number: int) -> date | None:
    try:
        day = date(today.year, month, number)
        return day if day <= today else date(today.year - 1, month, number)
    except ValueError:
        return None
