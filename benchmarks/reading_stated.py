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
from datetime import UTC, datetime
from typing import Any

from lxml import html

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"\w+")
_PUBLISHED = ("article:published_time", "datepublished", "og:article:published_time")
_AUTHOR = ("author", "article:author", "parsely-author", "dc.creator", "citation_author")
# "Erstellt am: 16.11.2026": a line that says of what the day is.
_SAID = re.compile(
    r"\b(?:veröffentlicht|erstellt|erschienen|publiziert|published|posted)(?: am| on)?:?\s+"
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """The texts of headings (h1), the days of publication, the sets of authors; all as letters."""

    headlines: frozenset[str]
    days: frozenset[str]
    authors: frozenset[frozenset[str]]


def stated_by(content: bytes) -> Stated:
    """What the page's h1, meta tags, JSON-LD and lines with a word for publication say."""
    root = html.fromstring(content, parser=html.HTMLParser(encoding=_encoding(content)))
    days: set[str] = set()
    authors: set[frozenset[str]] = set()
    listed: dict[str, list[str]] = {}
    for item in _articles(root):
        days |= _days(str(item.get("datePublished") or ""))
        authors.add(_people(item.get("author")))
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop")) or ""
        value = element.get("content") or ""
        if name.lower() in _PUBLISHED:
            days |= _days(value)
        if name.lower() in _AUTHOR:
            authors.add(_people([value]))
            listed.setdefault(name.lower(), []).append(value)
    authors |= {_people(values) for values in listed.values()}
    days |= set(_said(root))
    headlines = {
        letters("".join(str(part) for part in element.itertext())) for element in root.iter("h1")
    }
    return Stated(frozenset(headlines), frozenset(days), frozenset(authors - {frozenset()}))


def letters(text: str) -> str:
    """A text's words in lower case, without anything between them."""
    return "".join(_WORD.findall(text.lower()))


def _encoding(content: bytes) -> str | None:
    """UTF-8 where the bytes are that, whatever the page says or does not; else what it says."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _days(value: str) -> set[str]:
    """The day of a moment, as it is written and in UTC."""
    days = set(_DAY.findall(value)[:1])
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return days
    return days | ({moment.astimezone(UTC).date().isoformat()} if moment.tzinfo else set())


def _said(root: html.HtmlElement) -> Iterator[str]:
    """The days that lines of the page say to be those of publication."""
    for element in root.iter("p", "span", "div", "small", "time", "li"):
        found = _SAID.search(element.text or "")
        if found:
            yield f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"


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
