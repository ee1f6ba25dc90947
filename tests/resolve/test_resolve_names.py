from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Entity
from pipeline.resolve import entity_id, fold, resolve


def labelled_pairs(file):
    """Yield (same, type, name, name) for every pair of names on a line of the file."""
    text = Path(__file__).with_name(file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, sign, names = line.split(maxsplit=2)
            for one, other in combinations(names.split(" | "), 2):
                yield sign == "=", kind, one, other


def are_one(kind, one, other):
    return resolve(Entity(one, kind)).id == resolve(Entity(other, kind)).id


@pytest.mark.parametrize(("file", "apart"), [("names.txt", 500), ("names_hard.txt", 140)])
def test_names_are_joined_and_kept_apart_as_labelled(file, apart):
    pairs = list(labelled_pairs(file))
    found = [(same, are_one(kind, one, other), one, other) for same, kind, one, other in pairs]
    right = sum(same and joined for same, joined, _, _ in found)
    wrong = [(one, other) for same, joined, one, other in found if joined and not same]
    missed = [(one, other) for same, joined, one, other in found if same and not joined]
    assert sum(not same for same, *_ in pairs) >= apart
    assert right / (right + len(wrong)) >= 0.995, wrong
    assert right / (right + len(missed)) >= 0.95, missed


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("ORG", "Meta", "Meta Materials"),
        ("ORG", "X", "X Corp"),
        ("ORG", "Figure", "Figure AI"),
        ("ORG", "Aleph Alpha", "Alpha"),
        ("PRODUCT", "GPT-4", "GPT-4o"),
        ("PRODUCT", "Llama 3.1", "Llama 31"),
    ],
)
def test_two_of_like_name_are_never_joined_without_ground(kind, one, other):
    assert not are_one(kind, one, other)


@pytest.mark.parametrize(
    ("kind", "name", "canonical", "country", "ground"),
    [
        ("ORG", "TVA", "Tennessee Valley Authority", "US", "registry"),
        ("ORG", "EU-Kommission", "European Commission", "BE", "registry"),
        ("ORG", "Aleph Alpha GmbH", "Aleph Alpha", "DE", "registry"),
        ("ORG", "Googles", "Google", "US", "registry"),
        ("PERSON", "Musk", "Elon Musk", None, "registry"),
        ("LOC", "Mailand", "Milan", "IT", "place"),
        ("LOC", "Kalifornien", "California", "US", "place"),
        ("LOC", "Vereinigte Staaten", "United States", "US", "place"),
        ("LOC", "Lübbenau", "Lübbenau", "DE", "place"),
        ("LOC", "Ostermoor am Damm", "Ostermoor am Damm", None, "name"),
        ("ORG", "Nordlicht Rechenwerke GmbH", "Nordlicht Rechenwerke GmbH", None, "name"),
    ],
)
def test_a_name_resolves_to_what_is_known_of_it(kind, name, canonical, country, ground):
    found = resolve(Entity(name, kind))
    assert (found.name, found.country, found.by) == (canonical, country, ground)


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("München", 48.1, 11.6),
        ("Memphis", 35.1, -90.0),
        ("Genf", 46.2, 6.1),
        ("Tokio", 35.7, 139.7),
    ],
)
def test_a_city_has_its_coordinates(name, latitude, longitude):
    found = resolve(Entity(name, "LOC"))
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (latitude, longitude)


@pytest.mark.parametrize("name", ["Georgia", "Cambridge", "Springfield", "Newcastle"])
def test_a_name_of_several_places_stays_a_name(name):
    found = resolve(Entity(name, "LOC"))
    assert (found.name, found.by, found.country, found.latitude) == (name, "name", None, None)


def test_a_subsidiary_names_its_parent():
    assert resolve(Entity("DeepMind", "ORG")).parent == "Google"
    assert resolve(Entity("ChatGPT", "PRODUCT")).parent == "OpenAI"


def test_the_type_is_part_of_the_identity():
    assert resolve(Entity("DeepSeek", "ORG")).id != resolve(Entity("DeepSeek", "PRODUCT")).id


def test_ids_are_the_same_on_every_machine():
    assert entity_id("ORG", "OpenAI") == "org-openai-63e7eb535828f90a"
    assert entity_id("LOC", "日本").startswith("loc-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Aleph Alpha GmbH & Co. KG", "Aleph Alpha"),
        ("Siemens Aktiengesellschaft", "Siemens"),
        ("Black-Forest-Labs", "Black Forest Labs"),
        ("The Wall Street Journal", "Wall Street Journal"),
        ("Scale AI, Inc.", "Scale AI"),
        ("Ørsted A/S", "Orsted"),
        ("Forschungsverbund Nord e. V.", "Forschungsverbund Nord"),
    ],
)
def test_folding_forgets_spelling_and_legal_form(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "name", ["News Corp", "Software AG", "X Corp.", "Porsche SE", "Merck KGaA"]
)
def test_folding_keeps_a_legal_form_that_makes_the_name(name):
    assert fold(name) != fold(name.rsplit(maxsplit=1)[0])


@given(st.text(min_size=1, max_size=40))
def test_folding_any_text_gives_a_key_that_case_and_spaces_do_not_change(name):
    assert fold(f"  {name} ") == fold(name)
    assert fold(fold(name)) == fold(name)
    assert name.isspace() or fold(name)


@given(st.text(max_size=40), st.sampled_from(["ORG", "PERSON", "LOC", "PRODUCT"]))
def test_any_name_resolves_to_one_stable_id(name, kind):
    found = resolve(Entity(name, kind))
    assert found.id == entity_id(found.type, found.name)
    assert found.type == kind
