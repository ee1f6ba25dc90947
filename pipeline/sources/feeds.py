"""RSS, Atom, RDF and JSON Feed to links, also as malformed as the wild has them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]
import lxml.html

from pipeline.documents import Link, Page
from pipeline.sources.dates import feed_date
from pipeline.sources.unpacking import UnpackingError, in_utf8, unzipped, without_doctype

__all__ = ["MOST_ITEMS", "NotAFeedError", "feed_links", "items_in"]

# Feeds begin with what is newest; a thousand items take half a second.
MOST_ITEMS = 5_000
_MOST_BYTES = 32 * 1024 * 1024
_SUMMARY_LENGTH = 1000
_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
# Beside line breaks and tabs, what no text has: control characters and halves of characters.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BROKEN_LINE = re.compile(r"\s*[\r\n\t]\s*")


class NotAFeedError(ValueError):
    """The bytes are no feed; the message says what they look like."""


def feed_links(page: Page, source: str) -> tuple[Link, ...]:
    """The links of a feed in its order; items without an address are left out.

    Of XML the first `MOST_ITEMS` are read. Raises `NotAFeedError` for a page that is no feed at
    all, or of whose items none can be read. An empty feed is one.
    """
    content = _content(page)
    if _looks_like_json(content):
        return tuple(_json_links(content, page, source))
    headers = {"content-location": page.final_url}
    if "content-type" in page.headers and content is page.content:
        headers["content-type"] = page.headers["content-type"]
    parsed = feedparser.parse(
        io.BytesIO(_shortened(without_doctype(content.lstrip()))),
        response_headers=headers,
        sanitize_html=False,
    )
    if not parsed.entries and not parsed.get("version"):
        start = content[:80].decode("utf-8", "replace").strip()
        raise NotAFeedError(f"{page.final_url}: no feed, it begins {start!r}")
    links = tuple(link for entry in parsed.entries if (link := _entry_link(entry, page, source)))
    if not links and (parsed.entries or _ITEM.search(content)):
        why = f": {parsed.bozo_exception}" if parsed.get("bozo_exception") else ""
        raise NotAFeedError(f"{page.final_url}: none of its items has an address{why}")
    return links


def items_in(page: Page) -> int:
    """How many items a feed in XML has, read or not."""
    return sum(1 for _ in _ITEM.finditer(_content(page)))


def _content(page: Page) -> bytes:
    """The bytes, unpacked where the file itself is gzip. Raises `NotAFeedError`."""
    try:
        return in_utf8(unzipped(page.content, _MOST_BYTES))
    except UnpackingError as error:
        raise NotAFeedError(f"{page.final_url}: {error}") from error


def _shortened(content: bytes) -> bytes:
    """A feed without the items beyond the bound, still closed as it was."""
    begins = [found.start() for found in _ITEM.finditer(content)]
    if len(begins) <= MOST_ITEMS:
        return content
    ends = [found.end() for found in _ITEM_END.finditer(content)]
    return content[: begins[MOST_ITEMS]] + content[max(ends, default=len(content)) :]


def _entry_link(entry: dict[str, Any], page: Page, source: str) -> Link | None:
    url = _absolute(page.final_url, _address(entry))
    if url is None:
        return None
    # dict's own get: feedparser's takes "published" for "updated", with a warning.
    dates = (dict.get(entry, name) for name in ("published", "updated", "created"))
    return Link(
        url=url,
        source=source,
        title=_plain(entry.get("title")),
        summary=_plain(entry.get("summary")),
        published=next((date for text in dates if (date := feed_date(text))), None),
        body=_body(entry),
        section=_plain(
            ", ".join(str(tag["term"]).strip() for tag in entry.get("tags", ()) if tag.get("term"))
        ),
    )


def _address(entry: Mapping[str, Any]) -> str | None:
    """The item's link; failing that its id, where that is an address."""
    for name in ("feedburner_origlink", "link", "id"):
        value = str(entry.get(name) or "").strip()
        if value and (name == "link" or value.startswith(("http://", "https://"))):
            return value
    for link in entry.get("links", ()):
        if link.get("rel", "alternate") == "alternate" and link.get("href"):
            return str(link["href"]).strip()
    return None


def _absolute(base: str, address: str | None) -> str | None:
    """The address of an item, as browsers read it: line breaks in it are none of its own."""
    if address is None:
        return None
    try:
        return urljoin(base, _BROKEN_LINE.sub("", _NO_TEXT.sub("", address).strip()))
    except ValueError:
        return None


def _body(entry: Mapping[str, Any]) -> str | None:
    texts = [_NO_TEXT.sub("", str(part.get("value") or "")) for part in entry.get("content", ())]
    return max(texts, key=len, default="") or None


def _plain(text: object) -> str | None:
    """The text of a little HTML, in one line."""
    if not isinstance(text, str):
        return None
    text = _NO_TEXT.sub("", text)
    if "<" in text or "&" in text:
        try:
            root = lxml.html.fromstring(f"<div>{text}</div>")
            text = "".join(map(str, root.itertext()))
        except (lxml.etree.LxmlError, ValueError):
            text = text.replace("<", " ")
    return " ".join(text.split())[:_SUMMARY_LENGTH] or None


def _looks_like_json(content: bytes) -> bool:
    return content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _json_links(content: bytes, page: Page, source: str) -> Iterator[Link]:
    """https://www.jsonfeed.org/version/1.1/."""
    try:
        feed = json.loads(content)
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
        url = _absolute(page.final_url, address)
        if url is None:
            continue
        tags = item.get("tags")
        yield Link(
            url=url,
            source=source,
            title=_plain(item.get("title")),
            summary=_plain(item.get("summary") or item.get("content_text")),
            published=feed_date(str(item.get("date_published") or item.get("date_modified") or "")),
            body=_body({"content": [{"value": item.get("content_html")}]}),
            section=_plain(", ".join(map(str, tags))) if isinstance(tags, list) else None,
        )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
