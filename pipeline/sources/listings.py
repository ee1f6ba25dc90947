"""Pages that list articles ("all our news") to links, by the pattern of their addresses."""

from __future__ import annotations

import codecs
import re
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from pipeline.documents import Link, Page
from pipeline.sources.canonical import canonical_url

__all__ = ["listing_links"]


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
    match = re.search(
        r"charset=[\"']?([\w-]+)", page.headers.get("content-type", ""), re.IGNORECASE
    )
    if match is None:
        return None
    try:
        return codecs.lookup(match[1]).name
    except LookupError:
        return None


def _base(root: lxml.html.HtmlElement, url: str) -> str:
    base = root.find(".//base[@href]")
    return url if base is None else _resolve(url, base.get("href") or "") or url


def _resolve(base: str, href: str) -> str | None:
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return None
    return canonical_url(address) if address.startswith(("http://", "https://")) else None
