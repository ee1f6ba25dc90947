"""From an entity as one article names it to the entity of the graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.documents import Entity, EntityType
from pipeline.extract.offices import is_seated, office
from pipeline.registry import Entry
from pipeline.resolve.identity import entity_id
from pipeline.resolve.offices import find_office, office_of, state_named
from pipeline.resolve.places import Place, find_place
from pipeline.resolve.registry import find

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entity of the graph, and on what ground the name was taken for it.

    `by` is "registry" or "place" where a table knows the name, "name" where nothing does and
    the name stands for itself. `parent` is a canonical name, `country` ISO 3166, the place's
    coordinates in degrees; `None` where unknown.
    """

    id: str
    name: str
    type: EntityType
    by: Literal["registry", "place", "name"]
    kind: str | None = None
    country: str | None = None
    parent: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def resolve(entity: Entity) -> Resolved:
    """Give `entity` its canonical name and id; the same input gives the same answer always."""
    name = entity.name
    if entity.type == "LOC" and (place := find_place(name)):
        return _place(place)
    if entity.of and is_seated(name):
        name = f"{name} {entity.of}"
    elif entity.type == "ORG" and (found := _office(name, entity.of)):
        return found
    known = find(entity.type, name)
    if known is None:
        return Resolved(entity_id(entity.type, name), name, entity.type, "name")
    return _registered(known)


def _office(name: str, of: str | None) -> Resolved | None:
    """Resolve a ministry, court or the like whose state its name tells, or the article: `of`."""
    bare = office(name)
    state = state_named(of) if of and bare else None
    if bare is None and find("ORG", name) is None and (parts := office_of(name)):
        bare, state = parts
    if bare is None or state is None:
        return None
    if known := find_office(bare, state):
        return _registered(known)
    full = f"{bare} of {state.name}"
    return Resolved(entity_id("ORG", full), full, "ORG", "name", country=state.country)


def _place(place: Place) -> Resolved:
    return Resolved(
        entity_id("LOC", place.name),
        place.name,
        "LOC",
        "place",
        kind=place.kind,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        aliases=place.aliases,
    )


def _registered(known: Entry) -> Resolved:
    return Resolved(
        entity_id(known.type, known.name),
        known.name,
        known.type,
        "registry",
        kind=known.kind,
        country=known.country,
        parent=known.parent,
        aliases=known.aliases,
    )
