"""RSS, Atom, RDF and JSON Feed to links, also as malformed as the wild has them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]
import lxml.html

from pipeline.documents import Link, Page
from pipeline.sources.dates import feed_date

__all__ = ["NotAFeedError", "feed_links"]

_SUMMARY_LENGTH = 1000


class NotAFeedError(ValueError):
    """The bytes are no feed; the message says what they look like."""


def feed_links(page: Page, source: str) -> tuple[Link, ...]:
    """The links of a feed in its order; items without an address are left out.

    Raises `NotAFeedError` for a page that is no feed at all. An empty feed is one.
    """
    if _looks_like_json(page):
        return tuple(_json_links(page, source))
    headers = {"content-location": page.final_url}
    if "content-type" in page.headers:
        headers["content-type"] = page.headers["content-type"]
    parsed = feedparser.parse(
        io.BytesIO(page.content.lstrip()), response_headers=headers, sanitize_html=False
    )
    if not parsed.entries and not parsed.get("version"):
        start = page.content[:80].decode("utf-8", "replace").strip()
        raise NotAFeedError(f"{page.final_url}: no feed, it begins {start!r}")
    return tuple(link for entry in parsed.entries if (link := _entry_link(entry, page, source)))


def _entry_link(entry: dict[str, Any], page: Page, source: str) -> Link | None:
    address = _address(entry)
    if not address:
        return None
    # dict's own get: feedparser's takes "published" for "updated", with a warning.
    dates = (dict.get(entry, name) for name in ("published", "updated", "created"))
    return Link(
        url=urljoin(page.final_url, address),
        source=source,
        title=_plain(entry.get("title")),
        summary=_plain(entry.get("summary")),
        published=next((date for text in dates if (date := feed_date(text))), None),
        body=_body(entry),
        section=", ".join(
            str(tag["term"]).strip() for tag in entry.get("tags", ()) if tag.get("term")
        )
        or None,
    )


def _address(entry: Mapping[str, Any]) -> str | None:
    """The item's link; failing that its id, where that is an address."""
    for name in ("feedburner_origlink", "link", "id"):
        value = str(entry.get(name) or "").strip()
        if value and (name == "link" or value.startswith(("http://", "https://"))):
            return "".join(value.split())
    for link in entry.get("links", ()):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link["href"]).strip()
    return None


def _body(entry: Mapping[str, Any]) -> str | None:
    texts = [str(part.get("value") or "") for part in entry.get("content", ())]
    return max(texts, key=len, default="") or None


def _plain(text: object) -> str | None:
    """The text of a little HTML, in one line."""
    if not isinstance(text, str) or not text.strip():
        return None
    if "<" in text or "&" in text:
        try:
            root = lxml.html.fromstring(f"<div>{_without_nulls(text)}</div>")
            text = "".join(map(str, root.itertext()))
        except (lxml.etree.LxmlError, ValueError):
            text = text.replace("<", " ")
    return " ".join(text.split())[:_SUMMARY_LENGTH] or None


def _without_nulls(text: str) -> str:
    return "".join(char for char in text if char >= " " or char in "\n\t")


def _looks_like_json(page: Page) -> bool:
    return page.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _json_links(page: Page, source: str) -> Iterator[Link]:
    """https://www.jsonfeed.org/version/1.1/."""
    try:
        feed = json.loads(page.content)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError(f"{page.final_url}: not readable as JSON Feed: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise NotAFeedError(f"{page.final_url}: JSON, but no JSON Feed")
    for item in items:
        if not isinstance(item, dict):
            continue
        address = next(
            (item[name] for name in ("url", "external_url", "id") if _is_text(item.get(name))), None
        )
        if address is None:
            continue
        tags = item.get("tags")
        yield Link(
            url=urljoin(page.final_url, address.strip()),
            source=source,
            title=_plain(item.get("title")),
            summary=_plain(item.get("summary") or item.get("content_text")),
            published=feed_date(str(item.get("date_published") or item.get("date_modified") or "")),
            body=item["content_html"] if _is_text(item.get("content_html")) else None,
            section=", ".join(map(str, tags)) if isinstance(tags, list) and tags else None,
        )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
