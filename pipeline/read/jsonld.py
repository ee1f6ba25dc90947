"""The JSON-LD of a page: the one object among them that describes this article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from pipeline.read.wording import comparable

__all__ = [
    "addresses_of",
    "article_object",
    "kinds_of",
    "objects_of",
    "organisations_of",
    "people_of",
    "string_of",
    "strings_of",
]

_MAX_SCRIPT = 3_000_000
_MAX_OBJECTS = 2_000
_MAX_PEOPLE = 50
_MOST_SHOWN = 3
_PEOPLE = ("author", "creator", "publisher")
_ARTICLE_TYPES = re.compile(
    r"(^|[/#:])(\w*Article|BlogPosting|LiveBlogPosting|Report\w*|Review\w*|SocialMediaPosting)$"
)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
# What is tried one after the other: as it is, without a comment around it, without commas at ends.
_REPAIRS = ((None, ""), (_WRAPPING, ""), (_TRAILING_COMMA, r"\1"))


def article_object(
    root: HtmlElement, told: list[tuple[dict[str, Any], bool]], title_hint: str
) -> dict[str, Any]:
    """The article's own JSON-LD object, or an empty one.

    Where several objects claim to be articles (teasers of others), the one whose headline is in
    the page's own title or first headlines is taken; none where all have others. Where there is
    none to choose by its headline, the richest. `told` is what `objects_of` finds.
    """
    objects = [found for found, _ in told]
    headlines = (
        comparable("".join(each.itertext())) for each in islice(root.iter("h1"), _MOST_SHOWN)
    )
    hint = " ".join([comparable(title_hint), *headlines])

    def is_hinted(found: dict[str, Any]) -> bool:
        headline = _headline(found)
        return bool(headline) and headline[:25] in hint

    articles = [
        found for found, listed in told if _is_article(found) and (is_hinted(found) or not listed)
    ]
    titles = {_headline(found) for found in articles} - {""}
    if not articles or (len(titles) > 1 and not any(map(is_hinted, articles))):
        return {}

    def worth(found: dict[str, Any]) -> tuple[bool, int]:
        keys = ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage")
        return is_hinted(found), sum(1 for key in keys if found.get(key))

    best = max(articles, key=worth)
    known = {found["@id"]: found for found in objects if isinstance(found.get("@id"), str)}
    return {**best, **{key: _named(best[key], known) for key in _PEOPLE if key in best}}


def _headline(found: dict[str, Any]) -> str:
    """An object's headline in comparable words, "" for none."""
    told = string_of(found.get("headline")) or string_of(found.get("name")) or ""
    return comparable(html.unescape(told))


def _named(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    """A person or organisation given by its `@id` alone, replaced by what has that id."""
    if isinstance(value, list):
        return [_named(item, known) for item in value[:_MAX_PEOPLE]]
    if isinstance(value, dict) and not value.get("name"):
        number = value.get("@id")
        return known.get(number, value) if isinstance(number, str) else value
    return value


def kinds_of(told: list[tuple[dict[str, Any], bool]]) -> frozenset[str]:
    """The types of the objects that stand in no list, without the vocabulary's address."""
    return frozenset(
        re.split(r"[/#:]", kind)[-1]
        for found, listed in told
        if not listed
        for kind in strings_of(found.get("@type"))
    )


def objects_of(root: HtmlElement) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each object, and whether it stands in a list of several."""
    count = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        stack: list[tuple[Any, bool]] = [(_parsed(script.text or ""), False)]
        while stack and count < _MAX_OBJECTS:
            item, listed = stack.pop()
            if isinstance(item, list):
                stack.extend((each, listed) for each in reversed(item))
            elif isinstance(item, dict):
                count += 1
                yield item, listed
                stack.extend(
                    (item[key], listed or key == "itemListElement")
                    for key in ("mainEntity", "itemListElement", "item", "@graph")
                    if isinstance(item.get(key), (dict, list))
                )


def _parsed(script: str) -> Any:
    script = script[:_MAX_SCRIPT]
    for pattern, kept in _REPAIRS:
        script = pattern.sub(kept, script).strip() if pattern else script
        try:
            return json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _is_article(found: dict[str, Any]) -> bool:
    return any(_ARTICLE_TYPES.search(kind) for kind in strings_of(found.get("@type")))


def string_of(value: Any) -> str | None:
    """The first string in a JSON-LD value: itself, in a list, or as name or value."""
    for _ in range(4):
        if isinstance(value, str):
            return value.strip() or None
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value")
    return None


def strings_of(value: Any) -> list[str]:
    """All strings in a JSON-LD value that may be one or a list."""
    items = value if isinstance(value, list) else [value]
    found = (string_of(item) for item in items[:50])
    return [text for text in found if text]


def organisations_of(value: Any) -> list[str]:
    """The names of those in a JSON-LD value that are said to be no persons."""
    return [
        name
        for item in _dicts(value)
        if "Organization" in str(item.get("@type"))
        for name in people_of(item)
    ]


def addresses_of(value: Any) -> list[str]:
    """The addresses of persons' own pages in a JSON-LD value."""
    texts = [value, *(item.get(key) for item in _dicts(value) for key in ("url", "@id"))]
    return [text for text in texts if isinstance(text, str)]


def _dicts(value: Any) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:_MAX_PEOPLE] if isinstance(item, dict)]


def people_of(value: Any) -> list[str]:
    """The names in a JSON-LD value: strings, persons, organisations, lists of them in lists."""
    found: list[str] = []
    stack = [value]
    while stack and len(found) < _MAX_PEOPLE:
        item = stack.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, list):
            stack.extend(reversed(item[:_MAX_PEOPLE]))
        elif isinstance(item, dict):
            parts = [item.get("givenName"), item.get("familyName")]
            stack.append(item.get("name") or " ".join(x for x in parts if isinstance(x, str)))
    return found
