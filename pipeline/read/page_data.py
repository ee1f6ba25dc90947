"""Who wrote an article, by the data that a page holds for its own scripts and for trackers."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipeline.read.people import names_in

__all__ = ["PERSON", "in_scripts"]

# Names as trackers are told them: "articleAuthor": "Thea Lindqvist".
_IN_SCRIPT = re.compile(
    r"[\"'](?:(?:article|content|page|post)_?)?authors?(?:_?names?)?[\"']\s*:\s*\[?\s*"
    r"[\"']([^\"'<>{}\\]{4,80})[\"']",
    re.IGNORECASE,
)
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
    r"[A-ZÄÖÜÁÉÓ][\w.'’-]*)){1,5}"
)
_MAX_SCRIPT = 1_000_000
_LONGEST_PEOPLE = 2_000


def in_scripts(root: HtmlElement) -> list[str]:
    """The first names of persons that a script of the page gives as the author's."""
    for script in root.iter("script"):
        text = (script.text or "")[:_MAX_SCRIPT]
        if "author" not in text.lower():
            continue
        told = [found[1] for found in _IN_SCRIPT.finditer(text)]
        for found in _PEOPLE_IN_SCRIPT.finditer(text):
            people = text[found.end() : found.end() + _LONGEST_PEOPLE].split("]", 1)[0]
            told.append("; ".join(each[1] for each in _NAME_IN_SCRIPT.finditer(people)))
        for names in map(names_in, told):
            if names and all(map(PERSON.fullmatch, names)):
                return names
    return []
