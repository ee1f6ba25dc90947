"""The whole graph, as a stream: however large, a few hundred facts at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import aliased

from models.tables import Alias, Entity, Fact
from pipeline.query.loading import load_facts
from pipeline.query.records import FactRecord

__all__ = ["ExportedEntity", "all_entities", "all_facts"]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ExportedEntity:
    """A canonical entity with all the names it goes by; `kind` is company, regulator and so on.

    `known` says that the registry has it.
    """

    id: str
    type: str
    name: str
    known: bool
    kind: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    aliases: tuple[str, ...]


def all_facts(connection: Connection, as_of: date | None = None) -> Iterator[FactRecord]:
    """Stream all facts by id; with `as_of` those of that day as they stood then."""
    last = ""
    while True:
        statement = select(Fact.id).where(Fact.id > last).order_by(Fact.id).limit(_AT_ONCE)
        if as_of is not None:
            statement = statement.where(Fact.first_reported <= as_of)
        ids = connection.execute(statement).scalars().all()
        if not ids:
            return
        yield from load_facts(connection, ids, as_of)
        last = ids[-1]


def all_entities(connection: Connection) -> Iterator[ExportedEntity]:
    """Stream the canonical entities that facts are about, by id."""
    last = ""
    in_facts = or_(
        select(Fact.id).where(Fact.subject == Entity.id).exists(),
        select(Fact.id).where(Fact.object == Entity.id).exists(),
    )
    while True:
        rows = connection.execute(
            select(
                Entity.id,
                Entity.type,
                Entity.name,
                Entity.known,
                Entity.kind,
                Entity.country,
                Entity.latitude,
                Entity.longitude,
            )
            .where(Entity.id > last, Entity.canonical == Entity.id, in_facts)
            .order_by(Entity.id)
            .limit(_AT_ONCE)
        ).all()
        if not rows:
            return
        names = _names(connection, [row.id for row in rows])
        for row in rows:
            others = tuple(name for name in names.get(row.id, []) if name != row.name)
            yield ExportedEntity(*row, others)
        last = rows[-1].id


def _names(connection: Connection, ids: list[str]) -> dict[str, list[str]]:
    merged = aliased(Entity, name="merged")
    rows = connection.execute(
        select(merged.canonical, Alias.name)
        .join(Alias, Alias.entity == merged.id)
        .where(merged.canonical.in_(ids))
        .distinct()
        .order_by(merged.canonical, Alias.name)
    )
    found: dict[str, list[str]] = {}
    for canonical, name in rows:
        found.setdefault(canonical, []).append(name)
    return found
