"""Look names up in the registry: as written, declined, or with their country or maker."""

from __future__ import annotations

import re
from functools import cache

from pipeline.documents import EntityType
from pipeline.extract.registered import registered
from pipeline.extract.surface import base_forms, fold, stem
from pipeline.registry import Entry, entries

__all__ = ["find"]

_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:e|er|es|en|em)\s[A-ZÄÖÜ]")
_INITIAL = re.compile(r"(?<=\w) [A-ZÄÖÜ]\. (?=\w)")
_NATIONAL = frozenset({"Deutschland", "Österreich", "Schweiz", "Germany", "Austria", "Switzerland"})
_STATES = {"US": ("US", "U.S."), "GB": ("UK", "U.K."), "BE": ("EU", "European")}


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
    index = registered()
    found = index.get((type, fold(name)))
    if found is not None:
        return found
    if type == "ORG" and _ADJECTIVE.match(name) and (declined := _declined().get(stem(name))):
        return declined
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
