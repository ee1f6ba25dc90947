"""Who wrote an article, by the data that a page holds for its own scripts and for trackers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from pipeline.read.people import names_in
from pipeline.read.wording import CAPITALS

__all__ = ["PERSON", "in_scripts"]

# Names as trackers are told them: "articleAuthor": "Thea Lindqvist".
_IN_SCRIPT = re.compile(
    r"[\"'](?:(?:(?:article|content|page|post)_?){0,2}authors?(?:_?names?)?|(?:posted|written)_?by)"
    r"[\"']\s*:\s*\[?\s*"
    r"[\"']([^\"'<>{}\\]{4,80})[\"']",
    re.IGNORECASE,
)
_MENTIONS = re.compile(r"author|posted_?by|written_?by", re.IGNORECASE)
# Names in the data of a page: "authors": [{"id": 4, "name": "Thea Lindqvist"}].
_PEOPLE_IN_SCRIPT = re.compile(
    r"\"(?:authors?|by_?lines?|contributors|writers)\"\s*:\s*(?:\[|(?=\{))"
)
_NAME_IN_SCRIPT = re.compile(
    r"\"(?:(?:display|full)_?)?name\"\s*:\s*\"([^\"<>{}\\]{4,60})\"", re.IGNORECASE
)
# A person's name in full.
PERSON = re.compile(
    r"[^\W\d_][\w.'’-]*(?: (?:v[ao]n|de[rnls]?|d[aiou]s?|la|le|el|al|bin|zu[rm]?|te[rn]|af|y|"
    rf"[{CAPITALS}][\w.'’-]*)){{1,5}}"
)
_MAX_SCRIPT = 1_000_000
_LONGEST_PEOPLE = 2_000
_MOST_TOLD = 100


def in_scripts(root: HtmlElement) -> list[str]:
    """The first persons whom a script of the page names as its authors."""
    told = (each for script in root.iter("script") for each in _told(script.text or ""))
    for names in map(names_in, islice(told, _MOST_TOLD)):
        if names and all(map(PERSON.fullmatch, names)):
            return names
    return []


def _told(script: str) -> Iterator[str]:
    """What a script gives for authors: a name, or those of several people."""
    script = script[:_MAX_SCRIPT]
    if _MENTIONS.search(script):
        for found in _IN_SCRIPT.finditer(script):
            yield found[1]
    for found in _PEOPLE_IN_SCRIPT.finditer(script):
        people = script[found.end() : found.end() + _LONGEST_PEOPLE].split("]", 1)[0]
        yield "; ".join(each[1] for each in _NAME_IN_SCRIPT.finditer(people))
