"""What happened to one entity, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from models.tables import FactStatus
from pipeline.query.facts import FactFilter, find_facts
from pipeline.query.records import FactRecord
from pipeline.query.witnesses import chunks

__all__ = ["TimelineEvent", "timeline"]


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """A day and what became known or changed on it.

    `what` is "happened" (the event's own day), "reported" (no article tells the day), a status
    that the fact took later ("actual", "denied", …), "superseded" or "ended". `status` is the
    fact's on that day.
    """

    day: date
    what: str
    status: str
    fact: FactRecord


def timeline(connection: Connection, wanted: FactFilter, limit: int) -> list[TimelineEvent]:
    """Tell the newest `limit` facts that fit as events, the oldest first."""
    facts = find_facts(connection, wanted, limit)
    histories = _histories(connection, [fact.id for fact in facts], wanted.as_of)
    events = [event for fact in facts for event in _events(fact, histories[fact.id])]
    return sorted(events, key=lambda event: (event.day, event.fact.id, event.what))


def _events(fact: FactRecord, history: Sequence[tuple[date, str]]) -> list[TimelineEvent]:
    (_, first_status), *later = history
    begins = fact.time.start or fact.time.end if fact.time else None
    if begins is None:
        first = TimelineEvent(fact.first_reported, "reported", first_status, fact)
    else:
        first = TimelineEvent(begins, "happened", first_status, fact)
    changes = [TimelineEvent(day, status, status, fact) for day, status in later]
    for day, what in ((fact.superseded_on, "superseded"), (fact.ended_on, "ended")):
        if day is not None:
            changes.append(TimelineEvent(day, what, fact.status, fact))
    return [first, *changes]


def _histories(
    connection: Connection, ids: Sequence[str], as_of: date | None
) -> dict[str, list[tuple[date, str]]]:
    """Give the statuses that facts took, by fact, the oldest first."""
    histories: dict[str, list[tuple[date, str]]] = {name: [] for name in ids}
    for some in chunks(ids):
        statement = select(FactStatus.fact, FactStatus.since, FactStatus.status).where(
            FactStatus.fact.in_(some)
        )
        if as_of is not None:
            statement = statement.where(FactStatus.since <= as_of)
        for row in connection.execute(statement.order_by(FactStatus.since)):
            histories[row.fact].append((row.since, row.status))
    return histories
