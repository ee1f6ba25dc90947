"""What stands in an article and is none of it: picture credits, adverts, read-more lines, walls.

The phrases are data (`phrases.toml`), typed, with German and English side by side.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

__all__ = ["is_boilerplate", "is_end", "is_signature", "without_insertions"]

_TABLE = Path(__file__).with_name("phrases.toml")
_UNFINISHED = r"(?!.*[.!?…][\"”“»«’)]*$)"
_BRACKET = re.compile(r"\([^()]{2,30}\)$")
_LEADING = re.compile(r"^[\s>›»|•·▸►→+*–—#\-\[\]\d.)(\"„“]{0,6}(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one entry: they count in texts of up to `longest` characters."""

    longest: int
    needs: tuple[str, ...]
    pattern: re.Pattern[str]

    def may_be_in(self, folded: str) -> bool:
        """Whether a text is short enough and holds one of the words that it needs, if any."""
        if len(folded) > self.longest:
            return False
        return not self.needs or any(map(folded.__contains__, self.needs))


@cache
def _entries(use: str) -> list[dict[str, Any]]:
    table: dict[str, list[dict[str, Any]]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return [entry for entry in table["phrases"] if entry["use"] == use]


def _pattern(entry: dict[str, Any]) -> str:
    joined = "|".join((*entry.get("de", ()), *entry.get("en", ()), *entry.get("both", ())))
    return rf"(?=(?:{joined})\b){_UNFINISHED}" if entry.get("unfinished") else joined


@cache
def _phrases(use: str) -> tuple[_Phrases, ...]:
    return tuple(
        _Phrases(entry["longest"], tuple(entry.get("needs", ())), re.compile(_pattern(entry)))
        for entry in _entries(use)
    )


@cache
def _signatures() -> tuple[_Phrases, ...]:
    lines = zip(_phrases("line"), _entries("line"), strict=True)
    return (*_phrases("signs"), *(each for each, entry in lines if entry.get("signs")))


@cache
def _with_needs(use: str) -> tuple[_Phrases, ...]:
    return tuple(each for each in _phrases(use) if each.needs)


@cache
def _without_needs(use: str) -> tuple[re.Pattern[str], tuple[_Phrases, ...]]:
    """One pattern of all before each: most paragraphs match none."""
    each = tuple(each for each in _phrases(use) if not each.needs)
    return re.compile("|".join(f"(?:{one.pattern.pattern})" for one in each)), each


@cache
def _longest(use: str) -> int:
    return max(each.longest for each in _phrases(use))


@cache
def _insertions() -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, _entries("inside"))), re.IGNORECASE)


@lru_cache(maxsize=4_096)
def is_boilerplate(text: str) -> bool:
    """Whether a whole paragraph is no part of any article."""
    if len(text) > max(_longest("line"), _longest("anywhere")):
        return False
    folded = text.lower()
    return _begins_with(folded, "line") or any(
        each.may_be_in(folded) and each.pattern.search(folded) for each in _phrases("anywhere")
    )


def is_end(text: str) -> bool:
    """Whether a paragraph says that the article ended before it."""
    return len(text) <= _longest("end") and _begins_with(text.lower(), "end")


def is_signature(text: str) -> bool:
    """Whether a paragraph, or what ends it in brackets, signs a text that is whole."""
    bracket = _BRACKET.search(text)
    if bracket and bracket[0] != text:
        return is_signature(bracket[0])
    bare = _LEADING.sub("", text.lower())
    return any(each.may_be_in(bare) and each.pattern.match(bare) for each in _signatures())


def without_insertions(text: str) -> str:
    """A paragraph without picture credits and read-more lines inside it."""
    if "(" not in text and ":" not in text and "[" not in text:
        return text
    return " ".join(_insertions().sub(" ", text).split())


def _begins_with(folded: str, use: str) -> bool:
    """Whether a text in lower case begins with a phrase, itself or after marks and numbers."""
    if len(folded) > _longest(use):
        return False
    bare = _LEADING.sub("", folded)
    starts = (bare,) if bare == folded else (bare, folded)
    any_of_them, without_needs = _without_needs(use)
    possible = without_needs if any(map(any_of_them.match, starts)) else ()
    return any(
        each.may_be_in(folded) and any(map(each.pattern.match, starts))
        for each in (*possible, *_with_needs(use))
    )
