"""Entities by the names that people give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import CompoundSelect, Connection, func, select, union_all
from sqlalchemy.orm import aliased

from models.tables import Alias, Entity, Fact
from pipeline.query.records import EntityRecord
from pipeline.resolve import fold

__all__ = ["aliases_of", "find_entities", "find_unmerged", "suggest_names"]

# Names that a suggestion looks through: some 0.3 s of comparing.
_MAX_NAMES = 300_000
_LIKE = 75  # of 100: below, names have too little in common to suggest


def find_entities(
    connection: Connection, name: str, of_type: str | None = None
) -> list[EntityRecord]:
    """Find the entities that go by `name` or have it as their id, the one with most facts first."""
    if "\0" in name:  # PostgreSQL takes none, and no name has one
        return []
    known = aliased(Entity, name="known")
    entity = aliased(Entity, name="canonical_entity")
    statement = (
        select(entity.id, entity.name, entity.type, entity.country)
        .join(known, known.canonical == entity.id)
        .where(known.id.in_(_going_by(name)))
        .distinct()
    )
    if of_type is not None:
        statement = statement.where(entity.type == of_type)
    found = [EntityRecord(*row) for row in connection.execute(statement)]
    if len(found) < 2:
        return found
    facts = {one.id: _count_facts(connection, one.id) for one in found}
    return sorted(found, key=lambda one: (-facts[one.id], one.type, one.id))


def find_unmerged(
    connection: Connection, name: str, of_type: str | None = None
) -> list[EntityRecord]:
    """Find what goes by `name` itself, whatever it was merged into, the namesake first."""
    if "\0" in name:
        return []
    statement = select(Entity.id, Entity.name, Entity.type, Entity.country).where(
        Entity.id.in_(_going_by(name))
    )
    if of_type is not None:
        statement = statement.where(Entity.type == of_type)
    found = [EntityRecord(*row) for row in connection.execute(statement)]
    return sorted(found, key=lambda one: (fold(one.name) != fold(name), one.type, one.id))


def aliases_of(connection: Connection, entity: str) -> list[str]:
    """Give the names an entity goes by, those of the registry first."""
    merged = select(Entity.id).where(Entity.canonical == entity)
    rows = connection.execute(
        select(Alias.name, Alias.known)
        .where(Alias.entity.in_(merged))
        .order_by(Alias.known.desc(), Alias.name)
    )
    return list(dict.fromkeys(row.name for row in rows))


def suggest_names(connection: Connection, name: str, limit: int = 5) -> list[str]:
    """Suggest canonical names that look or sound like `name`, the likest first."""
    rows: Sequence[Any] = connection.execute(
        select(Alias.folded, Entity.canonical)
        .join(Entity, Entity.id == Alias.entity)
        .limit(_MAX_NAMES)
    ).all()
    folded = fold(name)
    # A short name is found in nearly every long one.
    rows = [row for row in rows if 2 * len(row.folded) >= len(folded)]
    likest = process.extract(
        folded,
        [row.folded for row in rows],
        scorer=fuzz.WRatio,
        score_cutoff=_LIKE,
        limit=limit * 4,
    )
    ids = list(dict.fromkeys(rows[place].canonical for _, _, place in likest))[:limit]
    names = dict(connection.execute(select(Entity.id, Entity.name).where(Entity.id.in_(ids))).all())
    return [names[one] for one in ids]


def _going_by(name: str) -> CompoundSelect[str]:
    """Select the ids of what has the name or the id; for an `or` PostgreSQL would read them all."""
    named = select(Alias.entity).where(Alias.folded == fold(name))
    return union_all(named, select(Entity.id).where(Entity.id == name))


def _count_facts(connection: Connection, entity: str) -> int:
    sides = (
        connection.execute(select(func.count()).where(column == entity)).scalar_one()
        for column in (Fact.subject, Fact.object)
    )
    return sum(sides)
