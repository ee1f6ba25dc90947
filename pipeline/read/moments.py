"""Dates and times as pages write them, in both languages, and days in addresses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

__all__ = [
    "MONTHS",
    "MONTH_NAMES",
    "Moment",
    "as_day",
    "day_in_url",
    "days_in",
    "moments_in",
    "parse_time",
]

Moment = date | datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan jänner jän", "february februar feb feber",
            "march märz mrz mar maerz",
            "april apr", "may mai", "june juni jun", "july juli jul", "august aug",
            "september sep sept", "october oktober oct okt", "november nov",
            "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
# Hours before Greenwich; "ET" and its like for winter.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "mez": 1, "cet": 1, "mesz": 2, "cest": 2, "est": -5,
    "edt": -4, "et": -5, "cst": -6, "cdt": -5, "ct": -6, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "pt": -8,
}  # fmt: skip
_ZONE = rf"(?P<zone>(?:{'|'.join(_ZONES)})\b|[+-]\d{{2}}:?\d{{2}}\b|[+-]\d{{2}}\b)?"
_CLOCK = (
    r"(?:[,|\-–—\s]{0,4}(?:um|at|[-–—|])?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?"
    rf"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*uhr)?\s*\(?{_ZONE})?"
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    rf"\s*{_ZONE})?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})\d{0,2})?(?P<zone>Z)?$"
)
_DOTTED = re.compile(
    r"(?<![\d.,])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d{2}|\d{2})\b"
    + _CLOCK,
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<![\d.,])(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<name>{MONTH_NAMES})\.?,?[\s-]+(?P<year>(?:19|20)\d{{2}})"
    + _CLOCK,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<name>{MONTH_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{{2}})"
    + _CLOCK,
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d{2}|\d{2})\b(?!/)" + _CLOCK,
    re.IGNORECASE,
)
_DASHED = re.compile(
    r"\b(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>(?:19|20)\d{2})\b" + _CLOCK, re.IGNORECASE
)
_WRITTEN = (_DOTTED, _DAY_FIRST, _MONTH_FIRST, _SLASHED, _DASHED)
_DIGIT = re.compile(r"\d")
_EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
_URL_DAY = re.compile(
    r"(?:^|[/_.-])(?P<year>(?:19|20)\d{2})[/_-]?(?P<month>0[1-9]|1[0-2]|[1-9](?=[/_-])|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_-]?(?P<day>0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?=$|[/_.-])",
    re.IGNORECASE,
)
_URL_DAY_FIRST = re.compile(
    r"(?:^|[/_.-])(?P<day>0[1-9]|[12]\d|3[01])[._-](?P<month>0[1-9]|1[0-2])[._-]"
    r"(?P<year>(?:19|20)\d{2})(?=$|[/_.-])"
)
_EARLIEST = 1990
_LONGEST = 120


def parse_time(text: str) -> Moment | None:
    """A date or a time as pages write it, in UTC where it has a clock time; `None` for others.

    A clock time without a zone is taken for UTC: the day is what counts.
    """
    text = text.strip()[:_LONGEST]
    if _EPOCH.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    match = _ISO.search(text) or _COMPACT.match(text)
    if match:
        return _moment(match.groupdict())
    return _written(text)


def _written(text: str) -> Moment | None:
    found = [match for pattern in _WRITTEN if (match := pattern.search(text))]
    if not found:
        return None
    return _moment(min(found, key=lambda match: match.start()).groupdict())


def moments_in(text: str) -> list[tuple[str, Moment]]:
    """The dates and times in a line in words, each with the text before it, since the last one."""
    if not _DIGIT.search(text):
        return []
    matches = sorted(
        (match for pattern in _WRITTEN for match in pattern.finditer(text)),
        key=lambda match: match.start(),
    )
    found: list[tuple[str, Moment]] = []
    end = 0
    for match in matches:
        moment = _moment(match.groupdict())
        if moment is not None and match.start() >= end:
            found.append((text[end : match.start()], moment))
            end = match.end()
    return found


def days_in(text: str) -> list[date]:
    """The days that a line in words prints, whatever the zone of a time beside them."""
    if not _DIGIT.search(text):
        return []
    matches = (match for pattern in _WRITTEN for match in pattern.finditer(text))
    days = (_day(match.groupdict()) for match in matches)
    return [day for day in days if day is not None]


def as_day(moment: Moment) -> date:
    """The day of a moment, in UTC where it has a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def _day(parts: dict[str, str | None]) -> date | None:
    name = parts.get("name")
    month = MONTHS[name.lower()] if name else int(parts["month"] or 0)
    year, number = int(parts["year"] or 0), int(parts["day"] or 0)
    if len(parts["year"] or "") == 2:
        year += 2000
    if month > 12 and not parts.get("mark"):
        month, number = number, month  # the other order, as in "16/11/2026"
    try:
        return date(year, month, number) if year >= _EARLIEST else None
    except ValueError:
        return None


def _moment(parts: dict[str, str | None]) -> Moment | None:
    day = _day(parts)
    if day is None or parts.get("hour") is None:
        return day
    if parts.get("zone") and not int(parts["hour"] or 0) and not int(parts["minute"] or 0):
        return day  # midnight sharp is how systems write a day
    hour, minute = int(parts["hour"] or 0), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()
    hour = hour % 12 + (12 if half.startswith("p") else 0) if half else hour
    zone = _offset(parts.get("zone"))
    if hour > 23 or minute > 59 or zone is None:
        return day
    second = min(int(parts.get("second") or 0), 59)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)
    try:
        return moment - zone
    except OverflowError:
        return day


def _offset(zone: str | None) -> timedelta | None:
    if not zone or not zone.startswith(("+", "-")):
        return timedelta(hours=_ZONES.get((zone or "z").lower(), 0))
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset


def day_in_url(url: str) -> date | None:
    """The day in an address such as /2026/11/23/, -20261123 or -23-11-2026."""
    path = url[url.rfind("://") :].split("?", maxsplit=1)[0]
    match = _URL_DAY.search(path) or _URL_DAY_FIRST.search(path)
    if not match:
        return None
    month = match["month"].lower()
    try:
        return date(int(match["year"]), MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None
