"""All that is known about one entity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from pipeline.predicates import PREDICATES
from pipeline.query.entities import aliases_of
from pipeline.query.facts import FactFilter, count_facts, find_facts
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
    groups = (_group(connection, entity, side, per_group, as_of) for side in _sides_of(entity))
    return Dossier(
        entity,
        tuple(aliases_of(connection, entity.id)),
        tuple(group for group in groups if group.facts),
    )


def _sides_of(entity: EntityRecord) -> Iterator[_Side]:
    """Each predicate and side once; a symmetric predicate has but one side."""
    for name, predicate in PREDICATES.items():
        if entity.type in predicate.subjects:
            yield name, True
        if entity.type in predicate.objects and not predicate.symmetric:
            yield name, False


def _group(
    connection: Connection, entity: EntityRecord, side: _Side, most: int, as_of: date | None
) -> Group:
    predicate, as_subject = side
    wanted = FactFilter(
        predicates=(predicate,),
        subject=entity if as_subject else None,
        object=None if as_subject else entity,
        as_of=as_of,
    )
    facts = find_facts(connection, wanted, most)
    total = len(facts) if len(facts) < most else count_facts(connection, wanted)
    says = said_of_subject(predicate) if as_subject else said_of_object(predicate)
    return Group(predicate, says, as_subject, total, tuple(facts))
