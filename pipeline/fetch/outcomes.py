"""What comes of asking for a page: `Page`, `NotModified` or `FetchFailure`, and its record.

Outcome
  Page          new bytes
  NotModified   the bytes that we have: the server said 304, or sent the same again
  FetchFailure  a reason code of `REASONS`, with a sentence for people
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

from pipeline.documents import Page
from pipeline.fetch.answers import fresh_until

__all__ = [
    "REASONS",
    "FetchFailure",
    "FetchRecord",
    "NotModified",
    "Outcome",
    "Reason",
    "Validators",
    "digest_of",
    "record_of",
    "validators_of",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """What a code means; `retry`: worth a second try now; `host`: speaks against the host.

    `settled`: most likely the same the next time, so that the page is asked for less and less.
    """

    meaning: str
    retry: bool = False
    host: bool = False
    settled: bool = False


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        "bad-url": Reason("no address that can be asked for", settled=True),
        "private-address": Reason(
            "the host has a private, loopback or reserved address", settled=True
        ),
        "left-site": Reason("a redirect leads away from the source's hosts", settled=True),
        "robots": Reason("robots.txt does not allow it", settled=True),
        "reserved": Reason("indexing or text and data mining is reserved", settled=True),
        "crawl-delay": Reason("the crawl-delay is too long to wait for"),
        "circuit-open": Reason("the host failed too often and is left alone for a while"),
        "dns": Reason("the host's name does not resolve", host=True),
        "connect": Reason("no connection", retry=True, host=True),
        "tls": Reason("the certificate or the encryption is wrong", host=True),
        "timeout": Reason("no answer in time", retry=True, host=True),
        "protocol": Reason("the answer is broken or broke off", retry=True, host=True),
        "bad-encoding": Reason("the body does not unpack", settled=True),
        "too-large": Reason("the body is larger than the bound", settled=True),
        "not-text": Reason("the body is no text", settled=True),
        "unreadable": Reason("no feed, sitemap or listing where one should be"),
        "too-many-redirects": Reason(
            "more redirects than the bound, or a circle of them", settled=True
        ),
        "refused": Reason("the server refuses (401, 402, 403, 451)", settled=True),
        "gone": Reason("the page is not there (404, 410)", settled=True),
        "busy": Reason("the server asks to wait (429, 503)", retry=True),
        "server-error": Reason("the server failed (408, 425, 5xx)", retry=True, host=True),
        "http-status": Reason("an answer with another status", settled=True),
        "failed": Reason("asking went wrong in a way that nobody thought of; the log has more"),
    }
)


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier fetch left to ask with: by these a page unchanged costs nothing more.

    `digest` is of the bytes that we have. `full_at` is when they were last sent whole;
    `fresh_until` is how long the server said that they hold (`Cache-Control: max-age`).
    `checked_at` is when it was last asked, whole or not.
    """

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    full_at: datetime | None = None
    fresh_until: datetime | None = None
    checked_at: datetime | None = None

    def fresh(self, now: datetime, freshness: float) -> bool:
        """Whether the page need not be asked for yet; `freshness` is our own, in seconds."""
        if self.digest is None or self.checked_at is None:
            return False
        own = self.checked_at + timedelta(seconds=freshness)
        return now < max(own, self.fresh_until or own)


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is as we have it. `validators` are those to keep for the next time.

    `asked` is false where it is still fresh, so that the server was not asked: no attempt to
    be recorded.
    """

    url: str
    at: datetime
    validators: Validators
    status: int = 304
    source: str | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """Why there is no page.

    `retry_after` is seconds from `at`, before which asking again is of no use: the server said
    so, or the page keeps failing.
    """

    url: str
    reason: str
    detail: str
    at: datetime
    status: int | None = None
    retry_after: float | None = None
    source: str | None = None


Outcome: TypeAlias = Page | NotModified | FetchFailure


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One attempt, as it is kept: `outcome` is "page", "unchanged" or a code of `REASONS`.

    `retry_at` is the earliest time that the server wants to be asked again.
    """

    url: str
    source: str | None
    status: int | None
    outcome: str
    validators: Validators | None
    digest: str | None
    at: datetime
    detail: str = ""
    retry_at: datetime | None = None


def digest_of(content: bytes) -> str:
    """The name of some bytes: 64 hexadecimal digits of SHA-256."""
    return hashlib.sha256(content).hexdigest()


def validators_of(page: Page) -> Validators:
    """What to keep of a page to ask for it again."""
    return Validators(
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
        digest=digest_of(page.content),
        full_at=page.fetched_at,
        fresh_until=fresh_until(page.headers, page.fetched_at),
        checked_at=page.fetched_at,
    )


def record_of(outcome: Outcome) -> FetchRecord:
    """The row that is kept of an attempt."""
    match outcome:
        case Page():
            kept = validators_of(outcome)
            return FetchRecord(
                outcome.url,
                outcome.source,
                outcome.status,
                "page",
                kept,
                kept.digest,
                outcome.fetched_at,
                "" if outcome.final_url == outcome.url else f"moved to {outcome.final_url}",
            )
        case NotModified():
            return FetchRecord(
                outcome.url,
                outcome.source,
                outcome.status,
                "unchanged",
                outcome.validators,
                outcome.validators.digest,
                outcome.at,
            )
        case FetchFailure():
            wait = outcome.retry_after
            return FetchRecord(
                outcome.url,
                outcome.source,
                outcome.status,
                outcome.reason,
                None,
                None,
                outcome.at,
                outcome.detail,
                None if wait is None else outcome.at + timedelta(seconds=wait),
            )
