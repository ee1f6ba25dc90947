"""Errors as people meet them: one line on stderr and an exit code, never a traceback."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.cli.text import visible

__all__ = ["NOTHING_FOUND", "WRONG_USE", "Failure", "reported", "warn"]

NOTHING_FOUND = 1
WRONG_USE = 2
_LONGEST = 2000  # characters of a message

# Errors of the stages that are the user's to settle, by qualified name: the module of an error
# that was raised is loaded, but naming the class here would load it for every command.
_EXIT_CODES = {
    "pipeline.settings.SettingsError": WRONG_USE,
    "pipeline.extract.extractor.ModelError": WRONG_USE,
    "pipeline.sources.catalog.CatalogError": WRONG_USE,
    "pipeline.query.sql.SqlRefusedError": WRONG_USE,
    "models.database.DatabaseProblem": NOTHING_FOUND,
}


class Failure(Exception):  # noqa: N818  named for people, as DatabaseProblem is
    """A command ends early. `str(error)` says what failed, where, and what to do."""

    def __init__(self, message: str, code: int = NOTHING_FOUND) -> None:
        super().__init__(message)
        self.code = code


def warn(message: str) -> None:
    """Tell on stderr what went wrong without ending the command."""
    print(f"faktograph: {_short(visible(message))}", file=sys.stderr)


@contextmanager
def reported(*, trace: bool) -> Iterator[None]:
    """Turn what escapes a command into a message and an exit code.

    With `trace` an unexpected error shows its traceback.
    """
    try:
        yield
    except Exception as error:
        code = _exit_code(error)
        if code is None:
            if trace:
                traceback.print_exc()
            warn(_unexpected(error, trace=trace))
            sys.exit(1)
        warn(_told(error))
        sys.exit(code)


def _short(message: str) -> str:
    """Leave out the middle of what quotes a very long input."""
    half = _LONGEST // 2
    return message if len(message) <= _LONGEST else f"{message[:half]} […] {message[-half:]}"


def _exit_code(error: Exception) -> int | None:
    if isinstance(error, Failure):
        return error.code
    if isinstance(error, OSError):
        return NOTHING_FOUND
    if isinstance(error, UnicodeEncodeError):
        return WRONG_USE
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    return next((_EXIT_CODES[name] for name in names if name in _EXIT_CODES), None)


def _told(error: Exception) -> str:
    if isinstance(error, UnicodeEncodeError):  # bytes of the command line that are no UTF-8
        return f"{error.object[:80]!r} is not text in UTF-8: write it so"
    if isinstance(error, OSError) and error.strerror:
        return ": ".join(str(part) for part in (error.filename, error.strerror) if part)
    return str(error)


def _unexpected(error: Exception, *, trace: bool) -> str:
    hint = "" if trace else "; `faktograph --traceback COMMAND …` shows where it came from"
    said = str(error).strip().partition("\n")[0]
    return f"unexpected {type(error).__name__}: {said}{hint}"
