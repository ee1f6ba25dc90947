"""The words of walls, from `walls.toml`: what they say, by kind, in both languages."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["saying", "topics"]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, Any] = tomllib.loads(
        Path(__file__).with_name("walls.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def saying(what: str) -> re.Pattern[str]:
    """One pattern of all phrases of a kind."""
    patterns = (pattern for patterns in _table()[what].values() for pattern in patterns)
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _topics(what: str) -> dict[str, re.Pattern[str]]:
    return {
        topic: re.compile("|".join(patterns), re.IGNORECASE)
        for topic, patterns in _table()[what].items()
    }


def topics(what: str, text: str) -> frozenset[str]:
    """Which of the topics of a table a text touches."""
    return frozenset(topic for topic, words in _topics(what).items() if words.search(text))
