"""The known organisations, people and products, shipped as data in the files beside this one.

A file is a tree of tables: `[ORG.kind.COUNTRY]`, `[PERSON]`, `[PRODUCT.kind."Maker"]`, each line
a canonical name with its aliases; `[parent]` gives the owner of an organisation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.documents import EntityType

__all__ = ["Entry", "entries"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A known entity. `kind` is company, lab, investor, model, chip, …; `country` ISO 3166.

    `parent` is the canonical name of the owner of an organisation or the maker of a product.
    """

    name: str
    type: EntityType
    kind: str | None = None
    country: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@cache
def entries() -> tuple[Entry, ...]:
    """Read the whole registry, in order of file and line."""
    folder = files("pipeline.registry")
    found: list[Entry] = []
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            found += _parse(tomllib.loads(file.read_text(encoding="utf-8")))
    return tuple(found)


def _parse(tables: Mapping[str, Any]) -> Iterator[Entry]:
    parents: Mapping[str, str] = tables.get("parent", {})
    for kind, countries in tables.get("ORG", {}).items():
        for country, names in countries.items():
            for name, aliases in names.items():
                yield Entry(name, "ORG", kind, country or None, parents.get(name), tuple(aliases))
    for name, aliases in tables.get("PERSON", {}).items():
        yield Entry(name, "PERSON", aliases=tuple(aliases))
    for kind, makers in tables.get("PRODUCT", {}).items():
        for maker, names in makers.items():
            for name, aliases in names.items():
                yield Entry(name, "PRODUCT", kind, parent=maker or None, aliases=tuple(aliases))
