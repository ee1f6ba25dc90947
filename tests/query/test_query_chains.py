"""Chains, histories, contradictions and what stands behind a fact."""

from datetime import date

import pytest
from sqlalchemy import text

from models.database import open_reader, open_writer
from pipeline.query.contradictions import contradictions
from pipeline.query.entities import find_entities
from pipeline.query.explain import explain, find_fact_ids
from pipeline.query.facts import FactFilter, find_facts
from pipeline.query.path import find_path
from pipeline.query.timeline import timeline


def entity(connection, name):
    return find_entities(connection, name)[0]


def chain(connection, start, goal, **options):
    hops = find_path(connection, entity(connection, start), entity(connection, goal), **options)
    return [hop.start.name for hop in hops[:1]] + [hop.end.name for hop in hops]


def test_neighbours_are_one_hop_apart_with_the_facts_between(sample):
    (hop,) = find_path(sample, entity(sample, "Brightmoor Capital"), entity(sample, "Quellwerk"))
    assert [fact.predicate for fact in hop.facts] == ["invested_in"]
    assert hop.facts[0].witness.sentence == "Brightmoor Capital led the round."


def test_the_shortest_chain_is_found_in_either_direction(sample):
    there = ["Brightmoor Capital", "Quellwerk", "Tidewater Grid", "Harbourline"]
    assert chain(sample, "Brightmoor Capital", "Harbourline") == there
    assert chain(sample, "Harbourline", "Brightmoor Capital") == there[::-1]


def test_a_denied_fact_joins_nothing(sample):
    assert chain(sample, "Harbourline", "Quellwerk") == [
        "Harbourline",
        "Tidewater Grid",
        "Quellwerk",
    ]


def test_a_place_joins_only_what_nothing_else_joins(sample):
    assert chain(sample, "Nachtfalter Labs", "Brightmoor Capital") == [
        "Nachtfalter Labs",
        "Heidelberg",
        "Quellwerk",
        "Brightmoor Capital",
    ]


def test_a_place_can_be_an_end(sample):
    assert chain(sample, "Tidewater Grid", "Memphis") == ["Tidewater Grid", "Quellwerk", "Memphis"]


def test_a_chain_is_no_longer_than_asked_for(sample):
    assert chain(sample, "Brightmoor Capital", "Harbourline", max_hops=2) == []


def test_what_no_fact_joins_has_no_chain(sample):
    assert chain(sample, "Mistral AI", "Quellwerk") == []


def test_a_chain_of_an_earlier_day_knows_only_what_was_reported_by_then(sample):
    assert chain(sample, "Brightmoor Capital", "Memphis", as_of=date(2024, 8, 31)) == []
    assert len(chain(sample, "Brightmoor Capital", "Memphis", as_of=date(2024, 9, 1))) == 3


def test_explain_gives_every_claim_with_its_words_and_the_model(sample):
    (fact,) = [
        one
        for one in find_facts(sample, FactFilter(predicates=("raised",)), 9)
        if one.subject.name == "Quellwerk"
    ]
    found = explain(sample, fact.id)
    assert [(c.witness.lang, c.sum.text, c.model, c.found_by) for c in found.claims] == [
        ("en", "600 million dollars", "hand 1", "hand"),
        ("de", "600 Mio. Dollar", "hand 1", "hand"),
    ]
    assert found.history == ((date(2024, 5, 27), "actual"),)


def test_explain_tells_how_the_status_changed(sample):
    (fact,) = find_facts(sample, FactFilter(predicates=("acquired",)), 9)
    found = explain(sample, fact.id)
    assert found.history == ((date(2025, 2, 1), "rumoured"), (date(2025, 2, 3), "denied"))
    assert [claim.attributed_to for claim in found.claims] == ["Northgate Herald", None]


def test_the_beginning_of_an_id_is_enough(sample):
    (fact,) = find_facts(sample, FactFilter(predicates=("acquired",)), 9)
    assert find_fact_ids(sample, fact.id[:8]) == [fact.id]
    assert find_fact_ids(sample, fact.id.upper()) == [fact.id]


def test_an_ambiguous_beginning_gives_all_it_can_mean(sample):
    ids = [fact.id for fact in find_facts(sample, FactFilter(), 99)]
    firsts = [one[0] for one in ids]
    letter = max(firsts, key=firsts.count)
    assert find_fact_ids(sample, letter) == sorted(one for one in ids if one[0] == letter)


@pytest.mark.parametrize("given", ["", "nope", "ffffffffffffffff", "'", "\x00"])
def test_what_is_no_id_finds_nothing(sample, given):
    assert find_fact_ids(sample, given) == []


def test_explaining_what_is_not_there_is_an_error(sample):
    with pytest.raises(LookupError, match="no fact"):
        explain(sample, "ffffffffffffffff")


def test_a_former_id_still_finds_its_fact(tmp_path):
    from tests.query.graph_sample import filled  # noqa: PLC0415

    url = f"sqlite:///{tmp_path / 'graph.db'}"
    filled(url).dispose()
    writer = open_writer(url)
    with writer.begin() as connection:
        claim = connection.execute(
            text("select witness, id from fact where predicate = 'fined' or predicate = 'launched'")
        ).one()
        connection.execute(
            text("insert into former_fact (id, claim) values ('0123456789abcdef', :claim)"),
            {"claim": claim.witness},
        )
    with open_reader(url).connect() as connection:
        assert find_fact_ids(connection, "0123456789abcdef") == [claim.id]


def test_a_timeline_runs_from_the_oldest_event_and_tells_changes(sample):
    events = timeline(sample, FactFilter(about=entity(sample, "Quellwerk")), 99)
    days = [event.day for event in events]
    assert days == sorted(days)
    assert (events[0].day, events[0].what, events[0].fact.predicate) == (
        date(2024, 5, 1),
        "happened",
        "raised",
    )
    changes = [
        (event.day, event.what) for event in events if event.what not in {"reported", "happened"}
    ]
    assert changes == [(date(2024, 11, 3), "superseded"), (date(2025, 2, 3), "denied")]
    (rumour,) = [event for event in events if event.day == date(2025, 2, 1)]
    assert rumour.status == "rumoured"


def test_a_timeline_of_an_earlier_day_does_not_know_what_came_later(sample):
    wanted = FactFilter(about=entity(sample, "Harbourline"), as_of=date(2025, 2, 2))
    assert [event.what for event in timeline(sample, wanted, 99)] == ["reported", "reported"]


def test_a_denial_contradicts_the_rumour(sample):
    (one,) = contradictions(sample, None, 9)
    assert one.kind == "denied"
    assert [voice.status for voice in one.voices] == ["rumoured", "denied"]
    assert [voice.witness.lang for voice in one.voices] == ["en", "de"]


def test_contradictions_can_be_asked_of_one_entity(sample):
    assert contradictions(sample, entity(sample, "Harbourline"), 9)
    assert contradictions(sample, entity(sample, "Mistral AI"), 9) == []
