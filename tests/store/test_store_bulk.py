"""The benchmark's graph, put into the tables in bulk, is the one that the store would have made."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.database import open_reader, open_writer
from models.tables import Base
from models.views import VIEW_NAMES
from pipeline.store import store_articles

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ARTICLES = 250


@pytest.fixture
def world(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import graph_world  # noqa: PLC0415 -- found through the line above

    return graph_world


@pytest.fixture
def bulk(world, tmp_path) -> Engine:
    from graph_tables import fill  # noqa: PLC0415

    engine = open_writer(tmp_path / "bulk.db")
    assert fill(engine, world.World(ARTICLES)) > 9 * ARTICLES
    yield engine
    engine.dispose()


def rows(engine: Engine, name: str, without: str = "") -> list[dict[str, object]]:
    with engine.connect() as connection:
        found = connection.execute(text(f"select * from {name}")).mappings().all()
    return sorted(({k: v for k, v in row.items() if k != without} for row in found), key=repr)


def plain(engine: Engine, name: str) -> list[list[tuple[str, str]]]:
    """Rows with values that both databases have alike."""
    shown = [
        [(k, str(int(v) if isinstance(v, bool) else v)) for k, v in row.items()]
        for row in rows(engine, name)
    ]
    return sorted(shown)


def test_rows_loaded_in_bulk_are_those_that_the_store_writes(world, bulk, tmp_path):
    stored = open_writer(tmp_path / "stored.db")
    found = [world.as_found(piece) for piece in world.World(ARTICLES).pieces()]
    for start in range(0, ARTICLES, 150):
        store_articles(stored, found[start : start + 150])
    tables = [table.name for table in Base.metadata.sorted_tables]
    for name in {*tables, *VIEW_NAMES} - {"fact_tally"}:
        without = "sketch" if name == "article" else ""
        assert rows(bulk, name, without) == rows(stored, name, without), name
    stored.dispose()


def test_what_is_loaded_in_bulk_can_be_searched_and_written_to(world, bulk):
    [piece] = [each for each in world.World(ARTICLES).pieces() if each.number == 7]
    name = piece.title.partition(":")[0]
    count = text("select count(*) from claim_search where claim_search match :name")
    with bulk.connect() as connection:
        before = connection.scalar(count, {"name": name})
    assert before > 0
    again = world.as_found(piece)
    assert store_articles(bulk, [again])[0].result == "unchanged"
    [new] = world.World(1, seed=9).pieces()
    assert store_articles(bulk, [world.as_found(new)])[0].result != "failed"


def test_a_copy_on_postgresql_shows_the_same(bulk, postgres_url, tmp_path):
    from graph_loading import copy_graph  # noqa: PLC0415

    target, source = open_writer(postgres_url), open_reader(tmp_path / "bulk.db")
    copy_graph(source, target)
    source.dispose()
    for name in VIEW_NAMES:
        assert plain(target, name) == plain(bulk, name), name
    for name in ("article", "mention", "amount", "claim", "fact_status"):
        assert len(rows(target, name)) == len(rows(bulk, name))
    target.dispose()
