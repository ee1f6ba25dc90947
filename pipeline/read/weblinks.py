"""Addresses in a page: its canonical one, and the next page of an article in several pages."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline.documents import Page
from pipeline.read.decoding import decode
from pipeline.read.metadata import Metadata
from pipeline.read.parsing import parse

__all__ = ["canonical_url", "next_page"]

_NEXT_TEXT = re.compile(
    r"^(?:nächste seite|zur nächsten seite|weiter zu seite|seite \d+|weiterlesen auf seite \d+|"
    r"weiter|next page|continue to page|page \d+|next)\b[\s»›>→]*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:[?&/_-](?:page|seite|p|pg|s)[=/_-]?|/|,)(\d{1,2})(?:\.html?)?/?$", re.IGNORECASE
)
_LONGEST = 2_000


def canonical_url(metadata: Metadata, final_url: str) -> str:
    """The article's own address: what the page states, where it is on the same site."""
    candidates = (metadata.links.get("canonical"), metadata.first("og:url"), metadata.stated("url"))
    for candidate in candidates:
        address = _absolute(final_url, candidate)
        if address and _same_site(address, final_url) and _names_a_page(address, final_url):
            return address
    return final_url


def next_page(page: Page) -> str | None:
    """The address of the next page of an article in several pages; `None` on the last."""
    markup = decode(page.content, page.headers)
    root = parse(markup) if markup else None
    if root is None:
        return None
    for element in root.iter("link", "a"):
        if "next" in (element.get("rel") or "").lower().split():
            found = _continuation(page.final_url, element)
            if found:
                return found
    for element in root.iter("a"):
        text = " ".join("".join(element.itertext()).split())
        if len(text) < 40 and _NEXT_TEXT.match(text):
            found = _continuation(page.final_url, element)
            if found:
                return found
    return None


def _continuation(base: str, element: HtmlElement) -> str | None:
    """The link's address where it is this article's address with the next number."""
    address = _absolute(base, element.get("href"))
    if not address or address == base or not _same_site(address, base):
        return None
    there, here = _PAGE_NUMBER.search(address), _PAGE_NUMBER.search(base)
    if there is None:
        return None
    stem = (
        base[: here.start()]
        if here
        else base.split("?", maxsplit=1)[0].rstrip("/").removesuffix(".html")
    )
    current = int(here[1]) if here and address.startswith(stem) else 1
    return address if address.startswith(stem) and int(there[1]) == current + 1 else None


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
    """Whether two addresses share their registered name, roughly: the last two labels."""
    try:
        left, right = urlsplit(one).hostname or "", urlsplit(other).hostname or ""
    except ValueError:
        return False
    return left == right or left.split(".")[-2:] == right.split(".")[-2:]


def _names_a_page(candidate: str, final_url: str) -> bool:
    """A canonical address that is the front page is the mistake of a template."""
    return len(urlsplit(candidate).path.strip("/")) > 0 or not urlsplit(final_url).path.strip("/")
