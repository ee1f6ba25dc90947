"""Sitemaps, news sitemaps and sitemap indexes, plain or gzip, to links and further sitemaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from pipeline.documents import Link, Page
from pipeline.sources.dates import feed_date
from pipeline.sources.unpacking import UnpackingError, unzipped

__all__ = ["Child", "NotASitemapError", "Sitemap", "read_sitemap"]

# The protocol's own bound: https://www.sitemaps.org/protocol.html
_MOST_BYTES = 52_428_800


class NotASitemapError(ValueError):
    """The bytes are no sitemap; the message says what they look like."""


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names, and when it last changed, if the index says so."""

    url: str
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file says: links, or the sitemaps below it, in its order."""

    links: tuple[Link, ...] = ()
    children: tuple[Child, ...] = ()


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
    root = etree.fromstring(content.lstrip(), parser)
    if root is None or _name(root) not in {"urlset", "sitemapindex"}:
        raise NotASitemapError(f"{page.final_url}: no sitemap, it begins {content[:80]!r}")
    records = [_fields(node) for node in root if _name(node) in {"url", "sitemap"}]
    if _name(root) == "sitemapindex":
        children = (
            Child(each["loc"], feed_date(each.get("lastmod"))) for each in records if "loc" in each
        )
        return Sitemap(children=tuple(children))
    return Sitemap(links=tuple(_link(each, source) for each in records if "loc" in each))


def _link(record: dict[str, str], source: str) -> Link:
    return Link(
        url=record["loc"],
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
        return unzipped(page.content, _MOST_BYTES)
    except UnpackingError as error:
        raise NotASitemapError(f"{page.final_url}: {error}") from error


def _lines(content: bytes, source: str, page: Page) -> tuple[Link, ...]:
    lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
    links = [Link(line, source) for line in lines if line.startswith(("http://", "https://"))]
    if not links:
        raise NotASitemapError(f"{page.final_url}: no sitemap, it begins {content[:80]!r}")
    return tuple(links)
