"""Who wrote an article: JSON-LD, meta tags, then the byline on the page."""

from __future__ import annotations

import html
import re

from lxml.html import HtmlElement

from pipeline.read.jsonld import string_of, strings_of
from pipeline.read.metadata import Metadata
from pipeline.read.wire import agency_in
from pipeline.read.wording import clean, comparable

__all__ = ["authors_of"]

_META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article:author_name", "twitter:data1", "cxenseparse:author",
    "citation_author",
)  # fmt: skip
_OPENING = re.compile(
    r"^(?:(?:ein(?:e)? )?(?:von|by|text|autor(?:en|in)?|author|written by|words by|posted by|"
    r"interview|kommentar|analyse|gastbeitrag|bericht|story by|"
    r"reported by|aus|redaktion(?=:))\b[\s:]*)+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:;|\||/|,(?! ?(?:jr|sr|ii|iii|phd|md)\b)|\s(?:and|und|et|&|sowie)\s|\n)\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\s*(?:\(.*\)?|\[.*|[|–—@].*|,.*|\s-\s.*|(?:is|ist) (?:a|an|the|ein|eine)\b.*|"
    r"\bin [A-ZÄÖÜ]\w+$|,? staff writers?|more posts|alle beiträge.*)$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|\.\w{2,4}$|"
    r"^(?:admin|administrator|redaktion|webmaster|editor|none|null|unknown|author|autor|user|gast|"
    r"guest|mehr|share|updated|published|follow|contact|presse|home|image|video|photo|foto)$|"
    r"facebook|twitter|\bmin(?:utes|uten)? read|veröffentlicht|aktualisiert|alle artikel|"
    r"\b(?:sagt|says|schreibt|wrote)$",
    re.IGNORECASE,
)
# A line near the headline that begins so names the author; "Posted on November 3 by" as well.
_SAYS_BY = re.compile(
    r"^(?i:von|by|autor(?:in)?:|author:|text:|(?:written|posted|published|geschrieben|verfasst) "
    r"(?:by|von)|(?:posted|published|veröffentlicht|geschrieben)\b[^:]{4,30}\b(?:by|von))"
    r"(?:\s+|(?<=[Bb]y))(?=[A-ZÄÖÜ])"
)
_BARE_BY = re.compile(r"(?:von|by)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY_ALONE = re.compile(r"(?:von|by|autor(?:in)?|author)\s?:?", re.IGNORECASE)
# An address that is an author's own page; its text is the author's name.
_AUTHOR_PAGE = re.compile(
    r"/(?:autor(?:en|in)?|authors?|profile?|journalists?|reporters?|contributors?|"
    r"writers?|redakteure?)/[^/?#]+/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\s(?:am|on) \d.*$|\s[-–—|·•]\s.*\d{4}.*$|\s\w+ \d{1,2}, \d{4}.*$|\s\d{1,2}\.\s?\S+ \d{4}.*$"
)
_LONGEST_LINE = 80
_USERNAME = re.compile(r"[a-z][\w.-]{2,30}")
_INITIAL = re.compile(r"\b[A-Z]\.$|\be\. ?V\.$")
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
    "ancestor::aside | ancestor::nav | ancestor::footer | ancestor::*[contains(@class, 'omment')]"
)
_MOST_MARKED = 40
_MOST = 12
_LONGEST = 60


def authors_of(
    root: HtmlElement, metadata: Metadata, near: list[str], ends: list[str]
) -> tuple[str, ...]:
    """The authors' names in order; empty where the page does not say.

    What JSON-LD and meta tags state goes first, unless it names no person; then
    a line "By …" among `near`, the lines around the headline, then links to an author's page that
    stand there, then elements marked up as author, then a line "By …" among `ends`, the lines
    around the end of the text.
    """
    stated = _stated(metadata)
    site = {
        comparable(name)
        for name in (metadata.first("og:site_name"), metadata.stated("publisher"))
        if name
    }
    organisations = {comparable(name) for name in _organisations(metadata)}
    others = [name for name in stated if comparable(name) not in site]
    if any(comparable(name) not in organisations for name in others):
        return _unique(others)
    return _unique(_said(near) or _linked(root, near) or _marked(root) or _signed(ends) or stated)


def _organisations(metadata: Metadata) -> list[str]:
    """The authors that JSON-LD says to be no persons: a byline on the page tells more."""
    value = metadata.article.get("author")
    items = value if isinstance(value, list) else [value]
    return [
        name
        for item in items[:_MOST]
        if isinstance(item, dict)
        and "Organization" in str(item.get("@type"))
        and (name := string_of(item))
    ]


def _stated(metadata: Metadata) -> list[str]:
    values = [strings_of(metadata.article.get(key)) for key in ("author", "creator")]
    values += [metadata.repeated.get(key, []) for key in _META_NAMES]
    lists = ([name for text in texts for name in _names(text)] for texts in values)
    return next((names for names in lists if names), [])


def _said(lines: list[str]) -> list[str]:
    """Names in lines that begin with "By", or follow one that says no more than that."""
    found: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        says = _SAYS_BY.match(line)
        if len(line) > _LONGEST_LINE or not (says or _BY_ALONE.fullmatch(before)):
            if found:
                break
            continue
        names = _names(_DAY.sub("", line[says.end() :] if says else line))
        found += [name for name in names if name[0].isupper() and len(name.split()) < 6]
    return found


def _signed(lines: list[str]) -> list[str]:
    """Names in a line at the end of the text; "by" alone is not enough there, with a day it is."""
    return _said([line for line in lines if not _BARE_BY.match(line) or _YEAR.search(line)])


def _linked(root: HtmlElement, near: list[str]) -> list[str]:
    """The texts of links to authors' pages that stand near the headline."""
    lines = [line for line in near if len(line) <= _LONGEST_LINE]
    found: list[str] = []
    for element in root.iter("a"):
        if _AUTHOR_PAGE.search(element.get("href") or ""):
            text = _OPENING.sub("", clean("".join(element.itertext())))
            if 2 <= len(text) <= _LONGEST and any(text in line for line in lines):
                found += _names(text) or ([text] if _USERNAME.fullmatch(text) else [])
    return found[:_MOST]


def _marked(root: HtmlElement) -> list[str]:
    """Names in elements that are marked up as author, the first of the page."""
    for element in root.xpath(_AUTHOR_MARKED)[:_MOST_MARKED]:
        if element.xpath(_ELSEWHERE):
            continue
        marked = element.get("rel") == "author" or "author" in (element.get("itemprop") or "")
        if not marked and not _BYLINE.search(element.get("class") or ""):
            continue
        inner = element.xpath(".//*[@itemprop='name']") or element.xpath(".//a[normalize-space()]")
        text = "; ".join(clean(" ".join(part.itertext())) for part in inner or [element])
        found = _names(text) if len(text) <= _LONGEST_LINE else []
        found = [name for name in found if marked or " " in name]
        if found:
            return found
    return []


def _names(text: str) -> list[str]:
    text = clean(html.unescape(text))
    text = _OPENING.sub("", text)
    found = []
    for part in _SPLIT.split(text):
        name = _OPENING.sub("", _CLOSING.sub("", part)).strip(" ,:;*•-")
        name = name if _INITIAL.search(name) else name.rstrip(". ")
        told = any(char.isupper() for char in name) or agency_in(name)
        if told and 2 <= len(name) <= _LONGEST and not _NOT_A_NAME.search(name):
            found.append(name)
    return found


def _unique(names: list[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(comparable(name), name)
    return tuple(first.values())[:_MOST]
