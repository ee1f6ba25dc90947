"""The words that names are made of: runs of letters and digits, every other sign alone."""

from __future__ import annotations

import re

__all__ = ["word_spans"]

_WORD = re.compile(r"[^\W_]+|[^\s]")


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every word, in order; hyphenated compounds fall into their parts."""
    return [match.span() for match in _WORD.finditer(text)]
