"""What a digest holds: new, changed and confirmed facts of what is watched. No Prefect server."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from flows.digest_reports import digest_as_markdown, digest_as_table
from flows.digesting import Digest, gather
from pipeline.documents import Amount, Article, Claim, Entity, Extraction, Mention, Span
from pipeline.store import Found, store_articles


def worth(company: str, billions: int, day: date, site: str = "one") -> Found:
    """An article of that day that says what a company is worth."""
    text = f"{company} ist {billions} Milliarden Euro wert"
    name, whole = Span(0, len(company)), Span(0, len(text))
    sum_text = f"{billions} Milliarden Euro"
    start = text.index(sum_text)
    euros = Decimal(billions) * 10**9
    amount = Amount(Span(start, start + len(sum_text)), sum_text, euros, euros, "EUR")
    entity = Entity(company, "ORG")
    mention = Mention(name, company, entity, 0.9)
    claim = Claim("valued_at", entity, None, whole, whole, "actual", 0.9, "test", amount)
    url = f"https://{site}.example/{company.replace(' ', '-')}/{day}"
    article = Article(url, text, text, "de", published=day, source=site)
    seen = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Found(article, Extraction((mention,), (amount,), (), (), (claim,), "test"), seen)


@pytest.fixture
def told(graph: Engine) -> Engine:
    """Alpha was revalued, Beta's worth reported again, Gamma's first told, Delta's long ago."""
    found = [
        worth("Alpha Lab", 2, date(2026, 9, 1)),
        worth("Alpha Lab", 5, date(2026, 11, 20)),
        worth("Beta Lab", 3, date(2026, 9, 1)),
        worth("Beta Lab", 3, date(2026, 11, 21), site="two"),
        worth("Gamma Lab", 1, date(2026, 11, 22)),
        worth("Delta Lab", 4, date(2026, 9, 1)),
    ]
    assert {stored.result for stored in store_articles(graph, found)} == {"new"}
    return graph


def gathered(graph: Engine, about=(), predicates=()) -> Digest:
    with graph.connect() as connection:
        return gather(connection, about, predicates, date(2026, 11, 15))


def said(facts) -> list[str]:
    return [f"{fact.subject.name} {fact.sum.text}" for fact in facts]


def test_facts_are_new_changed_or_confirmed_newest_first(told):
    found = gathered(told)
    assert said(found.new) == ["Gamma Lab 1 bn EUR", "Alpha Lab 5 bn EUR"]
    assert said(found.changed) == ["Alpha Lab 2 bn EUR"]
    assert said(found.confirmed) == ["Beta Lab 3 bn EUR"]


def test_only_what_is_watched_is_told(told):
    found = gathered(told, about=["Alpha Lab"])
    assert said(found.new + found.changed + found.confirmed) == [
        "Alpha Lab 5 bn EUR",
        "Alpha Lab 2 bn EUR",
    ]


def test_kinds_of_facts_that_are_not_watched_are_left_out(told):
    found = gathered(told, predicates=["acquired"])
    assert not found.new + found.changed + found.confirmed


def test_a_watched_name_that_no_article_has_is_told_and_watches_nothing(told):
    found = gathered(told, about=["Nobody Lab"])
    assert found.unknown == ("Nobody Lab",)
    assert not found.new + found.changed + found.confirmed


def test_the_markdown_has_each_fact_with_its_sentence_and_article(told):
    text = digest_as_markdown(gathered(told, about=["Gamma Lab", "Nobody Lab"]))
    assert "No article names: Nobody Lab" in text
    assert "## New (1)" in text
    assert "**Gamma Lab is valued at 1 bn EUR**" in text
    assert "Gamma Lab ist 1 Milliarden Euro wert <https://one.example/Gamma-Lab/" in text


def test_an_empty_digest_says_so():
    assert "Nothing new." in digest_as_markdown(Digest(date(2026, 1, 1), (), (), (), ()))


def test_a_sentence_with_markup_stays_text(told):
    [fact] = gathered(told, about=["Gamma Lab"]).new
    hostile = replace(fact, witness=replace(fact.witness, sentence="[x](http://e) <b>"))
    text = digest_as_markdown(Digest(date(2026, 1, 1), (hostile,), (), (), ()))
    assert "\\[x\\](http://e) \\<b\\>" in text


def test_the_table_has_a_row_a_fact(told):
    rows = digest_as_table(gathered(told))
    assert [(row["what"], row["status"]) for row in rows] == [
        ("new", "actual"),
        ("new", "actual"),
        ("changed", "actual"),
        ("confirmed", "actual"),
    ]
