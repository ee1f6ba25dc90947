"""Kills, locks and many writers: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Engine, text
from telling import money, org, says, telling

from models.database import open_writer
from pipeline.store import Found, store_article, store_articles

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WRITERS = 8
EACH = 6

# Stores articles for ever, one after the other, telling each number before it begins.
WRITE_ON = """
import sys
from models.database import open_writer
from pipeline.store import store_article
from test_store_faults import numbered
engine = open_writer(sys.argv[1])
for number in range(10_000):
    print(number, flush=True)
    store_article(engine, numbered(number))
"""


def numbered(number: int) -> Found:
    """One of many articles that all tell the same round, and a fact of their own."""
    firm, fund = org("Northwind Robotics"), org("Brook Capital")
    return telling(
        f"https://s{number}.example/1",
        "2024-05-28",
        says(firm, "raised", amount=money("6000000000")),
        says(fund, "invested_in", firm, amount=money(str(1_000_000 * (number + 1) ** 3))),
    )


def count(graph: Engine, sql: str) -> int:
    with graph.connect() as connection:
        return int(connection.scalar(text(sql)) or 0)


def facts(graph: Engine) -> list[tuple[object, ...]]:
    sql = "select statement, articles, origins, fact, first_reported from statements order by fact"
    with graph.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def test_a_kill_at_any_moment_leaves_whole_articles_only(graph_url: str) -> None:
    for least in (3, 5):  # kill, go on, kill again
        child = subprocess.Popen(
            [sys.executable, "-c", WRITE_ON, graph_url],
            cwd=HERE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE)))},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        while int(child.stdout.readline()) < least:
            pass
        child.send_signal(signal.SIGKILL)
        child.communicate()
    graph = open_writer(graph_url)
    articles = count(graph, "select count(*) from article")
    assert articles >= 5
    assert count(graph, "select count(*) from claim") == 2 * articles
    assert count(graph, "select count(*) from claim where fact is null") == 0
    assert count(graph, "select articles from statements where predicate = 'raised'") == articles
    store_articles(graph, [numbered(number) for number in range(articles)])
    assert count(graph, "select count(*) from article") == articles
    graph.dispose()


def test_writers_in_each_others_way_lose_and_double_nothing(graph_url: str, tmp_path: Path) -> None:
    start = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        engine = open_writer(graph_url)
        start.wait()
        for number in range(EACH):
            # Every article is written by two of the writers.
            store_article(engine, numbered((writer // 2) * EACH + number))
        engine.dispose()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    alone = open_writer(tmp_path / "alone.db")
    store_articles(alone, [numbered(number) for number in range(WRITERS // 2 * EACH)])
    together = open_writer(graph_url)
    assert [tuple(map(str, row)) for row in facts(together)] == [
        tuple(map(str, row)) for row in facts(alone)
    ]
    assert count(together, "select count(*) from claim") == WRITERS * EACH
    alone.dispose()
    together.dispose()
