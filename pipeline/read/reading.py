"""The way from a page to an article: decode, parse, choose, cut, check."""

from __future__ import annotations

from datetime import timedelta

from lxml.html import HtmlElement

from pipeline.documents import Access, Article, Language, Page, Rejection
from pipeline.read.blocks import Block, Outline, outline
from pipeline.read.body import (
    belonging,
    clear_of_asides,
    first_of,
    prose_weights,
    trimmed,
    with_lead,
)
from pipeline.read.bylines import authors_of
from pipeline.read.decoding import decode, foreign_kind, is_plain_text
from pipeline.read.languages import language_of
from pipeline.read.metadata import Metadata, gather
from pipeline.read.parsing import parse
from pipeline.read.phrases import is_boilerplate
from pipeline.read.plaintext import text_blocks
from pipeline.read.timestamps import published_and_updated
from pipeline.read.titles import choose_title
from pipeline.read.walls import access_of, is_consent_wall
from pipeline.read.weblinks import canonical_url
from pipeline.read.wire import agency_in, cut_dateline
from pipeline.read.wording import clean, shorten

__all__ = ["read"]

_MAX_BYTES = 12_000_000
_MAX_TEXT = 400_000
_LEAST_BODY = 200


class _Refused(Exception):  # noqa: N818 - a decision, not an error
    """A page that gives no article: short code and words for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def read(page: Page) -> Article | Rejection:
    """The article on a page, or why there is none.

    HTML pages and plain text files are read; whatever else the bytes are is a `Rejection`.
    """
    try:
        return _read(page)
    except _Refused as refusal:
        return Rejection(page.url, refusal.reason, refusal.detail)


def _read(page: Page) -> Article:
    markup = _characters(page)
    if is_plain_text(page.final_url, page.headers, page.content):
        return _from_text(page, markup)
    root = parse(markup)
    if root is None:
        raise _Refused("not-html", "no HTML element in it; is this the address of an article?")
    return _from_html(page, root)


def _characters(page: Page) -> str:
    content = page.content
    if not content.strip(b" \t\r\n\x00"):
        raise _Refused("empty", "the page has no content")
    if len(content) > _MAX_BYTES:
        raise _Refused(
            "too-large",
            f"{len(content) // 1_000_000} MB; articles are read up to {_MAX_BYTES // 1_000_000} MB",
        )
    kind = foreign_kind(content)
    if kind:
        raise _Refused("not-html", f"the address gives {kind}, no HTML page")
    markup = decode(content, page.headers)
    if markup is None:
        raise _Refused("encoding", "no encoding makes readable text of these bytes")
    return markup


def _from_text(page: Page, text: str) -> Article:
    title, blocks = text_blocks(text)
    blocks = trimmed([block for block in blocks if not is_boilerplate(block.text)], title)
    if not title or len(title) > 500 or not blocks:
        raise _Refused("not-an-article", "a text file needs a title line and text below it")
    agency, dateline = _cut_wire(blocks)
    return Article(
        url=page.final_url,
        title=title,
        text=_joined(title, blocks),
        lang=_language(title, blocks, None),
        source=page.source,
        agency=agency,
        dateline=dateline,
    )


def _from_html(page: Page, root: HtmlElement) -> Article:
    metadata = gather(root)
    sheet = outline(root)
    weights = prose_weights(sheet)
    clear = clear_of_asides(sheet, weights)
    kept = belonging(sheet, clear, weights)
    first = first_of(sheet, kept)
    headline = choose_title(sheet, metadata, page.final_url, first)
    title = headline.text
    blocks = with_lead(sheet, kept, clear, headline.place, metadata.descriptions())
    blocks = trimmed(blocks, title)
    length = sum(len(block.text) for block in blocks)
    access = _access(root, sheet, metadata, title, length)
    url = canonical_url(metadata, page.final_url)
    published, origin, updated = published_and_updated(
        metadata, root, page.final_url, page.fetched_at + timedelta(days=1)
    )
    authors = authors_of(root, metadata)
    agency, dateline = _cut_wire(blocks)
    return Article(
        url=url,
        title=title,
        text=_joined(title, blocks),
        lang=_language(title, blocks, metadata.language),
        published=published,
        published_from=origin,
        updated=updated,
        authors=authors,
        access=access,
        source=page.source,
        agency=agency or _agency_elsewhere(sheet, authors),
        dateline=dateline,
    )


def _access(
    root: HtmlElement, sheet: Outline, metadata: Metadata, title: str, length: int
) -> Access:
    if is_consent_wall(sheet, metadata.document_title or title, length, metadata):
        raise _Refused("consent", "the page only asks for consent to cookies or adverts")
    access = access_of(root, sheet, metadata, length)
    if access == "paywall":
        raise _Refused("paywall", "no text of the article before the paywall")
    if length < _LEAST_BODY:
        raise _Refused(
            "not-an-article", f"{length} characters of running text; an article has {_LEAST_BODY}"
        )
    if not title:
        raise _Refused("not-an-article", "the page has no headline")
    return access


def _language(title: str, blocks: list[Block], declared: str | None) -> Language:
    lang = language_of("\n".join([title, *(block.text for block in blocks)]), declared)
    if lang is None:
        raise _Refused("language", f"neither German nor English: {shorten(title)!r}")
    return lang


def _cut_wire(blocks: list[Block]) -> tuple[str | None, str | None]:
    """Cut dateline and agency mark off the first paragraphs; the agency and the place."""
    for block in [block for block in blocks if block.kind != "heading"][:3]:
        wire = cut_dateline(block.text)
        if wire.length and wire.length < len(block.text):
            block.text = block.text[wire.length :]
            return wire.agency, wire.dateline
    return None, None


def _agency_elsewhere(sheet: Outline, authors: tuple[str, ...]) -> str | None:
    for text in (*authors, *(block.text for block in reversed(sheet.blocks))):
        agency = agency_in(text)
        if agency:
            return agency
    return None


def _joined(title: str, blocks: list[Block]) -> str:
    return "\n\n".join([title, *(clean(block.text) for block in blocks)])[:_MAX_TEXT]
