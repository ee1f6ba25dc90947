"""HTTP caching as RFC 9111 has it, decided by hishel's states; what is on record is the cache.

Of hishel only the states are used, which decide without any input or output. Its transport
would answer a page unchanged as if it were new, which hides just what saves the second
extraction, and its storage would keep another copy of every body beside the page store.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

from hishel import CacheOptions, Entry, Headers, IdleClient, NeedRevalidation, Request, Response
from hishel import NeedToBeUpdated as Freshened

from pipeline.fetch.answers import fresh_until
from pipeline.fetch.outcomes import Validators

__all__ = ["conditions", "freshened"]

_OPTIONS = CacheOptions(shared=False, allow_stale=False)
_ANEW = Headers({"cache-control": "no-cache"})
_CONDITIONS = ("if-none-match", "if-modified-since")


def conditions(url: str, validators: Validators) -> dict[str, str]:
    """The headers that ask whether the page that we have is still the one."""
    asked = _revalidation(url, validators).request.headers
    return {name: asked[name] for name in _CONDITIONS if name in asked}


def freshened(
    url: str, validators: Validators, headers: Mapping[str, str], now: datetime
) -> Validators | None:
    """The validators after a 304 with these headers; `None` where it speaks of another page."""
    answer = Response(304, Headers(dict(headers)))
    state = _revalidation(url, validators).next(answer)
    if not isinstance(state, Freshened):
        return None
    merged = state.updating_entries[-1].response.headers
    return replace(
        validators,
        etag=merged.get("etag"),
        last_modified=merged.get("last-modified"),
        fresh_until=fresh_until(merged, now),
        checked_at=now,
    )


def _revalidation(url: str, validators: Validators) -> NeedRevalidation:
    """The state of having to ask about what is on record."""
    checked = validators.checked_at or datetime.now(UTC)
    holds = (validators.fresh_until or checked) - checked
    kept = {
        "date": format_datetime(checked.astimezone(UTC), usegmt=True),
        "cache-control": f"max-age={max(0, int(holds.total_seconds()))}",
        "etag": validators.etag,
        "last-modified": validators.last_modified,
    }
    response = Response(200, Headers({name: value for name, value in kept.items() if value}))
    entry = Entry(uuid.uuid4(), Request("GET", url), response)
    state = IdleClient(_OPTIONS).next(Request("GET", url, _ANEW), [entry])
    assert isinstance(state, NeedRevalidation), state  # because of the no-cache in the request
    return state
