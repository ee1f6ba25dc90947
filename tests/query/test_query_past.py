"""`as_of`: a fact is told as the articles up to that day told it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from pipeline.query import FactFilter, FactRecord, find_facts
from pipeline.store import store_articles
from tests.store.telling import days, money, org, person, says, telling

HELIO, BROOK, ADA = org("Helio Compute"), org("Brook Capital"), person("Ada Weber")
POST = org("Harbour Post")


@pytest.fixture
def told(graph: Engine) -> Engine:
    """A round of which more becomes known from day to day, and a head who goes."""
    rumour = says(HELIO, "raised", status="rumoured", by=POST, amount=money("6e9", approx=True))
    exact = says(
        HELIO, "raised", amount=money("6020000000"), time=days("2024-05-28"), round="Series B"
    )
    store_articles(
        graph,
        [
            telling("https://a.example/1", "2024-05-20", rumour, also="The Post has it."),
            telling(
                "https://b.example/2", "2024-05-28", exact, says(ADA, "has_role", HELIO, role="CEO")
            ),
            telling("https://c.example/3", "2024-05-29", exact, lang="de"),
            telling(
                "https://d.example/4", "2024-09-01", exact, says(ADA, "left", HELIO, role="CEO")
            ),
        ],
    )
    return graph


def ask(
    engine: Engine, day: str | None, predicate: str = "raised", **more: int
) -> list[FactRecord]:
    then = None if day is None else date.fromisoformat(day)
    with engine.connect() as connection:
        return find_facts(connection, FactFilter((predicate,), as_of=then, **more), 9)  # type: ignore[arg-type]


def test_sum_words_and_witness_are_those_of_the_day(told: Engine) -> None:
    [early] = ask(told, "2024-05-20")
    [today] = ask(told, None)
    assert early.id == today.id
    assert early.sum is not None
    assert early.sum.text == "about 6 bn USD"
    assert (early.time, early.qualifiers, early.attributed_to) == (None, {}, "Harbour Post")
    assert (early.status, early.articles, early.origins) == ("rumoured", 1, 1)
    assert early.witness.url == "https://a.example/1"
    assert today.sum is not None
    assert today.sum.text == "6.02 bn USD"
    assert (today.qualifiers, today.articles, today.origins) == ({"round": "Series B"}, 4, 2)


def test_witnesses_are_counted_up_to_the_day(told: Engine) -> None:
    assert [fact.articles for fact in ask(told, "2024-05-28")] == [2]
    assert [fact.articles for fact in ask(told, "2024-05-30")] == [3]
    assert ask(told, "2024-05-19") == []


def test_sums_are_asked_for_as_they_were_known(told: Engine) -> None:
    assert ask(told, "2024-05-30", low=6_010_000_000) != []
    assert ask(told, "2024-05-20", low=6_010_000_000) == []


def test_who_leaves_later_is_still_there(told: Engine) -> None:
    assert [fact.ended_on for fact in ask(told, "2024-08-31", "has_role")] == [None]
    assert [fact.ended_on for fact in ask(told, "2024-09-01", "has_role")] == [date(2024, 9, 1)]
