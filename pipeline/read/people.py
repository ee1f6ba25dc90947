"""Names in a byline: "Von Thea Lindqvist, Warschau, und Bo Amdal (Fotos)" names one author."""

from __future__ import annotations

import html
import re
import tomllib
from pathlib import Path

from pipeline.read.wire import agency_in, is_place
from pipeline.read.wording import CAPITALS, SENTENCE_END, clean

__all__ = [
    "LONGEST_NAME",
    "after_by",
    "has_role",
    "is_desk",
    "is_journalist",
    "is_outlet",
    "is_topic",
    "labels_author",
    "names_in",
    "says_help",
    "took_pictures",
    "without_by",
]

_TABLE = tomllib.loads(Path(__file__).with_name("bylines.toml").read_text(encoding="utf-8"))
LONGEST_NAME = 60
_LONGEST_TEXT = 2_000
_LONGEST_ROLE = 40


def _any(what: str) -> str:
    return "|".join(pattern for patterns in _TABLE[what].values() for pattern in patterns)


_ROLE, _OUTLET, _DESK, _JOURNALIST, _TOPIC = (
    re.compile(_any(what), re.IGNORECASE)
    for what in ("role", "outlet", "desk", "journalist", "topic")
)
_OPENING = re.compile(
    rf"^(?:(?:{_any('by')}|(?:{_any('before')})(?=[\s:]|$))[\s:]*)+", re.IGNORECASE
)
_BY = re.compile(
    rf"^(?i:{_any('by')}|(?:posted|published|veröffentlicht|geschrieben)\b[^:]{{4,30}}\b(?:by|von))"
    rf"(?:\s?:)?(?:\s+|(?<=[Bb]y))(?:(?i:unser(?:e[mnr]?)?) \S+ )?(?=[{CAPITALS}]|\S{{1,6}}/)"
)
_PICTURES = rf"(?:{_any('pictures')})"
_PICTURED = re.compile(rf"\(\s*{_PICTURES}\s*\)", re.IGNORECASE)
_PICTURES_BY = re.compile(rf"[\s,;|(]*{_PICTURES}\s?(?::|/|by\b|von\b).*$", re.IGNORECASE)
# "With contributions from Bo Amdal", "Medically reviewed by": who helped, and all that follows.
_HELP = rf"(?:{_any('help')})"
_HELPED = re.compile(rf"[\s,;|(·•.–-]{{0,5}}\b{_HELP}.*$", re.IGNORECASE)
_SAYS_HELP = re.compile(rf"\W*{_HELP}", re.IGNORECASE)
_TOOK = re.compile(rf"^{_PICTURES}\s?(?::|by\b|von\b)", re.IGNORECASE)
_INVERTED = re.compile(rf"([{CAPITALS}][\w'’-]+), ([{CAPITALS}][\w'’-]+(?: [A-Z]\.)?)")
_SPLIT = re.compile(
    r"\s*(?:;|\||•|(?:,|(?<=\s))\s?(?:and|und|et|&|\+|sowie|with|mit(?=\s\w+(?:$|,|\s(?:und|&)\s)))\s|"
    r",(?! ?(?:jr|sr|ii|iii)\b))\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\s*(?:\(.*\)?|\[.*|[–—@].*|\s-\s.*|(?:is|ist) (?:a|an|the|ein|eine)\b.*|"
    r"\bmit (?:agentur|material|(?-i:[A-ZÄÖÜ])\S+ (?-i:[A-ZÄÖÜ])).*|"
    r"\W{0,3}\b(?:(?:aus dem|from the) \w+|übersetz\w*|translated|edited|editing|redigiert)\b.*|"
    r"more posts|alle beiträge.*)$",
    re.IGNORECASE,
)
# "Thea Lindqvist aus Warschau", "Jane Doe for the Ledger"; but "Institute for Energy".
_ELSEWHERE = re.compile(
    rf"^(?P<name>\S+(?: \S+){{0,4}}?) (?:in|aus|for|für|FOR|IN) "
    rf"(?:(?:the|die|den|das) )?[{CAPITALS}]"
)
# "Thea Lindqvist und Bo Amdal, Grauheim": one word behind whole names is a place or a paper.
_PLACE_BEHIND = re.compile(rf"^(\S+ [^,;|]+), ([{CAPITALS}][\w-]+)$")
# What follows a name and is no other: "Leiterin des Hafenamts", "University of Leeds".
_OFFICE = re.compile(r"\S (?:des|für|am|im|beim|of|at) \S")
_BODY = re.compile(
    r"instit|cent(?:er|re)\b|zentrum|school|associat|stiftung|foundation|council|office|coalition|"
    r"society|alliance|verband|verein|campaign|ministe?r|department|agency|women|people|citizens",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"^(\S+ \S.*?) (?:(?:the )?(?:associated press|canadian press|press association|"
    r"agence france-presse|reuters)|(?:staff|senior) (?:writer|reporter|editor)s?)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|\.\w{2,4}$|"
    r"^(?:admin|administrator|webmaster|editor|none|null|unknown|author|autor|user|gast|"
    r"guest|agenc(?:y|ies)|agenturen?|mehr|share|updated|published|follow|contact|presse|home|image|video|photo|foto)$|"
    r"facebook|twitter|\bmin(?:utes|uten)? read|lesezeit|lesedauer|reading time|"
    r"veröffentlicht|aktualisiert|alle artikel|"
    r"\b(?:sagt|says|schreibt|wrote)$",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,300}>")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<!\w)@\w+")
# What a feed leaves of "desk@paper.example (Thea Lindqvist)".
_ENCLOSED = re.compile(r"^\(([^()]+)\)$")
_LABEL = re.compile(r"(?:autor(?:en|in)?|authors?|verfasser(?:in)?)\b[/:]", re.IGNORECASE)
_LONGEST_LABELLED = 80
_HUMP = re.compile(rf"(?<=[a-zß-ÿ])(?=[{CAPITALS}])")
_PREFIXES = frozenset({"Mc", "Mac", "De", "Di", "Du", "Fitz", "La", "Le", "Van", "von"})
_STATION = re.compile(r"[A-Z]{2,5}")
_INITIAL = re.compile(r"\b[A-Z]\.$|\be\. ?V\.$|\b[JS]r\.$")
_MARK = re.compile(r"[\w.-]{1,6}")
# Marks of editors, at least one with the agency's: "srf/hosb;kesm"
_MARKS = re.compile(r"[a-zäöü]{2,5}(?:/[A-Za-z]{2,5})+[;,] ?[a-zäöü]{2,5}(?:/[A-Za-z]{2,5})*")


def names_in(text: str) -> list[str]:
    """The names of authors in a byline, in order; roles, places and photographers left out."""
    text = html.unescape(re.sub(r"[\r\n]+", "; ", text[:_LONGEST_TEXT]))
    text = _ADDRESS.sub(" ", _TAG.sub(" ", text))
    text = _ENCLOSED.sub(r"\1", clean(text))
    text = _PICTURES_BY.sub("", _HELPED.sub("", _OPENING.sub("", text)))
    place = _PLACE_BEHIND.match(text)
    text = place[1] if place and not agency_in(place[2]) else text
    turned = [_turned(part.strip()) for part in text.split(";") if part.strip()]
    if turned and all(turned):
        return [name for name in turned if name]
    if _MARKS.fullmatch(text):
        return [part.strip() for part in re.split(r"[;,]", text)]
    found: list[str] = []
    for part in map(_without_role, _SPLIT.split(text)):
        told_after = found and "/" not in part
        if _PICTURED.search(part) or (told_after and _tells_no_name(_AFTER_NAME.sub(r"\1", part))):
            continue
        for piece in _around_slash(part):
            name = _bare(piece)
            if name and not (found and _tells_no_name(name)):
                found.append(name)
    return found


def after_by(line: str) -> str | None:
    """What follows "By" and its like at the beginning of a line; `None` where it says no such."""
    found = _BY.match(line)
    return line[found.end() :] if found else None


def without_by(text: str) -> str:
    """A byline without the "By" and its like before the names."""
    return _OPENING.sub("", text)


def took_pictures(name: str, line: str) -> bool:
    """Whether a line says that somebody took or drew the pictures."""
    return bool(_TOOK.match(line)) and name in line


def says_help(line: str) -> bool:
    """Whether a line begins with what names those who helped an author."""
    return bool(_SAYS_HELP.match(line))


def labels_author(line: str) -> bool:
    """Whether a short line begins with a label that only an author's name can follow."""
    return len(line) < _LONGEST_LABELLED and bool(_LABEL.match(line))


def is_journalist(text: str) -> bool:
    """Whether a text says of somebody that they write for a paper."""
    return bool(_JOURNALIST.search(text))


def has_role(line: str) -> bool:
    """Whether a line ends in what somebody is who writes for a paper, or is no more than that."""
    return is_journalist(line[-_LONGEST_ROLE:]) and not SENTENCE_END.search(line)


def is_topic(name: str) -> bool:
    """Whether what is written as a name is that of a section or a subject."""
    return bool(_TOPIC.search(name))


def is_desk(name: str) -> bool:
    """Whether a name is a newsroom's, not a person's."""
    return bool(_DESK.search(name))


def is_outlet(name: str) -> bool:
    """Whether a name is that of a paper, a station or a firm."""
    return bool(_OUTLET.search(name) or _STATION.fullmatch(name))


def _turned(part: str) -> str | None:
    """The name in "Lindqvist, Thea"."""
    found = _INVERTED.fullmatch(part)
    if not found or any(map(_tells_no_name, found.groups())):
        return None
    return f"{found[2]} {found[1]}"


def _without_role(part: str) -> str:
    """A name without the role that runs into it: "Thea LindqvistSenior Editor"."""
    for hump in _HUMP.finditer(part):
        name, role = part[: hump.start()], part[hump.start() :]
        if " " in name and _ROLE.search(role) and name.split()[-1] not in _PREFIXES:
            return name
    return part


def _tells_no_name(part: str) -> bool:
    """Whether a part of a byline is the role, place or paper of the person named before it."""
    if agency_in(part):
        return False
    told = _ROLE.search(part) or _OUTLET.search(part) or _STATION.fullmatch(part)
    station, _, place = part.partition(" ")
    posted = _STATION.fullmatch(station) and is_place(place)  # "ARD Brüssel"
    return bool(told or posted or _OFFICE.search(part)) or is_place(part)


def _around_slash(part: str) -> list[str]:
    """The parts between slashes; marks of editor and agency ("tl/dpa") are one signature."""
    pieces = [piece.strip() for piece in part.split("/")]
    signed = all(_MARK.fullmatch(piece) for piece in pieces)
    return pieces if not signed or all(map(agency_in, pieces)) else [part.strip()]


def _bare(part: str) -> str | None:
    name = _OPENING.sub("", _AFTER_NAME.sub(r"\1", _CLOSING.sub("", part))).strip(" ,:;*•·|-")
    elsewhere = _ELSEWHERE.match(name)
    if elsewhere and not _BODY.search(elsewhere["name"]):
        name = elsewhere["name"]
    name = name if _INITIAL.search(name) else name.rstrip(". ")
    told = any(char.isupper() for char in name) or agency_in(name) or "/" in name
    usable = told and 2 <= len(name) <= LONGEST_NAME and not _NO_NAME.search(name)
    return name if usable else None
