"""Dateline and agency mark at the beginning of an article: "MEMPHIS (dpa) - ", "Berlin. "."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Wire", "agency_in", "cut_dateline", "is_place"]

_AGENCY_NAMES: dict[str, str] = {
    written: mark
    for mark, forms in tomllib.loads(
        Path(__file__).with_name("agencies.toml").read_text(encoding="utf-8")
    )["agencies"].items()
    for written in forms
}
_AGENCIES = "|".join(re.escape(name) for name in sorted(_AGENCY_NAMES, key=len, reverse=True))
_MARK = rf"(?P<agency>(?i:{_AGENCIES}))"
_PLACE = (
    r"(?P<place>[A-ZÄÖÜ][\w.'’-]+"
    r"(?:[ /-](?:[A-ZÄÖÜ][\w.'’-]+|am|an|der|im|in|of|bei|and|und|la|de|upon)){0,4})"
)
_CAPITALS = r"(?P<place>[A-ZÄÖÜ][A-ZÄÖÜß.'’-]+(?:[ /-][A-ZÄÖÜ][A-ZÄÖÜß.'’-]+){0,4})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Jän|Mär|Mai|Okt|Dez)\w*\.?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = (
    rf"(?:{_WEEKDAY}|(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH}|\d{{1,2}}\.\d{{1,2}}\.)"
    r"(?:,? ?\d{4})?)"
)
_STATE = rf"(?P<state>, (?!{_MONTH}|{_WEEKDAY})[A-Z][a-z.][\w.]*(?: [A-Z][a-z.]+)?)?"
_WHEN = rf"(?P<when>,? (?:den |am )?{_DAY})?"
_DASH = r"[-–—]{1,2}"
_ENDS = rf"(?:\s*(?:{_DASH}|[:.]))"
_FOLLOWS = r"(?=[\"„“»«‚'(]?[A-ZÄÖÜ0-9$€£])"
# In the order of trial; "Place (agency) -", "(agency) -", "Place /agency/ -", "Place - agency -".
_WITH_AGENCY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_PLACE}{_STATE}{_WHEN},? ?\([^()]{{0,20}}?\b{_MARK}\b[^()]{{0,20}}\){_ENDS}?\s*",
        rf"^\([^()]{{0,20}}?\b{_MARK}\b[^()]{{0,12}}\){_ENDS}\s*",
        rf"^{_PLACE}{_STATE}{_WHEN},? ?/\s?{_MARK}[\w .-]{{0,20}}/{_ENDS}\s*",
        rf"^{_PLACE}{_STATE}{_WHEN}\s{_DASH}\s{_MARK}\s{_DASH}\s+",
    )
)
# "Berlin. ", "Berlin – ", "Berlin (red) - ", "BERLIN: ", "SAN FRANCISCO, May 21, 2024 – ".
_BARE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_PLACE}{_WHEN}(?: \([\w./ ]{{2,20}}\))?(?:\.\s|\s{_DASH}\s|\.{_DASH}\s){_FOLLOWS}",
        rf"^{_CAPITALS}{_STATE}{_WHEN}(?:\s{_DASH} {_DAY})?,?(?:\s?{_DASH}\s|:\s|\.\s){_FOLLOWS}",
    )
)
_MENTIONS = re.compile(
    r"(?:^|[©(/]|quellen?:? |sources?:? |copyright:? |mit material (?:von|der) |\bvon )\s*"
    rf"{_MARK}\b(?:-infocom[\w:,/. -]*|(?:(?:,|;|/| und| and) ?(?:{_AGENCIES}))*)\)?\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wire:
    """What was cut off the first paragraph: how many characters, the place, the agency."""

    length: int
    dateline: str | None
    agency: str | None


def cut_dateline(paragraph: str) -> Wire:
    """The dateline at the beginning of a paragraph.

    Without an agency, only a known place counts ("Berlin. Der Minister"): any one word
    sentence looks the same.
    """
    for pattern in _WITH_AGENCY:
        match = pattern.match(paragraph)
        if match:
            place = match.groupdict().get("place")
            return Wire(match.end(), place, _AGENCY_NAMES[match["agency"].lower()])
    for pattern in _BARE:
        match = pattern.match(paragraph)
        parts = match.groupdict() if match else {}
        if match and (parts.get("state") or parts["when"] or is_place(match["place"])):
            return Wire(match.end(), match["place"], None)
    return Wire(0, None, None)


@cache
def _places() -> frozenset[str]:
    """Cities that datelines name, German and English names, lower case."""
    lines = Path(__file__).with_name("places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip())


def is_place(text: str) -> bool:
    """Whether a text is a place that datelines name, or several with slashes between."""
    return any(part.strip().casefold() in _places() for part in text.split("/"))


def agency_in(text: str) -> str | None:
    """The agency that a short text names as its source ("© dpa-infocom", "(Reuters)", "AFP")."""
    match = _MENTIONS.search(text.strip()) if len(text) < 120 else None
    return _AGENCY_NAMES[match["agency"].lower()] if match else None
