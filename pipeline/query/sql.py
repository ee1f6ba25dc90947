"""Read-only SQL of the user's own, bounded in time.

The engine itself can only read (`models.database.open_reader`). On top of that SQLite asks an
authorizer about every action a statement would take, and PostgreSQL gets it as one prepared
statement, so that nothing can follow a semicolon.
"""

from __future__ import annotations

import difflib
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from models.database import ReadOnly, explained
from models.views import VIEW_NAMES, VIEWS, columns

__all__ = ["SqlAnswer", "SqlRefusedError", "run_sql"]

_MAX_CELL_BYTES = 64 * 1024 * 1024
_READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)
_PRAGMAS = frozenset({"data_version"})  # full-text search asks for it
_OPENING = re.compile(r"(?:\s|--[^\n]*(?:\n|\Z)|/\*.*?\*/|\()*([a-z]+)", re.IGNORECASE | re.DOTALL)
_READS = frozenset({"select", "with", "values", "explain", "table"})
_READING_ONLY = "that is not allowed: `sql` reads, one statement at a time"


class SqlRefusedError(ValueError):
    """The SQL writes, is wrong, or names what there is not; the message says which."""


@dataclass(frozen=True, slots=True)
class SqlAnswer:
    """Column names, made unique, and at most as many rows as asked for.

    `more` tells that there were more rows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool


def run_sql(connection: Connection, query: str, limit: int) -> SqlAnswer:
    """Run one reading statement and give its first `limit` rows.

    Raises SqlRefusedError; what the engine's time limit stops raises as any statement does.
    """
    opening = _OPENING.match(query)
    if opening is None:
        raise SqlRefusedError("there is no SQL statement in that; try: select * from statements")
    word = opening[1].lower()
    if word not in _READS:
        raise SqlRefusedError(f"{word} is not allowed: `sql` only reads, begin with select")
    if word == "explain" and ";" in query.rstrip("; \t\n"):
        raise SqlRefusedError("one statement at a time")
    # A cursor on PostgreSQL's side takes one statement and sends rows as they are asked for;
    # only EXPLAIN cannot have one.
    asking = connection.execution_options(
        stream_results=word != "explain", no_parameters=True, max_row_buffer=limit + 1
    )
    with _guarded(connection), _refusals(connection, query):
        result = asking.exec_driver_sql(query)
        names = _unique(result.keys())
        rows = [tuple(row) for row in result.fetchmany(limit + 1)]
        result.close()
    return SqlAnswer(names, tuple(rows[:limit]), len(rows) > limit)


@contextmanager
def _guarded(connection: Connection) -> Iterator[None]:
    """Let SQLite refuse, while inside, every action that is not reading."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    usual = raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_CELL_BYTES)
    raw.set_authorizer(_allow)
    try:
        yield
    finally:
        raw.set_authorizer(None)
        raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, usual)


def _allow(action: int, first: str | None, *_rest: str | None) -> int:
    reads = action in _READING or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
    return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY


@contextmanager
def _refusals(connection: Connection, query: str) -> Iterator[None]:
    """Turn what is wrong with the SQL into SqlRefusedError, the database's failures as usual."""
    try:
        with explained(connection.engine.url):
            yield
    except ReadOnly as error:
        raise SqlRefusedError(_READING_ONLY) from error
    except sqlite3.Warning as error:  # Python 3.11's way to refuse a second statement
        raise SqlRefusedError(_READING_ONLY) from error
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        for pattern, wording in _WRONG:
            found = pattern.search(said)
            if found:
                raise SqlRefusedError(wording(found, query)) from error
        raise SqlRefusedError(f"the SQL is wrong: {said}") from error


def _unknown_view(found: re.Match[str], _query: str) -> str:
    name = found[1].removeprefix("main.").removeprefix("public.")
    near = difflib.get_close_matches(name, VIEW_NAMES, n=1)
    hint = f", did you mean {near[0]}?" if near else ""
    return f"there is no view {name!r}{hint}; the views are: {', '.join(VIEW_NAMES)}"


def _unknown_column(found: re.Match[str], query: str) -> str:
    name = found[1]
    words = set(re.findall(r"\w+", query.lower()))
    asked = [view for view in VIEWS if view.name in words]
    if not asked:
        return f"there is no column {name!r}"
    known = "; ".join(f"{view.name} has {', '.join(columns(view))}" for view in asked)
    return f"there is no column {name!r}: {known}"


def _reading_only(_found: re.Match[str], _query: str) -> str:
    return _READING_ONLY


# What SQLite and PostgreSQL say, and how to tell it to people.
_WRONG: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...] = (
    (re.compile(r"no such table: (\S+)"), _unknown_view),
    (re.compile(r'relation "([^"]+)" does not exist'), _unknown_view),
    (re.compile(r"no such column: (\S+)"), _unknown_column),
    (re.compile(r'column "?([^" ]+)"? does not exist'), _unknown_column),
    (
        re.compile(r"not authorized|prohibited|one statement|multiple commands|data-modifying"),
        _reading_only,
    ),
)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Tell repeated column names apart by a number, so that each can be a key."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(unique)
