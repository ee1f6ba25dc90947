"""How two entities hang together: the shortest chain of facts between them.

Two edges move out from the ends, always the one with fewer facts to follow, until a fact joins
them. A place joins everything in it, so a chain goes through one only where there is no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, func, select, union_all

from models.tables import Entity, Fact
from pipeline.query.loading import load_facts
from pipeline.query.records import EntityRecord, FactRecord
from pipeline.query.witnesses import chunks

__all__ = ["Hop", "find_path"]

# Entities at one edge at which the search gives up.
_MAX_REACHED = 50_000
_HOP_FACTS = 5
_WAYS_ROUND = ((Fact.subject, Fact.object), (Fact.object, Fact.subject))
# Pairs of entities that are looked up one by one in the index, before reading all facts is less.
_MAX_SEEKS = 100_000


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
    edge: set[str]


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
    left, right = _End({start: None}, {start}), _End({goal: None}, {goal})
    for length in range(1, max_hops + 1):
        if not (left.edge and right.edge):
            return []
        joint = _joint(connection, left, right, as_of)
        if joint is not None:
            return [*reversed(_way_back(left, joint[0])), *_way_back(right, joint[1])]
        if length < max_hops and not _grow(
            connection, left, right, as_of, through_places=through_places
        ):
            return []
    return []


def _joint(
    connection: Connection, left: _End, right: _End, as_of: date | None
) -> tuple[str, str] | None:
    """Find a fact that joins the two edges: its entity on the left and the one on the right."""
    if len(left.edge) * len(right.edge) > _MAX_SEEKS:
        steps = _neighbours(connection, left.edge, as_of)
        return min((step for step in steps if step[1] in right.edge), default=None)
    found: list[tuple[str, str]] = []
    for mine in chunks(sorted(left.edge)):
        for theirs in chunks(sorted(right.edge)):
            ways = (
                _joining(here, there, as_of)
                .where(here.in_(mine), there.in_(theirs))
                .order_by(here, there)
                .limit(1)
                for here, there in _WAYS_ROUND
            )
            found += [(row[0], row[1]) for row in connection.execute(_together(ways))]
    return min(found, default=None)


def _grow(
    connection: Connection,
    left: _End,
    right: _End,
    as_of: date | None,
    *,
    through_places: bool,
) -> bool:
    """Move the edge that has fewer facts one step out; tell whether the search can go on."""
    near = min(left, right, key=lambda end: _facts_at(connection, end.edge))
    reached: dict[str, str] = {}
    for known, new in _neighbours(connection, near.edge, as_of):
        if new not in near.came_from:
            reached.setdefault(new, known)
    near.came_from.update(reached)
    near.edge = set(reached) if through_places else _without_places(connection, reached)
    return len(near.edge) <= _MAX_REACHED


def _facts_at(connection: Connection, names: set[str]) -> int:
    """Count the facts that an edge would be moved along."""
    count = 0
    for some in chunks(sorted(names)):
        ways = (select(func.count()).where(here.in_(some)) for here, _ in _WAYS_ROUND)
        count += sum(connection.execute(_together(ways)).scalars())
    return count


def _together(ways: Iterable[Any]) -> CompoundSelect[*tuple[Any, ...]]:
    """Ask for both sides of facts at once: a question more costs a server more than its answer."""
    return union_all(*(select(each.subquery()) for each in ways))


def _joining(here: Any, there: Any, as_of: date | None) -> Select[str, str]:
    """Select pairs of entities that a fact joins."""
    statement = select(here, there).where(there.is_not(None), Fact.status != "denied")
    return statement if as_of is None else statement.where(Fact.first_reported <= as_of)


def _neighbours(
    connection: Connection, names: Iterable[str], as_of: date | None
) -> Iterator[tuple[str, str]]:
    """Pairs of a known entity and one that a fact joins it to, in a fixed order."""
    for some in chunks(sorted(names)):
        for here, there in _WAYS_ROUND:
            pairs = connection.execute(
                _joining(here, there, as_of).where(here.in_(some)).distinct()
            )
            yield from sorted((row[0], row[1]) for row in pairs)


def _without_places(connection: Connection, names: Iterable[str]) -> set[str]:
    kept: set[str] = set()
    for some in chunks(sorted(names)):
        rows = connection.execute(
            select(Entity.id).where(Entity.id.in_(some), Entity.type != "LOC")
        )
        kept.update(rows.scalars())
    return kept


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
    steps = {
        (one, other): _between(connection, one, other, as_of) for one, other in pairwise(chain)
    }
    every = [name for names in steps.values() for name in names]
    facts = {fact.id: fact for fact in load_facts(connection, every, as_of)}
    return [
        Hop(entities[one], entities[other], tuple(facts[name] for name in names if name in facts))
        for (one, other), names in steps.items()
    ]


def _between(connection: Connection, one: str, other: str, as_of: date | None) -> list[str]:
    """Ids of the newest facts that join the two, either way round."""
    ways = []
    for subject, object_ in ((one, other), (other, one)):
        statement = select(Fact.last_reported, Fact.id).where(
            Fact.subject == subject, Fact.object == object_, Fact.status != "denied"
        )
        if as_of is not None:
            statement = statement.where(Fact.first_reported <= as_of)
        ways.append(statement.order_by(Fact.last_reported.desc(), Fact.id).limit(_HOP_FACTS))
    found = [(row[0], row[1]) for row in connection.execute(_together(ways))]
    return [name for _, name in sorted(found, reverse=True)[:_HOP_FACTS]]
