"""Who wrote an article: JSON-LD, meta tags, then the byline on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.read.jsonld import people_of
from pipeline.read.metadata import Metadata
from pipeline.read.people import (
    LONGEST_NAME,
    after_by,
    is_desk,
    names_in,
    took_pictures,
    without_by,
)
from pipeline.read.wire import agency_in
from pipeline.read.wording import clean, comparable

__all__ = ["authors_of"]

_META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article:author_name", "twitter:data1", "cxenseparse:author",
    "citation_author",
)  # fmt: skip
_BARE_BY = re.compile(r"(?:von|by)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY_ALONE = re.compile(r"(?:(?:written |words )?by|von|autor(?:in)?|author)\s?:?", re.IGNORECASE)
# "16.11.2026 | von Thea Lindqvist"
_BY_AFTER_DAY = re.compile(
    r"^[^a-z]{0,12}\d[^|·•–—]{5,40}[|·•–—-]\s*(?=(?:von|by)\s)", re.IGNORECASE
)
# An address that is an author's own page; its text is the author's name.
_AUTHOR_PAGE = re.compile(
    r"/(?:autor(?:en|in)?|authors?|profile?|journalists?|reporters?|contributors?|"
    r"writers?|redakteure?)/[^/?#]+/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\s(?:(?:am|on) \d|(?:last )?(?:updated|published|posted|aktualisiert|veröffentlicht|stand)\b)"
    r".*$|\s[-–—|·•]\s.*\d{4}.*$|\s\w+\.? \d{1,2}, \d{4}.*$|"
    r",?\s\d{1,2}\.\s?(?:\S+ |\d{1,2}\.)\d{4}.*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[.!?“”\"] ?\(([A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w.-]*){1,2})\)\W*$")
_LONGEST_LINE = 80
_USERNAME = re.compile(r"[a-z][\w.-]{2,30}")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:en|in)?|verfasser|writer|redakteur)"
    r"(?:-?_*(?:name|names|link))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR_MARKED = (
    "//*[@rel='author' or contains(@itemprop, 'author') or contains(@class, 'utor')"
    " or contains(@class, 'uthor') or contains(@class, 'yline')]"
)
_ELSEWHERE = (
    "ancestor::aside | ancestor::nav | ancestor::footer[not(ancestor::article)]"
    " | ancestor::*[contains(@class, 'omment')]"
)
_NAMES_WITHIN = (
    ".//*[@itemprop='name']",
    ".//*[contains(@class, 'name')]",
    ".//a[normalize-space()]",
)
_MOST_MARKED = 40
_MOST = 12


def authors_of(
    root: HtmlElement, metadata: Metadata, near: list[str], ends: list[str]
) -> tuple[str, ...]:
    """The authors' names in order; empty where the page does not say.

    What JSON-LD and meta tags state goes first, unless it names no person; then
    a line "By …" among `near`, the lines around the headline, then links to an author's page that
    stand there, then elements marked up as author, then a line "By …" among `ends`, the lines
    around the end of the text.
    """
    site = {
        comparable(name)
        for text in (
            metadata.first("og:site_name"),
            metadata.stated("publisher"),
            metadata.first("publisher", "dc.publisher"),
        )
        for name in names_in(text or "")
    }
    title = comparable(metadata.document_title)
    nobody = {comparable(name) for name in _organisations(metadata)}
    stated = list(_stated(metadata))
    for names in stated:
        persons = [name for name in names if comparable(name) not in site]
        if len(persons) == 1 and title.startswith(comparable(persons[0])):
            continue  # the site's name, before that of the page
        if any(comparable(name) not in nobody and not is_desk(name) for name in persons):
            return _unique(_who_wrote(persons, near))
    shown = _said(near) or _linked(root, near) or _marked(root) or _signed(ends)
    return _unique(shown or next(iter(stated), []))


def _organisations(metadata: Metadata) -> list[str]:
    """The authors that JSON-LD says to be no persons: a byline on the page tells more."""
    value = metadata.article.get("author")
    items = value if isinstance(value, list) else [value]
    return [
        name
        for item in items[:_MOST]
        if isinstance(item, dict) and "Organization" in str(item.get("@type"))
        for name in people_of(item)
    ]


def _stated(metadata: Metadata) -> Iterator[list[str]]:
    """The names in each place of JSON-LD and meta tags that has any."""
    values = [people_of(metadata.article.get(key)) for key in ("author", "creator")]
    values += [metadata.repeated.get(key, []) for key in _META_NAMES]
    for texts in values:
        names = [name for text in texts for name in names_in(text)]
        if names:
            yield names


def _who_wrote(names: list[str], near: list[str]) -> list[str]:
    """Without those of whom a line on the page says that they made the pictures."""
    wrote = [name for name in names if not any(took_pictures(name, line) for line in near)]
    return wrote or names


def _said(lines: list[str]) -> list[str]:
    """Names in lines that begin with "By", or follow one that says no more than that."""
    found: list[str] = []
    lines = [line.strip(" |·•–—-") for line in lines]
    for before, line in zip(["", *lines], lines, strict=False):
        told = after_by(_BY_AFTER_DAY.sub("", line)) if len(line) <= _LONGEST_LINE else None
        if told is None and _BY_ALONE.fullmatch(before) and len(line) <= _LONGEST_LINE:
            told = line
        if told is None:
            if found:
                break
            continue
        names = names_in(_DAY.sub("", told))
        found += [name for name in names if _looks_like_one(name) and len(name.split()) < 6]
    return found


def _looks_like_one(name: str) -> bool:
    return name[0].isupper() or "/" in name or bool(agency_in(name))


def _signed(lines: list[str]) -> list[str]:
    """Names in a line at the end of the text; "by" alone is not enough there, with a day it is.

    Or in brackets at the end of the last paragraph, as papers sign: "(Thea Lindqvist)".
    """
    said = _said([line for line in lines if not _BARE_BY.match(line) or _YEAR.search(line)])
    signed = (_SIGNATURE.search(line) for line in lines[:2])
    return said or next((names_in(found[1]) for found in signed if found), [])


def _linked(root: HtmlElement, near: list[str]) -> list[str]:
    """The texts of links to authors' pages that stand near the headline."""
    lines = [line for line in near if len(line) <= _LONGEST_LINE]
    found: list[str] = []
    for element in root.iter("a"):
        if _AUTHOR_PAGE.search(element.get("href") or ""):
            text = without_by(clean("".join(element.itertext())))
            if 2 <= len(text) <= LONGEST_NAME and any(text in line for line in lines):
                found += names_in(text) or ([text] if _USERNAME.fullmatch(text) else [])
    return found[:_MOST]


def _marked(root: HtmlElement) -> list[str]:
    """Names in elements that are marked up as author, the first of the page."""
    for element in root.xpath(_AUTHOR_MARKED)[:_MOST_MARKED]:
        if element.xpath(_ELSEWHERE):
            continue
        marked = element.get("rel") == "author" or "author" in (element.get("itemprop") or "")
        if not marked and not _BYLINE.search(element.get("class") or ""):
            continue
        inner = next(filter(None, map(element.xpath, _NAMES_WITHIN)), None)
        text = "; ".join(clean(" ".join(part.itertext())) for part in inner or [element])
        found = names_in(text) if len(text) <= _LONGEST_LINE else []
        found = [name for name in found if marked or " " in name]
        if found:
            return found
    return []


def _unique(names: list[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(comparable(name), name)
    return tuple(first.values())[:_MOST]
