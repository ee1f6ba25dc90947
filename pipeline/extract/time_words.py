"""times.toml, and how its lists of words become patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["BLANK", "any_word", "either", "right_before", "times_table"]

BLANK = "(?:[ \u00a0\u2009\u202f]{1,3})"


@cache
def times_table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("times.toml").read_text("utf-8"))


def either(words: Iterable[str]) -> str:
    """Join words as alternatives, the longest first."""
    return "|".join(
        re.escape(word).replace(r"\ ", BLANK) for word in sorted(words, key=len, reverse=True)
    )


def any_word(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(words)})(?!\w)", re.IGNORECASE)


def right_before(words: list[str]) -> re.Pattern[str]:
    """Match one of the words at the end of a text, and a blank; no words match nothing."""
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{either(words)})\s$", re.IGNORECASE)
