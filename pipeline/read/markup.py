"""What the names in a page's markup (class, id) say about an element's text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = [
    "ASIDE",
    "BODY",
    "COMMENTS",
    "DROPPED_TAGS",
    "FALLBACK_TAGS",
    "FURNITURE",
    "HIDDEN",
    "INITIAL",
    "INLINE_TAGS",
    "KICKER",
    "LEAD",
    "MARGIN",
    "NEVER",
    "TEXT",
    "WINDOW",
    "is_for_scripts",
    "is_hidden",
    "said_by",
    "said_of",
]

_TABLES: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("markup.toml").read_text(encoding="utf-8")
)
INLINE_TAGS = frozenset(_TABLES["tags"]["inline_tags"].split())
# Shown only where scripts are not: kept where a page has nothing else.
FALLBACK_TAGS = frozenset({"noscript", "template"})
DROPPED_TAGS = frozenset(_TABLES["tags"]["dropped_tags"].split())
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
_ASIDE_TAGS = frozenset({"form", "figure", "address", "dialog"})
_BODY_TAGS = frozenset({"article", "main"})
_ASIDE_ROLES = frozenset(_TABLES["tags"]["aside_roles"].split())
_WINDOW_ROLES = frozenset({"dialog", "alertdialog"})
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)


# What a name says; several may hold. Plain bits: this is asked for every element of a page.
NOTHING = 0
ASIDE = 1  # something else than the article: related, share, byline, caption, ...
NEVER = 2  # something else for certain: consent managers, embedded posts
LEAD = 4
BODY = 8
KICKER = 16  # the small line over a headline
MARGIN = 32  # small print inside a paragraph
TEXT = 64  # the article's text, by the vocabulary of schema.org
INITIAL = 128  # the first letter of a paragraph, set large
COMMENTS = 256  # what readers say
FURNITURE = 512  # links to elsewhere, if it has no running text
HIDDEN = 1024  # not to be seen, by the element's own style
WINDOW = 2048  # opens over the page

_SAYS = {
    "ASIDE": ASIDE,
    "NEVER": NEVER,
    "LEAD": LEAD,
    "BODY": BODY,
    "KICKER": KICKER,
    "MARGIN": MARGIN,
    "INITIAL": INITIAL,
    "COMMENTS": COMMENTS,
    "FURNITURE": FURNITURE,
    "WINDOW": WINDOW,
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINT = re.compile(r"[^A-Za-z0-9äöüÄÖÜß]+")
_HIDING = frozenset({"hidden", "is-hidden", "is_hidden", "js-hidden", "u-hidden", "hide"})
_LONGEST = 400
_LONGEST_LABEL = 60
_LONGEST_JOINED = 3
# WordPress names an article's element for its tags and categories, whatever they are.
_TAXONOMIES = ("tag-", "category-", "post-", "type-", "status-", "format-", "topic-", "author-")

# Frameworks name how an element looks: "overflow-hidden" hides nothing but what runs over.
_LOOKS = ("overflow-", "!overflow-")


def _indexed(*, open_ended: bool) -> dict[str, int]:
    index: dict[str, int] = {}
    for name, words in _TABLES["says"].items():
        says = _SAYS[name]
        for word in words.split():
            if word.endswith("*") == open_ended:
                plain = word.rstrip("*").replace("-", "")
                index[plain] = index.get(plain, 0) | says
    return index


_WORDS = _indexed(open_ended=False)
_BEGINNINGS = _indexed(open_ended=True)
_SHORTEST = min(map(len, _BEGINNINGS))
_BY_FIRST_LETTERS: dict[str, list[tuple[str, int]]] = {}
for _beginning, _says in _BEGINNINGS.items():
    _BY_FIRST_LETTERS.setdefault(_beginning[:_SHORTEST], []).append((_beginning, _says))


def said_of(tag: str, attributes: Mapping[str, str]) -> int:
    """What tag, names, role and style of a block element say."""
    found = NOTHING
    if tag in _FURNITURE_TAGS:
        found = ASIDE | FURNITURE
    elif tag in _ASIDE_TAGS:
        found = ASIDE
    elif tag in _BODY_TAGS:
        found = BODY
    if not attributes:
        return found
    names, own_id = attributes.get("class"), attributes.get("id")
    if names:
        found |= said_by(names)
    if own_id:
        found |= _word(own_id[:_LONGEST])
    label = attributes.get("aria-label")
    if label and len(label) < _LONGEST_LABEL:
        found |= said_by(label) & ASIDE
    role = attributes.get("role")
    found |= ASIDE if role in _ASIDE_ROLES else NOTHING
    found |= WINDOW if role in _WINDOW_ROLES or tag == "dialog" else NOTHING
    if found & WINDOW and _is_closed(tag, attributes):
        found |= HIDDEN
    found |= ASIDE | HIDDEN if is_hidden(attributes) else NOTHING
    if "articlebody" in attributes.get("itemprop", "").lower():
        found = (found & ~(ASIDE | NEVER)) | TEXT
    return found


def _is_closed(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a window is one that a script has yet to open."""
    names = set((attributes.get("class") or "").split())
    faded = "fade" in names and names.isdisjoint(("show", "in"))
    shut = tag == "dialog" and "open" not in attributes
    return faded or shut or attributes.get("aria-hidden") == "true"


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is hidden by its own attributes."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


@lru_cache(maxsize=4_096)
def is_for_scripts(names: str) -> bool:
    """Whether a class says that an element is hidden until a script shows it, on every screen."""
    told = names.split()
    return not _HIDING.isdisjoint(told) and not any(":" in name for name in told)


@lru_cache(maxsize=20_000)
def said_by(names: str) -> int:
    """What the class of an element says."""
    found = NOTHING
    filed = "hentry" in names or "status-publish" in names or "type-post" in names
    for name in names[:_LONGEST].split():
        if not (filed and name.startswith(_TAXONOMIES)) and not name.startswith(_LOOKS):
            found |= _word(name)
    return found


@lru_cache(maxsize=50_000)
def _word(name: str) -> int:
    jointed = name if name.islower() else _HUMP.sub("-", name)
    parts = _JOINT.sub("-", jointed).lower().strip("-").split("-")
    found = NOTHING
    for start in range(len(parts)):
        joined = ""
        for part in parts[start : start + _LONGEST_JOINED]:
            joined += part
            found |= _WORDS.get(joined, 0)
        for beginning, says in _BY_FIRST_LETTERS.get(joined[:_SHORTEST], ()):
            if joined.startswith(beginning):
                found |= says
    return found
