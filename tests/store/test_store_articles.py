"""Articles go in once, change in place, and leave out what their text does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from telling import SEEN, days, money, org, person, place, product, says, telling

from models.views import VIEW_NAMES
from pipeline.documents import Rejection, Span
from pipeline.reports import SourceReport
from pipeline.store import (
    RefusedPage,
    SourceInfo,
    last_fetches,
    record_run,
    record_sources,
    store_article,
    store_articles,
    stored_already,
)

NORTHWIND, HELIO = org("Northwind Robotics"), org("Helio Compute")
ROUND = says(NORTHWIND, "raised", amount=money("6000000000", approx=True), round="Series B")
FIRST = telling("https://a.example/1", "2024-05-28", ROUND, says(HELIO, "supplies", NORTHWIND))


def query(graph: Engine, sql: str) -> list[tuple[object, ...]]:
    with graph.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def everything(graph: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables and views."""
    tables = ("article", "revision", "extraction", "entity", "alias", "mention", "amount", "claim")
    names = (*tables, "fact", "fact_status", "story", *VIEW_NAMES)
    return {name: sorted(query(graph, f"select * from {name}"), key=repr) for name in names}


def test_the_same_article_twice_changes_nothing(graph: Engine) -> None:
    assert store_article(graph, FIRST).result == "new"
    before = everything(graph)
    again = replace(FIRST, seen_at=SEEN + timedelta(days=3))
    assert store_article(graph, again).result == "unchanged"
    assert [stored.result for stored in store_articles(graph, [FIRST, FIRST])] == ["unchanged"] * 2
    assert everything(graph) == before


def test_a_fact_is_told_in_words_with_its_evidence(graph: Engine) -> None:
    store_article(graph, FIRST)
    assert query(
        graph,
        "select statement, amount_min, amount_usd, approx, status, evidence, url from statements"
        " where predicate = 'raised'",
    ) == [
        (
            "Northwind Robotics raised about 6 bn USD (Series B)",
            "6000000000",
            6_000_000_000,
            1 if graph.dialect.name == "sqlite" else True,
            "actual",
            "Northwind Robotics raised 6000000000..6000000000 USD",
            "https://a.example/1",
        )
    ]


def test_a_changed_article_takes_its_own_place_and_keeps_its_history(graph: Engine) -> None:
    store_article(graph, FIRST)
    corrected = telling(
        "https://a.example/1",
        "2024-05-28",
        says(NORTHWIND, "raised", amount=money("5000000000")),
        seen_at=SEEN + timedelta(hours=1),
    )
    assert store_article(graph, corrected).result == "changed"
    assert query(graph, "select statement from statements") == [
        ("Northwind Robotics raised 5 bn USD",)
    ]
    assert query(graph, "select count(*) from revision") == [(2,)]
    assert query(graph, "select count(*) from claim") == [(3,)]
    assert query(graph, "select count(*) from claim where current") == [(1,)]


def test_a_text_that_comes_back_is_current_again(graph: Engine) -> None:
    store_article(graph, FIRST)
    before = query(graph, "select * from statements order by fact")
    other = telling("https://a.example/1", "2024-05-28", seen_at=SEEN + timedelta(hours=1))
    store_article(graph, other)
    assert query(graph, "select * from statements") == []
    back = replace(FIRST, seen_at=SEEN + timedelta(hours=2))
    assert store_article(graph, back).result == "changed"
    assert query(graph, "select * from statements order by fact") == before
    assert query(graph, "select count(*) from revision") == [(2,)]


@pytest.mark.parametrize("texts", [("", "a balloon"), ("a balloon", "")])
def test_of_two_texts_within_a_second_the_later_one_is_current(graph: Engine, texts) -> None:
    for also, microsecond in zip(texts, (200_000, 700_000), strict=True):
        seen_at = SEEN.replace(microsecond=microsecond)
        store_article(
            graph, telling("https://a.example/1", "2024-05-28", also=also, seen_at=seen_at)
        )
    [(stored,)] = query(graph, "select r.text from article a join revision r on r.id = a.revision")
    assert ("balloon" in str(stored)) == ("balloon" in texts[1])


def test_an_older_text_that_arrives_late_is_only_history(graph: Engine) -> None:
    newer = telling("https://a.example/1", "2024-05-28", ROUND, updated="2024-06-02")
    older = telling(
        "https://a.example/1", "2024-05-28", says(NORTHWIND, "raised"), updated="2024-05-29"
    )
    store_article(graph, newer)
    before = query(graph, "select * from statements")
    store_article(graph, older)
    assert query(graph, "select * from statements") == before
    assert query(graph, "select count(*) from revision") == [(2,)]


def test_a_newer_model_takes_the_place_of_an_older_one(graph: Engine) -> None:
    store_article(graph, FIRST)
    newer = replace(FIRST, extraction=replace(FIRST.extraction, model="test-2", claims=()))
    assert store_article(graph, newer).result == "changed"
    assert query(graph, "select * from statements") == []
    assert query(graph, "select model from extraction order by id") == [("test-1",), ("test-2",)]
    assert store_article(graph, FIRST).result == "changed"
    assert len(query(graph, "select * from statements")) == 2


def test_what_is_stored_already_need_not_be_read_again(graph: Engine) -> None:
    store_article(graph, FIRST)
    changed = replace(FIRST.article, url="https://a.example/2")
    articles = [FIRST.article, changed]
    assert stored_already(graph, articles, "test-1") == {"https://a.example/1"}
    assert stored_already(graph, articles, "test-2") == set()
    assert stored_already(graph, [replace(FIRST.article, title="Other")], "test-1") == set()


def test_what_the_text_does_not_say_is_refused_and_told(graph: Engine) -> None:
    good = telling("https://a.example/1", "2024-05-28", ROUND)
    claim = good.extraction.claims[0]
    assert claim.amount is not None
    bad = (
        replace(claim, subject=org("Absent Systems")),
        replace(claim, amount=replace(claim.amount, text="9 bn USD")),
        replace(claim, evidence=Span(5, 10_000)),
        replace(claim, attributed_to=org("Nobody Times")),
        replace(claim, predicate="dreams_of"),
        replace(claim, subject=place("Northwind Robotics")),
        replace(claim, predicate="acquired", object=NORTHWIND),
    )
    found = replace(good, extraction=replace(good.extraction, claims=(claim, *bad)))
    stored = store_article(graph, found)
    assert (stored.claims, stored.refused) == (1, 7)
    assert len(query(graph, "select * from statements")) == 1
    reasons = query(graph, "select reason from rejection where stage = 'store' order by reason")
    assert [reason for (reason,) in reasons] == [
        "amount-not-in-text",
        "evidence-not-in-text",
        "source-not-in-text",
        "subject-not-in-text",
        "wrong-kind",
        "wrong-kind",
        "wrong-kind",
    ]


def test_an_article_that_cannot_be_stored_stops_no_other(graph: Engine) -> None:
    sound = telling("https://b.example/1", "2024-05-28", ROUND)
    broken = replace(FIRST, extraction=replace(FIRST.extraction, model=object()))  # type: ignore[arg-type]
    page = RefusedPage(Rejection("https://c.example", "empty", "no text"), "c", SEEN)
    stored = store_articles(graph, [broken, sound], refused=[page])
    assert [each.result for each in stored] == ["failed", "new"]
    assert query(graph, "select url, reason from rejection order by url") == [
        ("https://a.example/1", "not-stored"),
        ("https://c.example", "empty"),
    ]


def test_characters_that_no_database_holds_do_no_harm(graph: Engine) -> None:
    odd = telling("https://a.example/1", "2024-05-28", ROUND, also="\x00 and \ud800 here")
    assert store_article(graph, odd).claims == 1
    [(stored,)] = query(graph, "select text from revision")
    assert str(stored).endswith("  and \N{REPLACEMENT CHARACTER} here")
    assert len(str(stored)) == len(odd.article.text)


def test_two_versions_in_one_batch_are_both_kept(graph: Engine) -> None:
    later = telling("https://a.example/1", "2024-05-28", seen_at=SEEN + timedelta(hours=1))
    results = [stored.result for stored in store_articles(graph, [FIRST, later])]
    assert results == ["new", "changed"]
    assert query(graph, "select count(*) from revision") == [(2,)]


def test_an_article_of_two_sources_is_put_down_to_the_first_by_name(graph: Engine) -> None:
    for name in ("wire", "daily", "weekly"):
        store_article(graph, replace(FIRST, article=replace(FIRST.article, source=name)))
    assert query(graph, "select distinct source from statements") == [("daily",)]


def test_sums_are_exact_and_converted_at_the_rate_of_the_day(graph: Engine) -> None:
    odd = money("1234567890123.45", currency="EUR")
    told = telling("https://a.example/1", "2024-05-28", says(NORTHWIND, "raised", amount=odd))
    store_article(graph, told)
    [(low, dollars, euros, rate_day)] = query(
        graph,
        "select v.amount_min, v.amount_usd, v.amount_eur, rate_day from funding_rounds v, fact",
    )
    assert (low, euros) == ("1234567890123.45", 1_234_567_890_123)
    assert str(rate_day) == "2024-05-28"
    assert isinstance(dollars, int)
    assert 1.08 < dollars / euros < 1.09


def test_a_currency_without_a_rate_has_no_value_in_dollars(graph: Engine) -> None:
    sum_ = money("300000000", currency="TWD")
    store_article(
        graph, telling("https://a.example/1", "2024-05-28", says(NORTHWIND, "raised", amount=sum_))
    )
    assert query(graph, "select amount, amount_usd, amount_eur from funding_rounds") == [
        ("300 m TWD", None, None)
    ]


def test_an_article_without_a_date_counts_from_when_it_was_seen(graph: Engine) -> None:
    store_article(graph, telling("https://a.example/1", None, ROUND))
    assert [str(day) for (day,) in query(graph, "select first_reported from statements")] == [
        "2026-01-01"
    ]


def test_every_entity_is_known_by_the_names_articles_use(graph: Engine) -> None:
    told = says(person("Jensen Huang"), "has_role", org("Nvidia"), role="CEO")
    store_article(graph, telling("https://a.example/1", "2024-05-28", told))
    aliases = query(
        graph, "select a.name from alias a join entity e on e.id = a.entity where e.name = 'Nvidia'"
    )
    assert ("Nvidia",) in aliases


def test_fetches_are_kept_with_what_they_brought(graph: Engine) -> None:
    class Attempt:
        url, source, status, outcome = "https://a.example/1", "daily", 200, "page"
        at, detail, retry_at = SEEN, "", None

        class validators:  # noqa: N801 -- stands for a value
            etag, last_modified, digest = '"v1"', None, "d1"
            full_at, fresh_until = SEEN, None

    store_articles(graph, [FIRST], fetches=[Attempt()])
    last = last_fetches(graph, ["https://a.example/1", "https://b.example/1"])
    assert list(last) == ["https://a.example/1"]
    assert (last["https://a.example/1"].etag, last["https://a.example/1"].full_at) == ('"v1"', SEEN)


def test_looks_at_sources_are_kept(graph: Engine) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    record_sources(graph, [SourceInfo("daily", "feed", "de", "https://a.example/feed")])
    record_run(graph, SourceReport("daily", start, start + timedelta(seconds=5), links=9, new=3))
    record_sources(graph, [SourceInfo("daily", "feed", "en", "https://a.example/feed")])
    assert query(graph, "select name, lang from source") == [("daily", "en")]
    assert query(graph, "select source, links, new, failed from source_run") == [("daily", 9, 3, 0)]


def test_a_product_and_a_date_come_through(graph: Engine) -> None:
    told = says(NORTHWIND, "launched", product("Gale 2"), time=days("2024-05-01", "2024-05-31"))
    store_article(graph, telling("https://a.example/1", "2024-05-28", told))
    assert query(graph, "select company, product, event_date from launches") == [
        ("Northwind Robotics", "Gale 2", "2024-05")
    ]
