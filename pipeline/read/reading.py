"""The way from a page to an article: decode, parse, choose, cut, check."""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from pipeline.documents import Access, Article, Language, Page, Rejection
from pipeline.read.barriers import above_wall
from pipeline.read.blocks import Block
from pipeline.read.bylines import authors_of
from pipeline.read.consent import is_consent_wall
from pipeline.read.decoding import decode, foreign_kind, is_plain_text
from pipeline.read.endings import trimmed, without_authors
from pipeline.read.finding import LEAST_BODY, Found, find
from pipeline.read.languages import language_of
from pipeline.read.listing import is_list, states_article, states_headline
from pipeline.read.metadata import Metadata, gather
from pipeline.read.parsing import parse
from pipeline.read.phrases import is_boilerplate
from pipeline.read.plaintext import text_blocks
from pipeline.read.standins import (
    is_entry,
    is_job,
    is_service,
    is_thing,
    speaks_to_reader,
    stands_in,
)
from pipeline.read.stated import before_entries, is_most_of, ticker_entries
from pipeline.read.timestamps import Seen, published_and_updated
from pipeline.read.walls import access_of
from pipeline.read.weblinks import canonical_url
from pipeline.read.wire import agency_in, cut_dateline
from pipeline.read.wording import clean, shorten

__all__ = ["read"]

_MAX_BYTES = 12_000_000
_MAX_TEXT = 400_000
_DATELINE_WITHIN = 4


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
    agency, dateline, blocks = _cut_wire(blocks)
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
    found = find(root, metadata, page.final_url)
    published, origin, updated = published_and_updated(
        metadata, root, page.final_url, found.near, Seen(page.fetched_at, bool(page.headers))
    )
    access = _access(root, found, metadata, dated=published is not None)
    if access == "teaser":
        found = replace(found, blocks=above_wall(found.sheet, found.blocks))
    lang = _language(found.title, found.blocks, metadata.language)
    ticker = ticker_entries(metadata.article, root, found.blocks, lang)
    if ticker and is_most_of(found.blocks, ticker):
        found = replace(found, blocks=[*before_entries(found.blocks, ticker), *ticker])
    authors = authors_of(root, metadata, page.final_url, found.near, found.ends)
    agency, dateline, blocks = _cut_wire(without_authors(found.blocks, authors))
    return Article(
        url=canonical_url(metadata, page.final_url),
        title=found.title,
        text=_joined(found.title, blocks),
        lang=lang,
        published=published,
        published_from=origin,
        updated=updated,
        authors=authors,
        access=access,
        source=page.source,
        agency=agency or _agency_named(found, authors),
        dateline=dateline,
    )


def _access(root: HtmlElement, found: Found, metadata: Metadata, *, dated: bool) -> Access:
    length = len(found.body)
    stated = states_article(metadata, found.title)
    if not stated and is_service(found.title, metadata):
        raise _Refused("not-an-article", "a page for readers' accounts, subscriptions or policies")
    if not stated and (is_thing(metadata, length) or is_job(found.sheet)):
        raise _Refused(
            "not-an-article", "a page of a product, an event, a job, a video or a person"
        )
    if not states_headline(metadata, found.title) and stands_in(found.sheet, found.title, metadata):
        raise _Refused("not-an-article", "an error page, or a check that the reader is no robot")
    if is_consent_wall(root, found.sheet, found.blocks, found.title, metadata):
        raise _Refused("consent", "the page only asks for consent to cookies or adverts")
    if not stated and is_list(found.sheet, found.blocks):
        raise _Refused("not-an-article", "a list of articles, or several of them")
    access = access_of(root, found.sheet, metadata, found.blocks, found.place)
    if access == "full" and not (stated or dated):
        _refuse_without_day(found)
    if access == "paywall":
        raise _Refused("paywall", "no text of the article before the paywall")
    if length < LEAST_BODY:
        raise _Refused(
            "not-an-article", f"{length} characters of running text; an article has {LEAST_BODY}"
        )
    if not found.title:
        raise _Refused("not-an-article", "the page has no headline")
    return access


def _refuse_without_day(found: Found) -> None:
    if speaks_to_reader(found.blocks):
        raise _Refused("not-an-article", "a page without a day that speaks to its reader")
    if is_entry(found.title, found.blocks):
        raise _Refused("not-an-article", "a page without a day that is on a person or a thing")


def _language(title: str, blocks: list[Block], declared: str | None) -> Language:
    lang = language_of("\n".join([title, *(block.text for block in blocks)]), declared)
    if lang is None:
        raise _Refused("language", f"neither German nor English: {shorten(title)!r}")
    return lang


def _cut_wire(blocks: list[Block]) -> tuple[str | None, str | None, list[Block]]:
    """Agency and place from the dateline, and the blocks without it."""
    for at, block in enumerate(blocks[:_DATELINE_WITHIN]):
        if block.kind == "heading":
            continue
        wire = cut_dateline(block.text)
        if 0 < wire.length < len(block.text):
            cut = replace(block, text=block.text[wire.length :])
            return wire.agency, wire.dateline, [*blocks[:at], cut, *blocks[at + 1 :]]
    return None, None, blocks


def _agency_named(found: Found, authors: tuple[str, ...]) -> str | None:
    """The agency named as author or in a short line near the article's end."""
    ends = found.blocks[-1].owner if found.blocks else 0
    near = [block.text for block in found.sheet.blocks if -40 <= block.owner - ends <= 20]
    for text in (*authors, *reversed(near)):
        agency = agency_in(text)
        if agency:
            return agency
    return None


def _joined(title: str, blocks: list[Block]) -> str:
    return "\n\n".join([title, *(clean(block.text) for block in blocks)])[:_MAX_TEXT]
