"""What an answer's status and headers mean: its reason code, and how long to wait. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["REDIRECTS", "reason_for", "retry_after"]

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


def reason_for(status: int) -> str | None:
    """The reason code of a status; `None` for one that comes with the page."""
    if status in _GOOD:
        return None
    return _REASONS.get(status) or ("server-error" if 500 <= status <= 599 else "http-status")


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that `Retry-After` asks for, given as seconds or as a date; never negative."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal() and value.isascii():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
