"""A person's verdicts on claims: given, taken back, never deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import Engine, insert, update

from models.tables import Review, table_of
from pipeline.store.transactions import writing

__all__ = ["ReviewVerdict", "review", "take_back_review"]

ReviewVerdict = Literal["right", "wrong"]
_REVIEW = table_of(Review)


def review(
    engine: Engine, claim: int, verdict: ReviewVerdict, *, note: str | None, by: str, at: datetime
) -> None:
    """Add a verdict on a claim; one that stands on it already is undone."""
    with writing(engine) as connection:
        connection.execute(
            update(_REVIEW)
            .where(_REVIEW.c.claim == claim, _REVIEW.c.undone_at.is_(None))
            .values(undone_at=at)
        )
        connection.execute(
            insert(_REVIEW).values(claim=claim, verdict=verdict, note=note, by=by, at=at)
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
