"""Judgements put to work: entities that are one share their facts, and part again when undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, insert, or_, select, update

from models.database import explained
from models.tables import Claim, Judgement, Mention, table_of
from models.tables import Entity as EntityRow
from pipeline.documents import Entity
from pipeline.resolve import Resolved, resolve
from pipeline.resolve import judgements as verdicts
from pipeline.store.entities import add_entities, canonical_ids
from pipeline.store.facts import refresh
from pipeline.store.identity import topic_id
from pipeline.store.sayings import ordered
from pipeline.store.transactions import chunks, writing

__all__ = ["BY_REGISTRY", "follow_registry", "judge", "judgements", "retopic", "undo"]

BY_REGISTRY = "registry"

_CLAIM, _ENTITY, _JUDGEMENT = table_of(Claim), table_of(EntityRow), table_of(Judgement)


def judge(engine: Engine, verdict: verdicts.Judgement) -> int:
    """Add a verdict on two entities and regroup their facts; return how many facts changed.

    Raises pipeline.resolve.judgements.JudgementConflictError where "not" stands against it,
    KeyError for an entity that the graph does not have.
    """
    with writing(engine) as connection:
        for entity in (verdict.left, verdict.right):
            if not canonical_ids(connection, [entity]):
                raise KeyError(entity)
        return _put(connection, lambda past: verdicts.judge(past, verdict))


def undo(engine: Engine, left: str, right: str, by: str, at: datetime) -> int:
    """Undo every standing verdict on the two and regroup; return how many facts changed."""
    with writing(engine) as connection:
        return _put(connection, lambda past: verdicts.undo(past, left, right, by, at))


def follow_registry(engine: Engine, at: datetime) -> int:
    """Join entities with what the registry calls them by now; return how many.

    An entity's id comes from its name, so a name that a newer program knows as another's would
    else be two entities. The old id stays, merged into the new one: links go on working. Verdicts
    that somebody undid or contradicted are not given again.
    """
    with writing(engine) as connection:
        query = select(_ENTITY.c.id, _ENTITY.c.type, _ENTITY.c.name).order_by(_ENTITY.c.id)
        found = {row.id: resolve(Entity(row.name, row.type)) for row in connection.execute(query)}
        renamed = {old: new for old, new in found.items() if new.id != old}
        past = tuple(_read(connection).values())
        settled = {each.pair for each in past if each.by == BY_REGISTRY}
        settled |= {pair for pair, held in verdicts.standing(past).items() if held.verdict == "not"}
        given = [
            verdicts.Judgement(old, new.id, "same", BY_REGISTRY, at, f"known as {new.name}")
            for old, new in renamed.items()
        ]
        new_ones = tuple(each for each in given if each.pair not in settled)
        if new_ones:
            add_entities(connection, [renamed[each.left] for each in new_ones], ())
            _put(connection, lambda history: (*history, *new_ones))
    return len(new_ones)


def judgements(engine: Engine) -> tuple[verdicts.Judgement, ...]:
    """Read all verdicts, undone ones too, in the order in which they were given."""
    with explained(engine.url), engine.connect() as connection:
        return tuple(_read(connection).values())


def retopic(connection: Connection, claims: Iterable[Any]) -> set[str]:
    """Give claims the topic of their canonical entities; return old and new topics.

    Each claim has `id`, `topic`, `predicate`, `subject` and `object`.
    """
    rows = list(claims)
    named = {entity for row in rows for entity in (row.subject, row.object)} - {None}
    now: Mapping[str, str] = canonical_ids(connection, sorted(named))
    topics: set[str] = set()
    moved = []
    for row in rows:
        other = None if row.object is None else now[row.object]
        topic = topic_id(row.predicate, *ordered(row.predicate, now[row.subject], other))
        topics |= {row.topic, topic}
        if topic != row.topic:
            moved.append({"claim_id": row.id, "now": topic})
    if moved:
        connection.execute(
            update(_CLAIM)
            .where(_CLAIM.c.id == bindparam("claim_id"))
            .values(topic=bindparam("now")),
            moved,
        )
    return topics


_History = tuple[verdicts.Judgement, ...]


def _put(connection: Connection, change: Callable[[_History], _History]) -> int:
    stored = _read(connection)
    past = tuple(stored.values())
    after = change(past)
    undone = [
        {"judgement_id": key, "at_": new.undone_at, "by_": new.undone_by}
        for (key, old), new in zip(stored.items(), after, strict=False)
        if new != old
    ]
    if undone:
        connection.execute(
            update(_JUDGEMENT)
            .where(_JUDGEMENT.c.id == bindparam("judgement_id"))
            .values(undone_at=bindparam("at_"), undone_by=bindparam("by_")),
            undone,
        )
    added = [asdict(new) for new in after[len(past) :]]
    if added:
        connection.execute(insert(Judgement), added)
    return _regroup(connection, after)


def _read(connection: Connection) -> dict[int, verdicts.Judgement]:
    rows = connection.execute(select(_JUDGEMENT).order_by(_JUDGEMENT.c.id)).mappings()
    return {
        row["id"]: verdicts.Judgement(**{name: row[name] for name in row if name != "id"})
        for row in rows
    }


def _regroup(connection: Connection, history: _History) -> int:
    """Bring canonical entities, topics and facts in line with the verdicts."""
    judged = {entity for each in history for entity in (each.left, each.right)}
    entities: dict[str, Resolved] = {}
    before: dict[str, str] = {}
    for chunk in chunks(sorted(judged)):
        for row in connection.execute(select(_ENTITY).where(_ENTITY.c.id.in_(chunk))):
            entities[row.id] = Resolved(
                row.id, row.name, row.type, "registry" if row.known else "name"
            )
            before[row.id] = row.canonical
    clusters = verdicts.clusters(history, entities)
    moved = {entity: clusters.of(entity) for entity in before}
    moved = {entity: now for entity, now in moved.items() if now != before[entity]}
    if not moved:
        return 0
    connection.execute(
        update(_ENTITY)
        .where(_ENTITY.c.id == bindparam("entity_id"))
        .values(canonical=bindparam("now")),
        [{"entity_id": entity, "now": now} for entity, now in sorted(moved.items())],
    )
    topics = retopic(connection, _claims_about(connection, moved))
    return len(refresh(connection, topics).differing)


def _claims_about(connection: Connection, entities: Iterable[str]) -> list[Any]:
    """Find the claims with one of the entities in any part, through the articles naming them."""
    names = sorted(entities)
    found: dict[int, Any] = {}
    for chunk in chunks(names):
        reading = select(Mention.extraction).where(Mention.entity.in_(chunk))
        query = select(
            _CLAIM.c.id, _CLAIM.c.topic, _CLAIM.c.predicate, _CLAIM.c.subject, _CLAIM.c.object
        ).where(
            _CLAIM.c.extraction.in_(reading),
            or_(*(_CLAIM.c[part].in_(chunk) for part in ("subject", "object", "attributed_to"))),
        )
        found.update({row.id: row for row in connection.execute(query)})
    return list(found.values())
