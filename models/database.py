"""Open the database: one engine to write, one that can only read, and its migrations.

DatabaseProblem
├── NeedsUpgrade        run `faktograph db upgrade`
├── NeedsNewerProgram   install a newer faktograph
├── ReadOnly            make the file writable, or use another database
├── Locked              another process writes: try again
├── Unreachable         the path or server is wrong or down
└── TookTooLong         ask for less, or allow more time
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from alembic import command

__all__ = [
    "DatabaseProblem",
    "Locked",
    "NeedsNewerProgram",
    "NeedsUpgrade",
    "ReadOnly",
    "TookTooLong",
    "Unreachable",
    "alembic_config",
    "current_revision",
    "database_url",
    "explained",
    "head_revision",
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


class DatabaseProblem(Exception):  # noqa: N818 -- named for people, as the tree above shows
    """The database cannot be used as asked; the message says what to do."""


class NeedsUpgrade(DatabaseProblem):
    """The tables are older than this program."""


class NeedsNewerProgram(DatabaseProblem):
    """The tables are newer than this program."""


class ReadOnly(DatabaseProblem):
    """The database cannot be written to."""


class Locked(DatabaseProblem):
    """Another process held the database for too long."""


class Unreachable(DatabaseProblem):
    """There is no such database, or its server does not answer."""


class TookTooLong(DatabaseProblem):
    """A statement ran into its time limit."""


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
            found = _revision(connection)
            empty = found is None and not inspect(connection).get_table_names()
        if empty:
            upgrade(where)
        else:
            _check(found, engine.url)
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
        _check(_revision(connection), url)
    return engine


def upgrade(where: str | Path | URL) -> str:
    """Bring the database to this program's migration, in one transaction; return its name."""
    engine = writer(where)
    try:
        with explained(engine.url), engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:n)"), {"n": _UPGRADE_LOCK})
            found = _revision(connection)
            if found is not None and found not in _known_revisions():
                raise _newer(engine.url, found)
            if found is None and connection.dialect.name == "sqlite":
                _refuse_another_programs(connection, engine.url)
            command.upgrade(alembic_config(connection), "head")
    finally:
        engine.dispose()
    return head_revision()


def current_revision(engine: Engine) -> str | None:
    """Name the migration the database is at; `None` when it has had none."""
    with explained(engine.url), engine.connect() as connection:
        return _revision(connection)


def head_revision() -> str:
    """Name the migration this program is made for."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if head is None:
        raise RuntimeError("the migrations are missing: reinstall faktograph")
    return head


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn the drivers' errors that people can do something about into a DatabaseProblem."""
    try:
        yield
    except NoSuchModuleError as error:
        raise Unreachable(f"no driver for {url.drivername}: {error}") from error
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise Unreachable(
            "PostgreSQL needs its driver: pip install 'faktograph[postgres]'"
        ) from error
    except DBAPIError as error:
        problem = _problem(url, str(error.orig))
        if problem is None:
            raise
        raise problem from error


# What drivers say, in lower case, and what it means; the first that fits wins.
_MEANINGS: tuple[tuple[str, type[DatabaseProblem], str], ...] = (
    ("readonly database", ReadOnly, "cannot be written to: check the file's permissions"),
    ("read-only transaction", ReadOnly, "is open for reading only here"),
    ("query_only", ReadOnly, "is open for reading only here"),
    ("database is locked", Locked, "is being written by another process: try again"),
    ("interrupted", TookTooLong, "took too long to answer: ask for less or raise the limit"),
    ("statement timeout", TookTooLong, "took too long to answer: ask for less or raise the limit"),
    ("unable to open database", Unreachable, "cannot be opened: check the path"),
    ("is not a database", Unreachable, "is not a SQLite database: check the path"),
    ("disk is full", Unreachable, "has no room left: free some space"),
    ("no space left", Unreachable, "has no room left: free some space"),
    ("disk i/o error", Unreachable, "cannot be read or written: check the disk"),
    ("malformed", Unreachable, "is damaged: put a copy in its place, or recover it with sqlite3"),
    ("fatal:  database", Unreachable, "is not on its server: make it with createdb"),
    ("fatal:  role", Unreachable, "refuses this user: check the URL"),
    ("authentication failed", Unreachable, "refuses this user: check the URL"),
    ("no password supplied", Unreachable, "wants a password: put it into the URL"),
    ("failed to resolve host", Unreachable, "is on a host that is not known: check the URL"),
    ("timeout expired", Unreachable, "does not answer: is the server running?"),
    ("connection failed", Unreachable, "does not answer: is the server running?"),
    ("connection is bad", Unreachable, "does not answer: is the server running?"),
    ("connection refused", Unreachable, "does not answer: is the server running?"),
    ("could not translate host", Unreachable, "is on a host that is not known: check the URL"),
)


def _problem(url: URL, said: str) -> DatabaseProblem | None:
    lower = said.lower()
    for words, kind, advice in _MEANINGS:
        if words in lower:
            return kind(f"the database {_shown(url)} {advice} ({said.strip().splitlines()[0]})")
    return None


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return (url.database or "").removeprefix("file:").partition("?")[0]
    return url.render_as_string(hide_password=True)


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


def alembic_config(connection: Connection | None = None) -> Config:
    """Make alembic's configuration: migrations of the checkout or of the installed wheel."""
    config = Config()
    beside = Path(__file__).parent
    installed = beside / "alembic"
    config.set_main_option(
        "script_location",
        str(installed if installed.is_dir() else beside.parent / "alembic").replace("%", "%%"),
    )
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def _known_revisions() -> set[str]:
    scripts = ScriptDirectory.from_config(alembic_config())
    return {script.revision for script in scripts.walk_revisions()}


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_another_programs(connection: Connection, url: URL) -> None:
    """A file that holds tables, but none of our migrations, is none of ours."""
    if set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise Unreachable(f"{_shown(url)} is another program's database: name another file")


def _check(found: str | None, url: URL) -> None:
    head = head_revision()
    if found == head:
        return
    if found is not None and found not in _known_revisions():
        raise _newer(url, found)
    raise NeedsUpgrade(
        f"the database {_shown(url)} is at migration {found or 'none'}, this program needs {head}:"
        " run `faktograph db upgrade`"
    )


def _newer(url: URL, found: str) -> NeedsNewerProgram:
    return NeedsNewerProgram(
        f"the database {_shown(url)} is at migration {found}, which this program does not know:"
        " install a newer faktograph"
    )
