"""Sitemaps, news sitemaps and sitemap indexes, plain or gzip, to links and further sitemaps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree

from pipeline.documents import Link, Page
from pipeline.sources.dates import feed_date
from pipeline.sources.unpacking import (
    UnpackingError,
    breaks_off,
    in_utf8,
    unzipped,
    without_doctype,
)

__all__ = ["Child", "NotASitemapError", "Sitemap", "read_sitemap"]

# The protocol's own bound: https://www.sitemaps.org/protocol.html
_MOST_BYTES = 52_428_800
_END = re.compile(rb"</\s*(?:[\w.-]{1,20}:)?(?:urlset|sitemapindex)\s*>", re.IGNORECASE)
_FOOTER_BYTES = 4096
# An address with parameters, written as it is: the parser would leave out what follows.
_BARE_AND = re.compile(rb"(<!\[CDATA\[.*?\]\]>)|&(?!#?\w{1,20};)", re.DOTALL)


class NotASitemapError(ValueError):
    """The bytes are no sitemap; the message says what they look like."""


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names, and when it last changed, if the index says so."""

    url: str
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file says: links, or the sitemaps below it, in its order.

    `problem` is what is wrong with a file that was read all the same.
    """

    links: tuple[Link, ...] = ()
    children: tuple[Child, ...] = ()
    problem: str | None = None


def read_sitemap(page: Page, source: str) -> Sitemap:
    """Read XML (any namespace, broken or not) or a plain list of addresses.

    Raises `NotASitemapError`.
    """
    content = _unpacked(page)
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Sitemap(links=_lines(content, source, page))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    markup = _BARE_AND.sub(lambda it: it[1] or b"&amp;", without_doctype(content.lstrip()))
    root = etree.fromstring(markup, parser)
    if root is None or _name(root) not in {"urlset", "sitemapindex"}:
        raise NotASitemapError(f"{page.final_url}: no sitemap, it begins {content[:80]!r}")
    records = [_fields(node) for node in root if _name(node) in {"url", "sitemap"}]
    problem = None
    whole = _END.search(content, max(0, len(content) - _FOOTER_BYTES))
    if breaks_off(page.content) or (records and not whole):
        problem = f"{page.final_url}: breaks off behind {len(records)} records"
        records = records[:-1]  # its address may be cut
    placed = [(url, each) for each in records if (url := _address(each, page))]
    if _name(root) == "sitemapindex":
        children = (Child(url, feed_date(each.get("lastmod"))) for url, each in placed)
        return Sitemap((), tuple(children), problem)
    if parser.error_log and not placed:
        problem = problem or f"{page.final_url}: {parser.error_log.last_error.message}"
    return Sitemap(tuple(_link(url, each, source) for url, each in placed), (), problem)


def _address(record: dict[str, str], page: Page) -> str | None:
    try:
        return urljoin(page.final_url, record["loc"])
    except (KeyError, ValueError):
        return None


def _link(url: str, record: dict[str, str], source: str) -> Link:
    return Link(
        url=url,
        source=source,
        title=record.get("title"),
        published=feed_date(record.get("publication_date")) or feed_date(record.get("lastmod")),
        section=record.get("keywords"),
    )


def _fields(node: etree._Element) -> dict[str, str]:
    """The texts below a record by local name; the first of each name counts, images don't."""
    found: dict[str, str] = {}
    for child in node.iter():
        parent = child.getparent()
        if parent is None or _name(parent) in {"image", "video"}:
            continue
        text = (child.text or "").strip()
        if text:
            found.setdefault(_name(child), text)
    return found


def _name(node: etree._Element) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _unpacked(page: Page) -> bytes:
    try:
        return in_utf8(unzipped(page.content, _MOST_BYTES))
    except UnpackingError as error:
        raise NotASitemapError(f"{page.final_url}: {error}") from error


def _lines(content: bytes, source: str, page: Page) -> tuple[Link, ...]:
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    links = [Link(line, source) for line in lines if line.startswith(("http://", "https://"))]
    if not links:
        raise NotASitemapError(f"{page.final_url}: no sitemap, it begins {content[:80]!r}")
    return tuple(links)
