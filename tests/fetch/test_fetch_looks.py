"""What earlier looks say: which sources are due, and which were seen working by a check."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.database import open_reader, open_writer
from pipeline.fetch import discover, source_health
from pipeline.looks import due, earlier_looks, record_checks
from pipeline.sources import Source

FEED = '<rss version="2.0"><channel><item><title>KI</title><link>/a</link></item></channel></rss>'


@pytest.fixture
def graph(settings, tmp_path):
    return replace(settings, database_url=f"sqlite:///{tmp_path / 'graph.db'}")


@pytest.fixture
def source(site, answer):
    site.pages["/feed"] = answer(FEED, kind="text/xml", ETag='"1"')
    return Source("blatt", "feed", (site.url("/feed"),), hosts=("127.0.0.1",))


def health(graph, source):
    engine = open_reader(graph.database_url)
    now = datetime.now(UTC)
    with engine.connect() as connection:
        looks = earlier_looks(connection, [source], now)
    engine.dispose()
    return source_health(source, looks["blatt"], now)


def test_a_check_is_remembered_and_the_source_stays_due_and_is_read_whole(graph, source, site):
    open_writer(graph.database_url).dispose()
    assert health(graph, source).last_success is None
    record_checks(graph, list(discover([source], graph)))
    assert health(graph, source).last_success is not None
    assert due(graph, [source]) == [source]
    assert all(look.validators.etag is None for look in _looks(graph, source))


def _looks(graph, source):
    engine = open_reader(graph.database_url)
    with engine.connect() as connection:
        found = earlier_looks(connection, [source], datetime.now(UTC))["blatt"]
    engine.dispose()
    return found


def test_a_check_makes_no_database_where_there_is_none(graph, source, tmp_path):
    record_checks(graph, list(discover([source], graph)))
    assert not (tmp_path / "graph.db").exists()


def test_files_are_always_due(graph):
    folder = Source("mine", "directory", ("/nowhere",))
    assert due(graph, [folder]) == [folder]
