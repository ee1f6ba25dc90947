"""What claims come to, over all articles; made anew from them, never by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base

__all__ = ["Fact", "FactStatus", "FactTally", "FormerFact"]


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
        Index(None, "subject", "object", "status"),  # steps of a path, and from the other end
        Index(None, "object", "subject", "status"),
        Index(None, "predicate", "last_reported", "usd", "status"),  # newest first, whatever else
        Index(None, "last_reported", "first_reported"),  # a stretch of days
        Index(
            None,
            *("last_reported", "first_reported", "usd", "eur"),
            sqlite_where=text("usd is not null"),
            postgresql_where=text("usd is not null"),
        ),
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
