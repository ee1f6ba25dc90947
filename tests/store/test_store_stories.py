"""Stories: articles of one event stand together, over days and languages."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, text
from telling import SEEN, money, org, person, product, says, telling

from pipeline.store import store_articles
from pipeline.store.stories import Teller, stories

NORTHWIND, HELIO = org("Northwind Robotics"), org("Helio Compute")
ROUND = says(NORTHWIND, "raised", amount=money("6000000000"))
ROUND_IN_EURO = says(NORTHWIND, "raised", amount=money("5550000000", currency="EUR"))
LAUNCH = says(HELIO, "launched", product("Gale 2"))
RIVALS = says(NORTHWIND, "competes_with", HELIO)


def told(graph: Engine) -> set[frozenset[str]]:
    with graph.connect() as connection:
        rows = connection.execute(text("select story, url from article")).all()
    return {
        frozenset(url[8] for story, url in rows if story == one)
        for one in {story for story, _ in rows}
    }


def test_one_event_in_two_languages_is_one_story(graph: Engine) -> None:
    store_articles(graph, [telling("https://a.example", "2024-05-28", ROUND, RIVALS)])
    store_articles(graph, [telling("https://b.example", "2024-05-29", ROUND_IN_EURO, lang="de")])
    store_articles(graph, [telling("https://c.example", "2024-05-28", RIVALS)])
    assert told(graph) == {frozenset("ab"), frozenset("c")}


def test_the_event_as_background_weeks_later_is_another_story(graph: Engine) -> None:
    store_articles(
        graph,
        [
            telling("https://a.example", "2024-05-28", ROUND),
            telling("https://b.example", "2024-05-28", ROUND),
            telling("https://c.example", "2024-06-28", ROUND),
        ],
    )
    assert told(graph) == {frozenset("ab"), frozenset("c")}


def test_a_product_that_everybody_mentions_joins_nothing(graph: Engine) -> None:
    move = says(person("Ada Weber"), "joined", HELIO, role="CTO")
    store_articles(
        graph,
        [
            telling("https://a.example", "2024-05-28", LAUNCH, ROUND),
            telling("https://b.example", "2024-05-28", LAUNCH, move),
        ],
    )
    assert told(graph) == {frozenset("a"), frozenset("b")}


def test_a_story_parts_when_an_article_is_corrected(graph: Engine) -> None:
    store_articles(graph, [telling(f"https://{n}.example", "2024-05-28", ROUND) for n in "ab"])
    assert told(graph) == {frozenset("ab")}
    corrected = telling(
        "https://b.example", "2024-05-28", RIVALS, seen_at=SEEN + timedelta(hours=1)
    )
    store_articles(graph, [corrected])
    assert told(graph) == {frozenset("a"), frozenset("b")}
    with graph.connect() as connection:
        assert connection.scalar(text("select count(*) from story")) == 2


def test_sharing_two_small_facts_is_enough() -> None:
    small = [Teller(fact, article, 1) for fact in "xy" for article in "ab"]
    assert stories([*small, Teller("x", "c", 1)]) == [{"a", "b"}, {"c"}]
