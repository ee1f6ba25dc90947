"""Points in time as people give them: "2d", "3w", "2024", "2024-06", "2024-06-05"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

__all__ = ["DayError", "first_moment", "last_day"]

_AGO = re.compile(r"(\d{1,5})\s*(h|d|w|mo|y)")
_DAYS = {"h": 1 / 24, "d": 1, "w": 7, "mo": 30, "y": 365}
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_WANTED = "write 2d, 12h, 3w, 6mo or 1y for that long ago, or 2024, 2024-06, 2024-06-05"


class DayError(ValueError):
    """A date that cannot be read."""


def first_moment(text: str, now: datetime | None = None) -> datetime:
    """Give the moment `text` begins, in UTC. Raises DayError."""
    ago = _AGO.fullmatch(text.strip().casefold())
    if ago:
        try:
            return (now or datetime.now(UTC)) - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
        except OverflowError:
            raise DayError(f"{text!r} is before the year 1: {_WANTED}") from None
    moment = _datetime(text)
    if moment is not None:
        return moment
    return datetime.combine(_span(text)[0], time(), UTC)


def last_day(text: str, now: datetime | None = None) -> date:
    """Give the last day of what `text` names: of "2024" the 31 December. Raises DayError."""
    if _AGO.fullmatch(text.strip().casefold()):
        return first_moment(text, now).date()
    moment = _datetime(text)
    return moment.date() if moment is not None else _span(text)[1]


def _datetime(text: str) -> datetime | None:
    """Read an ISO date with a time; local time is not guessed: without an offset it is UTC."""
    if not re.match(r"\d{4}-\d\d-\d\d[T ]\d", text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise DayError(f"cannot read {text!r} ({error}): {_WANTED}") from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _span(text: str) -> tuple[date, date]:
    partial = _PARTIAL.fullmatch(text.strip())
    try:
        if partial is None:
            day = date.fromisoformat(text.strip())
            return day, day
        year, month = int(partial[1]), int(partial[2] or 0)
        if not partial[2]:
            return date(year, 1, 1), date(year, 12, 31)
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError as error:
        raise DayError(f"cannot read {text!r} as a date: {_WANTED}") from error
