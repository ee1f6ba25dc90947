"""Claims that people have judged or are still to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import aliased

from models.tables import Claim, Review
from pipeline.query.corrections import Statement, claims_corrected
from pipeline.query.explain import claims_numbered
from pipeline.query.records import ClaimRecord

__all__ = ["Precision", "Reviewed", "open_claims", "precision_by_predicate", "reviewed_claims"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim with the verdict that stands on it: `right`, `wrong` or `corrected`, and to what."""

    claim: ClaimRecord
    verdict: str
    corrected: Statement | None
    note: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Precision:
    """How many claims of a predicate were judged and how many of them are right."""

    predicate: str
    judged: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.judged


def open_claims(
    connection: Connection, limit: int, predicate: str | None = None
) -> list[ClaimRecord]:
    """Give current claims without a verdict, in an order as good as drawn by lot.

    The order is that of a hash, so that it is the same each time, and what is judged first speaks
    for all. A claim that an earlier reading of the article had, in the same words, is judged.
    """
    query = (
        select(Claim.id)
        .where(Claim.current, ~_judged().exists())
        .order_by(Claim.says, Claim.article, Claim.id)
        .limit(limit)
    )
    if predicate is not None:
        query = query.where(Claim.predicate == predicate)
    return claims_numbered(connection, list(connection.execute(query).scalars()))


def reviewed_claims(connection: Connection) -> list[Reviewed]:
    """Give the claims with a verdict, in the order in which they were judged."""
    rows = connection.execute(
        select(Review.claim, Review.verdict, Review.note, Review.by, Review.at)
        .where(Review.undone_at.is_(None))
        .order_by(Review.at, Review.id)
    ).all()
    numbers = [row.claim for row in rows]
    claims = claims_numbered(connection, numbers)
    corrected = claims_corrected(connection, numbers)
    return [
        Reviewed(claim, row.verdict, corrected.get(claim.id), row.note, row.by, row.at)
        for row, claim in zip(rows, claims, strict=True)
    ]


def precision_by_predicate(reviewed: Sequence[Reviewed]) -> list[Precision]:
    """Count verdicts by predicate, in the order of the alphabet."""
    predicates = sorted({each.claim.predicate for each in reviewed})
    return [
        Precision(
            predicate,
            sum(each.claim.predicate == predicate for each in reviewed),
            sum(each.claim.predicate == predicate and each.verdict == "right" for each in reviewed),
        )
        for predicate in predicates
    ]


def _judged() -> Select[Any]:
    """A standing verdict on this claim, or on the same of an earlier reading of its article."""
    twin = aliased(Claim)
    return (
        select(Review.id)
        .join(twin, twin.id == Review.claim)
        .where(
            Review.undone_at.is_(None),
            twin.article == Claim.article,
            twin.says == Claim.says,
            twin.evidence == Claim.evidence,
        )
    )
