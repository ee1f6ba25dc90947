"""Entities and their names, kept so that the order of articles leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from models.tables import Alias, Entity, table_of
from pipeline.resolve import Resolved, fold
from pipeline.store.transactions import chunks, upsert

__all__ = ["add_entities", "canonical_ids", "preferred"]

_UPDATED = ("name", "known", "kind", "country", "parent", "latitude", "longitude")


def add_entities(
    connection: Connection, found: Iterable[Resolved], names: Iterable[tuple[str, str]]
) -> None:
    """Add entities that are new, and what is newly known of old ones.

    `names` are pairs of an entity's id and a name that an article uses for it.
    """
    rows: dict[str, dict[str, Any]] = {}
    for resolved in found:
        row = _row(resolved)
        held = rows.get(resolved.id)
        rows[resolved.id] = row if held is None else _joined(held, row)
    stored = _stored(connection, rows)
    changed = []
    for key, row in rows.items():
        old = stored.get(key)
        new = row if old is None else _joined(old, row)
        if new != old:
            changed.append(new)
    upsert(connection, _ENTITY, sorted(changed, key=lambda row: row["id"]), update=_UPDATED)
    _add_aliases(connection, found, names, {row["id"] for row in changed})


def canonical_ids(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Read what each entity was merged into; most stand for themselves."""
    return {
        row.id: row.canonical
        for chunk in chunks(ids)
        for row in connection.execute(
            select(Entity.id, Entity.canonical).where(Entity.id.in_(chunk))
        ).all()
    }


def preferred(one: str, other: str) -> str:
    """Choose between two spellings of a name nobody knows: the same choice in any order.

    Not all capitals if there is another, then the shorter, then the first by alphabet.
    """
    return min(one, other, key=lambda name: (name.isupper() and len(name) > 4, len(name), name))


_ENTITY = table_of(Entity)
_ALIAS = table_of(Alias)


def _row(resolved: Resolved) -> dict[str, Any]:
    return {
        "id": resolved.id,
        "type": resolved.type,
        "name": resolved.name,
        "canonical": resolved.id,
        "known": resolved.by != "name",
        "kind": resolved.kind,
        "country": resolved.country,
        "parent": resolved.parent,
        "latitude": resolved.latitude,
        "longitude": resolved.longitude,
    }


def _joined(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Take what the registry knows over what it did not; else the preferred name."""
    joined = dict(old)
    if new["known"]:
        joined.update({name: new[name] for name in _UPDATED})
    elif not old["known"]:
        joined["name"] = preferred(old["name"], new["name"])
    return joined


def _stored(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {
        row["id"]: dict(row)
        for chunk in chunks(ids)
        for row in connection.execute(select(_ENTITY).where(_ENTITY.c.id.in_(chunk))).mappings()
    }


def _add_aliases(
    connection: Connection,
    found: Iterable[Resolved],
    names: Iterable[tuple[str, str]],
    changed: set[str],
) -> None:
    known = {
        (resolved.id, name)
        for resolved in found
        if resolved.id in changed and resolved.by != "name"
        for name in (resolved.name, *resolved.aliases)
    }
    used = set(names) - known
    for pairs, from_registry in ((known, True), (used, False)):
        rows = [
            {"entity": entity, "name": name, "folded": fold(name), "known": from_registry}
            for entity, name in sorted(pairs)
        ]
        upsert(connection, _ALIAS, rows, update=("known",) if from_registry else ())
