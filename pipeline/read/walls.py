"""Walls: whether a page shows the article, its beginning, a paywall, or a consent question."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from pipeline.documents import Access
from pipeline.read.blocks import Outline
from pipeline.read.metadata import Metadata

__all__ = ["access_of", "is_consent_wall"]

_TABLE = tomllib.loads(Path(__file__).with_name("walls.toml").read_text(encoding="utf-8"))


def _saying(what: str) -> re.Pattern[str]:
    patterns = (pattern for patterns in _TABLE[what].values() for pattern in patterns)
    return re.compile("|".join(patterns), re.IGNORECASE)


_CONSENT = _saying("consent")
_PAYWALL = _saying("paywall")
_PAYWALL_NAMES = _saying("names")
_LITTLE = 1_500
_ENOUGH = 250
_MISSING_SHARE = 0.6
_CONSENT_LONGEST = 6_000


def is_consent_wall(page: Outline, title: str, prose: int, metadata: Metadata) -> bool:
    """Whether the page only asks for consent: nothing but that question can be read on it."""
    if metadata.article.get("headline") and prose > 1_000:
        return False
    texts = [block.text for block in page.blocks]
    total = sum(len(text) for text in texts)
    if total > _CONSENT_LONGEST and prose > 1_500:
        return False
    asked = sum(len(text) for text in texts if _CONSENT.search(text))
    return bool(_CONSENT.search(title)) or (asked > 0.25 * max(total, 1) and asked >= 80)


def access_of(root: HtmlElement, page: Outline, metadata: Metadata, body: str) -> Access:
    """How much of the article the page shows: "full", "teaser", "paywall" (nothing) or "none"."""
    locked = _says_locked(metadata.article) or _meta_says_locked(metadata)
    if len(body) >= _LITTLE:
        return "teaser" if locked and _much_is_missing(metadata, body) else "full"
    if locked or _wall_on_page(root, page):
        return "teaser" if len(body) >= _ENOUGH else "paywall"
    return "full" if body else "none"


def _much_is_missing(metadata: Metadata, body: str) -> bool:
    """Whether the page states many more words than it shows."""
    stated = str(metadata.article.get("wordCount") or "")
    return stated.isdigit() and len(body.split()) < _MISSING_SHARE * int(stated)


def _says_locked(article: dict[str, Any]) -> bool:
    free = article.get("isAccessibleForFree")
    return str(free).strip().lower() in ("false", "http://schema.org/false", "no", "0")


def _meta_says_locked(metadata: Metadata) -> bool:
    tier = metadata.first(
        "article:content_tier", "content_tier", "og:content_tier", "access", "paid-content"
    )
    return (tier or "").lower() in ("locked", "metered", "paid", "premium", "plus", "true")


def _wall_on_page(root: HtmlElement, page: Outline) -> bool:
    said = any(_PAYWALL.search(block.text) for block in page.blocks if len(block.text) < 300)
    if not said:
        return False
    return (
        any(
            _PAYWALL_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
            for element in root.iter("div", "section", "aside", "article", "p", "span", "form")
            if element.attrib
        )
        or sum(bool(_PAYWALL.search(block.text)) for block in page.blocks if len(block.text) < 300)
        >= 2
    )
