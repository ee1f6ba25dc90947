"""Walls: whether a page shows the article, its beginning, a paywall, or a consent question."""

from __future__ import annotations

import re
from typing import Any

from lxml.html import HtmlElement

from pipeline.documents import Access
from pipeline.read.blocks import Outline
from pipeline.read.metadata import Metadata

__all__ = ["access_of", "is_consent_wall"]

_CONSENT = re.compile(
    r"mit werbung (?:oder|und)|pur[- ]abo|werbefrei(?:es)? (?:lesen|abo)|(?:weiter|zustimmen) (?:mit|und) werbung|"
    r"wir (?:und unsere|verwenden) .{0,60}(?:partner|cookies)|einwilligung|zustimmen (?:und|&) weiter|bevor (?:sie|du) fortfahr|"
    r"before you continue|we (?:and our|use) .{0,60}(?:partners|cookies)|accept all|"
    r"consent (?:to|or)|pay or consent|your privacy choices|manage (?:your )?(?:privacy|cookie)|we value your privacy|"
    r"cookies und (?:andere )?technologien|tracking und cookies",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:weiterlesen|lesen sie) (?:mit|dank)|(?:diesen|ganzen|vollständigen) (?:artikel|text|beitrag) (?:weiter)?lesen|"
    r"(?:artikel|inhalt|beitrag|text)\S* (?:ist|nur|exklusiv|steht|liegt) .{0,40}(?:abonnent|kostenpflicht|plus|abo|premium|mitglied)|"
    r"jetzt (?:abonnieren|weiterlesen|freischalten|testen|kostenlos testen)|bereits (?:abonnent|abonniert|kunde|registriert)|"
    r"um (?:weiterzulesen|diesen artikel)|probe-?abo|zugang zu allen (?:artikeln|inhalten)|"
    r"subscribe (?:to|now)|already (?:a subscriber|have an account|subscribed)|(?:continue|keep) reading|"
    r"this (?:article|story|content) is (?:for|only|reserved|exclusive)|subscribers? only|to read the (?:full|rest)|"
    r"unlock (?:this|the)|log in to (?:read|continue)|start your (?:free )?trial|register to (?:read|continue)",
    re.IGNORECASE,
)
_PAYWALL_NAMES = re.compile(
    r"paywall|pay-wall|regwall|piano-?(?:offer|inline|paywall)|abo-?wall|plus-?wall|steady-?paywall|premium-?(?:wall|teaser|overlay)|metered",
    re.IGNORECASE,
)
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
