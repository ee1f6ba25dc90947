"""A ministry, court or police named by its office alone is that of the state beside its name."""

import re

import pytest

from pipeline.documents import Entity, Span
from pipeline.extract.linking import link
from pipeline.resolve import resolve


def resolved(text, lang, office, *places):
    """Resolve the one `office` of a text whose `places` are marked as such."""
    marks = {office: "ORG", **dict.fromkeys(places, "LOC")}
    names = [
        (Span(match.start(), match.end()), kind, 0.9)
        for form, kind in marks.items()
        for match in re.finditer(rf"\b{re.escape(form)}", text)
    ]
    (entity,) = {m.entity for m in link(text, names, lang) if m.entity.type == "ORG"}
    return resolve(entity)


@pytest.mark.parametrize(
    ("lang", "text", "places", "name"),
    [
        (
            "de",
            "im französischen [Verteidigungsministerium] hieß es",
            [],
            "Ministry of Defence of France",
        ),
        (
            "de",
            "des neuen polnischen [Verteidigungsministeriums]",
            [],
            "Ministry of Defence of Poland",
        ),
        (
            "de",
            "Frankreichs [Verteidigungsministerium] prüft",
            ["Frankreichs"],
            "Ministry of Defence of France",
        ),
        (
            "de",
            "im [Verteidigungsministerium] der Ukraine",
            ["Ukraine"],
            "Ukrainian Ministry of Defence",
        ),
        (
            "de",
            "das [Verteidigungsministerium] in Berlin",
            ["Berlin"],
            "Bundesverteidigungsministerium",
        ),
        ("de", "das [Landgericht] in Mannheim", ["Mannheim"], "Landgericht Mannheim"),
        (
            "en",
            "Ukraine's [Ministry of Defence] buys",
            ["Ukraine"],
            "Ukrainian Ministry of Defence",
        ),
        ("en", "the French [Defence Ministry] buys", [], "Ministry of Defence of France"),
        ("en", "the South Korean [government] pays", [], "Government of South Korea"),
        ("en", "the [High Court] in Dublin ruled", ["Dublin"], "High Court of Ireland"),
        (
            "en",
            "in Spain, that country's [Patent Office] said",
            ["Spain"],
            "Patent Office of Spain",
        ),
        (
            "en",
            "the Philippine [Department of Justice] sued",
            [],
            "Ministry of Justice of Philippines",
        ),
    ],
)
def test_an_office_belongs_to_the_place_beside_its_name(lang, text, places, name):
    office = re.search(r"\[(.*)\]", text)[1]
    found = resolved(re.sub(r"[\[\]]", "", text), lang, office, *places)
    assert found.name == name
    assert resolve(Entity(found.name, "ORG")).id == found.id  # the stored name says the same


@pytest.mark.parametrize(
    ("lang", "text", "office"),
    [
        ("en", "The Ministry of Defence buys drones. France protests.", "Ministry of Defence"),
        ("de", "Das Verteidigungsministerium kauft Drohnen.", "Verteidigungsministerium"),
    ],
)
def test_an_office_without_a_place_beside_it_keeps_to_its_name(lang, text, office):
    found = resolved(text, lang, office, "France")
    assert (found.name, found.by, found.country) == (office, "name", None)


def test_an_office_of_which_an_article_names_two_is_given_to_neither():
    text = "The French Ministry of Defence and the Polish Ministry of Defence agreed."
    assert resolved(text, "en", "Ministry of Defence").country is None


@pytest.mark.parametrize(
    "names",
    [
        [
            "French Ministry of Defence",
            "französisches Verteidigungsministerium",
            "French Defense Ministry",
            "Verteidigungsministerium Frankreich",
            "Ministry of Defence of France",
        ],
        ["US Justice Department", "US-Justizministerium", "Department of Justice"],
        ["Dutch government", "niederländische Regierung", "Government of the Netherlands"],
        ["Bundesfinanzministerium", "German Finance Ministry", "deutsche Finanzministerium"],
    ],
)
def test_an_office_is_one_however_its_state_is_named(names):
    assert len({resolve(Entity(name, "ORG")).id for name in names}) == 1


@pytest.mark.parametrize(
    "name", ["Polish Post", "Swiss Re", "Energy Transfer", "French Marine Works"]
)
def test_a_firm_named_for_its_country_is_no_office(name):
    assert resolve(Entity(name, "ORG")).country != "FR"
    assert " of " not in resolve(Entity(name, "ORG")).name
