"""One writer at a time, so that facts are made from all claims there are.

SQLite begins its transactions with a lock (`models.database.writer`); on PostgreSQL an advisory
lock does the same for the moment of writing, while readers and the models go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Insert, Table, insert, text
from sqlalchemy.dialects import postgresql, sqlite

from models.database import explained

__all__ = ["add", "chunks", "upsert", "writing"]

_Item = TypeVar("_Item")

_WRITE_LOCK = 0x666B7477  # any number that only faktograph uses
_CHUNK = 5000  # values in one `in (…)`: both databases take more


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Hold the one write transaction; committed at the end, undone by any exception.

    Raises a models.database.DatabaseProblem where the database is locked, full or read-only.
    """
    with explained(engine.url), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:n)"), {"n": _WRITE_LOCK})
        yield connection


def chunks(values: Iterable[_Item]) -> Iterator[list[_Item]]:
    """Cut values into lists short enough for one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, which all have the same keys."""
    if rows:
        _put(connection, insert(table), rows)


def upsert(
    connection: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    update: Sequence[str] = (),
) -> None:
    """Insert rows; where a primary key is there already, set the `update` columns or do nothing.

    All rows have the same keys.
    """
    if not rows:
        return
    of_dialect = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = of_dialect(table)
    keys = [column.name for column in table.primary_key]
    if update:
        changes = {name: statement.excluded[name] for name in update}
        _put(connection, statement.on_conflict_do_update(index_elements=keys, set_=changes), rows)
    else:
        _put(connection, statement.on_conflict_do_nothing(index_elements=keys), rows)


def _put(connection: Connection, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Give rows to the driver: making parameters of each one costs as much as writing it."""
    dialect, columns = connection.dialect, statement.table.c
    names = tuple(rows[0])
    compiled: Any = statement.compile(dialect=dialect, column_keys=names)
    made = [
        (name, make)
        for name in names
        if (make := columns[name].type.dialect_impl(dialect).bind_processor(dialect)) is not None
    ]
    bound: list[Any] = [dict(row) for row in rows] if made else list(rows)
    for row in bound:
        for name, make in made:
            if row[name] is not None:
                row[name] = make(row[name])
    if compiled.positional:
        bound = list(map(_in_order(compiled.positiontup), bound))
    connection.exec_driver_sql(str(compiled), bound)


def _in_order(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda row: (row[names[0]],)
