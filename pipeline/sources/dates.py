"""Dates as feeds and sitemaps write them, German ones too, to UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

__all__ = ["feed_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner jän",
            "feb february februar feber",
            "mar march märz maerz mär mrz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        start=1,
    )
    for name in names.split()
}
# Hours from UTC of the zones that feeds name.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "mez": 1, "cet": 1, "mesz": 2,
    "cest": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[.\s-]+(?P<b>{_MONTH})\b[.,\s-]*(?P<y>\d{{4}}|\d{{2}})\b",
        rf"\b(?P<b>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b",
        r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})\b",
        r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
    )
)
_TIME = re.compile(
    r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"(?:\s*Uhr)?\s*(?:(?P<sign>[+-])(?P<zh>\d{2}):?(?P<zm>\d{2})|\(?(?P<zone>[a-z]{1,4})\b)?",
    re.IGNORECASE,
)


def feed_date(text: str | None) -> datetime | None:
    """A date in UTC; `None` where the text is none. Without a zone it counts as UTC."""
    if text is None or not 6 <= len(text := text.strip()) <= 100:
        return None
    try:
        moment = _iso(text) or _written(text)
        if moment is None:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _written(text: str) -> datetime | None:
    found = next((match for pattern in _DAYS if (match := pattern.search(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    month = _MONTHS[parts["b"].lower()] if "b" in parts else int(parts["m"])
    day = datetime(year, month, int(parts["d"]))  # noqa: DTZ001  (the zone comes with the time)
    clock = _TIME.search(text, found.end()) or _TIME.search(text)
    return day if clock is None else _at(day, clock)


def _at(day: datetime, clock: re.Match[str]) -> datetime:
    hour = int(clock["h"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    moment = day.replace(hour=hour, minute=int(clock["m"]), second=min(int(clock["s"] or 0), 59))
    if clock["sign"]:
        offset = timedelta(hours=int(clock["zh"]), minutes=int(clock["zm"]))
        return moment.replace(tzinfo=timezone(offset if clock["sign"] == "+" else -offset))
    hours = _ZONES.get((clock["zone"] or "").lower())
    return moment if hours is None else moment.replace(tzinfo=timezone(timedelta(hours=hours)))
