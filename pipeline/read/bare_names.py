"""Names near a headline without "By": beside a day, above a role, before the person's address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.read.moments import moments_in
from pipeline.read.page_data import PERSON
from pipeline.read.people import has_role, is_desk, is_outlet, is_topic, names_in
from pipeline.read.wire import is_place
from pipeline.read.wording import comparable, plain

__all__ = ["named_bare"]

_LONGEST_LINE = 80
_OTHERS = (is_place, is_topic, is_desk, is_outlet, has_role)
_BETWEEN = re.compile(r"\s*[|·•]\s*|\s[–—-]\s|,?\s(?:am|on|vom)\s(?=\S*\d|\w+ \d)|,\s(?=\d)")
# "vor 3 Stunden", "4 min read", "heute, 8.15 Uhr"
_WHEN = re.compile(
    r"\bvor (?:\d|einer? )|\bago$|\b\d+ ?(?:min|h)\b|\b(?:heute|gestern|today|yesterday)\b|"
    r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b|\s?uhr)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"^(.{5,50}?)\W{1,4}([\w.+-]+)@[\w.-]+\.\w+$")


def named_bare(lines: Iterable[str], topics: str) -> list[str]:
    """The persons that a line names in one of these ways.

    Whoever is one of the `topics`, what the page says that it is about, is none; comparable words.
    """
    short = [line for line in lines if len(line) <= _LONGEST_LINE]
    beside = (told for line in short for told in _told(line))
    above = (line for line, below in pairwise(short) if has_role(below))
    for told in (*beside, *above):
        names = names_in(told)
        if names and all(_is_person(name, topics) for name in names):
            return names
    return []


def _told(line: str) -> Iterator[str]:
    """What could be names in a line."""
    parts = [part for part in _BETWEEN.split(line) if part]
    rest = [part for part in parts if not _is_when(part)]
    if rest and len(rest) < len(parts):
        yield rest[0]
    if has_role(line):
        yield line
    addressed = _ADDRESSED.match(line)
    if addressed and plain(addressed[1].split()[-1]) in plain(addressed[2]):
        yield addressed[1]


def _is_when(part: str) -> bool:
    return bool(_WHEN.search(part) or moments_in(part))


def _is_person(name: str, topics: str) -> bool:
    if not PERSON.fullmatch(name) or comparable(name) in topics:
        return False
    return not any(is_other(name) for is_other in _OTHERS)
