"""When an article was published and updated, and what says so.

JSON-LD before meta tags before marked-up times before the address before words in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from lxml.html import HtmlElement

from pipeline.read.metadata import Metadata

__all__ = ["day_in_url", "parse_time", "published_and_updated"]

Moment = date | datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jan jänner jän", "february februar feb feber",
            "march märz mrz mar maerz",
            "april apr", "may mai", "june juni jun", "july juli jul", "august aug",
            "september sep sept", "october oktober oct okt", "november nov",
            "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = (
    r"(?:[,|\-–—\s]{0,4}(?:um|at|[-–—|])?\s*"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m)?)?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})\d{0,2})?(?P<zone>Z)?$"
)
_DOTTED = re.compile(
    r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d{2}|\d{2})\b" + _CLOCK,
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<name>{_NAMES})\.?,?\s+(?P<year>(?:19|20)\d{{2}})"
    + _CLOCK,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<name>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{{2}})"
    + _CLOCK,
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d{2})\b" + _CLOCK, re.IGNORECASE
)
_WRITTEN = (_DOTTED, _DAY_FIRST, _MONTH_FIRST, _SLASHED)
_EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
_URL_DAY = re.compile(
    r"(?:^|[/_.-])(?P<year>(?:19|20)\d{2})[/_-]?(?P<month>0[1-9]|1[0-2]|[1-9](?=[/_-])|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_-]?(?P<day>0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?=$|[/_.-])",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"date|time|publish|datum|zeit|byline|stand|meta|info|head", re.IGNORECASE
)
_PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "date", "dc.date.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "dcterms.issued", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate", "publish-date", "publish_date", "publication_date", "publishdate", "published_time",
    "article.published", "originalpublicationdate", "cxenseparse:publishtime", "bt:pubdate",
    "ptime", "last-published", "dat", "citation_publication_date", "citation_online_date",
    "displaydate",
    "datecreated", "rnews:datepublished", "release_date", "creation_date", "vr:published_time",
)  # fmt: skip
_UPDATED_NAMES = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "revision_date",
    "article:updated", "og:modified_time",
)  # fmt: skip
_EARLIEST = 1990
_MAX_TIMES = 40
_LONGEST_LINE = 100


def parse_time(text: str) -> Moment | None:
    """A date or a time as pages write it, in UTC where it has a clock time; `None` for others.

    A clock time without a zone is taken for UTC: the day is what counts.
    """
    text = text.strip()[:120]
    if _EPOCH.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    match = _ISO.search(text) or _COMPACT.match(text)
    if match:
        return _moment(match.groupdict())
    return _written(text)


def _written(text: str) -> Moment | None:
    found = [match for pattern in _WRITTEN if (match := pattern.search(text))]
    if not found:
        return None
    return _moment(min(found, key=lambda match: match.start()).groupdict())


def _moment(parts: dict[str, str | None]) -> Moment | None:
    name = parts.get("name")
    month = _MONTHS[name.lower()] if name else int(parts["month"] or 0)
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000
    try:
        day = date(year, month, int(parts["day"] or 0))
    except ValueError:
        return None
    if year < _EARLIEST:
        return None
    if parts.get("hour") is None:
        return day
    if parts.get("zone") and not int(parts["hour"] or 0) and not int(parts["minute"] or 0):
        return day  # midnight sharp is how systems write a day
    hour, minute = int(parts["hour"] or 0), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()
    hour = hour % 12 + (12 if half.startswith("p") else 0) if half else hour
    zone = _offset(parts.get("zone"))
    if hour > 23 or minute > 59 or zone is None:
        return day
    second = min(int(parts.get("second") or 0), 59)
    moment = datetime(year, month, day.day, hour, minute, second, tzinfo=UTC)
    try:
        return moment - zone
    except OverflowError:
        return day


def _offset(zone: str | None) -> timedelta | None:
    if not zone or not zone.startswith(("+", "-")):
        return timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset


def day_in_url(url: str) -> date | None:
    """The day in an address such as /2026/11/23/ or -20261123."""
    match = _URL_DAY.search(url[url.rfind("://") :].split("?", maxsplit=1)[0])
    if not match:
        return None
    month = match["month"].lower()
    try:
        return date(int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None


def published_and_updated(
    metadata: Metadata, root: HtmlElement, url: str, near: list[str], limit: Moment
) -> tuple[Moment | None, str | None, Moment | None]:
    """Published, what it was taken from, and updated.

    `near` are the lines around the headline, where the day stands if nothing is marked up.
    Nothing later than `limit` (when the page was fetched, plus a day) is believed.
    """
    updated = _first_before(
        limit,
        [metadata.stated("dateModified")],
        (metadata.first(name) for name in _UPDATED_NAMES),
    )
    sources: tuple[tuple[str, Callable[[], Iterable[str | None]]], ...] = (
        ("json-ld", lambda: [metadata.stated("datePublished", "dateCreated", "uploadDate")]),
        ("meta", lambda: [metadata.first(name) for name in _PUBLISHED_NAMES]),
        ("text", lambda: _marked_up(root)),
    )
    for origin, values in sources:
        published = _first_before(limit, values())
        if published is not None:
            return published, origin, _only_later(updated, published)
    day = day_in_url(url)
    if day is not None and _as_day(day) <= _as_day(limit):
        return day, "url", _only_later(updated, day)
    said = [line for line in near if len(line) <= _LONGEST_LINE and _written(line)]
    published = _first_before(limit, said) or _first_before(limit, _byline_words(root))
    if published is not None:
        return published, "text", _only_later(updated, published)
    if updated is not None:
        return updated, "meta", None
    return None, None, None


def _only_later(updated: Moment | None, published: Moment) -> Moment | None:
    if updated is None or updated == published or _as_day(updated) < _as_day(published):
        return None
    return updated


def _first_before(limit: Moment, *groups: Iterable[str | None]) -> Moment | None:
    for values in groups:
        for value in values:
            moment = parse_time(value) if value else None
            if moment is not None and _as_day(moment) <= _as_day(limit):
                return moment
    return None


def _as_day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _marked_up(root: HtmlElement) -> list[str]:
    """Times in the markup: microdata first, then the first <time> of the page's main part."""
    found: list[str] = []
    for element in root.xpath(
        "//*[@itemprop='datePublished'] | //time[@pubdate]"
        " | //*[contains(@class, 'published')][@datetime or @title]"
    )[:5]:
        value = element.get("content") or element.get("datetime") or element.get("title")
        found.append(value or "".join(element.itertext())[:200])
    for number, element in enumerate(root.iter("time")):
        if number >= _MAX_TIMES:
            break
        if element.get("itemprop") == "dateModified":
            continue
        found.append(element.get("datetime") or "".join(element.itertext())[:200])
        break
    # hAtom: the only time that many old blogs mark up.
    updated = root.xpath("//*[contains(concat(' ', @class, ' '), ' updated ')]")[:1]
    found += [each.get("datetime") or "".join(each.itertext())[:200] for each in updated]
    return found


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
        if _written(text) or _ISO.search(text):
            own = f"{element.get('class') or ''} {element.get('id') or ''}"
            (named if _BYLINE_CLASS.search(own) else others).append(text)
        if len(named) + len(others) >= _MAX_TIMES:
            break
    return named + others
