"""Facts by what one asks for, on SQLite and PostgreSQL."""

import re
from datetime import date

import pytest
from sqlalchemy import event

from pipeline.predicates import PREDICATES
from pipeline.query.entities import find_entities
from pipeline.query.facts import FactFilter, count_facts, find_facts
from pipeline.query.path import find_path


def entity(connection, name):
    return find_entities(connection, name)[0]


def told(facts):
    return [(f.predicate, f.subject.name, f.object.name if f.object else None) for f in facts]


def test_all_facts_come_newest_first(sample):
    days = [fact.last_reported for fact in find_facts(sample, FactFilter(), 100)]
    assert len(days) == 13
    assert days == sorted(days, reverse=True)


def test_the_limit_keeps_the_newest(sample):
    (newest,) = find_facts(sample, FactFilter(), 1)
    assert newest.predicate == "acquired"


def test_a_fact_told_twice_is_one_with_both_articles_counted(sample):
    (fact,) = [
        fact
        for fact in find_facts(sample, FactFilter(predicates=("raised",)), 9)
        if fact.subject.name == "Quellwerk"
    ]
    assert (fact.articles, fact.origins) == (2, 2)
    assert fact.qualifiers == {"round": "Series B"}
    assert fact.sum is not None
    assert (fact.sum.usd, fact.sum.currency) == (600_000_000, "USD")
    assert fact.time is not None
    assert fact.time.text == "2024-05"


def test_a_fact_carries_the_sentence_that_says_it_and_its_source(sample):
    (fact,) = find_facts(sample, FactFilter(predicates=("invested_in",)), 9)
    assert fact.witness.sentence == "Brightmoor Capital led the round."
    assert fact.witness.evidence == "Brightmoor Capital led the round"
    assert fact.witness.url == "https://north.example/quellwerk-round"
    assert fact.witness.reported == date(2024, 5, 27)


def test_about_means_either_side(sample):
    found = told(find_facts(sample, FactFilter(about=entity(sample, "Memphis")), 9))
    assert found == [("builds", "Quellwerk", "Memphis")]
    found = told(find_facts(sample, FactFilter(about=entity(sample, "Tidewater Grid")), 9))
    assert {predicate for predicate, _, _ in found} == {"supplies", "partners_with"}


def test_subject_and_object_mean_that_side(sample):
    quellwerk = entity(sample, "Quellwerk")
    as_object = find_facts(sample, FactFilter(object=quellwerk), 20)
    assert {fact.predicate for fact in as_object} == {
        "acquired",
        "supplies",
        "has_role",
        "invested_in",
    }
    as_subject = find_facts(sample, FactFilter(subject=quellwerk), 20)
    assert all(fact.subject.id == quellwerk.id for fact in as_subject)


@pytest.mark.parametrize("name", ["Harbourline", "Tidewater Grid"])
@pytest.mark.parametrize("side", ["subject", "object"])
def test_a_partnership_is_found_from_both_sides(sample, name, side):
    wanted = FactFilter(predicates=("partners_with",), **{side: entity(sample, name)})
    assert len(find_facts(sample, wanted, 9)) == 1


def test_about_together_with_a_side_joins_two_entities(sample):
    wanted = FactFilter(about=entity(sample, "Memphis"), subject=entity(sample, "Quellwerk"))
    assert told(find_facts(sample, wanted, 9)) == [("builds", "Quellwerk", "Memphis")]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (FactFilter(since=date(2025, 1, 1)), 1),
        (FactFilter(until=date(2024, 5, 28)), 5),
        (FactFilter(since=date(2024, 9, 1), until=date(2024, 11, 30)), 3),
        (FactFilter(low=1_000_000_000), 2),
        (FactFilter(low=600_000_000, high=600_000_000), 1),
        (FactFilter(low=600_000_000, high=600_000_000, currency="EUR"), 1),
        (FactFilter(statuses=("planned",)), 2),
        (FactFilter(statuses=("planned", "denied")), 3),
        (FactFilter(country="FR"), 1),
        (FactFilter(country="XX"), 0),
        (FactFilter(words="data center"), 1),
        (FactFilter(words='Quellwerk "launched'), 1),
        (FactFilter(words="nobody says this"), 0),
        (FactFilter(predicates=("valued_at",), standing=True), 1),
        (FactFilter(predicates=("raised", "launched")), 3),
    ],
)
def test_filters_narrow(sample, wanted, count):
    assert len(find_facts(sample, wanted, 100)) == count
    assert count_facts(sample, wanted) == count


def test_happened_goes_by_the_event_and_else_by_the_first_report(sample):
    may = FactFilter(happened_from=date(2024, 5, 1), happened_to=date(2024, 5, 26))
    assert told(find_facts(sample, may, 9)) == [("raised", "Quellwerk", None)]
    june = FactFilter(happened_from=date(2024, 6, 1), happened_to=date(2024, 6, 30))
    assert {fact.predicate for fact in find_facts(sample, june, 9)} == {"raised", "launched"}


def test_a_newer_valuation_supersedes_but_stays_known(sample):
    old, new = sorted(
        find_facts(sample, FactFilter(predicates=("valued_at",)), 9),
        key=lambda fact: fact.first_reported,
    )
    assert old.superseded_by == new.id
    assert old.superseded_on == date(2024, 11, 3)
    assert new.superseded_by is None


def test_as_of_answers_as_one_would_have_on_that_day(sample):
    def values(day):
        wanted = FactFilter(predicates=("valued_at",), as_of=day)
        return [
            (fact.sum.text, fact.superseded_by is None) for fact in find_facts(sample, wanted, 9)
        ]

    assert values(date(2024, 5, 26)) == []
    assert values(date(2024, 6, 30)) == [("4 bn USD", True)]
    assert values(date(2024, 12, 31)) == [("9 bn USD", True), ("4 bn USD", False)]


def test_as_of_knows_the_rumour_before_the_denial(sample):
    def on(day):
        wanted = FactFilter(predicates=("acquired",), as_of=day)
        (fact,) = find_facts(sample, wanted, 9)
        return fact.status, fact.articles, fact.last_reported, fact.witness.lang

    assert on(date(2025, 2, 1)) == ("rumoured", 1, date(2025, 2, 1), "en")
    assert on(date(2025, 2, 3)) == ("denied", 2, date(2025, 2, 3), "de")


def test_a_status_filter_goes_by_the_status_of_that_day(sample):
    rumours = FactFilter(statuses=("rumoured",))
    assert find_facts(sample, rumours, 9) == []
    then = FactFilter(statuses=("rumoured",), as_of=date(2025, 2, 2))
    assert told(find_facts(sample, then, 9)) == [("acquired", "Harbourline", "Quellwerk")]


@pytest.mark.parametrize(
    "ask",
    [
        lambda one: FactFilter(about=one),
        lambda one: FactFilter(subject=one, predicates=("raised",), low=1, since=date(2024, 1, 1)),
        lambda _: FactFilter(predicates=("raised", "supplies"), statuses=("actual",)),
        lambda _: FactFilter(),
    ],
    ids=["about", "three filters", "predicates", "everything"],
)
def test_asking_walks_along_indexes(sqlite_sample, ask):
    one = entity(sqlite_sample, "Quellwerk")
    plans = _plans(sqlite_sample, lambda: find_facts(sqlite_sample, ask(one), 10))
    # The answers of several legs, ten each, are put together: that is no scan of a table.
    put_together = re.compile(r"SCAN (anon_\d+|\(subquery-\d+\))")
    scans = [step for step in plans if step.startswith("SCAN") and "INDEX" not in step]
    assert [step for step in scans if not put_together.fullmatch(step)] == []
    assert not [step for step in plans if "TEMP B-TREE FOR ORDER BY" in step]


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_a_stretch_of_days_with_a_sum_is_told_by_the_index_alone(sqlite_sample, currency):
    days = {"since": date(2024, 1, 1), "until": date(2024, 3, 1)}
    wanted = FactFilter(**days, low=1, currency=currency)
    plans = _plans(sqlite_sample, lambda: find_facts(sqlite_sample, wanted, 10))
    assert any("ix_fact_last_reported_first_reported_usd_eur" in step for step in plans), plans


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({"statuses": ("planned",), "low": 1}, "predicate_last_reported_usd_status (predicate=?"),
        ({"about": "Quellwerk", "low": 1}, "subject_predicate_last_reported (subject=?"),
    ],
)
def test_a_sum_asked_for_does_not_lead_the_search_astray(sqlite_sample, wanted, index):
    if "about" in wanted:
        wanted = wanted | {"about": entity(sqlite_sample, wanted["about"])}
    asked = FactFilter(predicates=("raised",), **wanted)
    plans = _plans(sqlite_sample, lambda: find_facts(sqlite_sample, asked, 10))
    assert any(f"ix_fact_{index}" in step for step in plans), plans


def test_a_path_is_followed_by_indexes_alone_from_both_ends_of_facts(sqlite_sample):
    ends = entity(sqlite_sample, "Brightmoor Capital"), entity(sqlite_sample, "Harbourline")
    plans = _plans(sqlite_sample, lambda: find_path(sqlite_sample, *ends))
    followed = [step for step in plans if re.match(r"(SCAN|SEARCH) (one|two)\b", step)]
    assert [step for step in followed if not step.startswith("SEARCH")] == []
    for index in ("subject_object_status", "object_subject_status"):
        assert any(f"COVERING INDEX ix_fact_{index}" in step for step in followed), followed


def _plans(connection, ask):
    asked = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    event.listen(connection.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(connection.engine, "before_cursor_execute", note)
    return [
        row[3]
        for statement, parameters in asked
        for row in connection.exec_driver_sql(f"explain query plan {statement}", parameters)
    ]


def test_every_predicate_can_be_asked_for(sample):
    for predicate in PREDICATES:
        count = count_facts(sample, FactFilter(predicates=(predicate,)))
        assert count == len(find_facts(sample, FactFilter(predicates=(predicate,)), 100))
