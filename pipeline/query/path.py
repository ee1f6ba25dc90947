"""How two entities hang together: the shortest chain of facts between them.

Two edges move out from the ends, always the one with fewer facts to follow, until two facts join
them over an entity in between, which the database finds. A place joins everything in it, so a
chain goes through one only where there is no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise, product
from typing import Any

from sqlalchemy import Connection, TextClause, select, text

from models.schema import dialect_of
from models.sets import among, as_parameter
from models.tables import Entity
from models.view_sql import Dialect
from pipeline.query.loading import load_facts
from pipeline.query.records import EntityRecord, FactRecord

__all__ = ["Hop", "find_path"]

# Entities at one edge at which the search gives up.
_MAX_REACHED = 50_000
# Facts that are looked up one by one for joining the edges; more are read and compared here.
_MAX_SEEKS = 100_000
# Facts up to which it is counted which of the edges has fewer.
_MAX_COUNTED = 200_000
_HOP_FACTS = 5
_WAYS_ROUND = (("subject", "object"), ("object", "subject"))


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


@dataclass(frozen=True, slots=True)
class _Search:
    """Where facts are looked up, as of which day, and whether places lead on."""

    connection: Connection
    as_of: date | None
    through_places: bool

    def ask(self, form: str, *sets: Iterable[str], **values: Any) -> Sequence[Any]:
        """Run a statement of `_statement` over one or two sets of entities."""
        dialect = dialect_of(self.connection)
        statement = _statement(
            form, dialect, dated=self.as_of is not None, through_places=self.through_places
        )
        for name, entities in zip(("near", "far"), sets, strict=False):
            values[name] = as_parameter(dialect, entities)
        if self.as_of is not None:
            values["as_of"] = self.as_of.isoformat() if dialect == "sqlite" else self.as_of
        return self.connection.execute(statement, values).all()


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
        search = _Search(connection, as_of, through_places)
        chain = _chain(search, start.id, goal.id, max_hops)
        if chain:
            return _hops(search, chain)
    return []


def _chain(search: _Search, start: str, goal: str, max_hops: int) -> list[str]:
    if max_hops > 0 and search.ask("joined", [start], [goal]):
        return [start, goal]
    left, right = _End({start: None}, {start}), _End({goal: None}, {goal})
    for length in range(2, max_hops + 1):
        facts = [_facts_at(search, end.edge) for end in (left, right)]
        seeks = facts[0] * len(right.edge), facts[1] * len(left.edge)
        near, far = (left, right) if seeks[0] <= seeks[1] else (right, left)
        if min(seeks) <= _MAX_SEEKS:
            joint = min(search.ask("via", near.edge, far.edge), default=None)
            can_go_on = length == max_hops or joint is not None or _grow(search, near)
        else:
            can_go_on = _grow(search, near)
            joint = _met(search, near, far)
        if joint is not None:
            way = [*reversed(_way_back(near, joint[0])), *joint[1:-1], *_way_back(far, joint[-1])]
            return way if near is left else way[::-1]
        if not can_go_on:
            return []
    return []


def _met(search: _Search, near: _End, far: _End) -> tuple[str, str] | None:
    """Find a fact that joins the edges."""
    steps = search.ask("neighbours", far.edge)
    return min(((new, known) for known, new in steps if new in near.edge), default=None)


def _facts_at(search: _Search, edge: Iterable[str]) -> int:
    """Count the facts that an edge would be moved along, up to a number."""
    return sum(row[0] for row in search.ask("count", edge, most=_MAX_COUNTED))


def _grow(search: _Search, near: _End) -> bool:
    """Move an edge one step out; tell whether the search can go on."""
    reached: dict[str, str] = {}
    for known, new in sorted(search.ask("neighbours", near.edge)):
        if new not in near.came_from:
            reached.setdefault(new, known)
    near.came_from.update(reached)
    near.edge = set(reached)
    return 0 < len(near.edge) <= _MAX_REACHED


# `{near}` and `{far}` are conditions, `{a}` to `{d}` sides of facts; every part is one way round.
_FORMS: dict[str, str] = {
    "joined": ("select 1 from fact one where one.{a} {near} and one.{b} {far} and {known} limit 1"),
    "count": (
        "select count(*) from (select 1 from fact one where one.{a} {near} limit :most) as counted"
    ),
    "neighbours": (
        "select distinct one.{a}, one.{b} from fact one{place}"
        " where one.{a} {near} and one.{b} is not null and {known}{no_place}"
    ),
    "newest": (
        "select one.last_reported, one.id from fact one where one.{a} {near} and one.{b} {far}"
        " and {known} order by one.last_reported desc, one.id desc limit :most"
    ),
    # Outward from the near edge, whatever a planner thinks of the sets' sizes: SQLite keeps to
    # the order of a `cross join`.
    "via": (
        "select * from (select one.{a} as near, one.{b} as between_them, two.{d} as far"
        " from fact one cross join fact two{place}"
        " where one.{a} {near} and two.{c} = one.{b} and two.{d} {far} and {known}"
        " and {known_too}{no_place} limit 1) as found"
    ),
}


@cache
def _statement(form: str, dialect: Dialect, *, dated: bool, through_places: bool) -> TextClause:
    """Write a statement that follows facts both ways round."""
    known = "{}.status <> 'denied'" + (" and {}.first_reported <= :as_of" if dated else "")
    words = {
        "near": among(dialect, "near"),
        "far": among(dialect, "far"),
        "known": known.replace("{}", "one"),
        "known_too": known.replace("{}", "two"),
        "place": "" if through_places else " cross join entity between_entity",
        "no_place": ""
        if through_places
        else " and between_entity.id = one.{b} and between_entity.type <> 'LOC'",
    }
    ways = _WAYS_ROUND
    parts = [
        _FORMS[form].format(a=a, b=b, c=c, d=d, **{k: v.format(b=b) for k, v in words.items()})
        for (a, b), (c, d) in (
            product(ways, ways) if form == "via" else ((way, way) for way in ways)
        )
    ]
    parts = [f"select * from ({part}) as way{n}" for n, part in enumerate(parts)]
    return text(" union all ".join(parts))


def _way_back(end: _End, name: str) -> list[str]:
    way = [name]
    while (before := end.came_from[way[-1]]) is not None:
        way.append(before)
    return way


def _hops(search: _Search, chain: list[str]) -> list[Hop]:
    connection = search.connection
    rows = connection.execute(
        select(Entity.id, Entity.name, Entity.type, Entity.country).where(Entity.id.in_(chain))
    ).all()
    entities = {row.id: EntityRecord(*row) for row in rows}
    steps = {(one, other): _between(search, one, other) for one, other in pairwise(chain)}
    every = [name for names in steps.values() for name in names]
    facts = {fact.id: fact for fact in load_facts(connection, every, search.as_of)}
    return [
        Hop(entities[one], entities[other], tuple(facts[name] for name in names if name in facts))
        for (one, other), names in steps.items()
    ]


def _between(search: _Search, one: str, other: str) -> list[str]:
    """Ids of the newest facts that join the two, either way round."""
    found = search.ask("newest", [one], [other], most=_HOP_FACTS)
    newest = sorted(((str(day), name) for day, name in found), reverse=True)
    return [name for _, name in newest[:_HOP_FACTS]]
