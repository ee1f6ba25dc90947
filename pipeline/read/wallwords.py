"""The words of walls, from `walls.toml`: what they say, by kind, in both languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["saying", "topics"]

_BETWEEN = re.compile(r"[\W_]+")


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, Any] = tomllib.loads(
        Path(__file__).with_name("walls.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def saying(what: str) -> re.Pattern[str]:
    """One pattern of all phrases of a kind."""
    patterns = (pattern for patterns in _table()[what].values() for pattern in patterns)
    return re.compile("|".join(patterns), re.IGNORECASE)


@lru_cache(maxsize=2_048)  # a line is asked about by several rules, one after the other
def topics(what: str, text: str) -> frozenset[str]:
    """Which of the topics of a table a text touches."""
    told = f" {_BETWEEN.sub(' ', text.lower())} "
    return frozenset(
        topic
        for topic, (words, pattern) in _topics(what).items()
        if any(map(told.__contains__, words)) or (pattern and pattern.search(text))
    )


@cache
def _topics(what: str) -> dict[str, tuple[tuple[str, ...], re.Pattern[str] | None]]:
    table: dict[str, Any] = dict(_table()[what])
    patterns = table.pop("patterns")
    return {
        topic: (
            tuple(word.replace("_", " ") for word in words.split()),
            re.compile(patterns[topic], re.IGNORECASE) if topic in patterns else None,
        )
        for topic, words in table.items()
    }
