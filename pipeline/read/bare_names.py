"""Names near a headline without "By": beside a day, a role, an address, or again at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, pairwise, takewhile
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.moments import moments_in
from pipeline.read.page_data import PERSON
from pipeline.read.people import has_role, is_desk, is_outlet, is_topic, names_in
from pipeline.read.wire import is_place
from pipeline.read.wording import comparable, plain

__all__ = ["named_bare"]

_LONGEST_LINE = 80
_LONGEST_DAY = 40
_MOST_IN_ROLE = 3
_MENU_LINKS: Callable[[HtmlElement], Any] = etree.XPath(
    "//nav//a | //header//a | //footer//a | //*[contains(@class, 'menu')]//a"
)
_OTHERS = (is_place, is_topic, is_desk, is_outlet, has_role)
_BETWEEN = re.compile(
    r"\s*[|·•]\s*|\s[–—-]\s|,?\s(?:am|on|vom)\s(?=\S*\d|\w+ \d)|,\s(?=\d)(?!\d{4}\b)|"
    r"(?<=Uhr),\s|\s(?=(?:published|posted|updated|veröffentlicht|aktualisiert)\b)",
    re.IGNORECASE,
)
# "vor 3 Stunden", "4 min read", "heute, 8.15 Uhr"
_WHEN = re.compile(
    r"\bvor (?:\d|einer? )|\bago$|\b\d+ ?(?:min|h)\b|\b(?:heute|gestern|today|yesterday)\b|"
    r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b|\s?uhr)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"^(.{5,50}?)\W{1,4}([\w.+-]+)@[\w.-]+\.\w+$")


def named_bare(root: HtmlElement, lines: list[str], ends: list[str], topics: str) -> list[str]:
    """The persons that a line names in one of these ways.

    Whoever is one of the `topics`, what the page says that it is about, is none; comparable words.
    """
    short = [line for line in lines if len(line) <= _LONGEST_LINE]
    menus: frozenset[str] | None = None
    above = takewhile(lambda line: len(line) <= _LONGEST_LINE, lines)
    signed = [line for line in above if line in ends[1:]]
    told_of = (told for line, below in pairwise([*short, ""]) for told in _told(line, below))
    for told in chain(told_of, signed):
        names = [name for name in names_in(told) if " " in name]
        if names and all(_is_person(name, topics) for name in names):
            menus = _in_menus(root) if menus is None else menus
            if menus.isdisjoint(map(comparable, names)):
                return names
    return []


def _in_menus(root: HtmlElement) -> frozenset[str]:
    """What the links of the page's menus say, in comparable words."""
    return frozenset(comparable("".join(link.itertext())) for link in _MENU_LINKS(root))


def _told(line: str, below: str) -> Iterator[str]:
    """What could be names in a line, or in the one below it."""
    parts = [part for part in _BETWEEN.split(line) if part]
    rest = [part for part in parts if not _is_when(part)]
    if rest and len(rest) < len(parts):
        yield from rest
    if has_role(line) or has_role(below) or (rest and _is_when(below[:_LONGEST_DAY])):
        yield line
    if has_role(line) and len(line.split()) <= _MOST_IN_ROLE:
        yield below
    addressed = _ADDRESSED.match(line)
    if addressed and plain(addressed[1].split()[-1]) in plain(addressed[2]):
        yield addressed[1]


def _is_when(part: str) -> bool:
    return bool(_WHEN.search(part) or moments_in(part))


def _is_person(name: str, topics: str) -> bool:
    if not PERSON.fullmatch(name) or comparable(name) in topics:
        return False
    return not any(is_other(name) for is_other in _OTHERS)
