"""What single articles say, and what people think of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, RowNumber

__all__ = ["Claim", "Review"]


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
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
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
    id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=True)
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
