"""From an entity as one article names it to the entity of the graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.documents import Entity, EntityType
from pipeline.resolve.identity import entity_id
from pipeline.resolve.places import find_place
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
    if entity.type == "LOC":
        place = find_place(entity.name)
        if place is not None:
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
    known = find(entity.type, entity.name)
    if known is None:
        return Resolved(entity_id(entity.type, entity.name), entity.name, entity.type, "name")
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
