"""How sources are doing, and when what is due, from the records of their fetches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Page
from pipeline.fetch import (
    FetchFailure,
    FetchRecord,
    NotModified,
    Validators,
    due_sources,
    is_due,
    next_due,
    record_of,
    source_health,
)
from pipeline.sources import Source

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FEED = "https://a.example/feed"
EVERY = timedelta(minutes=30)
SOURCE = Source("a", "feed", (FEED,), every=1800, at_least_per_day=3)


def look(hours_ago, outcome="page", url=FEED, **more):
    return FetchRecord(
        url, "a", 200, outcome, None, None, NOW - timedelta(hours=hours_ago), "why", **more
    )


def test_what_was_never_asked_is_due_now():
    assert next_due([], EVERY, NOW) == NOW
    assert is_due([], EVERY, NOW)


def test_a_good_look_is_repeated_after_its_interval():
    assert next_due([look(1), look(0)], EVERY, NOW) == NOW + EVERY
    assert not is_due([look(0)], EVERY, NOW)
    assert is_due([look(1)], EVERY, NOW)


def test_a_dead_feed_is_tried_less_and_less_but_once_a_week():
    waits = []
    for failures in range(1, 13):
        records = [look(100 - n, "gone") for n in range(failures)]
        last = max(record.at for record in records)
        waits.append((next_due(records, EVERY, NOW) - last) / timedelta(hours=1))
    assert waits[:4] == [0.5, 1, 2, 4]
    assert waits[-1] == 7 * 24


def test_one_good_look_ends_the_waiting():
    records = [look(9, "gone"), look(8, "gone"), look(0, "unchanged")]
    assert next_due(records, EVERY, NOW) == NOW + EVERY


def test_what_the_server_asks_for_is_obeyed_up_to_a_week():
    later = NOW + timedelta(hours=5)
    assert next_due([look(0, "busy", retry_at=later)], EVERY, NOW) == later
    never = NOW + timedelta(days=400)
    assert next_due([look(0, "busy", retry_at=never)], EVERY, NOW) == NOW + timedelta(days=7)
    fresh = replace(look(0), validators=Validators(fresh_until=later))
    assert next_due([fresh], EVERY, NOW) == later


def test_only_sources_with_an_address_that_may_be_asked_are_due():
    rare = replace(SOURCE, name="rare", addresses=(FEED + "/rare",), every=7200)
    dead = replace(SOURCE, name="dead", addresses=(FEED + "/dead",))
    new = replace(SOURCE, name="new", addresses=(FEED + "/new",))
    records = [
        look(1),
        look(1, url=FEED + "/rare"),
        *(look(n + 1, "dns", FEED + "/dead") for n in range(4)),
    ]
    found = due_sources([SOURCE, rare, dead, new], records, NOW)
    assert [source.name for source in found] == ["a", "new"]


def test_health_tells_since_when_a_source_fails_and_why():
    records = [look(9), look(6, "gone"), look(3, "timeout"), look(5, "unchanged", FEED + "/x")]
    health = source_health(SOURCE, records, NOW)
    assert health.last_success == NOW - timedelta(hours=9)
    assert health.failing_since == NOW - timedelta(hours=6)
    assert (health.failures, health.last_problem) == (2, "timeout: why")
    assert health.outcomes == {"unchanged": 1}
    assert not health.ailing


def test_five_failures_in_a_row_make_a_source_ailing():
    assert source_health(SOURCE, [look(n, "dns") for n in range(5)], NOW).ailing
    recovered = [look(n + 1, "dns") for n in range(5)] + [look(0)]
    assert not source_health(SOURCE, recovered, NOW).ailing


def test_a_source_never_looked_at_is_due_and_not_ailing():
    health = source_health(SOURCE, [], NOW)
    assert (health.next_due, health.ailing, health.broken) == (NOW, False, ())


@pytest.mark.parametrize(
    ("days", "links", "broken"),
    [(7, 21, False), (7, 20, True), (2, 6, False), (2, 5, True), (0.5, 0, False), (30, 21, False)],
)
def test_an_expectation_is_judged_over_the_days_that_were_looked_at(days, links, broken):
    found = source_health(SOURCE, [look(days * 24), look(0)], NOW, links).broken
    assert bool(found) == broken
    if broken:
        assert str(links) in found[0]


def test_without_counts_or_expectation_nothing_is_broken():
    assert source_health(SOURCE, [look(99)], NOW).broken == ()
    assert source_health(replace(SOURCE, at_least_per_day=None), [look(99)], NOW, 0).broken == ()


@given(
    st.lists(st.tuples(st.integers(0, 500), st.sampled_from(["page", "unchanged", "gone", "dns"])))
)
def test_no_history_puts_a_source_off_for_more_than_a_week(history):
    records = [look(hours, outcome) for hours, outcome in history]
    due = next_due(records, EVERY, NOW)
    assert due <= max([NOW, *(record.at for record in records)]) + timedelta(days=7)


# --- records ---------------------------------------------------------------------------------


def test_a_page_is_recorded_with_what_to_ask_with_next_time():
    headers = {"etag": '"1"', "last-modified": "x", "cache-control": "public, max-age=600"}
    record = record_of(Page(FEED, FEED + "/new", b"x", NOW, 200, headers, "a"))
    assert (record.outcome, record.status, record.source) == ("page", 200, "a")
    assert record.validators.etag == '"1"'
    assert record.validators.fresh_until == NOW + timedelta(minutes=10)
    assert record.digest == record.validators.digest
    assert record.detail == f"moved to {FEED}/new"


@pytest.mark.parametrize(
    "value", ["no-cache, max-age=600", "no-store", "max-age=abc", "private", "", "max-age="]
)
def test_what_does_not_say_how_long_it_holds_is_not_fresh(value):
    record = record_of(Page(FEED, FEED, b"x", NOW, 200, {"cache-control": value}))
    assert record.validators.fresh_until is None


def test_unchanged_pages_and_failures_are_recorded_too():
    kept = Validators('"1"', None, "d", NOW)
    assert record_of(NotModified(FEED, NOW, kept)).outcome == "unchanged"
    failure = record_of(FetchFailure(FEED, "busy", "why", NOW, 503, 60.0, "a"))
    assert (failure.outcome, failure.status) == ("busy", 503)
    assert failure.retry_at == NOW + timedelta(minutes=1)
