"""Names in elements that a page's markup says are its author's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.page_data import PERSON
from pipeline.read.people import labels_author, names_in, says_help
from pipeline.read.wire import agency_in
from pipeline.read.wording import clean

__all__ = ["is_signed", "names_marked", "without_day", "without_helpers"]

_Finds = Callable[[HtmlElement], Any]
_DAY = re.compile(
    r"[\s(](?:\d{1,2}/\d{1,2}/\d{2,4}|(?:am|on) (?:\d|\w+ \d)|"
    r"(?:last )?(?:updated|published|posted|aktualisiert|veröffentlicht|stand)\b)"
    r".*$|\s[-–—|·•]\s.*\d{4}.*$|\s\w+\.? \d{1,2}, \d{4}.*$|"
    r",?\s\d{1,2}\.\s?(?:\S+ |\d{1,2}\.)\d{4}.*$",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|authors?|autor(?:en|in)?|verfasser(?:in)?|writers?|redakteur(?:in)?|"
    r"[ck]olumnist(?:in)?|reporter(?:in)?|contributors?)(?:-?_*(?:names?|link|title|info|box|bio|card|kasten|zeile|line))?(?:$|[\s_-])",
    re.IGNORECASE,
)
# One of these is in all that the pattern above finds, and in few other names.
_WRITING = (
    "line", "autho", "autor", "verfasser", "writer", "redakteur", "olumnist", "reporter",
    "contributor",
)  # fmt: skip
_NOT_WRITING = re.compile(r"follow|btn|button|bild|image|fotos?\b|photo|foto-?autor", re.IGNORECASE)
# The attributes in which an element is said to be an author's, and those that name it.
_ROLES = ("itemprop", "property", "rel")
_NAMES = ("class", "data-testid", "data-component")
_ELSEWHERE: _Finds = etree.XPath(
    "ancestor::aside | ancestor::nav | ancestor::footer[not(ancestor::article)]"
    " | ancestor::*[contains(@class, 'omment')]"
)
_NAMES_WITHIN: tuple[_Finds, ...] = tuple(
    map(
        etree.XPath,
        (
            ".//*[@itemprop='name' or contains(@property, 'name')]",
            ".//*[contains(@class, 'name')]",
            ".//a[normalize-space()]",
            ".//text()[contains(normalize-space(), ' ')]",
            "self::*",
        ),
    )
)
_HEADLINE: _Finds = etree.XPath("boolean(.//h1)")
_LINKED_HEADLINES: _Finds = etree.XPath(
    ".//*[self::h2 or self::h3 or self::h4][.//a or ancestor::a]"
)
_HELPERS: _Finds = etree.XPath("//body//*[contains(@class, 'ontribut')]")
_CARD_WITHIN = 3
_LONGEST_LINE = 80
_MOST_MARKED = 40
_MOST = 12


def without_day(text: str) -> str:
    """A byline without the day behind it."""
    return _DAY.sub("", text)


def names_marked(root: HtmlElement) -> list[str]:
    """Names in elements that are marked up as author, the first of the page."""
    candidates = 0
    for element in _body_of(root):
        told = element.items()
        marked = any(key in _ROLES and _is_role(value) for key, value in told)
        names = " ".join([value for key, value in told if key in _NAMES])
        if not marked and not (names and _is_byline(names)):
            continue
        candidates += 1
        if candidates > _MOST_MARKED:
            break
        if _ELSEWHERE(element):
            continue
        for within in _NAMES_WITHIN:
            text = without_day("; ".join(map(_told, within(element))))
            found = names_in(text) if len(text) <= _LONGEST_LINE else []
            if not marked and not labels_author(text):
                found = [name for name in found if PERSON.match(name) or is_signed(name)]
            if found and not _on_card(element, found[0]):
                return [*found, *_alike_beside(element)]
    return []


def without_helpers(root: HtmlElement, names: list[str]) -> list[str]:
    """The names without those in an element that is said to name who helped."""
    boxes = (clean(" ".join(each.itertext())) for each in _HELPERS(root)[:_MOST])
    helped = [text for text in boxes if says_help(text)]
    wrote = [name for name in names if not any(name in text for text in helped)]
    return wrote or names


def _on_card(element: HtmlElement, name: str) -> bool:
    """Whether an element stands with the linked headline of another article."""
    around = element.getparent()
    for _ in range(_CARD_WITHIN):
        if around is None or around.tag in ("body", "main") or _HEADLINE(around):
            return False
        if any(name not in "".join(heading.itertext()) for heading in _LINKED_HEADLINES(around)):
            return True
        around = around.getparent()
    return False


def is_signed(name: str) -> bool:
    """Whether a name is an agency, or the marks of several with one among them: "dpa/cb"."""
    return " " not in name and any(map(agency_in, name.split("/")))


def _told(part: HtmlElement | str) -> str:
    if isinstance(part, str):
        return clean(part)
    return clean(part.get("content") or " ".join(part.itertext()))


def _alike_beside(element: HtmlElement) -> list[str]:
    """The persons in the elements after one that are marked up as it is: one element a name."""
    around = element.getparent()
    while around is not None and around.tag in ("li", "span") and len(around) == 1:
        around = around.getparent()
    names = element.get("class")
    if around is None or not names or len(element):
        return []
    alike = [each for each in around.iter(element.tag) if each.get("class") == names]
    told = [names_in(clean("".join(each.itertext()))) for each in alike[:_MOST] if each != element]
    return [name for names in told for name in names if PERSON.fullmatch(name)]


def _body_of(root: HtmlElement) -> Iterable[HtmlElement]:
    """The elements in a page's body, in order."""
    body = next(root.iter("body"), None)
    return () if body is None else body.iterdescendants("*")


def _is_role(values: str) -> bool:
    """Whether properties or relations are those of an author, in any vocabulary."""
    return "author" in values or "creator" in values


@lru_cache(maxsize=4_096)
def _is_byline(names: str) -> bool:
    """Whether the class or another name of an element says that it names authors."""
    if not any(map(names.lower().__contains__, _WRITING)):
        return False
    return bool(_BYLINE.search(_HUMP.sub("-", names))) and not _NOT_WRITING.search(names)
