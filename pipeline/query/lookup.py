"""All that is known about one entity."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import (
    CompoundSelect,
    Connection,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from models.tables import Fact
from pipeline.predicates import PREDICATES
from pipeline.query.entities import aliases_of
from pipeline.query.facts import FactFilter, count_facts
from pipeline.query.loading import load_facts
from pipeline.query.records import EntityRecord, FactRecord
from pipeline.query.wording import said_of_object, said_of_subject

__all__ = ["Dossier", "Group", "look_up"]

_Side = tuple[str, bool]  # a predicate, and whether the entity is its subject


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one predicate in which the entity stands on one side, newest first.

    `says` puts the predicate in plain words from that side. `total` counts them all, of which
    `facts` may hold the newest ones only.
    """

    predicate: str
    says: str
    as_subject: bool
    total: int
    facts: tuple[FactRecord, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entity, the names it goes by, and its facts in groups."""

    entity: EntityRecord
    aliases: tuple[str, ...]
    groups: tuple[Group, ...]


def look_up(
    connection: Connection, entity: EntityRecord, per_group: int, as_of: date | None = None
) -> Dossier:
    """Gather the newest `per_group` facts of each predicate in which the entity takes part."""
    totals = _totals(connection, entity)
    ids = _newest(connection, entity, tuple(totals), per_group, as_of)
    # All facts of the page at once: the names, words and sources cost one statement.
    every = [name for names in ids.values() for name in names]
    facts = {fact.id: fact for fact in load_facts(connection, every, as_of)}
    groups = []
    for side, names in ids.items():
        predicate, as_subject = side
        full = as_of is not None and len(names) == per_group
        total = totals[side]
        if full:
            total = count_facts(connection, _filter(entity, side, as_of))
        says = said_of_subject(predicate) if as_subject else said_of_object(predicate)
        shown = tuple(facts[name] for name in names)
        groups.append(Group(predicate, says, as_subject, max(total, len(shown)), shown))
    return Dossier(
        entity,
        tuple(aliases_of(connection, entity.id)),
        tuple(group for group in groups if group.facts),
    )


def _totals(connection: Connection, entity: EntityRecord) -> dict[_Side, int]:
    """Count the entity's facts by predicate and side; a symmetric predicate has but one side."""
    counts: dict[_Side, int] = {}
    for column, as_subject in ((Fact.subject, True), (Fact.object, False)):
        rows = connection.execute(
            select(Fact.predicate, func.count()).where(column == entity.id).group_by(Fact.predicate)
        )
        for predicate, count in rows:
            side = (predicate, as_subject or PREDICATES[predicate].symmetric)
            counts[side] = counts.get(side, 0) + count
    order = {name: place for place, name in enumerate(PREDICATES)}
    return dict(sorted(counts.items(), key=lambda item: (order[item[0][0]], not item[0][1])))


def _newest(
    connection: Connection,
    entity: EntityRecord,
    sides: tuple[_Side, ...],
    per_group: int,
    as_of: date | None,
) -> dict[_Side, list[str]]:
    """Find the ids of the newest facts of each side, all of them with one question."""
    found: dict[_Side, list[tuple[date, str]]] = {side: [] for side in sides}
    if sides:
        values = {"entity": entity.id, "most": per_group, "as_of": as_of}
        statement = _newest_of(sides, dated=as_of is not None)
        for place, day, name in connection.execute(statement, values):
            found[sides[place]].append((day, name))
    return {
        side: [name for _, name in heapq.nlargest(per_group, set(facts))]
        for side, facts in found.items()
    }


@lru_cache(maxsize=256)  # making it takes longer than running it
def _newest_of(sides: tuple[_Side, ...], *, dated: bool) -> CompoundSelect[int, date, str]:
    """Select place in `sides`, day and id of the newest facts of the sides of `entity`."""
    legs = []
    for place, (predicate, as_subject) in enumerate(sides):
        columns = [Fact.subject if as_subject else Fact.object]
        if PREDICATES[predicate].symmetric:
            columns = [Fact.subject, Fact.object]
        for column in columns:
            leg = (
                select(literal(place), Fact.last_reported, Fact.id)
                .where(column == bindparam("entity"), Fact.predicate == predicate)
                .order_by(Fact.last_reported.desc(), Fact.id.desc())
                .limit(bindparam("most"))
            )
            if dated:
                leg = leg.where(Fact.first_reported <= bindparam("as_of"))
            legs.append(select(leg.subquery()))
    return union_all(*legs)


def _filter(entity: EntityRecord, side: _Side, as_of: date | None) -> FactFilter:
    predicate, as_subject = side
    return FactFilter(
        predicates=(predicate,),
        subject=entity if as_subject else None,
        object=None if as_subject else entity,
        as_of=as_of,
    )
