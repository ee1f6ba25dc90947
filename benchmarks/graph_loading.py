"""Rows put into empty tables past SQLAlchemy: indexes and full-text search are made afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, Table, text

from models.columns import decimal_text
from models.tables import Base

__all__ = ["copy_graph", "encoded", "insert", "loading"]

_ENCODERS: Mapping[type, Callable[[Any], Any]] = {  # what SQLite's driver takes; the rest as it is
    date: date.isoformat,
    datetime: lambda moment: moment.isoformat().replace("+00:00", "Z"),
    Decimal: decimal_text,
}
# Nobody else looks, and half a graph is no use: no journal. Parents come after their children.
_BUILDING = (
    "foreign_keys = off",
    "journal_mode = off",
    "synchronous = off",
    "cache_size = -1000000",
)


def encoded(values: Sequence[Any]) -> list[Any]:
    """Make of values those which `insert` takes."""
    return [
        _ENCODERS[kind](value) if (kind := type(value)) in _ENCODERS else value for value in values
    ]


def insert(
    connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of encoded values, which stand in the order of `names`, into SQLite's table."""
    marks = ", ".join("?" * len(names))
    statement = f'insert into "{table}" ({_quoted(names)}) values ({marks})'
    _raw(connection).executemany(statement, rows)


@contextmanager
def loading(engine: Engine) -> Iterator[Connection]:
    """Open SQLite's empty tables for rows in bulk, in one transaction; then make the indexes."""
    with engine.connect() as connection:
        connection.rollback()
        for setting in _BUILDING:
            _raw(connection).execute(f"pragma {setting}")
        query = "select name, sql from sqlite_master where type = 'trigger'"
        triggers = connection.execute(text(query)).all()
        for trigger in triggers:
            connection.exec_driver_sql(f"drop trigger {trigger.name}")
        with _unindexed(connection):
            yield connection
        for search in ("revision_search", "claim_search"):
            connection.exec_driver_sql(f"insert into {search}({search}) values ('rebuild')")
        for trigger in triggers:
            connection.exec_driver_sql(trigger.sql)
        connection.commit()
        _raw(connection).execute("pragma journal_mode = wal")
        connection.invalidate()  # the settings go with it


def copy_graph(source: Engine, target: Engine) -> None:
    """Copy the rows of a SQLite graph into PostgreSQL's empty tables; then make the indexes."""
    with source.connect() as sqlite, target.connect() as postgres:
        postgres.execute(text("set local session_replication_role = replica"))  # no foreign keys
        postgres.execute(text("set local maintenance_work_mem = '1GB'"))
        query = "select indexname, indexdef from pg_indexes where indexname like '%\\_search'"
        searches = postgres.execute(text(query)).all()
        for search in searches:
            postgres.exec_driver_sql(f"drop index {search.indexname}")
        with _unindexed(postgres):
            for table in Base.metadata.sorted_tables:
                _copy(sqlite, postgres, table)
        for search in searches:
            postgres.exec_driver_sql(search.indexdef.replace("%", "%%"))
        postgres.commit()
    with target.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("vacuum analyze")  # the server would, a minute later


def _copy(sqlite: Connection, postgres: Connection, table: Table) -> None:
    names = _quoted([column.name for column in table.columns])
    rows = _raw(sqlite).execute(f'select {names} from "{table.name}"')
    with _raw(postgres).cursor().copy(f'copy "{table.name}" ({names}) from stdin') as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _unindexed(connection: Connection) -> Iterator[None]:
    indexes = [index for table in Base.metadata.sorted_tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection
