"""Where articles come from, every look and every fetch, and what was refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, RowNumber

__all__ = ["BackfillBatch", "Fetch", "Rejection", "Source", "SourceRun"]


class Source(Base):
    """Where articles come from: a feed, a sitemap, a page, an archive, or files by hand."""

    __tablename__ = "source"
    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str | None]
    lang: Mapped[str | None]
    url: Mapped[str | None]


class SourceRun(Base):
    """One look at a source: how many links, what became of them, what went wrong."""

    __tablename__ = "source_run"
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.name"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    links: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    failed: Mapped[int]
    claims: Mapped[int]
    error: Mapped[str | None]
    __table_args__ = (Index(None, "source", "started_at"),)


class Fetch(Base):
    """Every attempt to get a page: `outcome` is page, unchanged, or why there is none.

    `etag`, `last_modified`, `digest` (of the bytes), `full_at` (when they were last sent whole)
    and `fresh_until` serve the next request; before `retry_at` the server wants none.
    """

    __tablename__ = "fetch"
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    url: Mapped[str]
    source: Mapped[str | None] = mapped_column(ForeignKey("source.name"))
    at: Mapped[datetime]
    outcome: Mapped[str]
    status: Mapped[int | None]
    detail: Mapped[str]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    digest: Mapped[str | None]
    full_at: Mapped[datetime | None]
    fresh_until: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "url", "at"), Index(None, "source", "at"), Index(None, "at"))


class Rejection(Base):
    """What was refused and why: a page (`stage` read) or a claim (`stage` store)."""

    __tablename__ = "rejection"
    id: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str]
    at: Mapped[datetime]
    source: Mapped[str | None] = mapped_column(ForeignKey("source.name"))
    url: Mapped[str]
    reason: Mapped[str]
    detail: Mapped[str]
    __table_args__ = (Index(None, "url"), Index(None, "at"))


class BackfillBatch(Base):
    """A batch of stored pages that a backfill has taken whole: another run passes it by.

    `id` hashes its pages, what was wanted of them, and the model that read them.
    """

    __tablename__ = "backfill_batch"
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    articles: Mapped[int]
