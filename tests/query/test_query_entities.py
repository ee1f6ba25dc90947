"""Names as people give them, and all that is known of what they name."""

import pytest

from pipeline.query.entities import aliases_of, find_entities, suggest_names
from pipeline.query.lookup import look_up


@pytest.mark.parametrize(
    "name", ["Quellwerk", "quellwerk", "QUELLWERK", " Quellwerk ", "Quellwerk GmbH", "Quell-Werk"]
)
def test_names_are_found_without_case_space_hyphen_and_legal_form(sample, name):
    assert [one.name for one in find_entities(sample, name)] == ["Quellwerk"]


def test_an_id_is_a_name_too(sample):
    (one,) = find_entities(sample, "Ada Fenn")
    assert find_entities(sample, one.id) == [one]
    assert one.type == "PERSON"


def test_a_type_narrows(sample):
    assert find_entities(sample, "Memphis", "LOC")
    assert find_entities(sample, "Memphis", "ORG") == []


@pytest.mark.parametrize("name", ["Nobody Ltd", "", "'; drop table fact; --", "\x00", "%"])
def test_what_nobody_is_called_is_not_found(sample, name):
    assert find_entities(sample, name) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Quelwerk", "Quellwerk"),
        ("Brightmore Capital", "Brightmoor Capital"),
        ("Brightmoor", "Brightmoor Capital"),
        ("Harborline", "Harbourline"),
        ("Lumen 4", "Lumen-3"),
    ],
)
def test_a_slip_gets_a_suggestion(sample, typed, meant):
    assert suggest_names(sample, typed)[0] == meant


def test_nonsense_gets_no_suggestion(sample):
    assert suggest_names(sample, "zzzzqqqq") == []


def test_aliases_come_without_repetition(sample):
    (one,) = find_entities(sample, "Quellwerk")
    names = aliases_of(sample, one.id)
    assert "Quellwerk" in names
    assert len(names) == len(set(names))


def test_lookup_groups_facts_by_predicate_and_side(sample):
    (one,) = find_entities(sample, "Quellwerk")
    dossier = look_up(sample, one, 10)
    groups = {(group.predicate, group.as_subject): group for group in dossier.groups}
    assert set(groups) == {
        ("raised", True),
        ("invested_in", False),
        ("valued_at", True),
        ("acquired", False),
        ("supplies", False),
        ("located_in", True),
        ("builds", True),
        ("launched", True),
        ("has_role", False),
    }
    assert groups["supplies", False].says == "is supplied by"
    assert [fact.sum.text for fact in groups["valued_at", True].facts] == ["9 bn USD", "4 bn USD"]


def test_lookup_counts_what_it_does_not_show(sample):
    (one,) = find_entities(sample, "Quellwerk")
    (worth,) = [group for group in look_up(sample, one, 1).groups if group.predicate == "valued_at"]
    assert (len(worth.facts), worth.total) == (1, 2)


def test_a_partnership_is_one_group_for_either_partner(sample):
    for name in ("Harbourline", "Tidewater Grid"):
        (one,) = find_entities(sample, name)
        groups = [g for g in look_up(sample, one, 9).groups if g.predicate == "partners_with"]
        assert [len(group.facts) for group in groups] == [1]


def test_a_place_is_asked_for_as_an_object_only(sample):
    (one,) = find_entities(sample, "Heidelberg")
    assert {(g.predicate, g.as_subject) for g in look_up(sample, one, 9).groups} == {
        ("located_in", False)
    }
