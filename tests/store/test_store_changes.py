"""What an article does to the facts: told for the first time, told again, replaced, ended."""

from __future__ import annotations

from sqlalchemy import Engine
from telling import money, org, person, says, telling

from pipeline.store import Found, store_articles
from pipeline.store.writing import FactChanges

LAB, RIVAL, ADA = org("Alpha Lab"), org("Beta Lab"), person("Ada Weber")


def worth(billions: int, day: str, site: str = "one", **more: str) -> Found:
    claim = says(LAB, "valued_at", amount=money(f"{billions}000000000"))
    return telling(f"https://{site}.example/{day}/{billions}", day, claim, **more)


def changes(graph: Engine, *found: Found) -> list[FactChanges]:
    return [stored.facts for stored in store_articles(graph, list(found))]


def test_what_nobody_told_before_is_new(graph: Engine) -> None:
    both = (says(LAB, "raised", amount=money("5000000")), says(LAB, "competes_with", RIVAL))
    assert changes(graph, telling("https://one.example/1", "2024-05-01", *both)) == [FactChanges(2)]


def test_what_another_article_tells_again_is_confirmed(graph: Engine) -> None:
    changes(graph, worth(5, "2024-05-01"))
    assert changes(graph, worth(5, "2024-05-02", "two")) == [FactChanges(0, 1)]


def test_two_articles_at_once_make_one_new_fact(graph: Engine) -> None:
    told = changes(graph, worth(5, "2024-05-01"), worth(5, "2024-05-02", "two"))
    assert told == [FactChanges(1), FactChanges()]


def test_a_newer_valuation_supersedes_the_old_one(graph: Engine) -> None:
    changes(graph, worth(5, "2024-05-01"))
    assert changes(graph, worth(9, "2025-05-01")) == [FactChanges(1, 0, 1)]


def test_a_departure_ends_a_role(graph: Engine) -> None:
    role = says(ADA, "has_role", LAB, role="CEO")
    changes(graph, telling("https://one.example/1", "2024-05-01", role))
    left = telling("https://one.example/2", "2024-06-01", says(ADA, "left", LAB, role="CEO"))
    assert changes(graph, left) == [FactChanges(1, 0, 1)]


def test_the_same_article_again_changes_no_fact(graph: Engine) -> None:
    changes(graph, worth(5, "2024-05-01"))
    assert changes(graph, worth(5, "2024-05-01")) == [FactChanges()]


def test_an_article_that_changed_does_not_confirm_what_it_said_before(graph: Engine) -> None:
    changes(graph, worth(5, "2024-05-01", also="Erste Fassung."))
    assert changes(graph, worth(5, "2024-05-01", also="Zweite Fassung.")) == [FactChanges()]
