"""When an article was published and updated, and what says so.

JSON-LD before meta tags before marked-up times before the address before words in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from lxml.html import HtmlElement

from pipeline.read.metadata import Metadata
from pipeline.read.moments import Moment, as_day, day_in_url, moments_in, parse_time

__all__ = ["published_and_updated"]

_BYLINE_CLASS = re.compile(
    r"date|time|publish|datum|zeit|byline|stand|meta|info|head", re.IGNORECASE
)
# Names that mean publication; the others below are used for the last change, too.
_PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "pubdate", "publish-date", "publish_date", "publication_date", "publishdate", "published_time",
    "article.published", "originalpublicationdate", "cxenseparse:publishtime", "bt:pubdate",
    "citation_publication_date", "citation_online_date", "rnews:datepublished",
    "vr:published_time", "dcterms.issued", "dc.date.issued",
)  # fmt: skip
_DATED_NAMES = (
    "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "ptime",
    "last-published", "dat", "displaydate", "datecreated", "release_date", "creation_date",
)  # fmt: skip
_UPDATED_NAMES = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "revision_date",
    "article:updated", "og:modified_time",
)  # fmt: skip
_MAX_TIMES = 40
_MOST_SHOWN = 5
_LONGEST_LINE = 100
_LONGEST_LABEL = 40
_SHORTEST_LABEL = 6  # "Mo., "
_SAYS_UPDATED = re.compile(
    r"aktualisiert|geändert|änderung|überarbeitet|\bstand\b|updat|modified|edited|revised|corrected",
    re.IGNORECASE,
)
_SAYS_PUBLISHED = re.compile(
    r"veröffentlicht|erschienen|publiziert|erstellt|publi(?:shed|cation)|posted|issued|released",
    re.IGNORECASE,
)


def published_and_updated(
    metadata: Metadata, root: HtmlElement, url: str, near: list[str], limit: Moment
) -> tuple[Moment | None, str | None, Moment | None]:
    """Published, what it was taken from, and updated.

    `near` are the lines around the headline, where the day stands if nothing is marked up.
    Nothing later than `limit` (when the page was fetched, plus a day) is believed.
    """
    updated = _first_before(
        limit,
        _json_ld(metadata, "dateModified"),
        (metadata.first(name) for name in _UPDATED_NAMES),
    )
    lines = _lines_with_labels(near)
    address = day_in_url(url)
    sources: tuple[tuple[str, Callable[[], Iterable[str | Moment | None]]], ...] = (
        ("meta", lambda: _shown_instead(metadata, root, limit)),
        ("json-ld", lambda: _json_ld(metadata, "datePublished", "dateCreated", "uploadDate")),
        ("meta", lambda: [metadata.first(name) for name in _PUBLISHED_NAMES]),
        ("text", lambda: _said(lines, _SAYS_PUBLISHED)),
        ("meta", lambda: [metadata.first(name) for name in _DATED_NAMES]),
        ("text", lambda: _marked_up(root, near)),
        ("url", lambda: [address]),
        ("text", lambda: [*_titled(metadata), *_said(lines), *_said(lines, _SAYS_UPDATED)]),
        ("text", lambda: _byline_words(root)),
    )
    for origin, values in sources:
        published = _first_before(limit, values())
        if published is not None:
            return published, origin, _only_later(updated, published)
    return updated, "meta" if updated is not None else None, None


def _json_ld(metadata: Metadata, *keys: str) -> list[str | None]:
    """The times in the article's JSON-LD; systems write them as strings or as seconds."""
    values = (metadata.article.get(key) for key in keys)
    return [str(value) for value in values if isinstance(value, int)] + [metadata.stated(*keys)]


def _shown_instead(metadata: Metadata, root: HtmlElement, limit: Moment) -> list[Moment]:
    """What the meta tags say, where JSON-LD names another day that the page does not show."""
    told = _first_before(limit, (metadata.first(name) for name in _PUBLISHED_NAMES[:1]))
    stated = _first_before(limit, _json_ld(metadata, "datePublished"))
    if told is None or stated is None or as_day(told) == as_day(stated):
        return []
    shown: set[date] = set()
    for number, element in enumerate(root.iter("time")):
        moment = parse_time(_value(element)) if number < _MOST_SHOWN else None
        if moment is not None:
            shown.add(as_day(moment))
    return [told] if as_day(told) in shown and as_day(stated) not in shown else []


def _only_later(updated: Moment | None, published: Moment) -> Moment | None:
    if updated is None or updated == published or as_day(updated) < as_day(published):
        return None
    return updated


def _first_before(limit: Moment, *groups: Iterable[str | Moment | None]) -> Moment | None:
    for values in groups:
        for value in values:
            moment = parse_time(value) if isinstance(value, str) else value
            if moment is not None and as_day(moment) <= as_day(limit):
                return moment
    return None


def _lines_with_labels(near: list[str]) -> list[str]:
    """Short lines; one that only says what follows ("Erschienen am:") is put before the next."""
    lines = [line for line in near if len(line) <= _LONGEST_LINE]
    return [
        f"{before} {line}" if len(before) < _LONGEST_LABEL and _is_label(before) else line
        for before, line in zip(["", *lines], lines, strict=False)
    ]


def _is_label(line: str) -> bool:
    says = _SAYS_PUBLISHED.search(line) or _SAYS_UPDATED.search(line)
    return bool(says) and not any(map(str.isdecimal, line))


def _said(lines: list[str], label: re.Pattern[str] | None = None) -> list[Moment]:
    """The first moment with this label in each line; without a label, for `None`."""
    found = []
    for line in lines:
        for number, (before, moment) in enumerate(moments_in(line)):
            labelled = _SAYS_UPDATED.search(before) or _SAYS_PUBLISHED.search(before)
            if label.search(before) if label else not (number or labelled):
                found.append(moment)
                break
    return found


def _titled(metadata: Metadata) -> list[Moment]:
    """The day at the end of the page's title, as some sites put it there."""
    return [moment for before, moment in moments_in(metadata.document_title)[-1:] if before]


def _value(element: HtmlElement) -> str:
    text = "".join(element.itertext())[:200]
    return element.get("datetime") or (text if text.strip() else element.get("title") or "")


def _marked_up(root: HtmlElement, near: list[str]) -> list[str | Moment]:
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
    found += [_value(each) for each in times if _text_of(each) in around][:1]
    found += [] if found else _beginning(near)
    found += [_value(each) for each in times[:1]]
    # hAtom: the only time that many old blogs mark up.
    updated = root.xpath("//*[contains(concat(' ', @class, ' '), ' updated ')]")[:1]
    return found + [_value(each) for each in updated]


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
    return bool(_SAYS_UPDATED.search(names) or _SAYS_UPDATED.search(told))


def _byline_words(root: HtmlElement) -> list[str]:
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
