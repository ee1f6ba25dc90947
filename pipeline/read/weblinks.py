"""Addresses in a page: its canonical one, and the next page of an article in several pages."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline.documents import Page
from pipeline.read.decoding import decode
from pipeline.read.metadata import Metadata
from pipeline.read.parsing import parse

__all__ = ["canonical_url", "first_page", "next_page", "same_host"]

_NEXT_TEXT = re.compile(
    r"^(?:nächste seite|zur nächsten seite|weiter zu seite|seite \d+|weiterlesen auf seite \d+|"
    r"weiter(?:lesen)?|next page|continue to page|(?:go to )?page \d+|next|\d{1,2}$)\b[\s»›>→]*",
    re.IGNORECASE,
)
# What follows the address of an article's first page in that of another: "-2.html", "?page=3".
_NUMBERED = (
    r"(?:\.html?)?/?(?:(?:(?:[?/_-]|&)(?:page|seite|p|pg|s)[=/_-]?|[/,])(?P<number>\d{1,2})"
    r"(?:\.html?)?/?|[_-](?P<suffix>\d{1,2})\.html?)"
)
_PAGE_NUMBER = re.compile(_NUMBERED, re.IGNORECASE)
_ENDS_NUMBERED = re.compile(_NUMBERED + "$", re.IGNORECASE)
_FIRST_PAGE = re.compile(r"(?:[?&/_-](?:page|seite|p|pg|s)[=/_-]?1)?(?:\.html?)?/?$", re.IGNORECASE)
# Most pages hold no link to a next page, which shows without parsing them.
_NUMBERED_BYTES = re.compile(_NUMBERED.replace("&", "(?:&|&amp;)").encode(), re.IGNORECASE)
_RELATIVE = re.compile(
    rb"href\s?=\s?[\"']?(?:\./|\?|page|seite|\d)[^\"'\s<>]{0,40}?\d[\"'/\s>.]", re.IGNORECASE
)
_MOST_LOOKED_AT = 1_000
_LONGEST = 2_000
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "gv", "net", "or", "org"})


def canonical_url(metadata: Metadata, final_url: str) -> str:
    """The article's own address: what the page states, where it is on the same site."""
    candidates = (metadata.links.get("canonical"), metadata.first("og:url"), metadata.stated("url"))
    for candidate in candidates:
        address = _absolute(final_url, candidate)
        if address and _same_site(address, final_url) and _names_a_page(address, final_url):
            return address
    return final_url


def next_page(page: Page, first: str | None = None) -> str | None:
    """The address of the next page of an article in several pages; `None` on the last.

    `first` is the address of the article's first page; `None` where this is it. The next page
    has the first one's address with the next number and is on the same host.
    """
    first = first or page.final_url
    if not _may_go_on(page.content, first):
        return None
    markup = decode(page.content, page.headers)
    root = parse(markup) if markup else None
    if root is None:
        return None
    wanted = 1 + (_number(page.final_url, first) or 1)
    for element in root.iter("link", "a"):
        address = _absolute(page.final_url, element.get("href")) if _goes_on(element) else None
        if address and _number(address, first) == wanted and same_host(address, first):
            return address
    return None


def first_page(page: Page) -> str | None:
    """The address of the first page of the article that this one continues; `None` for none.

    It has this one's address without the number, and this page links to it.
    """
    if not _ENDS_NUMBERED.search(page.final_url):
        return None
    markup = decode(page.content, page.headers)
    root = parse(markup) if markup else None
    if root is None:
        return None
    for element in root.iter("link", "a"):
        address = _absolute(page.final_url, element.get("href"))
        if address and (_number(page.final_url, address) or 0) > 1:
            return address
    return None


def _may_go_on(content: bytes, first: str) -> bool:
    """Whether the bytes hold an address that could be the next page's."""
    if _RELATIVE.search(content):
        return True
    path, _, query = _stem(first).partition("?")
    own = (path.rsplit("/", 1)[-1] or query).encode()
    place = content.find(own)
    for _ in range(_MOST_LOOKED_AT):
        if place < 0 or _NUMBERED_BYTES.match(content, place + len(own)):
            break
        place = content.find(own, place + 1)
    return bool(own) and place >= 0


def _goes_on(element: HtmlElement) -> bool:
    """Whether a link says that it leads to the next page."""
    if "next" in (element.get("rel") or "").lower().split():
        return True
    if element.tag != "a":
        return False
    text = " ".join("".join(element.itertext()).split())
    return len(text) < 40 and bool(_NEXT_TEXT.match(text))


def _number(address: str, first: str) -> int | None:
    """Which page of the article that begins at `first` an address is; `None` for none."""
    stem = _stem(first)
    for base in (first.rstrip("/"), stem, stem.split("?", maxsplit=1)[0]):
        found = _PAGE_NUMBER.fullmatch(address, len(base)) if address.startswith(base) else None
        if found and base.count("/") > 2 and not base.endswith("/"):
            return int(found["number"] or found["suffix"])
    return None


def _stem(first: str) -> str:
    """What the addresses of all pages of an article have in common."""
    return _FIRST_PAGE.sub("", first)


def same_host(one: str, other: str) -> bool:
    """Whether two addresses have scheme, host and port in common."""
    left, right = urlsplit(one), urlsplit(other)
    return (left.scheme, left.netloc) == (right.scheme, right.netloc)


def _absolute(base: str, address: str | None) -> str | None:
    if not address or len(address) > _LONGEST:
        return None
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return (
        parts._replace(fragment="").geturl()
        if parts.scheme in ("http", "https") and parts.netloc
        else None
    )


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses share their registered name, roughly: the last labels of the host."""
    try:
        left, right = urlsplit(one).hostname or "", urlsplit(other).hostname or ""
    except ValueError:
        return False
    return left == right or _registered(left) == _registered(right)


def _registered(host: str) -> list[str]:
    """The last two labels, three below "co.uk" and its like; the whole of a number."""
    labels = host.split(".")
    if labels[-1].isdecimal():
        return labels
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return labels[-3:] if second else labels[-2:]


def _names_a_page(candidate: str, final_url: str) -> bool:
    """A canonical address that is the front page is the mistake of a template."""
    return len(urlsplit(candidate).path.strip("/")) > 0 or not urlsplit(final_url).path.strip("/")
