"""Bodies named by their office alone, and the place beside them that tells whose they are.

"das französische Verteidigungsministerium", "Ukraine's Ministry of Defence", "High Court in Dublin"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.documents import Span
from pipeline.extract.surface import base_forms

__all__ = ["is_seated", "office", "place_beside", "state_called"]

_DEPARTMENT = re.compile(
    r"(?:the )?(?:ministry|department) (?:of|for) (?P<of>.+)|(?P<en>.+) (?:ministry|department)"
    r"|ministerium (?:für|der|des) (?P<für>.+)|(?P<de>\w+?)ministerium"
)
_ADJECTIVE = re.compile(r"[a-zäöüß]+e[nmrs]?")  # may stand between the state's and the name
_LINKS_BEFORE = re.compile(r"(?:['’]s?)?\s|-")
_LINKS_BEHIND = re.compile(r"\s(?:in|of|of the|der|des|von|in der)\s")
_THAT_COUNTRY = re.compile(r"\b(?:that country['’]s|dortige[nmrs]?)\s$")
_BESIDE = 40  # characters in which the word before is looked for
_SAME_SENTENCE = re.compile(r"[.!?]\s|\n")


@cache
def _tables() -> dict[str, Any]:
    path = Path(__file__).with_name("offices.toml")
    tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return tables


@cache
def _listed(table: str) -> Mapping[str, str]:
    return {form.casefold(): name for name, forms in _tables()[table].items() for form in forms}


@lru_cache(maxsize=65536)
def office(name: str) -> str | None:
    """Give the office that `name` is the bare name of, in English: "Ministry of Defence"."""
    for form in (name, *base_forms(name)):
        plain = form.casefold().removeprefix("the ")
        if one := _listed("one").get(plain):
            return one
        if (match := _DEPARTMENT.fullmatch(plain)) and (
            field := _listed("field").get(next(filter(None, match.groups())))
        ):
            return f"Ministry of {field}"
    return None


def is_seated(name: str) -> bool:
    """Tell whether `name` is that of a court or authority without its place."""
    return name in _tables()["seated"]["names"]


def state_called(word: str) -> str | None:
    """Give the state, in English, that an adjective belongs to: "französischen", "Dutch"."""
    plain = word.casefold()
    listed = _listed("adjective")
    return listed.get(plain) or listed.get(re.sub(r"e[nmrs]?$", "", plain))


def place_beside(text: str, span: Span, places: Sequence[tuple[Span, str]]) -> str | None:
    """Give the place that the words right beside `span` name; None where they name none.

    `places` are those of the text in order, each with its name.
    """
    before = text[max(0, span.start - _BESIDE) : span.start]
    for place, name in places:
        left, right = text[place.end : span.start], text[span.end : place.start]
        if place.end <= span.start and _LINKS_BEFORE.fullmatch(left):
            return name
        if place.start >= span.end and _LINKS_BEHIND.fullmatch(right):
            return name
    if _THAT_COUNTRY.search(before):
        earlier = [(place, name) for place, name in places if place.end <= span.start]
        if earlier and not _SAME_SENTENCE.search(text, earlier[-1][0].end, span.start):
            return earlier[-1][1]
    return _state_before(before.split()) if before.endswith(" ") else None


def _state_before(words: Sequence[str]) -> str | None:
    """Give the state of the adjective that ends `words`, or stands before an adjective there."""
    for end in range(len(words), max(0, len(words) - 2), -1):
        pair = " ".join(words[max(0, end - 2) : end])
        state = state_called(pair) or state_called(words[end - 1])
        if state or not _ADJECTIVE.fullmatch(words[end - 1]):
            return state
    return None
