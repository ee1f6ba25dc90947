"""When an article was published and updated, and what says so.

JSON-LD before meta tags before marked-up times before the address before words in the text
(`shown_days.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from lxml.html import HtmlElement

from pipeline.read.metadata import Metadata
from pipeline.read.moments import Moment, as_day, day_in_url, days_in, moments_in, parse_time
from pipeline.read.relative_days import days_before
from pipeline.read.shown_days import (
    SAYS_UPDATED,
    in_any_line,
    in_attributes,
    in_datelines,
    in_scripts,
    marked_as_updated,
    marked_up,
    value_of,
)
from pipeline.read.wording import SENTENCE_END

__all__ = ["Seen", "published_and_updated"]

# Names that mean publication; the others below are used for the last change, too.
_PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
)  # fmt: skip
_MEANS_PUBLISHED = re.compile(
    r"(?:^|[^a-z])publish(?!er)|publi(?:cation|ziert)|pub_?-?date|(?:^|[._:-])pdate|issued|sailthru\.date|"
    r"citation_(?:online_)?date|erschien|veroeffentlich",
)
_DATED_NAMES = (
    "date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "ptime",
    "last-published", "dat", "displaydate", "datecreated", "release_date", "creation_date",
)  # fmt: skip
_UPDATED_NAMES = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "revision_date",
    "article:updated", "og:modified_time",
)  # fmt: skip
_MOST_SHOWN = 5
_ONE_DAY = timedelta(days=1)
_EASTMOST, _WESTMOST = timedelta(hours=14), timedelta(hours=12)  # zones before and behind UTC
_LONGEST_LINE = 100
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """When a page was got, and whether a server gave it then: words like "yesterday" count then."""

    at: datetime
    served: bool


_SAYS_PUBLISHED = re.compile(
    r"veröffentlich|erschienen|publiziert|erstellt|publi(?:shed|cation)|posted|issued|released",
    re.IGNORECASE,
)


def published_and_updated(
    metadata: Metadata, root: HtmlElement, url: str, near: list[str], seen: Seen
) -> tuple[Moment | None, str | None, Moment | None]:
    """Published, what it was taken from, and updated.

    `near` are the lines around the headline, where the day stands if nothing is marked up.
    Nothing later than a day after the page was `seen` is believed.
    """
    limit = seen.at + _ONE_DAY
    lines = _lines_with_labels(near)
    updated = _first_before(
        limit,
        _json_ld(metadata, "dateModified"),
        (metadata.first(name) for name in _UPDATED_NAMES),
        _said(lines, SAYS_UPDATED),
        marked_as_updated(root),
    )
    address = day_in_url(url)
    sources: tuple[tuple[str, Callable[[], Iterable[str | Moment | None]]], ...] = (
        ("meta", lambda: _shown_instead(metadata, root, lines, updated, seen)),
        ("json-ld", lambda: _json_ld(metadata, "datePublished", "dateCreated", "uploadDate")),
        ("meta", lambda: [metadata.first(name) for name in _PUBLISHED_NAMES]),
        ("meta", lambda: metadata.matching(_MEANS_PUBLISHED)),
        ("text", lambda: _said(lines, _SAYS_PUBLISHED)),
        ("text", lambda: _shown_before_change(metadata, lines)),
        ("text", lambda: _above_headline(metadata, near, seen)),
        ("meta", lambda: [metadata.first(name) for name in _DATED_NAMES]),
        ("text", lambda: marked_up(root, near)),
        ("url", lambda: [address]),
        ("text", lambda: [*_titled(metadata), *_said(lines), *_said(lines, SAYS_UPDATED)]),
        ("text", lambda: in_datelines(near)),
        ("text", lambda: in_attributes(root)),
        ("text", lambda: in_scripts(root)),
        ("text", lambda: days_before(lines, seen.at) if seen.served else []),
        ("text", lambda: in_any_line(root)),
    )
    for origin, values in sources:
        published = _first_before(limit, values())
        if published is not None:
            own = _own_day(published, address, lines)
            return own, origin, _only_later(updated, published)
    return updated, "meta" if updated is not None else None, None


def _json_ld(metadata: Metadata, *keys: str) -> list[str | None]:
    """The times in the article's JSON-LD; systems write them as strings or as seconds."""
    values = (metadata.article.get(key) for key in keys)
    told = [str(value) for value in values if isinstance(value, int)]
    return told + [metadata.stated(key) for key in keys]


def _shown_instead(
    metadata: Metadata, root: HtmlElement, lines: list[str], updated: Moment | None, seen: Seen
) -> list[Moment]:
    """What the meta tags say, where JSON-LD names another day that the page does not show.

    Or the moment of the last change, where its day is all that the page shows, and as the
    article's own: without a word of a change. Not on that day itself, which mastheads show.
    """
    limit = seen.at + _ONE_DAY
    told = _first_before(limit, (metadata.first(name) for name in _PUBLISHED_NAMES[:1]))
    stated = _first_before(limit, _json_ld(metadata, "datePublished")) or told
    others = {as_day(each) for each in (told, updated) if each is not None}
    if stated is None or others <= {as_day(stated)}:
        return []
    shown: set[date] = set()
    for number, element in enumerate(root.iter("time")):
        moment = parse_time(value_of(element)) if number < _MOST_SHOWN else None
        if moment is not None:
            shown.add(as_day(moment))
    if told and as_day(told) in shown and as_day(stated) not in shown:
        return [told]
    shown |= {as_day(moment) for line in lines for _, moment in moments_in(line)}
    plain = {as_day(moment) for moment in _said(_no_sentences(lines))}
    if updated is None or as_day(stated) in shown or as_day(updated) == as_day(seen.at):
        return []
    later = as_day(updated) - as_day(stated) > _ONE_DAY  # a day may be the other zone's
    return [updated] if later and as_day(updated) in plain else []


def _shown_before_change(metadata: Metadata, lines: list[str]) -> list[Moment]:
    """The day at the headline, where the day in the head is that of a later change."""
    changed = _first_before(date.max, (metadata.first(name) for name in _UPDATED_NAMES))
    told = _first_before(date.max, (metadata.first(name) for name in _DATED_NAMES))
    if changed is None or told is None or as_day(changed) != as_day(told):
        return []
    return [moment for moment in _said(_no_sentences(lines)) if as_day(moment) < as_day(told)]


def _above_headline(metadata: Metadata, near: list[str], seen: Seen) -> list[Moment]:
    """The day with which the line right above the headline ends, such as that of an issue.

    Where the head dates the page to another; not today's, which mastheads show.
    """
    told = _first_before(date.max, (metadata.first(name) for name in _DATED_NAMES))
    line = near[-1] if near else ""
    if told is None or len(line) > _LONGEST_LINE or not line[-1:].isdecimal():
        return []
    others = (as_day(told), as_day(seen.at))
    days = [moment for before, moment in moments_in(line) if len(before) < _LONGEST_LABEL]
    return [day for day in days if all(abs(as_day(day) - each) > _ONE_DAY for each in others)]


def _own_day(published: Moment, address: date | None, lines: list[str]) -> Moment:
    """The day that both the address and a line name, where a zone has it at the moment stated."""
    if address is None or not isinstance(published, datetime) or address == published.date():
        return published
    starts = datetime.combine(address, time(), UTC)
    is_there = starts - _EASTMOST <= published < starts + _ONE_DAY + _WESTMOST
    return address if is_there and any(address in days_in(line) for line in lines) else published


def _no_sentences(lines: list[str]) -> list[str]:
    return [line for line in lines if not SENTENCE_END.search(line)]


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
    says = _SAYS_PUBLISHED.search(line) or SAYS_UPDATED.search(line)
    return bool(says) and not any(map(str.isdecimal, line))


def _said(lines: list[str], label: re.Pattern[str] | None = None) -> list[Moment]:
    """The first moment with this label in each line; without a label, for `None`."""
    found = []
    for line in lines:
        for number, (before, moment) in enumerate(moments_in(line)):
            labelled = SAYS_UPDATED.search(before) or _SAYS_PUBLISHED.search(before)
            if label.search(before) if label else not (number or labelled):
                found.append(moment)
                break
    return found


def _titled(metadata: Metadata) -> list[Moment]:
    """The day at the end of the page's title, as some sites put it there."""
    return [moment for before, moment in moments_in(metadata.document_title)[-1:] if before]
