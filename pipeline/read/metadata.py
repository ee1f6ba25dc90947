"""What a page says of itself in its head: meta tags, JSON-LD, links. Gathered in one pass."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from pipeline.read.jsonld import article_object, kinds_of, objects_of, string_of
from pipeline.read.wording import clean

__all__ = ["WRITTEN_BY", "Metadata", "gather"]

_MAX_VALUE = 5_000
# The name below which `gather` keeps who is said on a card ("twitter:label1") to have written.
WRITTEN_BY = "written by"
_CARDS = tuple((f"twitter:label{number}", f"twitter:data{number}") for number in (1, 2, 3))
_WRITTEN = re.compile(r"\b(?:by|von|author|autor(?:in)?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own words on itself.

    `meta` has the first value for each lower case name or property; `repeated` all values of
    those that may repeat; `article` is the JSON-LD object of the article, `kinds` the types of
    all that stand in no list.
    """

    meta: dict[str, str]
    repeated: dict[str, list[str]]
    article: dict[str, Any]
    document_title: str
    language: str | None
    links: dict[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()

    def first(self, *names: str) -> str | None:
        """The value of the first of these meta names that has one."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)

    def matching(self, names: re.Pattern[str]) -> list[str]:
        """The values of the meta names that match."""
        return [value for name, value in self.meta.items() if names.search(name)]

    def stated(self, *names: str) -> str | None:
        """The string of the first of these JSON-LD keys that has one, freed of markup."""
        for name in names:
            found = string_of(self.article.get(name))
            if found:
                return clean(html.unescape(found))
        return None

    def descriptions(self) -> list[str]:
        """What the page gives as its summary, in several places."""
        found = [
            self.stated("description", "alternativeHeadline", "abstract"),
            self.first("og:description"),
            self.first("description"),
            self.first("twitter:description"),
        ]
        return list(dict.fromkeys(text for text in found if text))


def gather(root: HtmlElement) -> Metadata:
    """The metadata of a parsed page."""
    meta: dict[str, str] = {}
    repeated: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            name, value = name.strip().lower(), clean(html.unescape(content[:_MAX_VALUE]))
            meta.setdefault(name, value)
            repeated.setdefault(name, []).append(value)
    for name, value in (*_on_cards(meta), *_for_parsely(meta)):
        meta.setdefault(name, value)
        repeated.setdefault(name, []).append(value)
    links: dict[str, str] = {}
    for element in root.iter("link"):
        target = element.get("href")
        for relation in (element.get("rel") or "").lower().split():
            if target:
                links.setdefault(relation, target.strip())
    title = next(root.iter("title"), None)
    document_title = clean("".join(title.itertext())) if title is not None else ""
    told = list(objects_of(root))
    return Metadata(
        meta=meta,
        repeated=repeated,
        article=article_object(root, told, f"{document_title} {meta.get('og:title', '')}"),
        document_title=document_title,
        language=_language(root, meta),
        links=links,
        kinds=kinds_of(told),
    )


def _on_cards(meta: dict[str, str]) -> list[tuple[str, str]]:
    """Who wrote the article, as a page states it for the cards of social networks."""
    said = ((meta.get(label, ""), meta.get(data)) for label, data in _CARDS)
    return [(WRITTEN_BY, name) for label, name in said if name and _WRITTEN.search(label)]


def _for_parsely(meta: dict[str, str]) -> list[tuple[str, str]]:
    """What a page states in one object for Parse.ly, below the names of single tags."""
    try:
        told = json.loads(meta.get("parsely-page", "null"))
    except (ValueError, RecursionError):
        return []
    if not isinstance(told, dict):
        return []
    names = told.get("authors") or told.get("author")
    found = [("parsely-author", name) for name in (names if isinstance(names, list) else [names])]
    found += [("parsely-pub-date", told.get("pub_date")), ("parsely-title", told.get("title"))]
    return [(key, clean(value)) for key, value in found if isinstance(value, str) and value]


def _language(root: HtmlElement, meta: dict[str, str]) -> str | None:
    for value in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        meta.get("content-language"),
        meta.get("language"),
        meta.get("og:locale"),
        meta.get("dc.language"),
    ):
        if value and value.strip():
            return value.strip()
    return None
