"""Paywalls: whether a page shows the whole article, its beginning, or a wall alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipeline.documents import Access
from pipeline.read.barriers import (
    before_wall,
    instead_of_text,
    stops_reader,
    wall_below,
    window_stops,
)
from pipeline.read.blocks import Block, Outline
from pipeline.read.metadata import Metadata
from pipeline.read.named_walls import holds_named_wall
from pipeline.read.wording import clean

__all__ = ["access_of"]

_LITTLE = 1_500
_MUCH = 4_000
_ENOUGH = 200
_MISSING_SHARE = 0.6
_METERED_SHOWS = 700  # characters from which a metered text is taken for whole
_MOST_PARTS = 20
_SELECTOR = re.compile(r"[.#][\w-]+")
_TIER_NAMES = (
    "article:content_tier", "content_tier", "og:content_tier", "access", "paid-content",
    "tp:access", "article:tier", "content-access", "paywall", "article.access",
)  # fmt: skip
_TIERS = frozenset({
    "locked", "paid", "premium", "plus", "true", "subscriber", "subscribers", "subscription",
    "registered",
})  # fmt: skip
_NO = frozenset({"false", "http://schema.org/false", "https://schema.org/false", "no", "0"})
_YES = frozenset({"true", "http://schema.org/true", "https://schema.org/true", "yes", "1"})


def access_of(
    root: HtmlElement, page: Outline, metadata: Metadata, blocks: Sequence[Block], place: int
) -> Access:
    """How much of the article the page shows: "full", "teaser", "paywall" (nothing) or "none".

    `blocks` is what was taken for the article's text, `place` that of the headline's block, -1
    for none.
    """
    body = " ".join(block.text for block in blocks)
    free = str(metadata.article.get("isAccessibleForFree")).strip().lower()
    locked = free in _NO or (free not in _YES and _tier_locks(metadata, body))
    missing = _missing(metadata, body)
    if len(body) >= _LITTLE:
        cut = free not in _YES and _is_cut(page, blocks, locked=locked, missing=missing)
        return "teaser" if cut else "full"
    if free not in _YES and instead_of_text(page, place, blocks):
        return "paywall"
    if locked and missing is None and _locked_part_shown(root, page, metadata, blocks):
        locked = False
    body = " ".join(block.text for block in before_wall(page, blocks))
    little = len(body) < _METERED_SHOWS
    locked = (
        locked and missing is not False and (little or bool(missing) or _shows_lock(root, metadata))
    )
    stopped = free not in _YES and (
        wall_below(root, page, blocks) or (little and window_stops(page))
    )
    if locked or stopped:
        return "teaser" if len(body) >= _ENOUGH else "paywall"
    return "full" if body else "none"


def _missing(metadata: Metadata, body: str) -> bool | None:
    """Whether the page states many more words than it shows; `None` where it states none."""
    stated = str(metadata.article.get("wordCount") or "")
    if not stated.isdecimal():
        return None
    return len(body.split()) < _MISSING_SHARE * int(stated[:9])


def _tier_locks(metadata: Metadata, body: str) -> bool:
    """Whether a meta tag names a tier that locks; a metered text may be there in whole."""
    tier = (metadata.first(*_TIER_NAMES) or "").lower()
    return tier in _TIERS or (tier == "metered" and len(body) < _METERED_SHOWS)


def _locked_parts(root: HtmlElement, metadata: Metadata) -> list[str] | None:
    """The texts of the elements that the page states as locked; `None` where it names none."""
    parts = metadata.article.get("hasPart")
    told = {
        name
        for part in (parts if isinstance(parts, list) else [parts])[:_MOST_PARTS]
        if isinstance(part, dict)
        for name in _SELECTOR.findall(str(part.get("cssSelector")))
    }
    if not told:
        return None
    return [
        clean(" ".join(element.itertext()))
        for element in root.iter("div", "section", "article", "p", "span")
        if f"#{element.get('id')}" in told
        or not told.isdisjoint(f".{name}" for name in (element.get("class") or "").split())
    ]


def _locked_part_shown(
    root: HtmlElement, page: Outline, metadata: Metadata, blocks: Sequence[Block]
) -> bool:
    """Whether the part that the page states as locked is there, below text that is not."""
    text = {block.text for block in before_wall(page, blocks)}
    for inside in _locked_parts(root, metadata) or () if blocks else ():
        held = [each for each in text if each in inside]
        if blocks[0].text not in inside and sum(map(len, held)) > _ENOUGH:
            return True
    return False


def _shows_lock(root: HtmlElement, metadata: Metadata) -> bool:
    """Whether more than the statement says that a text is locked: a wall's element, a part cut."""
    parts = _locked_parts(root, metadata)
    return holds_named_wall(root) or (parts is not None and not any(parts))


def _is_cut(page: Outline, blocks: Sequence[Block], *, locked: bool, missing: bool | None) -> bool:
    """Whether a long text is only the beginning of one.

    Many pages that say they are locked give all of it: the lock alone tells nothing.
    """
    if not locked or missing is not None:
        return locked and bool(missing)
    return sum(len(block.text) for block in blocks) < _MUCH and stops_reader(page, blocks)
