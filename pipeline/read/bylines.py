"""Who wrote an article: JSON-LD, meta tags, then the byline on the page."""

from __future__ import annotations

import html
import re

from lxml.html import HtmlElement

from pipeline.read.jsonld import strings_of
from pipeline.read.metadata import Metadata
from pipeline.read.wording import clean, comparable

__all__ = ["authors_of"]

_META_NAMES = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "byl", "article:author_name", "twitter:data1", "cxenseparse:author", "citation_author",
)  # fmt: skip
_OPENING = re.compile(
    r"^(?:(?:ein(?:e)? )?(?:von|by|text|autor(?:en|in)?|author|written by|words by|posted by|interview|"
    r"kommentar|analyse|gastbeitrag|bericht|story by|reported by|aus|redaktion)\b[\s:]*)+",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:;|\||/|,(?! ?(?:jr|sr|ii|iii|phd|md)\b)|\s(?:and|und|et|&|sowie)\s|\n)\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\s*(?:\(.*\)?|\[.*|[|–—@].*|,.*|\s-\s.*|(?:is|ist) (?:a|an|the|ein|eine)\b.*|\bin [A-ZÄÖÜ]\w+$)$"
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|^(?:admin|administrator|redaktion|webmaster|editor|none|null|unknown|author|autor|user|gast|guest|"
    r"mehr|share|updated|published|follow|contact|presse|home|image|video|photo|foto)$|"
    r"facebook|twitter|\bmin(?:utes|uten)? read|veröffentlicht|aktualisiert|alle artikel",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|autor(?:en|in)?|verfasser|writer|redakteur)(?:-?_*(?:name|names|link))?(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST = 12
_LONGEST = 60


def authors_of(root: HtmlElement, metadata: Metadata) -> tuple[str, ...]:
    """The authors' names in order; empty where the page does not say.

    An agency or the newsroom is an author where the page names no person.
    """
    stated = [name for text in strings_of(metadata.article.get("author")) for name in _names(text)]
    if not stated:
        stated = [
            name for text in strings_of(metadata.article.get("creator")) for name in _names(text)
        ]
    if not stated:
        stated = [
            name
            for key in _META_NAMES
            for text in metadata.repeated.get(key, [])
            for name in _names(text)
        ]
    site = {
        comparable(name)
        for name in (metadata.first("og:site_name"), metadata.stated("publisher"))
        if name
    }
    people = [name for name in stated if comparable(name) not in site]
    return _unique(people or _shown(root) or stated)


def _shown(root: HtmlElement) -> list[str]:
    """Names in elements that are marked up as author, nearest to the top of the page."""
    for element in root.xpath(
        "//*[@rel='author' or contains(@itemprop, 'author') or contains(@class, 'utor') or contains(@class, 'uthor') or contains(@class, 'yline')]"
    )[:40]:
        marked = element.get("rel") == "author" or "author" in (element.get("itemprop") or "")
        if not marked and not _BYLINE.search(element.get("class") or ""):
            continue
        inner = element.xpath(".//*[@itemprop='name']")
        text = clean(" ".join((inner[0] if inner else element).itertext()))
        if len(text) > 120:
            continue
        found = [name for name in _names(text) if " " in name]
        if found:
            return found
    return []


def _names(text: str) -> list[str]:
    text = clean(html.unescape(text))
    text = _OPENING.sub("", text)
    found = []
    for part in _SPLIT.split(text):
        name = _OPENING.sub("", _CLOSING.sub("", part)).strip(" .,:;*•-")
        if (
            2 <= len(name) <= _LONGEST
            and not _NOT_A_NAME.search(name)
            and any(c.isupper() for c in name)
        ):
            found.append(name)
    return found


def _unique(names: list[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(comparable(name), name)
    return tuple(first.values())[:_MOST]
