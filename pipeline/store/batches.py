"""The rows of a batch of articles, numbered and written; readings that take each other's places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import Connection, Table, bindparam, func, select, update

from models.tables import Amount, Article, Claim, Extraction, Mention, Revision, table_of
from pipeline.store.transactions import add, chunks

__all__ = ["Batch", "take_places", "write"]

_ARTICLE, _REVISION, _EXTRACTION, _MENTION, _AMOUNT, _CLAIM = (
    table_of(model) for model in (Article, Revision, Extraction, Mention, Amount, Claim)
)


@dataclass(slots=True)
class Batch:
    """Rows to write. `retired` extractions lose their place, `revived` ones get it back.

    Claims that `led_no_more` give way to new ones that were told before them.

    Numbers are given out here: whoever writes holds the lock, so nobody else does.
    """

    last: dict[str, int]
    led_no_more: list[int] = field(default_factory=list)
    new_articles: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)
    revisions: list[dict[str, Any]] = field(default_factory=list)
    seen_again: list[dict[str, Any]] = field(default_factory=list)
    extractions: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    amounts: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    retired: list[int] = field(default_factory=list)
    revived: list[int] = field(default_factory=list)

    @classmethod
    def after_last(cls, connection: Connection) -> Self:
        """Begin a batch after the last numbers in the database."""
        return cls(
            {
                table.name: connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0
                for table in (_REVISION, _EXTRACTION, _CLAIM)
            }
        )

    def number(self, table: Table) -> int:
        """Give out the next number of a table."""
        self.last[table.name] += 1
        return self.last[table.name]


def write(connection: Connection, batch: Batch) -> set[str]:
    """Write the rows; return the topics of claims that went or came back."""
    topics = _turn(connection, batch.retired, current=False)
    add(connection, _ARTICLE, batch.new_articles)
    for row in batch.articles:
        connection.execute(update(_ARTICLE).where(_ARTICLE.c.id == row["id"]).values(row))
    for table, rows in (
        (_REVISION, batch.revisions),
        (_EXTRACTION, batch.extractions),
        (_MENTION, batch.mentions),
        (_AMOUNT, batch.amounts),
        (_CLAIM, batch.claims),
    ):
        add(connection, table, rows)
    for chunk in chunks(batch.led_no_more):
        connection.execute(update(_CLAIM).where(_CLAIM.c.id.in_(chunk)).values(leads=False))
    if batch.seen_again:
        connection.execute(
            update(_REVISION)
            .where(_REVISION.c.id == bindparam("revision_id"))
            .values(seen_at=bindparam("moment")),
            batch.seen_again,
        )
    return topics | _turn(connection, batch.revived, current=True)


def take_places(connection: Connection, readings: Mapping[str, tuple[int, int]]) -> set[str]:
    """Let readings take the place of others: (old, new) extraction by article; their topics."""
    moved = [{"article_id": article, "new": new} for article, (_, new) in readings.items()]
    if moved:
        connection.execute(
            update(_ARTICLE)
            .where(_ARTICLE.c.id == bindparam("article_id"))
            .values(extraction=bindparam("new")),
            moved,
        )
    topics = _turn(connection, [old for old, _ in readings.values()], current=False)
    return topics | _turn(connection, [new for _, new in readings.values()], current=True)


def _turn(connection: Connection, extractions: Sequence[int], *, current: bool) -> set[str]:
    """Let the claims of extractions take or lose their place; return their topics."""
    topics: set[str] = set()
    for chunk in chunks(extractions):
        of_these = _CLAIM.c.extraction.in_(chunk)
        topics |= set(connection.scalars(select(_CLAIM.c.topic).where(of_these)))
        connection.execute(
            update(_CLAIM).where(of_these).values(current=current, leads=False, fact=None)
        )
    return topics
