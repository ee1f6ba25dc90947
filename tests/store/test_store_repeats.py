"""Facts that everybody repeats: claims join them without the others being read, to the same end."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
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
    marked = _marked(connection)
    differing = refresh(connection, topics).differing
    assert _marked(connection) == marked
    return differing


def _marked(connection: Connection) -> list[tuple[object, ...]]:
    """Which claims lead, and where each belongs."""
    sql = text("select id, leads, fact from claim order by id")
    return [tuple(row) for row in connection.execute(sql)]


@pytest.mark.parametrize("seed", range(8))
def test_batch_by_batch_comes_to_the_same_as_all_at_once(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    found = articles(seed)
    if seed % 4 == 3:
        chance.shuffle(found)
    engine = open_writer(tmp_path / "graph.db")
    while found:
        size = chance.randint(1, 25)
        stored = store_articles(engine, found[:size])
        assert {each.result for each in stored} <= {"new", "unchanged"}
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


@contextmanager
def overheard(graph: Engine) -> Iterator[list[str]]:
    """The statements that are put to the database, each on one line."""
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(" ".join(statement.split()))

    event.listen(graph, "before_cursor_execute", listen)
    yield asked
    event.remove(graph, "before_cursor_execute", listen)


def test_one_more_telling_does_not_read_the_others(graph: Engine) -> None:
    found = [
        telling(f"https://a.example/{n}", "2024-01-02", says(ADA, "has_role", HELIO, role="CEO"))
        for n in range(60)
    ]
    store_articles(graph, found)
    late = telling("https://b.example/1", "2024-06-01", says(ADA, "has_role", HELIO, role="Chefin"))
    with overheard(graph) as asked:
        [stored] = store_articles(graph, [late])
    assert stored.facts.confirmed == 1
    assert not [each for each in asked if "claim.topic IN" in each or "claim.fact IN" in each]
    with graph.connect() as connection:
        assert connection.execute(text("select articles, origins from fact")).one() == (61, 2)


def test_of_other_words_only_the_first_of_each_kind_is_read_beside_them(graph: Engine) -> None:
    sums = [money("24000000000")] * 30 + [money("90000000000")] * 30
    store_articles(
        graph,
        [
            telling(f"https://a.example/{n}", "2024-01-02", says(HELIO, "valued_at", amount=each))
            for n, each in enumerate(sums)
        ],
    )
    late = says(HELIO, "valued_at", amount=money("24000000000", approx=True))
    with overheard(graph) as asked:
        store_articles(graph, [telling("https://b.example/1", "2024-01-04", late, also=COPY)])
    [read] = [each for each in asked if each.startswith("SELECT claim.leads")]
    assert "claim.leads" in read.partition("WHERE")[2]
    with graph.begin() as connection:
        assert connection.scalar(text("select count(*) from claim where leads")) == 3
        assert connection.scalars(text("select articles from fact order by 1")).all() == [30, 31]
        assert remade(connection) == frozenset()
