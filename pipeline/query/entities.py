"""Entities by the names that people give them."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, Select, func, or_, select
from sqlalchemy.orm import aliased

from models.tables import Alias, Entity
from pipeline.query.records import EntityRecord
from pipeline.resolve import fold

__all__ = ["EntityMatch", "aliases_of", "find_entities", "suggest_names"]

# Names that a suggestion looks through: some 0.3 s of comparing.
_MAX_NAMES = 300_000
_LIKE = 75  # of 100: below, names have too little in common to suggest


@dataclass(frozen=True, slots=True)
class EntityMatch:
    """An entity that goes by the name, and how many articles use a name of it."""

    entity: EntityRecord
    articles: int


def find_entities(
    connection: Connection, name: str, of_type: str | None = None
) -> list[EntityMatch]:
    """Find the entities that go by `name` or have it as their id, the most written about first."""
    known = aliased(Entity, name="known")
    named = select(Alias.entity).where(Alias.folded == fold(name))
    entity = aliased(Entity, name="canonical_entity")
    statement = (
        select(entity.id, entity.name, entity.type, entity.country)
        .join(known, known.canonical == entity.id)
        .where(or_(known.id.in_(named), known.id == name))
        .distinct()
    )
    if of_type is not None:
        statement = statement.where(entity.type == of_type)
    found = [EntityRecord(*row) for row in connection.execute(statement)]
    matches = [EntityMatch(record, _articles(connection, record.id)) for record in found]
    return sorted(matches, key=lambda match: (-match.articles, match.entity.type, match.entity.id))


def aliases_of(connection: Connection, entity: str) -> list[str]:
    """Give the names an entity goes by, the most used first."""
    rows = connection.execute(
        _all_names(entity)
        .add_columns(func.sum(Alias.articles).label("used"))
        .group_by(Alias.name)
        .order_by(func.sum(Alias.articles).desc(), Alias.name)
    )
    return [row.name for row in rows]


def suggest_names(connection: Connection, name: str, limit: int = 5) -> list[str]:
    """Suggest canonical names that look or sound like `name`, the likest first."""
    rows = connection.execute(
        select(Alias.folded, Entity.canonical)
        .join(Entity, Entity.id == Alias.entity)
        .limit(_MAX_NAMES)
    ).all()
    likest = process.extract(
        fold(name),
        [row.folded for row in rows],
        scorer=fuzz.WRatio,
        score_cutoff=_LIKE,
        limit=limit * 4,
    )
    ids = list(dict.fromkeys(rows[place].canonical for _, _, place in likest))[:limit]
    names = dict(connection.execute(select(Entity.id, Entity.name).where(Entity.id.in_(ids))).all())
    return [names[one] for one in ids]


def _articles(connection: Connection, entity: str) -> int:
    total = select(func.coalesce(func.sum(Alias.articles), 0)).where(
        Alias.entity.in_(select(Entity.id).where(Entity.canonical == entity))
    )
    return int(connection.execute(total).scalar_one())


def _all_names(entity: str) -> Select[str]:
    return select(Alias.name).where(
        Alias.entity.in_(select(Entity.id).where(Entity.canonical == entity))
    )
