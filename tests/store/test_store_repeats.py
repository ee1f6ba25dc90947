"""Facts that everybody repeats: claims join them without the others being read, to the same end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from telling import days, money, org, person, says, telling

from models.database import open_writer
from pipeline.documents import Claim
from pipeline.store import Found, store_articles
from pipeline.store.facts import refresh

ARTICLES = 150
HELIO, NORTHWIND, ADA = org("Helio Compute"), org("Northwind Robotics"), person("Ada Weber")
PAPERS = [org(f"Harbour {name}") for name in ("Post", "Times", "Herald", "Wire")]
TURNING = ("rumoured", "rumoured", "planned", "denied", "planned", "actual", "actual", "actual")
COPY = " ".join(f"word{number} of a wire text" for number in range(60))


def claims(chance: random.Random, number: int) -> Iterator[Claim]:
    """What an article repeats: in other words, as of another, sometimes vaguely."""
    by = chance.choice([None, None, *PAPERS])
    score = chance.choice([0.7, 0.8, 0.9])
    role = chance.choice(["CEO", "Chefin", "co-founder and CEO"])
    yield says(ADA, "has_role", HELIO, by=by, score=score, role=role)
    value = money("24000000000", approx=chance.random() < 0.2)
    yield says(NORTHWIND, "valued_at", amount=value, time=days("2023-05-01"), score=score)
    pair = (HELIO, NORTHWIND) if chance.random() < 0.5 else (NORTHWIND, HELIO)
    yield says(pair[0], "competes_with", pair[1], by=by)
    if chance.random() < 0.7:
        product = chance.choice(["compute", "compute", "Rechenleistung", f"racks {number % 9}"])
        yield says(HELIO, "supplies", NORTHWIND, product=product, score=score)
    stage = min(number * len(TURNING) // ARTICLES, len(TURNING) - 1)
    status = TURNING[stage] if chance.random() < 0.9 else "rumoured"
    yield says(HELIO, "acquired", PAPERS[0], status=status, by=by)  # type: ignore[arg-type]
    if number % 40 == 7:
        yield says(ADA, "left", HELIO, role="CEO")
        yield says(NORTHWIND, "valued_at", amount=money(f"{30 + number}000000000"))


def articles(seed: int) -> list[Found]:
    """The same world in other words for each seed, in the order in which it comes out, nearly."""
    chance = random.Random(seed)
    found = []
    for number in range(ARTICLES):
        day = date(2024, 1, 1) + timedelta(days=number // 2 + chance.randrange(3))
        found.append(
            telling(
                f"https://{chance.choice('abcdefgh')}.example/{number}",
                day.isoformat(),
                *claims(chance, number),
                agency="hw" if chance.random() < 0.1 else None,
                also=COPY if number in {3, 12, 100} else "",
            )
        )
    return found


def remade(connection: Connection) -> frozenset[str]:
    """The facts that come out differently when all are made anew from all their claims."""
    topics = connection.scalars(text("select distinct topic from claim")).all()
    return refresh(connection, topics).differing


@pytest.mark.parametrize("seed", range(8))
def test_batch_by_batch_comes_to_the_same_as_all_at_once(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    found = articles(seed)
    if seed % 4 == 3:
        chance.shuffle(found)
    engine = open_writer(tmp_path / "graph.db")
    while found:
        size = chance.randint(1, 25)
        store_articles(engine, found[:size])
        found = found[size:]
    with engine.begin() as connection:
        assert connection.scalar(text("select count(*) from fact_tally")) >= 4
        assert remade(connection) == frozenset()
    engine.dispose()


def test_a_changed_article_takes_its_claims_back_from_much_told_facts(graph: Engine) -> None:
    found = articles(1)
    store_articles(graph, found[:100])
    store_articles(graph, found[100:])
    told = [each.article.url for each in found if each.article.url.startswith("https://a.")]
    changed = [telling(url, "2024-03-01", model="test-2", updated="2024-08-01") for url in told]
    store_articles(graph, changed)
    with graph.begin() as connection:
        most = connection.scalar(text("select max(articles) from fact"))
        assert most == ARTICLES - len(told)
        assert remade(connection) == frozenset()


def test_facts_that_lose_most_of_their_claims_are_added_to_rightly(graph: Engine) -> None:
    found = articles(2)
    store_articles(graph, found[:60])
    gone = [
        telling(each.article.url, "2024-03-01", updated="2024-08-01", model="test-2")
        for each in found[:40]
    ]
    store_articles(graph, gone)
    store_articles(graph, found[60:70])
    with graph.begin() as connection:
        assert connection.scalar(text("select max(articles) from fact")) == 30
        assert remade(connection) == frozenset()


def test_one_more_telling_does_not_read_the_others(graph: Engine) -> None:
    found = [
        telling(f"https://a.example/{n}", "2024-01-02", says(ADA, "has_role", HELIO, role="CEO"))
        for n in range(60)
    ]
    store_articles(graph, found)
    asked: list[str] = []

    @event.listens_for(graph, "before_cursor_execute")
    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(" ".join(statement.split()))

    late = telling("https://b.example/1", "2024-06-01", says(ADA, "has_role", HELIO, role="Chefin"))
    [stored] = store_articles(graph, [late])
    assert stored.facts.confirmed == 1
    assert not [each for each in asked if "claim.topic IN" in each or "claim.fact IN" in each]
    with graph.connect() as connection:
        assert connection.execute(text("select articles, origins from fact")).one() == (61, 2)
