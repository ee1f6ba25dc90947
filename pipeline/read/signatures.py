"""Who an article's page shows as its authors: lines "By …", links, markup, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.read.bare_names import named_bare
from pipeline.read.marked_names import is_signed, names_marked, without_day
from pipeline.read.page_data import PERSON, in_scripts
from pipeline.read.people import (
    LONGEST_NAME,
    after_by,
    is_desk,
    is_journalist,
    names_in,
    without_by,
)
from pipeline.read.wire import agency_in
from pipeline.read.wording import CAPITALS, clean, comparable

__all__ = ["names_shown", "path_of", "said_near"]

_BARE_BY = re.compile(r"(?:von|by)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY_ALONE = re.compile(r"(?:(?:written |words )?by|von|autor(?:in)?|author)\s?:?", re.IGNORECASE)
_AND_ALONE = re.compile(r"and|und|&|,", re.IGNORECASE)
# "16.11.2026 | von Thea Lindqvist"
_BY_AFTER_DAY = re.compile(r"^[^a-z]{0,12}\d[^|·•]{5,40}[|·•–—-]\s*(?=(?:von|by)\s)", re.IGNORECASE)
_BY_BEHIND = re.compile(
    r"[.!?…”“\"»–|] (?:Eine? (?!Foto|Bild|Video)[\w-]{4,25} |An? \w+ )?(?:[Vv]on|[Bb]y) "
    r"([^.!?:]{5,80})\.?$"
)
# An address that is an author's own page; its text is the author's name.
_AUTHOR_PAGE = re.compile(
    r"/(?:(?:autor(?:en|in)?|authors?|profile?|journalists?|reporters?|contributors?|writers?|"
    r"redakteure?|people|person(?:en)?|staff|columnists?|korrespondenten?|users?|u|by)/[^/?#]+"
    r"(?:/[^/?#]+)?|@[\w.-]+)/?(?:[?#].*)?$",
    re.IGNORECASE,
)
# Accounts of members: "/member.php?u=12", "/user-list/?u=12", "/members/thea.12/".
_MEMBER_PAGE = re.compile(
    r"(?:^|/)(?:[\w-]{0,20}(?:user|member|profile?)[\w-]{0,20}(?:\.php)?/?\?(?:.*&)?(?:u|id|uid|user)=|members?/[^/?#]+/?$)",
    re.IGNORECASE,
)
# What a reader does on such an address, in place of a name.
_ACCOUNT = re.compile(
    r"/(?:log-?in|log-?out|sign-?(?:in|up|out)|regist\w+|anmeld\w*|abmeld\w*|account|konto|settings|"
    r"abo|subscri\w+|password|passwort|me|edit)(?:[/?.#]|$)",
    re.IGNORECASE,
)
_MEMBERS = ("user", "member", "profil")
# "Thea Lindqvist, in News, Ports", "Thea under Ports | Tags: quay": where an article is filed.
_FILED = re.compile(
    r",\s(?:in|unter)\s(?=[^,]+,)(?!.* (?:and|und|&) ).*$|\s(?:under|abgelegt unter|filed)\s.*$"
)
_PARTS = re.compile(r"\s[·|•≈]\s")
_RUN_TOGETHER = re.compile(rf"[^\s-][{CAPITALS}]")
_NAME = rf"([{CAPITALS}][\w-]+(?: [{CAPITALS}][\w.-]*){{1,2}})"
_SIGNATURE = re.compile(
    rf"(?:^|[.!?“”\"]) ?\({_NAME}\)\W*$|^\({_NAME}, [\d. ]{{6,12}}\)$|^[–—-] ?{_NAME}$"
)
_USERNAME = re.compile(r"[a-z][\w.-]{2,30}")
_IS = re.compile(
    r"(\S+(?: \S+){1,4}?) (?:is|ist|covers|writes|reports|schreibt|berichtet|leitet)\b"
)
_LONGEST_PRESENTING = 300
_LINES_SIGNED = 3
_LONGEST_LINE = 80
_LONGEST_SIGNATURE = 160
_LONGEST_FILED = 250
_LONGEST_ADDRESS = 200
_LONGEST_DESK = 30
_BELOW_BY = 5
_LONGEST_MARKS = 15
_MOST_WORDS = 6
_MOST = 12


def said_near(lines: Iterable[str], longest: int = _LONGEST_LINE) -> list[str]:
    """Names in lines that begin with "By", or follow one that says no more than that."""
    found: list[str] = []
    lines = [line.strip(" |·•–—-(") for line in lines]
    for before, line in zip(["", *lines], lines, strict=False):
        part = _PARTS.split(line, maxsplit=1)[0] if longest < len(line) < _LONGEST_FILED else line
        told = after_by(_BY_AFTER_DAY.sub("", part)) if len(part) <= longest else None
        follows = _BY_ALONE.fullmatch(before) or (found and _AND_ALONE.fullmatch(before))
        if told is None and follows and len(line) <= _LONGEST_LINE:
            told = line
        if found and _AND_ALONE.fullmatch(line):
            continue
        if told is None:
            if found:
                break
            continue
        names = names_in(_FILED.sub("", without_day(told)))
        found += [name for name in names if _looks_like_one(name)]
    return found


def names_shown(
    root: HtmlElement, near: list[str], ends: list[str], addresses: frozenset[str], topics: str
) -> Iterator[list[str]]:
    """The names that the page shows as its authors', by place, the surest first; [] for none.

    Lines among `near` (those around the headline), links there to an author's page, among them
    `addresses` (paths that the page's head states), elements marked up as author, signatures
    among `ends`, the lines around the end of the text, scripts, names without a word that says so,
    which are none of the page's `topics`.
    """
    said = said_near(near)
    linked = _linked(root, near, addresses)
    if len(linked) > len(said) and _are_in_byline(linked, near):
        said = linked
    marked: list[str] | None = [] if linked else None
    if any(map(_RUN_TOGETHER.search, said)):
        # Spans without a space between them: "Thea LindqvistThe Canadian Press".
        marked = names_marked(root) if marked is None else marked
        known = [comparable(name) for name in linked or marked]
        said = [_begun(name, known) for name in said]
    yield said
    yield linked
    yield names_marked(root) if marked is None else marked
    yield [] if said else _said_behind(near)
    yield _signed(ends)
    yield in_scripts(root)
    yield named_bare(root, near, ends, topics)
    short = (line.split(", ")[0] for line in near if len(line) < _LONGEST_MARKS)
    yield from ([line] for line in short if is_signed(line))


def _are_in_byline(names: list[str], near: list[str]) -> bool:
    """Whether names stand in a line that begins with "By", or the others in lines right below it.

    A line each, as where a byline is a list.
    """
    for at, line in enumerate(near):
        if after_by(line):
            below = [text.strip(" ,&") for text in near[at + 1 : at + _BELOW_BY]]
            if all(name in line or name in below for name in names):
                return True
    return False


def _begun(name: str, known: list[str]) -> str:
    folded = name.lower()
    length = max((len(other) for other in known if folded.startswith(other)), default=0)
    return name[:length] if 0 < length < len(name) and name[length].isupper() else name


def _looks_like_one(name: str) -> bool:
    named = name[0].isupper() or "/" in name or bool(agency_in(name))
    return named and len(name.split()) <= _MOST_WORDS


def _said_behind(lines: Iterable[str]) -> list[str]:
    """The names with which a lead ends: "Why the port bought it. By Thea Lindqvist"."""
    found = next(filter(None, map(_BY_BEHIND.search, lines)), None)
    names = names_in(found[1]) if found else []
    return names if all(map(PERSON.fullmatch, names)) else []


def _signed(lines: list[str]) -> list[str]:
    """Names in a line at the end of the text; "by" alone is not enough there, with a day it is.

    Or in brackets at the end of the last paragraph, as papers sign: "(Thea Lindqvist)".
    """
    clear = [line for line in lines if not _BARE_BY.match(line) or _YEAR.search(line)]
    said = said_near(clear, _LONGEST_SIGNATURE)
    signed = (_SIGNATURE.search(line) for line in lines[:_LINES_SIGNED])
    names = next((names_in(found[found.lastindex or 1]) for found in signed if found), [])
    desk = [line for line in lines[:_LINES_SIGNED] if len(line) <= _LONGEST_DESK and is_desk(line)]
    return said or names or next(filter(None, map(_presented, lines)), desk[:1])


def _presented(line: str) -> list[str]:
    """The person of whom a line at the end says no more than that they write for the paper."""
    found = _IS.match(line) if len(line) < _LONGEST_PRESENTING else None
    return [found[1]] if found and PERSON.fullmatch(found[1]) and is_journalist(line) else []


def _linked(root: HtmlElement, near: list[str], addresses: frozenset[str]) -> list[str]:
    """The texts of links to authors' pages that stand near the headline."""
    lines = [line for line in near if len(line) <= _LONGEST_LINE]
    found: list[str] = []
    for element in root.iter("a"):
        target = element.get("href") or ""
        if len(found) >= _MOST:
            break
        stated = bool(addresses) and path_of(target) in addresses
        if stated or _is_persons(target):
            text = without_by(clean("".join(element.itertext())))
            if 2 <= len(text) <= LONGEST_NAME and (stated or any(text in line for line in lines)):
                found += names_in(text) or ([text] if _USERNAME.fullmatch(text) else [])
    return found


def _is_persons(target: str) -> bool:
    """Whether an address looks like that of an author's or a member's own page."""
    found = _AUTHOR_PAGE.search(target)
    short = not found and len(target) < _LONGEST_ADDRESS
    if short and any(map(target.lower().__contains__, _MEMBERS)):
        found = _MEMBER_PAGE.search(target)
    return bool(found) and not _ACCOUNT.search(target)


def path_of(address: str) -> str:
    """The path of an address, to compare relative ones with whole ones; "" for none."""
    try:
        return urlsplit(address.strip()).path.rstrip("/").lower()
    except ValueError:
        return ""
