"""The tables of the graph, as SQLAlchemy models.

Sources are fetched into articles; an article's text is a revision; a model's work on a
revision is an extraction; an extraction holds mentions, amounts and claims; claims that say
the same are one fact. Text ids are hashes of what the row is about, the same everywhere;
what is only reached through an article is numbered. Days are dates, moments are UTC.
Sums are exact; `usd` and `eur` are whole units for sorting.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from models.columns import ExactInstant, Instant, Money

__all__ = [
    "Alias",
    "Amount",
    "Article",
    "BackfillBatch",
    "Base",
    "Claim",
    "Entity",
    "Extraction",
    "Fact",
    "FactStatus",
    "FactTally",
    "Fetch",
    "FormerFact",
    "Judgement",
    "Mention",
    "Rejection",
    "Review",
    "Revision",
    "Source",
    "SourceRun",
    "Story",
    "table_of",
]

_RowNumber = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text, Decimal: Money, datetime: Instant}  # noqa: RUF012


def table_of(model: type[Base]) -> Table:
    """Give the table behind a model, for statements that take rows in bulk."""
    return Base.metadata.tables[model.__tablename__]


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
    id: Mapped[int] = mapped_column(_RowNumber, primary_key=True, autoincrement=True)
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
    id: Mapped[int] = mapped_column(_RowNumber, primary_key=True, autoincrement=True)
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


class Story(Base):
    """One event in the news: the articles that tell it, in both languages."""

    __tablename__ = "story"
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    first_reported: Mapped[date]
    last_reported: Mapped[date]
    articles: Mapped[int]


class Article(Base):
    """An article by its canonical URL. `revision` and `extraction` are the current ones.

    `reported` is the day facts are dated by: published, else first seen. `sketch` holds the
    64 smallest shingle hashes of the text, for finding near-duplicates.
    """

    __tablename__ = "article"
    id: Mapped[str] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str | None] = mapped_column(ForeignKey("source.name"), index=True)
    site: Mapped[str]
    lang: Mapped[str]
    title: Mapped[str]
    published: Mapped[datetime | None]
    published_precision: Mapped[str | None]
    published_from: Mapped[str | None]
    updated: Mapped[datetime | None]
    reported: Mapped[date] = mapped_column(index=True)
    authors: Mapped[str]
    access: Mapped[str]
    agency: Mapped[str | None]
    dateline: Mapped[str | None]
    sketch: Mapped[bytes] = mapped_column(LargeBinary)
    first_seen: Mapped[datetime]
    revision: Mapped[int] = mapped_column(BigInteger)
    extraction: Mapped[int] = mapped_column(BigInteger)
    story: Mapped[str | None] = mapped_column(ForeignKey("story.id"), index=True)


class Revision(Base):
    """One text of an article."""

    __tablename__ = "revision"
    id: Mapped[int] = mapped_column(_RowNumber, primary_key=True, autoincrement=True)
    article: Mapped[str] = mapped_column(ForeignKey("article.id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    digest: Mapped[str]
    seen_at: Mapped[datetime] = mapped_column(ExactInstant)
    updated: Mapped[datetime | None]


class Extraction(Base):
    """One model's reading of one revision."""

    __tablename__ = "extraction"
    id: Mapped[int] = mapped_column(_RowNumber, primary_key=True, autoincrement=True)
    revision: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    model: Mapped[str]
    at: Mapped[datetime]


class Entity(Base):
    """A company, person, place or product. `canonical` is itself, or what it was merged into.

    `known` says that the registry has it; `kind` is company, lab, investor, medium, and so on.
    """

    __tablename__ = "entity"
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    canonical: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    known: Mapped[bool]
    kind: Mapped[str | None]
    country: Mapped[str | None]
    parent: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Alias(Base):
    """A name of an entity, from the registry (`known`) or as an article has it.

    `folded` is the form that look-ups compare.
    """

    __tablename__ = "alias"
    entity: Mapped[str] = mapped_column(ForeignKey("entity.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(index=True)
    known: Mapped[bool]


class Judgement(Base):
    """Whether two entities are one: `same`, `not` or `unsure`. Undone, never deleted."""

    __tablename__ = "judgement"
    id: Mapped[int] = mapped_column(_RowNumber, primary_key=True, autoincrement=True)
    left: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    right: Mapped[str] = mapped_column(ForeignKey("entity.id"), index=True)
    verdict: Mapped[str]
    by: Mapped[str]
    reason: Mapped[str | None]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class Mention(Base):
    """A name in an article's text: characters `start` up to `end` of the revision."""

    __tablename__ = "mention"
    extraction: Mapped[int] = mapped_column(ForeignKey("extraction.id"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(ForeignKey("entity.id"), primary_key=True, index=True)
    end: Mapped[int]
    score: Mapped[float]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Amount(Base):
    """A sum of money in an article's text. `rate_day` is the day of the bank's rate."""

    __tablename__ = "amount"
    extraction: Mapped[int] = mapped_column(ForeignKey("extraction.id"), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int]
    min: Mapped[Decimal | None]
    max: Mapped[Decimal | None]
    currency: Mapped[str | None]
    approx: Mapped[bool]
    usd: Mapped[int | None] = mapped_column(BigInteger)
    eur: Mapped[int | None] = mapped_column(BigInteger)
    rate_day: Mapped[date | None]
    __table_args__ = ({"sqlite_with_rowid": False},)


class Claim(Base):
    """What one article says. `subject` and `object` are the entities as it named them.

    `topic` hashes predicate, canonical subject and object: claims of one fact share it. `says`
    hashes the content: a fact's id is that of its first claim. `origin` is the wire agency or
    the site that it comes from.
    `current` is false, and `fact` empty, once a newer revision or a newer model took the
    claim's place. Of the current claims that no rule of merging tells apart the first `leads`.
    Spans count characters of the revision's text.
    """

    __tablename__ = "claim"
    id: Mapped[int] = mapped_column(_RowNumber, primary_key=True, autoincrement=True)
    extraction: Mapped[int] = mapped_column(ForeignKey("extraction.id"), index=True)
    article: Mapped[str] = mapped_column(ForeignKey("article.id"))
    current: Mapped[bool]
    leads: Mapped[bool] = mapped_column(server_default=false())
    topic: Mapped[str] = mapped_column(index=True)
    says: Mapped[str]
    origin: Mapped[str]
    fact: Mapped[str | None] = mapped_column(ForeignKey("fact.id"), index=True)
    predicate: Mapped[str]
    subject: Mapped[str] = mapped_column(ForeignKey("entity.id"))
    object: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    status: Mapped[str]
    attributed_to: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    amount_start: Mapped[int | None]
    amount_end: Mapped[int | None]
    amount_min: Mapped[Decimal | None]
    amount_max: Mapped[Decimal | None]
    currency: Mapped[str | None]
    approx: Mapped[bool]
    usd: Mapped[int | None] = mapped_column(BigInteger)
    eur: Mapped[int | None] = mapped_column(BigInteger)
    rate_day: Mapped[date | None]
    time_start: Mapped[date | None]
    time_end: Mapped[date | None]
    precision: Mapped[str | None]
    qualifiers: Mapped[str]
    reported: Mapped[date]
    evidence: Mapped[str]
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    score: Mapped[float]
    found_by: Mapped[str]
    __table_args__ = (
        Index(
            None,
            *("topic", "says", "reported"),
            sqlite_where=text("leads"),
            postgresql_where=text("leads"),
        ),
    )


class Review(Base):
    """A person's verdict on a claim: `right`, `wrong` or `corrected`. Undone, never deleted.

    `predicate` to `amount_start` are empty, or what the whole claim should have been: without an
    object then, a speaker or a sum, where that is empty. The sum is that of the claim's extraction.
    """

    __tablename__ = "review"
    id: Mapped[int] = mapped_column(_RowNumber, primary_key=True, autoincrement=True)
    claim: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    verdict: Mapped[str]
    predicate: Mapped[str | None]
    subject: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    object: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    status: Mapped[str | None]
    attributed_to: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    amount_start: Mapped[int | None]
    note: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class Fact(Base):
    """Claims that say the same, over all articles; made anew from them, never by hand.

    `slot` names what can have one value at a time (a company's valuation); `superseded_by`
    is the newer fact in that slot, `superseded_on` the day it was first reported. `ended_on`
    is the day on which a departure ended a role. `witness` is the claim shown as evidence.
    """

    __tablename__ = "fact"
    id: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(index=True)
    predicate: Mapped[str]
    subject: Mapped[str] = mapped_column(ForeignKey("entity.id"))
    object: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    status: Mapped[str]
    attributed_to: Mapped[str | None] = mapped_column(ForeignKey("entity.id"))
    amount_text: Mapped[str | None]
    amount_min: Mapped[Decimal | None]
    amount_max: Mapped[Decimal | None]
    currency: Mapped[str | None]
    approx: Mapped[bool]
    usd: Mapped[int | None] = mapped_column(BigInteger)
    eur: Mapped[int | None] = mapped_column(BigInteger)
    rate_day: Mapped[date | None]
    time_text: Mapped[str | None]
    time_start: Mapped[date | None]
    time_end: Mapped[date | None]
    precision: Mapped[str | None]
    qualifiers: Mapped[str]
    number: Mapped[int | None] = mapped_column(BigInteger)
    percent: Mapped[float | None]
    first_reported: Mapped[date]
    last_reported: Mapped[date]
    articles: Mapped[int]
    origins: Mapped[int]
    score: Mapped[float]
    witness: Mapped[int] = mapped_column(BigInteger)
    slot: Mapped[str | None] = mapped_column(index=True)
    superseded_by: Mapped[str | None]
    superseded_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    __table_args__ = (
        Index(None, "subject", "predicate", "last_reported"),
        Index(None, "object", "predicate", "last_reported"),
        Index(None, "subject", "object", "status"),  # steps of a path
        Index(None, "predicate", "last_reported"),
        Index(None, "predicate", "usd", "status"),
        Index(None, "last_reported", "first_reported", "usd"),  # a stretch of days
        Index(None, "usd"),
    )


class FactStatus(Base):
    """A fact's history: from `since` on it stood as `status` (rumoured, then actual, …)."""

    __tablename__ = "fact_status"
    fact: Mapped[str] = mapped_column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    status: Mapped[str]


class FactTally(Base):
    """What the claims of a much-told fact add up to (JSON), so that more can be added to it.

    `pipeline.store.tallies` says what is in it. Made from the claims, as the fact is.
    """

    __tablename__ = "fact_tally"
    fact: Mapped[str] = mapped_column(ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True)
    tally: Mapped[str]


class FormerFact(Base):
    """An id that a fact once had, and a claim of it: where that claim is now, the fact is."""

    __tablename__ = "former_fact"
    id: Mapped[str] = mapped_column(primary_key=True)
    claim: Mapped[int] = mapped_column(ForeignKey("claim.id"))
