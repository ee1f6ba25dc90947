"""What was tried and what came of it: fetches, refusals, looks at sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, func, insert, select

from models.database import explained
from models.tables import Fetch, Rejection, Source, SourceRun, table_of
from pipeline.documents import Rejection as Refusal
from pipeline.store.identity import hashed
from pipeline.store.transactions import chunks, upsert, writing

__all__ = [
    "Attempt",
    "LastFailure",
    "LastFetch",
    "Look",
    "RefusedPage",
    "SourceInfo",
    "add_attempts",
    "add_refused",
    "last_failures",
    "last_fetches",
    "record_fetches",
    "record_run",
    "record_sources",
]


class _Validators(Protocol):
    """What the answer of a server left for the next request."""

    @property
    def etag(self) -> str | None: ...
    @property
    def last_modified(self) -> str | None: ...
    @property
    def digest(self) -> str | None: ...
    @property
    def full_at(self) -> datetime | None: ...
    @property
    def fresh_until(self) -> datetime | None: ...


class Attempt(Protocol):
    """One attempt at a page, as `pipeline.fetch.FetchRecord` tells it."""

    @property
    def url(self) -> str: ...
    @property
    def source(self) -> str | None: ...
    @property
    def status(self) -> int | None: ...
    @property
    def outcome(self) -> str: ...
    @property
    def validators(self) -> _Validators | None: ...
    @property
    def at(self) -> datetime: ...
    @property
    def detail(self) -> str: ...
    @property
    def retry_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class LastFetch:
    """The last successful fetch of a URL: what to ask with next time."""

    etag: str | None
    last_modified: str | None
    digest: str | None
    full_at: datetime | None
    fresh_until: datetime | None
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class LastFailure:
    """The last attempt at a URL, which gave nothing, and when it may be asked again."""

    at: datetime
    retry_at: datetime

    @property
    def rest(self) -> timedelta:
        """How long it is left alone."""
        return self.retry_at - self.at


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """A page that gave no article, the source that announced it, and when it was seen."""

    rejection: Refusal
    source: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A source as the catalogue has it."""

    name: str
    kind: str
    lang: str | None
    url: str | None


class Look(Protocol):
    """One look at a source, as `pipeline.reports.SourceReport` tells it."""

    @property
    def source(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime: ...
    @property
    def links(self) -> int: ...
    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def rejected(self) -> int: ...
    @property
    def claims(self) -> int: ...
    @property
    def error(self) -> str | None: ...


def record_fetches(
    engine: Engine, attempts: Iterable[Attempt], refused: Iterable[RefusedPage] = ()
) -> None:
    """Keep attempts that gave nothing to store; those of stored pages go in with these.

    A refusal is kept once, however often it comes again.
    """
    with writing(engine) as connection:
        add_attempts(connection, attempts)
        add_refused(connection, refused)


def record_sources(engine: Engine, sources: Iterable[SourceInfo]) -> None:
    """Keep what the catalogue says of sources."""
    with writing(engine) as connection:
        rows = [asdict(source) for source in sources]
        upsert(connection, table_of(Source), rows, update=("kind", "lang", "url"))


def record_run(engine: Engine, look: Look, failed: int = 0) -> None:
    """Keep the outcome of one look at a source; `failed` of what it rejected were never fetched."""
    names = ("source", "started_at", "ended_at", "links", "new", "changed", "unchanged", "claims")
    row = {name: getattr(look, name) for name in (*names, "error")}
    row |= {"rejected": look.rejected - failed, "failed": failed}
    with writing(engine) as connection:
        upsert(connection, table_of(Source), [{"name": look.source}])
        connection.execute(insert(SourceRun), row)


def last_fetches(engine: Engine, urls: Iterable[str]) -> dict[str, LastFetch]:
    """Read what to ask with, for URLs that were fetched before."""
    good = Fetch.outcome.in_(("page", "unchanged"))
    with explained(engine.url), engine.connect() as connection:
        found = {}
        for chunk in chunks(urls):
            newest = (
                select(func.max(Fetch.id)).where(Fetch.url.in_(chunk), good).group_by(Fetch.url)
            )
            for row in connection.execute(select(Fetch).where(Fetch.id.in_(newest))):
                found[row.url] = LastFetch(
                    row.etag, row.last_modified, row.digest, row.full_at, row.fresh_until, row.at
                )
        return found


def last_failures(engine: Engine, urls: Iterable[str]) -> dict[str, LastFailure]:
    """Read which URLs gave nothing when they were last asked and are to be left alone since."""
    with explained(engine.url), engine.connect() as connection:
        found = {}
        for chunk in chunks(urls):
            newest = select(func.max(Fetch.id)).where(Fetch.url.in_(chunk)).group_by(Fetch.url)
            rows = connection.execute(
                select(Fetch.url, Fetch.at, Fetch.retry_at).where(
                    Fetch.id.in_(newest),
                    Fetch.outcome.not_in(("page", "unchanged")),
                    Fetch.retry_at.is_not(None),
                )
            )
            found.update({row.url: LastFailure(row.at, row.retry_at) for row in rows})
        return found


def add_attempts(connection: Connection, attempts: Iterable[Attempt]) -> None:
    """Add attempts in a transaction that is under way."""
    rows: list[dict[str, Any]] = [
        {
            "url": attempt.url,
            "source": attempt.source,
            "at": attempt.at,
            "outcome": attempt.outcome,
            "status": attempt.status,
            "detail": attempt.detail,
            "etag": attempt.validators.etag if attempt.validators else None,
            "last_modified": attempt.validators.last_modified if attempt.validators else None,
            "digest": attempt.validators.digest if attempt.validators else None,
            "full_at": attempt.validators.full_at if attempt.validators else None,
            "fresh_until": attempt.validators.fresh_until if attempt.validators else None,
            "retry_at": attempt.retry_at,
        }
        for attempt in attempts
    ]
    _name_sources(connection, {attempt["source"] for attempt in rows})
    if rows:
        connection.execute(insert(Fetch), rows)


def add_refused(connection: Connection, refused: Iterable[RefusedPage]) -> None:
    """Add refusals in a transaction that is under way."""
    rows: list[dict[str, Any]] = [
        {
            "id": hashed("read", page.rejection.url, page.rejection.reason, page.rejection.detail),
            "stage": "read",
            "at": page.at,
            "source": page.source,
            "url": page.rejection.url,
            "reason": page.rejection.reason,
            "detail": page.rejection.detail,
        }
        for page in refused
    ]
    _name_sources(connection, {row["source"] for row in rows})
    upsert(connection, table_of(Rejection), rows, update=("at",))


def _name_sources(connection: Connection, names: set[str | None]) -> None:
    rows = [{"name": name} for name in sorted(name for name in names if name is not None)]
    upsert(connection, table_of(Source), rows)
