"""The small graph of `graph_sample`, on SQLite and on PostgreSQL, open for reading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, text

from models.database import open_reader
from tests.query.graph_sample import filled


@pytest.fixture(scope="session")
def sqlite_sample_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('sample') / 'graph.db'}"
    filled(url).dispose()
    return url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def sample_url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return request.getfixturevalue("sqlite_sample_url")
    server: Engine = request.getfixturevalue("postgres_server")
    with server.connect() as connection:
        connection.execute(text("create database sample template template_graph"))
    url = server.url.set(database="sample").render_as_string(hide_password=False)
    filled(url).dispose()
    return url


@pytest.fixture
def sqlite_sample(sqlite_sample_url: str) -> Iterator[Connection]:
    engine = open_reader(sqlite_sample_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="session")
def sample_engine(sample_url: str) -> Iterator[Engine]:
    engine = open_reader(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sample(sample_engine: Engine) -> Iterator[Connection]:
    with sample_engine.connect() as connection:
        yield connection
