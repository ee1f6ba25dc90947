"""Readers of single values from TOML tables and environment variables.

Each gives the value in its type or raises `ValueError` with what is wanted, to follow "is not".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

__all__ = [
    "day",
    "host_names",
    "number",
    "one_of",
    "path",
    "pattern",
    "text",
    "texts",
    "web_address",
    "whole",
    "words",
    "yes_no",
]

# White space and control characters.
_NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f]")
_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def text(value: object) -> str:
    """A text with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    """A text or a list of texts."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise ValueError("a text or a list of texts")
    return tuple(each.strip() for each in given)


def words(value: object) -> tuple[str, ...]:
    """A list of texts, or one text with commas between them; in lower case."""
    given = texts(value.split(",") if isinstance(value, str) else value)
    return tuple(each.lower() for each in given if each)


def web_address(value: object) -> str:
    """An address of http or https, without a user's name, as it stands."""
    given = text(value)
    try:
        parts = urlsplit(given)
        good = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise ValueError(f"a web address: {error}") from error
    if not good or parts.scheme not in {"http", "https"} or _NO_ADDRESS.search(given):
        raise ValueError("a web address (http or https)")
    if parts.username is not None:
        raise ValueError("a web address without a user's name and password, which are not sent")
    return given


def host_names(value: object) -> tuple[str, ...]:
    """A host or a list of hosts, without scheme, port and path."""
    given = texts(value)
    if any(not host or set(host) & set("/:@ ") for host in given):
        raise ValueError("a host or a list of hosts (www.example.com)")
    return given


def yes_no(value: object) -> bool:
    """True or false, also as a word."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.strip().lower() not in _YES_NO:
        raise ValueError("true or false")
    return _YES_NO[value.strip().lower()]


def number(low: float, high: float = float("inf")) -> Callable[[object], float]:
    """A number within bounds, both included."""
    wanted = f"a number from {low:g}" + (f" to {high:.12g}" if high != float("inf") else "")

    def take(value: object) -> float:
        try:
            found = float(value) if isinstance(value, (int, float, str)) else None
        except ValueError:
            found = None
        if found is None or isinstance(value, bool) or not low <= found <= high:
            raise ValueError(wanted)
        return found

    return take


def whole(low: int) -> Callable[[object], int]:
    """A whole number from `low`."""

    def take(value: object) -> int:
        try:
            found = int(value) if isinstance(value, (int, str)) else None
        except ValueError:
            found = None
        if found is None or isinstance(value, bool) or found < low:
            raise ValueError(f"a whole number from {low}")
        return found

    return take


def one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    """One of some words, whatever the case; as it stands among the choices."""

    def take(value: object) -> str:
        for choice in choices:
            if isinstance(value, str) and value.strip().lower() == choice.lower():
                return choice
        raise ValueError("one of " + ", ".join(choices))

    return take


def path(value: object) -> Path:
    """A path; "~" is the user's home."""
    return Path(text(value)).expanduser()


def pattern(value: object) -> re.Pattern[str]:
    """A regular expression; case is ignored."""
    try:
        return re.compile(text(value), re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"a regular expression: {error}") from error


def day(value: object) -> date:
    """A date of TOML's own."""
    if type(value) is not date:
        raise ValueError("a date (2026-11-23, without quotes)")
    return value
