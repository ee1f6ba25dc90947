"""Pages that list articles ("all our news") to links, by the pattern of their addresses."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from pipeline.documents import Link, Page
from pipeline.sources.canonical import canonical_url

__all__ = ["listing_links"]

_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def listing_links(page: Page, source: str, pattern: re.Pattern[str]) -> tuple[Link, ...]:
    """The links of a page whose address the pattern is found in, each once, in page order.

    The longest text that links to an address is taken for its title.
    """
    parser = lxml.html.HTMLParser(encoding=_charset(page), no_network=True)
    try:
        root = lxml.html.document_fromstring(page.content, parser=parser)
    except (etree.LxmlError, ValueError):
        return ()
    base = _base(root, page.final_url)
    titles: dict[str, str] = {}
    for anchor in root.iter("a"):
        address = _resolve(base, anchor.get("href") or "")
        if address and pattern.search(address):
            title = " ".join("".join(map(str, anchor.itertext())).split())
            titles[address] = max(titles.get(address, ""), title, key=len)
    return tuple(Link(url, source, title or None) for url, title in titles.items())


def _charset(page: Page) -> str | None:
    """The declared encoding, else UTF-8 where it fits; `None` leaves it to the page's own meta."""
    match = _CHARSET.search(page.headers.get("content-type", "").encode())
    if match is None and _CHARSET.search(page.content[:2048]):
        return None
    name = match[1].decode() if match else "utf-8"
    try:
        page.content.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return name


def _base(root: lxml.html.HtmlElement, url: str) -> str:
    base = root.find(".//base[@href]")
    return url if base is None else _resolve(url, base.get("href") or "") or url


def _resolve(base: str, href: str) -> str | None:
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return None
    return canonical_url(address) if address.startswith(("http://", "https://")) else None
