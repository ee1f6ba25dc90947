"""The known organisations, people and products, shipped as data in `registry/*.toml`.

A file is a tree of tables: `[ORG.kind.COUNTRY]`, `[PERSON]`, `[PRODUCT.kind."Maker"]`, each line
a canonical name with its aliases; `[parent]` gives the owner of an organisation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.documents import EntityType
from pipeline.extract.surface import base_forms, fold, stem

__all__ = ["Entry", "entries", "find"]

_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:e|er|es|en|em)\s[A-ZÄÖÜ]")
_INITIAL = re.compile(r"(?<=\w) [A-ZÄÖÜ]\. (?=\w)")
_NATIONAL = frozenset({"Deutschland", "Österreich", "Schweiz", "Germany", "Austria", "Switzerland"})
_STATES = {"US": ("US", "U.S."), "GB": ("UK", "U.K."), "BE": ("EU", "European")}


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
    folder = files("pipeline.resolve").joinpath("registry")
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


@cache
def _index() -> dict[tuple[EntityType, str], Entry]:
    return {
        (entry.type, fold(name)): entry
        for entry in entries()
        for name in (entry.name, *entry.aliases)
    }


@cache
def _declined() -> dict[str, Entry]:
    """Index the German names that begin with an adjective ("Europäische Kommission") by stem."""
    return {
        stem(name): entry
        for entry in entries()
        for name in (entry.name, *entry.aliases)
        if entry.type == "ORG" and _ADJECTIVE.match(name)
    }


def find(type: EntityType, name: str) -> Entry | None:  # noqa: A002 - the field's own word
    """Look up the entry that goes by `name`: as written, declined, or with its country or maker.

    Anything beyond the spelling needs a ground: a genitive whose base form is known, "US" before
    an American authority, a country behind a company, the maker's name before its product, an
    initial in the middle of a person's name.
    """
    index = _index()
    found = index.get((type, fold(name)))
    if found is not None:
        return found
    if type == "ORG" and _ADJECTIVE.match(name):
        return _declined().get(stem(name))
    if type == "PERSON" and (plain := _INITIAL.sub(" ", name)) != name:
        return index.get((type, fold(plain)))
    if type == "PERSON" or len(name.split()) < 2:
        bases = (index.get((type, fold(base))) for base in base_forms(name))
        return next((entry for entry in bases if entry), None)
    group, last = name.rsplit(maxsplit=1)
    if type == "ORG" and last in _NATIONAL:
        return index.get((type, fold(group)))
    owner, rest = name.split(maxsplit=1)
    for base in base_forms(owner) if type == "ORG" else ():
        if entry := index.get((type, fold(f"{base} {rest}"))):
            return entry
    known = index.get((type, fold(rest)))
    if known is not None and type == "ORG" and owner in _STATES.get(known.country or "", ()):
        return known
    if known is not None and type == "PRODUCT":
        maker = index.get(("ORG", fold(owner)))
        return known if maker is not None and known.parent == maker.name else None
    return None
