"""A person's verdicts on claims: given, taken back, never deleted."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Engine, insert, update

from models.tables import Review, table_of
from pipeline.store.transactions import writing

__all__ = ["Correction", "ReviewVerdict", "review", "take_back_review"]

ReviewVerdict = Literal["right", "wrong", "corrected"]
_REVIEW = table_of(Review)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a claim should have been, whole: entities by id, the sum by its place in the text."""

    predicate: str
    subject: str
    object: str | None
    status: str
    attributed_to: str | None
    amount_start: int | None


def review(
    engine: Engine,
    claim: int,
    verdict: ReviewVerdict,
    *,
    note: str | None,
    by: str,
    at: datetime,
    correction: Correction | None = None,
) -> None:
    """Add a verdict on a claim; one that stands on it already is undone.

    `correction` belongs to the verdict `corrected` and to no other.
    """
    right = asdict(correction) if correction else {}
    with writing(engine) as connection:
        connection.execute(
            update(_REVIEW)
            .where(_REVIEW.c.claim == claim, _REVIEW.c.undone_at.is_(None))
            .values(undone_at=at)
        )
        connection.execute(
            insert(_REVIEW).values(claim=claim, verdict=verdict, note=note, by=by, at=at, **right)
        )


def take_back_review(engine: Engine, claim: int, at: datetime) -> bool:
    """Undo the verdict that stands on a claim; whether there was one."""
    with writing(engine) as connection:
        done = connection.execute(
            update(_REVIEW)
            .where(_REVIEW.c.claim == claim, _REVIEW.c.undone_at.is_(None))
            .values(undone_at=at)
            .returning(_REVIEW.c.id)
        )
        return bool(done.all())
