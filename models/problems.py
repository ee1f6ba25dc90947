"""What can be wrong with a database, named for what people can do about it.

DatabaseProblem
├── NeedsUpgrade        run `faktograph db upgrade`
├── NeedsNewerProgram   install a newer faktograph
├── ReadOnly            make the file writable, or use another database
├── Locked              another process writes: try again
├── Unreachable         the path or server is wrong or down
└── TookTooLong         ask for less, or allow more time
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

__all__ = [
    "DatabaseProblem",
    "Locked",
    "NeedsNewerProgram",
    "NeedsUpgrade",
    "ReadOnly",
    "TookTooLong",
    "Unreachable",
    "explained",
    "shown",
]


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
            return kind(f"the database {shown(url)} {advice} ({said.strip().splitlines()[0]})")
    return None


def shown(url: URL) -> str:
    """Name a database for people: its path, or its URL without a password."""
    if url.get_backend_name() == "sqlite":
        return (url.database or "").removeprefix("file:").partition("?")[0]
    return url.render_as_string(hide_password=True)
