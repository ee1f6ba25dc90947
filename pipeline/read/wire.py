"""Dateline and agency mark at the beginning of an article: "MEMPHIS (dpa) - ", "Berlin. "."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Wire", "agency_in", "cut_dateline"]

_AGENCY_NAMES = {
    "dpa": "dpa", "dpa-afx": "dpa-AFX", "dpa/lno": "dpa", "dts": "dts", "afp": "AFP", "ap": "AP",
    "associated press": "AP", "the associated press": "AP", "reuters": "Reuters", "rtr": "Reuters",
    "apa": "APA", "sda": "Keystone-SDA", "keystone-sda": "Keystone-SDA", "awp": "awp", "epd": "epd",
    "kna": "KNA", "sid": "SID", "bloomberg": "Bloomberg", "dow jones": "Dow Jones", "djn": "Dow Jones",
    "pa": "PA", "press association": "PA", "pa media": "PA", "upi": "UPI", "xinhua": "Xinhua",
    "cnn": "CNN", "deutsche presse-agentur": "dpa", "agence france-presse": "AFP",
    "business wire": "Business Wire", "globe newswire": "GlobeNewswire", "globenewswire": "GlobeNewswire",
    "pr newswire": "PR Newswire", "prnewswire": "PR Newswire", "accesswire": "ACCESSWIRE",
    "ots": "ots", "news aktuell": "ots", "pressetext": "pressetext", "kyodo": "Kyodo", "yonhap": "Yonhap",
    "canadian press": "Canadian Press", "the canadian press": "Canadian Press", "aap": "AAP", "mt newswires": "MT Newswires",
}  # fmt: skip
_AGENCIES = "|".join(re.escape(name) for name in sorted(_AGENCY_NAMES, key=len, reverse=True))
_MARK = rf"(?P<agency>{_AGENCIES})(?:[/,] ?(?:{_AGENCIES}|[a-z]{{2,4}}|red|bb|red\.))*"
_PLACE = r"(?P<place>[A-ZÄÖÜ][\w.'’ßäöü-]+(?:[ /-](?:[A-ZÄÖÜ(][\w.'’)-]+|am|an|der|im|in|of|bei|and|und|la|de|upon)){0,4})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mär|Mai|Okt|Dez)\w*\.?"
_DAY = (
    rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH}|\d{{1,2}}\.\d{{1,2}}\.?)(?:,? \d{{4}})?)?"
)
_DATELINES = (
    # MEMPHIS (dpa) - / KATHMANDU, April 25 (Reuters) - / Wien (APA) –
    re.compile(
        rf"^{_PLACE}(?:, [A-Z][\w. ]{{1,20}})?{_DAY},? ?[(/]{_MARK}[)/]\s*(?:[-–—:.]+\s*)?",
        re.IGNORECASE,
    ),
    # (dpa) - text
    re.compile(rf"^[(/]{_MARK}[)/]\s*(?:[-–—:.]+\s*)?", re.IGNORECASE),
    # dpa BERLIN. / Berlin - dpa -
    re.compile(rf"^{_PLACE}(?:, {_DAY})?\s[-–—]\s{_MARK}\s[-–—]\s+", re.IGNORECASE),
)
_BARE_DATELINES = (
    # Berlin. Text / Berlin – Text / BERLIN: Text
    re.compile(
        r"^(?P<place>[A-ZÄÖÜ][a-zäöüß.'’-]+(?:[ /-](?:[A-ZÄÖÜ(][\w.'’)-]+|am|an|der|im|in|bei)){0,3})\s?(?:\. |(?: [–—-] )|: |\.[–—-] )(?=[\"„“»‚A-ZÄÖÜ0-9])"
    ),
    re.compile(
        rf"^(?P<place>[A-ZÄÖÜ][A-ZÄÖÜß.'’-]+(?:[ /-][A-ZÄÖÜ(][A-ZÄÖÜ.'’)-]+){{0,3}}(?:, [A-Z][\w. ]{{1,20}})?){_DAY},?\s?(?: ?[–—-]{{1,2}} |: |\. )(?=[\"„“»‚A-ZÄÖÜ0-9])"
    ),
)
_MENTIONS = re.compile(
    rf"(?:^|[©(/]|quelle:? |source:? |copyright:? |mit material (?:von|der) |\bvon )\s*{_MARK}\b(?:-infocom[\w:,/. -]*)?\)?\.?$",
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
    for pattern in _DATELINES:
        match = pattern.match(paragraph)
        if match:
            place = match.groupdict().get("place")
            return Wire(match.end(), place, _AGENCY_NAMES[match["agency"].lower()])
    for pattern in _BARE_DATELINES:
        match = pattern.match(paragraph)
        if match and _known(match["place"]):
            return Wire(match.end(), match["place"], None)
    return Wire(0, None, None)


@cache
def _places() -> frozenset[str]:
    """Cities that datelines name, German and English names, lower case."""
    lines = Path(__file__).with_name("places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip())


def _known(place: str) -> bool:
    places = _places()
    first = place.split("/", maxsplit=1)[0].split(",", maxsplit=1)[0].strip()
    return first.casefold() in places or first.split(" ")[0].split("-")[0].casefold() in places


def agency_in(text: str) -> str | None:
    """The agency that a short text names as its source ("© dpa-infocom", "(Reuters)", "AFP")."""
    match = _MENTIONS.search(text.strip()) if len(text) < 120 else None
    return _AGENCY_NAMES[match["agency"].lower()] if match else None
