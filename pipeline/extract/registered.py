"""What the registry says of a name as it is spelt: whose it is, and of which type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.documents import EntityType
from pipeline.extract.surface import fold
from pipeline.registry import Entry, entries

__all__ = ["only_type", "registered"]


@cache
def registered() -> Mapping[tuple[EntityType, str], Entry]:
    """Index the registry by type and folded name or alias."""
    return {
        (entry.type, fold(name)): entry
        for entry in entries()
        for name in (entry.name, *entry.aliases)
    }


def only_type(folded: str) -> EntityType | None:
    """Tell the one type under which the registry has a name; none if there are several, or none."""
    return _types().get(folded)


@cache
def _types() -> Mapping[str, EntityType | None]:
    types: dict[str, EntityType | None] = {}
    for kind, folded in registered():
        types[folded] = None if folded in types else kind
    return types
