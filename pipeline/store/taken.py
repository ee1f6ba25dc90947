"""Batches of a backfill that were taken whole, so that another run passes them by."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, select

from models.database import explained
from models.tables import BackfillBatch, table_of
from pipeline.store.transactions import upsert, writing

__all__ = ["articles_taken", "record_taken"]


def articles_taken(engine: Engine, batch: str) -> int | None:
    """Tell how many articles a batch gave when it was taken; `None` where it was not."""
    with explained(engine.url), engine.connect() as connection:
        return connection.scalar(select(BackfillBatch.articles).where(BackfillBatch.id == batch))


def record_taken(engine: Engine, batch: str, articles: int) -> None:
    """Keep that a batch was taken whole, after all of it is stored."""
    row = {"id": batch, "at": datetime.now(UTC), "articles": articles}
    with writing(engine) as connection:
        upsert(connection, table_of(BackfillBatch), [row])
