"""What is stored, what the last runs did, what failed and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from models.tables import (
    Article,
    Base,
    Claim,
    Entity,
    Extraction,
    Fact,
    Fetch,
    Rejection,
    SourceRun,
    Story,
)
from pipeline.query.witnesses import chunks

__all__ = [
    "Failed",
    "FetchCounts",
    "FetchRow",
    "Holdings",
    "RunRecord",
    "failures",
    "fetch_counts",
    "fetches_of",
    "holdings",
    "last_runs",
]

# What is no failure of a fetch.
_FINE = ("page", "unchanged")
_COUNTED: tuple[tuple[str, type[Base]], ...] = (
    ("articles", Article),
    ("stories", Story),
    ("entities", Entity),
    ("claims", Claim),
    ("facts", Fact),
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is stored; `models` counts the current articles that each model read."""

    counts: Mapping[str, int]
    models: Mapping[str, int]
    last_article: datetime | None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One look at a source."""

    source: str
    started_at: datetime
    ended_at: datetime
    links: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    failed: int
    claims: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A page or a claim that did not get in: at which stage, why, and in words."""

    at: datetime
    stage: str
    source: str | None
    url: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class FetchCounts:
    """What came of the fetches of a source, by outcome, and of its runs.

    `links` were announced; the others count articles. `rejected` says why fetched pages gave no
    article.
    """

    outcomes: Mapping[str, int] = field(default_factory=dict)
    links: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FetchRow:
    """One attempt at an address, as it was kept."""

    url: str
    source: str | None
    status: int | None
    outcome: str
    digest: str | None
    at: datetime
    detail: str
    retry_at: datetime | None
    fresh_until: datetime | None


def holdings(connection: Connection) -> Holdings:
    """Count what is stored."""
    counts = {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in _COUNTED
    }
    models = connection.execute(
        select(Extraction.model, func.count())
        .join(Article, Article.extraction == Extraction.id)
        .group_by(Extraction.model)
        .order_by(Extraction.model)
    )
    last = connection.execute(select(func.max(Article.first_seen))).scalar_one()
    return Holdings(counts, {row[0]: row[1] for row in models}, last)


def last_runs(connection: Connection, limit: int) -> list[RunRecord]:
    """Give the last look at each source, the newest first."""
    newest = select(func.max(SourceRun.id)).group_by(SourceRun.source)
    rows = connection.execute(
        select(
            SourceRun.source,
            SourceRun.started_at,
            SourceRun.ended_at,
            SourceRun.links,
            SourceRun.new,
            SourceRun.changed,
            SourceRun.unchanged,
            SourceRun.rejected,
            SourceRun.failed,
            SourceRun.claims,
            SourceRun.error,
        )
        .where(SourceRun.id.in_(newest))
        .order_by(SourceRun.started_at.desc(), SourceRun.source)
        .limit(limit)
    )
    return [RunRecord(*row) for row in rows]


def failures(connection: Connection, since: datetime, limit: int) -> list[Failed]:
    """Give the newest pages and claims that did not get in since then, the newest first."""
    fetches = select(Fetch.at, Fetch.source, Fetch.url, Fetch.outcome, Fetch.detail).where(
        Fetch.at >= since, Fetch.outcome.not_in(_FINE)
    )
    refused = select(
        Rejection.at,
        Rejection.stage,
        Rejection.source,
        Rejection.url,
        Rejection.reason,
        Rejection.detail,
    ).where(Rejection.at >= since)
    found = [
        Failed(row.at, "fetch", row.source, row.url, row.outcome, row.detail)
        for row in connection.execute(fetches.order_by(Fetch.at.desc(), Fetch.id).limit(limit))
    ]
    newest = refused.order_by(Rejection.at.desc(), Rejection.id).limit(limit)
    found += [Failed(*row) for row in connection.execute(newest)]
    return sorted(found, key=lambda one: (one.at, one.url), reverse=True)[:limit]


def fetch_counts(connection: Connection, since: datetime) -> dict[str, FetchCounts]:
    """Count by source what came of its fetches and of its runs since then."""
    outcomes = _by_source(
        connection.execute(
            select(Fetch.source, Fetch.outcome, func.count())
            .where(Fetch.at >= since, Fetch.source.is_not(None))
            .group_by(Fetch.source, Fetch.outcome)
        )
    )
    rejected = _by_source(
        connection.execute(
            select(Rejection.source, Rejection.reason, func.count())
            .where(Rejection.at >= since, Rejection.source.is_not(None), Rejection.stage == "read")
            .group_by(Rejection.source, Rejection.reason)
        )
    )
    runs = connection.execute(
        select(
            SourceRun.source,
            func.sum(SourceRun.links),
            func.sum(SourceRun.new),
            func.sum(SourceRun.changed),
            func.sum(SourceRun.unchanged),
        )
        .where(SourceRun.started_at >= since)
        .group_by(SourceRun.source)
    )
    sums = {name: tuple(map(int, counts)) for name, *counts in runs}
    found = {}
    for name in sorted(outcomes.keys() | sums.keys() | rejected.keys()):
        links, new, changed, unchanged = sums.get(name, (0, 0, 0, 0))
        found[name] = FetchCounts(
            outcomes.get(name, {}), links, new, changed, unchanged, rejected.get(name, {})
        )
    return found


def _by_source(rows: Iterable[Any]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for source, what, count in rows:
        found.setdefault(source, {})[what] = count
    return found


def fetches_of(
    connection: Connection, urls: Sequence[str], since: datetime
) -> dict[str, list[FetchRow]]:
    """Give the attempts at these addresses since then, by address, the oldest first."""
    found: dict[str, list[FetchRow]] = {}
    columns = (
        Fetch.url,
        Fetch.source,
        Fetch.status,
        Fetch.outcome,
        Fetch.digest,
        Fetch.at,
        Fetch.detail,
        Fetch.retry_at,
        Fetch.fresh_until,
    )
    for some in chunks(urls):
        rows = connection.execute(
            select(*columns).where(Fetch.url.in_(some), Fetch.at >= since).order_by(Fetch.id)
        )
        for row in rows:
            found.setdefault(row.url, []).append(FetchRow(*row))
    return found
