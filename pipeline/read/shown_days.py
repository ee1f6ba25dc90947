"""Days as a page shows them: marked-up times, datelines, attributes, scripts, lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.moments import Moment, moments_in, parse_time
from pipeline.read.wire import cut_dateline

__all__ = [
    "SAYS_UPDATED",
    "in_any_line",
    "in_attributes",
    "in_datelines",
    "in_scripts",
    "marked_as_updated",
    "marked_up",
    "value_of",
]

SAYS_UPDATED = re.compile(
    r"aktualisiert|geändert|änderung|überarbeitet|\bstand\b|updat|modified|edited|revised|corrected",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"date|time|publish|datum|zeit|byline|stand|meta|info|head", re.IGNORECASE
)
# Elements whose attributes hold a moment: components of scripts that write it out when they run.
_DATED: Callable[[HtmlElement], Any] = etree.XPath(
    "//body//*[@data-timestamp or @data-published or @data-publish-date or @data-published-at"
    " or @data-datetime or @data-date or @data-time or @data-pubdate or @data-utc]"
)
# Other articles' times stand in such; what is in none goes before them.
_ELSEWHERE: Callable[[HtmlElement], Any] = etree.XPath(
    "ancestor::aside | ancestor::nav | ancestor::footer[not(ancestor::article)]"
    " | ancestor::*[contains(@class, 'omment')]"
)
# Elements of scripts that write how long ago it was: <relative-time>, <time-ago>.
_TELLING: Callable[[HtmlElement], Any] = etree.XPath(
    "//body//*[contains(name(), '-') and contains(name(), 'time')]"
)
_ATTRIBUTE = re.compile(r"data-(?:timestamp|publi\S*|(?:pub-?)?date(?:time)?|time|utc)$")
_VALUE = (
    r"\\?[\"']\s*:\s*\\?[\"']?"
    r"(\d{4}[-/]\d\d[-/]\d\d[^\"'\\]{0,20}|\d\d\.\d\d\.\d{4}[^\"'\\]{0,12}|1\d{9}(?:\d{3})?)"
)
# The first moment of several before that of the last version.
_IN_SCRIPT = tuple(
    re.compile(rf"[\"'](?:(?:article|content|page|post)_?)?(?:{names}){_VALUE}", re.IGNORECASE)
    for names in (
        r"first_?publish(?:ed)?_?(?:at|date|on)?|original_?publish(?:ed)?_?date",
        r"date_?published|publish(?:ed)?_?(?:at|date|time|on)|(?:publication|pub)_?date",
        r"display_?date",
    )
)
_MAX_SCRIPT = 1_000_000
_MAX_TIMES = 40
_LONGEST_LINE = 100
_LONGEST_LABEL = 40
_SHORTEST_LABEL = 6  # "Mo., "


def in_datelines(near: list[str]) -> list[Moment]:
    """The days in datelines: "MEMPHIS, Nov. 18, 2026 -"."""
    cuts = (text[: cut_dateline(text).length] for text in near if len(text) > _LONGEST_LINE)
    return [moment for cut in cuts for _, moment in moments_in(cut)]


def in_attributes(root: HtmlElement) -> Iterator[str]:
    """The moments in attributes of elements, such as `data-timestamp`."""
    for element in _DATED(root)[:_MAX_TIMES]:
        yield from (value for key, value in element.attrib.items() if _ATTRIBUTE.match(key))
    for element in _TELLING(root)[:_MAX_TIMES]:
        yield element.get("datetime") or element.get("title") or ""


def in_scripts(root: HtmlElement) -> Iterator[str]:
    """The first moment of publication in the data of each script; for first versions first."""
    texts = [(script.text or "")[:_MAX_SCRIPT] for script in root.iter("script")]
    for pattern in _IN_SCRIPT:
        yield from (found[1] for found in map(pattern.search, texts) if found)


def value_of(element: HtmlElement) -> str:
    text = "".join(element.itertext())[:200]
    return element.get("datetime") or (text if text.strip() else element.get("title") or "")


def marked_up(root: HtmlElement, near: list[str]) -> list[str | Moment]:
    """Times in the markup: microdata first, then the <time> near the headline.

    Where there is none, a line near the headline that begins with the day, then any <time>.
    """
    found: list[str | Moment] = []
    for element in root.xpath(
        "//*[@itemprop='datePublished'] | //time[@pubdate]"
        " | //*[contains(@class, 'published')][@datetime or @title]"
    )[:5]:
        value = element.get("content") or element.get("datetime") or element.get("title")
        found.append(value or "".join(element.itertext())[:200])
    times = [each for number, each in enumerate(root.iter("time")) if number < _MAX_TIMES]
    times = [each for each in times if not _tells_update(each)] or times
    around = "\n".join(near)
    found += [value_of(each) for each in times if _text_of(each) in around][:1]
    found += [] if found else _beginning(near)
    found += [value_of(each) for each in times if not _ELSEWHERE(each)][:1]
    # hAtom: the only time that many old blogs mark up.
    updated = root.xpath("//*[contains(concat(' ', @class, ' '), ' updated ')]")[:1]
    return found + [value_of(each) for each in updated]


def marked_as_updated(root: HtmlElement) -> Iterator[str]:
    """The times of a change: by the vocabulary of schema.org, then those said to be such."""
    for element in root.xpath("//*[@itemprop='dateModified']")[:1]:
        yield element.get("content") or value_of(element)
    for number, element in enumerate(root.iter("time")):
        if number < _MAX_TIMES and _tells_update(element) and not _ELSEWHERE(element):
            yield value_of(element)


def _text_of(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split()) or "\0"


def _beginning(near: list[str]) -> list[Moment]:
    """The days with which short lines begin."""
    lines = (moments_in(line) for line in near if len(line) <= _LONGEST_LINE)
    return [told[0][1] for told in lines if told and len(told[0][0]) < _SHORTEST_LABEL]


def _tells_update(element: HtmlElement) -> bool:
    """Whether a <time> is said to be that of a change: by its names, its text or words before."""
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
    if "ublish" in names:
        return False
    around, sibling = element.getparent(), element.getprevious()
    before = around.text if sibling is None and around is not None else None
    if sibling is not None and sibling.tag != "time":
        before = sibling.tail if (sibling.tail or "").strip() else "".join(sibling.itertext())[-40:]
    told = f"{(before or '')[-_LONGEST_LABEL:]} {''.join(element.itertext())[:100]}"
    return bool(SAYS_UPDATED.search(names) or SAYS_UPDATED.search(told))


def in_any_line(root: HtmlElement) -> list[str]:
    """Short texts that look like the date line: in elements named for it, then anywhere."""
    named: list[str] = []
    others: list[str] = []
    for element in root.iter(
        *("p", "span", "div", "time", "li", "td", "small", "em", "i", "font", "b", "a"),
        *("nobr", "abbr", "strong", "dd", "dt", "cite", "h5", "h6", "center"),
    ):
        text = (element.text or "").strip()
        if not 6 <= len(text) <= 100 or not any(char.isdigit() for char in text):
            tails = [
                child.tail.strip() for child in element if child.tail and len(child.tail) <= 100
            ]
            text = next((tail for tail in tails if any(char.isdigit() for char in tail)), "")
            if len(text) < 6:
                continue
        if parse_time(text):
            own = f"{element.get('class') or ''} {element.get('id') or ''}"
            (named if _BYLINE_CLASS.search(own) else others).append(text)
        if len(named) + len(others) >= _MAX_TIMES:
            break
    return named + others
