"""Articles, their texts, what models read in them, and the stories that they tell."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import ExactInstant
from models.tables.base import Base, RowNumber

__all__ = ["Amount", "Article", "Extraction", "Mention", "Revision", "Story"]


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
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    article: Mapped[str] = mapped_column(ForeignKey("article.id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    digest: Mapped[str]
    seen_at: Mapped[datetime] = mapped_column(ExactInstant)
    updated: Mapped[datetime | None]


class Extraction(Base):
    """One model's reading of one revision."""

    __tablename__ = "extraction"
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
    revision: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    model: Mapped[str]
    at: Mapped[datetime]


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
