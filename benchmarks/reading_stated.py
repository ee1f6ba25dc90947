"""What a page itself says of title, day and authors, read without the reader that is measured.

Gold differs from such statements where an annotator took the day of the last change for that of
publication, the search engine's title for the headline, or left an author out. An answer that
the page states word for word is disputed, not wrong; `benchmarks/reading.py` counts those apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"\w+")
_PUBLISHED = ("article:published_time", "datepublished", "og:article:published_time")
_AUTHOR = ("author", "article:author", "parsely-author")


@dataclass(frozen=True, slots=True)
class Stated:
    """The texts of headings (h1), the days of publication, the sets of authors; all as letters."""

    headlines: frozenset[str]
    days: frozenset[str]
    authors: frozenset[frozenset[str]]


def stated_by(content: bytes) -> Stated:
    """What the page's h1, meta tags and JSON-LD say."""
    root = html.fromstring(content)
    days: set[str] = set()
    authors: set[frozenset[str]] = set()
    for item in _articles(root):
        days |= set(_DAY.findall(str(item.get("datePublished") or ""))[:1])
        authors.add(_people(item.get("author")))
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop")) or ""
        value = element.get("content") or ""
        if name.lower() in _PUBLISHED:
            days |= set(_DAY.findall(value)[:1])
        if name.lower() in _AUTHOR:
            authors.add(_people([value]))
    headlines = {
        letters("".join(str(part) for part in element.itertext())) for element in root.iter("h1")
    }
    return Stated(frozenset(headlines), frozenset(days), frozenset(authors - {frozenset()}))


def letters(text: str) -> str:
    """A text's words in lower case, without anything between them."""
    return "".join(_WORD.findall(text.lower()))


def _articles(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            stack = [json.loads(script.text or "", strict=False)]
        except ValueError:
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack.extend(item)
            elif isinstance(item, dict):
                if item.get("datePublished"):
                    yield item
                stack.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _people(value: Any) -> frozenset[str]:
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    told = [part for name in names if isinstance(name, str) for part in re.split(r"[,;]", name)]
    return frozenset(letters(name) for name in told if letters(name))
