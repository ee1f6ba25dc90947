"""What is new or changed in the graph since a day, of what a person watches. No Prefect here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from models.tables import Fact
from pipeline.query.entities import find_entities
from pipeline.query.facts import FactFilter, find_facts
from pipeline.query.loading import load_facts
from pipeline.query.records import EntityRecord, FactRecord

__all__ = ["Digest", "gather"]

# Facts of one entity, or of a digest without any: the newest.
_MOST_FACTS = 500


@dataclass(frozen=True, slots=True)
class Digest:
    """Facts by what became of them since a day, each group newest first.

    `new` were first reported since, `changed` were superseded or ended since, `confirmed` were
    reported again. `unknown` are watched names that no article has.
    """

    since: date
    new: tuple[FactRecord, ...]
    changed: tuple[FactRecord, ...]
    confirmed: tuple[FactRecord, ...]
    unknown: tuple[str, ...]


def gather(
    connection: Connection, about: Iterable[str], predicates: Sequence[str], since: date
) -> Digest:
    """Gather what articles reported since a day; an empty list of names watches everything."""
    names = tuple(dict.fromkeys(about))
    found = {name: find_entities(connection, name) for name in names}
    unknown = tuple(name for name in names if not found[name])
    watched: list[EntityRecord | None] = [matches[0] for matches in found.values() if matches]
    if not names:
        watched = [None]
    facts: dict[str, FactRecord] = {}
    for entity in watched:
        for fact in _touched(connection, entity, tuple(predicates), since):
            facts[fact.id] = fact
    ordered = sorted(facts.values(), key=lambda fact: (fact.last_reported, fact.id), reverse=True)
    changed = {fact.id for fact in ordered if _has_changed(fact, since)}
    new = {fact.id for fact in ordered if fact.first_reported >= since} - changed
    return Digest(
        since,
        tuple(fact for fact in ordered if fact.id in new),
        tuple(fact for fact in ordered if fact.id in changed),
        tuple(fact for fact in ordered if fact.id not in new | changed),
        unknown,
    )


def _touched(
    connection: Connection,
    entity: EntityRecord | None,
    predicates: tuple[str, ...],
    since: date,
) -> Iterator[FactRecord]:
    wanted = FactFilter(predicates=predicates, about=entity, since=since)
    yield from find_facts(connection, wanted, _MOST_FACTS)
    query = select(Fact.id).where(or_(Fact.superseded_on >= since, Fact.ended_on >= since))
    if entity is not None:
        query = query.where(or_(Fact.subject == entity.id, Fact.object == entity.id))
    if predicates:
        query = query.where(Fact.predicate.in_(predicates))
    ids = connection.execute(query.order_by(Fact.id).limit(_MOST_FACTS)).scalars()
    yield from load_facts(connection, list(ids))


def _has_changed(fact: FactRecord, since: date) -> bool:
    days = (fact.superseded_on, fact.ended_on)
    return any(day is not None and day >= since for day in days)
