"""What stands in an article and is none of it: picture credits, adverts, read-more lines, walls.

The phrases are data (`phrases.toml`), typed, with German and English side by side.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["boilerplate_type", "is_boilerplate", "is_end", "without_insertions"]

_TABLE = Path(__file__).with_name("phrases.toml")
_UNFINISHED = r"(?!.*[.!?…][\"”“»«’)]*$)"
_LEADING = re.compile(r"^[\s>›»|•·▸►→+*–—#\-\[\]\d.)(\"“„]{0,6}(?=[^\W\d])")


@cache
def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["phrases"]
    return entries


@cache
def _of_use(use: str) -> list[dict[str, Any]]:
    return [entry for entry in _entries() if entry["use"] == use]


def _pattern(entry: dict[str, Any]) -> str:
    joined = "|".join((*entry.get("de", ()), *entry.get("en", ()), *entry.get("both", ())))
    return rf"{_UNFINISHED}(?:{joined})\b" if entry.get("unfinished") else joined


@cache
def _lines(use: str) -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple(
        (entry["type"], entry["longest"], re.compile(_pattern(entry), re.IGNORECASE))
        for entry in _of_use(use)
    )


@cache
def _of_any_kind(use: str) -> re.Pattern[str]:
    """One pattern of all: most paragraphs match none."""
    joined = "|".join(f"(?:{_pattern(entry)})" for entry in _of_use(use))
    return re.compile(joined, re.IGNORECASE)


@cache
def _needed() -> tuple[str, ...]:
    return tuple({word for entry in _of_use("anywhere") for word in entry["needs"]})


@cache
def _longest(use: str) -> int:
    return max(longest for _, longest, _ in _lines(use))


@cache
def _insertions() -> re.Pattern[str]:
    parts: Iterable[str] = (_pattern(entry) for entry in _entries() if entry["use"] == "inside")
    return re.compile("|".join(parts), re.IGNORECASE)


@lru_cache(maxsize=4_096)
def boilerplate_type(text: str) -> str | None:
    """Which kind of boilerplate a whole paragraph is; `None` for text."""
    return _matching(text, "line") or _holding(text)


def is_boilerplate(text: str) -> bool:
    """Whether a whole paragraph is no part of any article."""
    return boilerplate_type(text) is not None


def is_end(text: str) -> bool:
    """Whether a paragraph says that the article ended before it."""
    return _matching(text, "end") is not None


def without_insertions(text: str) -> str:
    """A paragraph without picture credits and read-more lines inside it."""
    if "(" not in text and ":" not in text and "[" not in text:
        return text
    return " ".join(_insertions().sub(" ", text).split())


def _holding(text: str) -> str | None:
    if len(text) > _longest("anywhere"):
        return None
    folded = text.lower()
    if not any(map(folded.__contains__, _needed())):
        return None
    for entry, (kind, longest, pattern) in zip(
        _of_use("anywhere"), _lines("anywhere"), strict=True
    ):
        if len(text) > longest or not any(word in folded for word in entry["needs"]):
            continue
        if pattern.search(text):
            return kind
    return None


def _matching(text: str, use: str) -> str | None:
    if len(text) > _longest(use):
        return None
    bare = _LEADING.sub("", text)
    if not _of_any_kind(use).match(bare) and (bare == text or not _of_any_kind(use).match(text)):
        return None
    for kind, longest, pattern in _lines(use):
        if len(text) <= longest and (pattern.match(bare) or (bare != text and pattern.match(text))):
            return kind
    return None
