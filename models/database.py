"""Open the database: one engine to write, one that can only read, and its migrations.

Errors are those of `models.problems`.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from alembic import command
from models.migrations import (
    alembic_config,
    check,
    head_revision,
    known_revisions,
    newer,
    revision_of,
)
from models.problems import (
    DatabaseProblem,
    Locked,
    NeedsNewerProgram,
    NeedsUpgrade,
    ReadOnly,
    TookTooLong,
    Unreachable,
    explained,
    shown,
)

__all__ = [
    "DatabaseProblem",
    "Locked",
    "NeedsNewerProgram",
    "NeedsUpgrade",
    "ReadOnly",
    "TookTooLong",
    "Unreachable",
    "current_revision",
    "database_url",
    "explained",
    "open_reader",
    "open_writer",
    "upgrade",
    "writer",
]

_DRIVERS = frozenset({"sqlite", "sqlite+pysqlite", "postgresql+psycopg"})
_PASSWORD = re.compile(r":[^:/@]*@")
_BUSY_S = 30.0  # how long a SQLite writer waits for another one
_ANSWER_S = 10  # how long a server may take to let us in
_UPGRADE_LOCK = 0x666B7467  # any number that only faktograph uses


def database_url(where: str | Path | URL) -> URL:
    """Make a URL of a path to a SQLite file, a `sqlite:///…` or a `postgresql://…` URL."""
    if isinstance(where, URL):
        url = where
    elif isinstance(where, Path) or "://" not in where:
        url = URL.create("sqlite", database=str(where))
    else:
        try:
            url = make_url(where)
        except (ArgumentError, ValueError) as error:
            raise Unreachable(
                f"{_PASSWORD.sub(':***@', where)!r} is no database URL:"
                " use a path, sqlite:///PATH or postgresql://…"
            ) from error
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in _DRIVERS:
        raise Unreachable(
            f"{url.drivername} databases are not supported: use sqlite:///PATH or postgresql://…"
        )
    if url.get_backend_name() == "sqlite" and url.query:
        raise Unreachable(f"{url} has options behind its path: use sqlite:///PATH without them")
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise Unreachable(
            f"{url} names no file, and what is in memory is lost at once: use sqlite:///PATH"
        )
    return url


def writer(where: str | Path | URL) -> Engine:
    """Make an engine that may write. SQLite: WAL, foreign keys, one writer at a time."""
    url = database_url(where)
    if url.get_backend_name() == "postgresql":
        return _postgres(url, "-c timezone=UTC")
    _make_folder(Path(url.database or ""))
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})
    event.listen(engine, "connect", _prepare_sqlite_writer)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def open_writer(where: str | Path | URL) -> Engine:
    """Make a writing engine on a database at this program's migration; an empty one is set up.

    Raises NeedsUpgrade, NeedsNewerProgram, ReadOnly, Locked or Unreachable.
    """
    engine = writer(where)
    with _closed_on_failure(engine):
        with explained(engine.url), engine.connect() as connection:
            found = revision_of(connection)
            empty = found is None and not inspect(connection).get_table_names()
        if empty:
            upgrade(where)
        else:
            check(found, engine.url)
    return engine


def open_reader(where: str | Path | URL, *, timeout_s: float = 60.0) -> Engine:
    """Make an engine that cannot write, by the database's own means, on a checked database.

    A statement that runs longer than `timeout_s` is stopped: wrap its use in `explained`.
    Raises NeedsUpgrade, NeedsNewerProgram or Unreachable.
    """
    url = database_url(where)
    if url.get_backend_name() == "postgresql":
        engine = _postgres(
            url,
            "-c timezone=UTC -c default_transaction_read_only=on"
            f" -c statement_timeout={int(timeout_s * 1000)}",
        )
    else:
        engine = _sqlite_reader(url, timeout_s)
    with _closed_on_failure(engine), explained(url), engine.connect() as connection:
        check(revision_of(connection), url)
    return engine


def upgrade(where: str | Path | URL) -> str:
    """Bring the database to this program's migration, in one transaction; return its name."""
    engine = writer(where)
    try:
        with explained(engine.url), engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:n)"), {"n": _UPGRADE_LOCK})
            found = revision_of(connection)
            if found is not None and found not in known_revisions():
                raise newer(engine.url, found)
            if found is None and connection.dialect.name == "sqlite":
                _refuse_another_programs(connection, engine.url)
            command.upgrade(alembic_config(connection), "head")
    finally:
        engine.dispose()
    return head_revision()


def current_revision(engine: Engine) -> str | None:
    """Name the migration the database is at; `None` when it has had none."""
    with explained(engine.url), engine.connect() as connection:
        return revision_of(connection)


def _postgres(url: URL, options: str) -> Engine:
    with explained(url):
        arguments = {"options": options, "connect_timeout": _ANSWER_S}
        return create_engine(url, connect_args=arguments, pool_pre_ping=True)


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable(f"the folder of {path} cannot be made: {error.strerror}") from error


def _prepare_sqlite_writer(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin in _begin_immediate, not by guess
    connection.execute("pragma foreign_keys = on")
    if connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma cache_size = -65536")  # KiB
    connection.execute("pragma wal_autocheckpoint = 8000")  # pages


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("begin immediate")


def _sqlite_reader(url: URL, timeout_s: float) -> Engine:
    path = Path(url.database or "")
    if not path.is_file():
        raise Unreachable(f"there is no database at {path}: run `faktograph ingest` or `add` first")
    target = URL.create(
        "sqlite",
        database=f"file:{path.resolve().as_posix().replace('?', '%3f').replace('#', '%23')}",
        query={"mode": "ro", "uri": "true"},
    )
    engine = create_engine(target, connect_args={"timeout": _BUSY_S})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("pragma query_only = on")
        connection.execute("pragma cache_size = -65536")  # KiB

    @event.listens_for(engine, "before_cursor_execute")
    def start_clock(connection: Connection, *_rest: Any) -> None:
        raw = connection.connection.driver_connection
        deadline = time.monotonic() + timeout_s
        assert raw is not None  # only a closed connection has none
        raw.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)

    return engine


def _refuse_another_programs(connection: Connection, url: URL) -> None:
    """A file that holds tables, but none of our migrations, is none of ours."""
    if set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise Unreachable(f"{shown(url)} is another program's database: name another file")
