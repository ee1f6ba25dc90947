"""What an answer's status and headers mean: its reason, how long to wait, how long it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

__all__ = ["REDIRECTS", "fresh_until", "reason_for", "retry_after"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REASONS: Mapping[int, str] = {
    401: "refused",
    402: "refused",
    403: "refused",
    404: "gone",
    408: "server-error",
    410: "gone",
    425: "server-error",
    429: "busy",
    451: "refused",
    503: "busy",
}
_GOOD = frozenset({200, 203})
_LONGEST_FRESHNESS = timedelta(days=7)
# Dates are known that lie in another century.
_LONGEST_WAIT = timedelta(days=7)


def reason_for(status: int) -> str | None:
    """The reason code of a status; `None` for one that comes with the page."""
    if status in _GOOD:
        return None
    return _REASONS.get(status) or ("server-error" if 500 <= status <= 599 else "http-status")


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that `Retry-After` asks for, given as seconds or as a date; a week at most."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal() and value.isascii():
        wait = float(value[:9])
    elif (moment := _moment(value)) is not None:
        wait = max(0.0, (moment - now).total_seconds())
    else:
        return None
    return min(wait, _LONGEST_WAIT.total_seconds())


def fresh_until(headers: Mapping[str, str], at: datetime) -> datetime | None:
    """Until when a server says that its answer of `at` holds, a week at most.

    Nothing is guessed where it says nothing: feeds would come late.
    """
    directives = {
        name.strip().lower(): value.strip(' "')
        for part in headers.get("cache-control", "").split(",")
        for name, _, value in [part.partition("=")]
    }
    if {"no-cache", "no-store"} & directives.keys():
        return None
    given = directives.get("max-age", "")
    if given.isdecimal():
        age = headers.get("age", "")
        seconds = int(given[:9]) - (int(age[:9]) if age.isdecimal() else 0)
        return at + min(timedelta(seconds=max(0, seconds)), _LONGEST_FRESHNESS)
    expires, sent = _moment(headers.get("expires")), _moment(headers.get("date")) or at
    if given or expires is None or expires <= sent:
        return None
    return at + min(expires - sent, _LONGEST_FRESHNESS)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
