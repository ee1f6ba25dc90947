"""How two entities hang together: the shortest chain of facts between them.

Both ends grow in turn, always the one with fewer entities at its edge, until they meet. A
place joins everything in it, so a chain goes through a place only where there is no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from sqlalchemy import Connection, select

from models.tables import Entity, Fact
from pipeline.query.loading import chunks, load_facts
from pipeline.query.records import EntityRecord, FactRecord

__all__ = ["Hop", "find_path"]

# Entities that one end may reach before the search gives up; a few hundred milliseconds.
_MAX_REACHED = 50_000
_HOP_FACTS = 5


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain, and the newest facts that make it."""

    start: EntityRecord
    end: EntityRecord
    facts: tuple[FactRecord, ...]


@dataclass(slots=True)
class _End:
    """A side of the search: whence each entity was reached, and the ones reached last."""

    came_from: dict[str, str | None]
    edge: set[str] = field(default_factory=set)
    steps: int = 0


def find_path(
    connection: Connection,
    start: EntityRecord,
    goal: EntityRecord,
    max_hops: int = 6,
    as_of: date | None = None,
) -> list[Hop]:
    """Find the shortest chain from `start` to `goal`; empty where there is none within `max_hops`.

    Denied facts join nothing.
    """
    for through_places in (False, True):
        chain = _chain(
            connection, start.id, goal.id, max_hops, as_of, through_places=through_places
        )
        if chain:
            return _hops(connection, chain, as_of)
    return []


def _chain(
    connection: Connection,
    start: str,
    goal: str,
    max_hops: int,
    as_of: date | None,
    *,
    through_places: bool,
) -> list[str]:
    ends = (_End({start: None}, {start}), _End({goal: None}, {goal}))
    while sum(end.steps for end in ends) < max_hops and all(end.edge for end in ends):
        near, far = sorted(ends, key=lambda end: len(end.edge))
        reached: dict[str, str] = {}
        for known, new in _neighbours(connection, near.edge, as_of):
            if new not in near.came_from:
                reached.setdefault(new, known)
        near.came_from.update(reached)
        near.steps += 1
        meeting = sorted(reached.keys() & far.came_from.keys())
        if meeting:
            return _joined(ends, meeting[0])
        if len(near.came_from) > _MAX_REACHED:
            return []
        near.edge = set(reached) if through_places else _without_places(connection, reached)
    return []


def _neighbours(
    connection: Connection, names: Iterable[str], as_of: date | None
) -> Iterator[tuple[str, str]]:
    """Pairs of a known entity and one that a fact joins it to, in a fixed order."""
    for some in chunks(sorted(names)):
        for here, there in ((Fact.subject, Fact.object), (Fact.object, Fact.subject)):
            statement = select(here, there).where(
                here.in_(some), there.is_not(None), Fact.status != "denied"
            )
            if as_of is not None:
                statement = statement.where(Fact.first_reported <= as_of)
            pairs = connection.execute(statement.distinct().limit(_MAX_REACHED))
            yield from sorted((row[0], row[1]) for row in pairs if row[0] and row[1])


def _without_places(connection: Connection, names: Iterable[str]) -> set[str]:
    kept: set[str] = set()
    for some in chunks(sorted(names)):
        rows = connection.execute(
            select(Entity.id).where(Entity.id.in_(some), Entity.type != "LOC")
        )
        kept.update(rows.scalars())
    return kept


def _joined(ends: tuple[_End, _End], meeting: str) -> list[str]:
    first, second = (_way_back(end, meeting) for end in ends)
    return [*reversed(first), *second[1:]]


def _way_back(end: _End, name: str) -> list[str]:
    way = [name]
    while (before := end.came_from[way[-1]]) is not None:
        way.append(before)
    return way


def _hops(connection: Connection, chain: list[str], as_of: date | None) -> list[Hop]:
    rows = connection.execute(
        select(Entity.id, Entity.name, Entity.type, Entity.country).where(Entity.id.in_(chain))
    )
    entities = {row.id: EntityRecord(*row) for row in rows}
    return [
        Hop(
            entities[one],
            entities[other],
            tuple(load_facts(connection, _between(connection, one, other, as_of), as_of)),
        )
        for one, other in pairwise(chain)
    ]


def _between(connection: Connection, one: str, other: str, as_of: date | None) -> list[str]:
    """Ids of the newest facts that join the two, either way round."""
    found: list[tuple[date, str]] = []
    for subject, object_ in ((one, other), (other, one)):
        statement = select(Fact.last_reported, Fact.id).where(
            Fact.subject == subject, Fact.object == object_, Fact.status != "denied"
        )
        if as_of is not None:
            statement = statement.where(Fact.first_reported <= as_of)
        newest = statement.order_by(Fact.last_reported.desc(), Fact.id).limit(_HOP_FACTS)
        found += [(row.last_reported, row.id) for row in connection.execute(newest)]
    return [name for _, name in sorted(found, reverse=True)[:_HOP_FACTS]]
