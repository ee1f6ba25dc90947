import tomllib
from collections import Counter, defaultdict
from importlib.resources import files

import pytest
from babel import Locale

from pipeline.registry import entries
from pipeline.resolve import fold

PLACES = tomllib.loads(files("pipeline.resolve").joinpath("places.toml").read_text("utf-8"))
KINDS = {
    "ORG": {
        "company", "lab", "investor", "regulator", "university", "utility", "medium", "government",
        "organisation", "court", "bank",
    },
    "PRODUCT": {
        "agent", "app", "assistant", "benchmark", "browser", "chip", "cloud", "device", "facility",
        "model", "platform", "programme", "protocol", "robot", "service", "software", "system",
        "tool",
    },
    "PERSON": {None},
}  # fmt: skip


def test_the_registry_knows_the_industry():
    count = Counter(entry.type for entry in entries())
    assert count["ORG"] >= 600
    assert count["PERSON"] >= 300
    assert count["PRODUCT"] >= 250


def test_no_name_means_two_entities_of_one_type():
    bearers = defaultdict(set)
    for entry in entries():
        for name in (entry.name, *entry.aliases):
            bearers[entry.type, fold(name)].add(entry.name)
    assert {key: names for key, names in bearers.items() if len(names) > 1} == {}


def test_no_entity_is_listed_twice():
    assert [key for key, n in Counter((e.type, e.name) for e in entries()).items() if n > 1] == []


def test_every_parent_is_an_organisation_of_the_registry():
    organisations = {entry.name for entry in entries() if entry.type == "ORG"}
    unknown = {e.parent for e in entries() if e.parent} - organisations
    assert unknown == set()


def test_nobody_is_their_own_ancestor():
    parent = {entry.name: entry.parent for entry in entries() if entry.type == "ORG"}
    for start in parent:
        seen, name = set(), start
        while (name := parent.get(name)) is not None:
            assert name not in seen, f"{start} leads in a circle through {name}"
            seen.add(name)


def test_every_country_is_an_iso_code():
    known = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert {entry.country for entry in entries() if entry.country} <= known


@pytest.mark.parametrize("type_", ["ORG", "PERSON", "PRODUCT"])
def test_every_kind_is_one_of_the_listed(type_):
    assert {entry.kind for entry in entries() if entry.type == type_} <= KINDS[type_]


def test_no_alias_only_repeats_the_name():
    repeated = [(e.name, alias) for e in entries() for alias in e.aliases if alias == e.name]
    assert repeated == []


def test_no_name_means_two_places_of_the_table():
    bearers = defaultdict(set)
    for kind in ("region", "city"):
        for country, places in PLACES[kind].items():
            for name, aliases in places.items():
                for form in (name, *aliases):
                    bearers[fold(form)].add((name, country))
    assert {key: places for key, places in bearers.items() if len(places) > 1} == {}


def test_a_place_of_the_table_is_not_listed_as_ambiguous():
    ambiguous = {fold(name) for name in PLACES["ambiguous"]["names"]}
    for kind in ("region", "city"):
        for places in PLACES[kind].values():
            assert ambiguous.isdisjoint(fold(name) for name in places)


@pytest.mark.parametrize("kind", ["country", "region", "city"])
def test_every_place_stands_under_an_iso_code(kind):
    known = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert set(PLACES[kind]) - {""} <= known
