"""Walls: whether a page shows the article, its beginning, a paywall, or a consent question."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml.html import HtmlElement

from pipeline.documents import Access
from pipeline.read.blocks import Block, Outline
from pipeline.read.metadata import Metadata
from pipeline.read.wording import comparable

__all__ = ["access_of", "before_wall", "is_consent_wall", "is_service", "stands_in"]

_TABLE = tomllib.loads(Path(__file__).with_name("walls.toml").read_text(encoding="utf-8"))


def _saying(what: str) -> re.Pattern[str]:
    patterns = (pattern for patterns in _TABLE[what].values() for pattern in patterns)
    return re.compile("|".join(patterns), re.IGNORECASE)


_CONSENT = _saying("consent")
_CONSENT_TITLE = _saying("consent-title")
_CONSENT_WORDS: list[str] = _TABLE["consent-words"]["both"]
_PAYWALL = _saying("paywall")
_PAYWALL_NAMES = _saying("names")
_COUNTED = _saying("counted")
_INTERSTITIAL = _saying("interstitial")
_INTERSTITIAL_TITLE = _saying("interstitial-title")
_SERVICE = _saying("service")
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\(…\))$")
_QUOTED = re.compile(r"[„“”«»\"][^„“”«»\"]{10,200}[“”«»\"]")
_LITTLE = 1_500
_ENOUGH = 200
_MISSING_SHARE = 0.6
_LEAST_ASKED = 80
_LONGEST_SAYING = 300
_LONGEST_SERVICE = 60
_LONGEST_EXCUSE = 350
_MOST_AFTER_WALL = 200
# From which share of the text on the question is the page; less where its title says so, more
# where the headline is that of the article which the page states.
_ASKED_SHARE = 0.45
_ASKED_SHARE_TITLED = 0.2
_ASKED_SHARE_OF_ARTICLE = 0.7


def is_consent_wall(page: Outline, body: Sequence[Block], title: str, metadata: Metadata) -> bool:
    """Whether the page only asks for consent: nothing but that question can be read on it.

    `body` is what was taken for the article, `title` for its headline.
    """
    texts = [block.text for block in body]
    if sum(map(len, texts)) < _ENOUGH:
        texts = [block.text for block in page.blocks]
    if _shows_headline(page, title, metadata):
        share = _ASKED_SHARE_OF_ARTICLE
    elif _CONSENT_TITLE.search(metadata.document_title) or _CONSENT_TITLE.search(title):
        share = _ASKED_SHARE_TITLED
    else:
        share = _ASKED_SHARE
    left = sum(map(len, texts))
    asked, least = 0, max(share * left, _LEAST_ASKED)
    for text in texts:
        if asked + left <= least:
            break  # what is left cannot be enough
        left -= len(text)
        asked += len(text) if _asks(text) else 0
    return asked > least


def _asks(text: str) -> bool:
    """Whether a text asks for consent; what it quotes does not count."""
    folded = text.lower()
    if not any(word in folded for word in _CONSENT_WORDS):
        return False
    return bool(_CONSENT.search(_QUOTED.sub("", text)))


def _shows_headline(page: Outline, title: str, metadata: Metadata) -> bool:
    """Whether the headline stands on the page and is the one of the article that it states."""
    told = comparable(title)
    stated = (metadata.stated("headline"), metadata.first("og:title"))
    return told in {comparable(text) for text in stated if text} and any(
        comparable(block.text) == told for block in page.blocks if len(block.text) < _LONGEST_SAYING
    )


def stands_in(page: Outline, title: str, metadata: Metadata) -> bool:
    """Whether a short page is an error or a check of who is asking, not what was asked for."""
    texts = [block.text for block in page.blocks]
    total = sum(map(len, texts))
    if total > _LITTLE:
        return False
    said = sum(
        len(text) for text in texts if len(text) < _LONGEST_EXCUSE and _INTERSTITIAL.search(text)
    )
    titles = (metadata.document_title, title)
    if any(_INTERSTITIAL_TITLE.search(text) for text in titles):
        return True
    titled = any(_INTERSTITIAL.search(text) for text in titles)
    return said > 0.5 * max(total, 1) or bool(titled and said)


def is_service(title: str, metadata: Metadata) -> bool:
    """Whether a page is there to log in, to subscribe or to search, by its headline."""
    return any(
        len(text) < _LONGEST_SERVICE and _SERVICE.search(text)
        for text in (title, metadata.document_title)
    )


def access_of(
    root: HtmlElement, page: Outline, metadata: Metadata, blocks: Sequence[Block]
) -> Access:
    """How much of the article the page shows: "full", "teaser", "paywall" (nothing) or "none".

    `blocks` is what was taken for the article's text.
    """
    body = " ".join(block.text for block in blocks)
    free = str(metadata.article.get("isAccessibleForFree")).strip().lower()
    locked = free in _NO or (free not in _YES and _meta_says_locked(metadata))
    missing = _missing(metadata, body)
    if len(body) >= _LITTLE:
        return "teaser" if locked and missing else "full"
    body = " ".join(block.text for block in before_wall(blocks))
    if (locked and missing is not False) or (free not in _YES and _wall_below(root, page, blocks)):
        return "teaser" if len(body) >= _ENOUGH else "paywall"
    return "full" if body else "none"


def before_wall(blocks: Sequence[Block]) -> list[Block]:
    """A text without the wall that stands below it; little can stand below that."""
    end, after = len(blocks), 0
    for at in range(len(blocks) - 1, 0, -1):
        text = blocks[at].text
        if len(text) < _LONGEST_SAYING and _PAYWALL.search(text):
            end = at
        else:
            after += len(text)
        if after > _MOST_AFTER_WALL:
            break
    return list(blocks[:end])


_NO = frozenset({"false", "http://schema.org/false", "https://schema.org/false", "no", "0"})
_YES = frozenset({"true", "http://schema.org/true", "https://schema.org/true", "yes", "1"})


def _missing(metadata: Metadata, body: str) -> bool | None:
    """Whether the page states many more words than it shows; `None` where it states none."""
    stated = str(metadata.article.get("wordCount") or "")
    if not stated.isdecimal():
        return None
    return len(body.split()) < _MISSING_SHARE * int(stated[:9])


def _meta_says_locked(metadata: Metadata) -> bool:
    tier = metadata.first(
        "article:content_tier", "content_tier", "og:content_tier", "access", "paid-content"
    )
    return (tier or "").lower() in ("locked", "metered", "paid", "premium", "plus", "true")


def _wall_below(root: HtmlElement, page: Outline, blocks: Sequence[Block]) -> bool:
    """Whether a wall stands where the text breaks off: named so, or in several lines.

    An offer in the margin or the footer is none, nor is one above the text.
    """
    start = blocks[0].owner if blocks else -1
    saying = [
        block
        for block in page.blocks
        if block.owner > start
        and len(block.text) < _LONGEST_SAYING
        and _PAYWALL.search(block.text)
        and not _COUNTED.search(block.text)
    ]
    if not saying:
        return False
    around_text = page.parents[blocks[-1].root] if blocks else -1
    central = [
        block
        for block in saying
        if not block.never and (not block.asides or around_text in _around(page, block))
    ]
    if len(central) > 1 or (blocks and _BREAKS_OFF.search(blocks[-1].text)):
        return True
    named = {number for number, name in enumerate(page.names) if _PAYWALL_NAMES.search(name)}
    if any(number in named for block in saying for number in _around(page, block)):
        return True
    return bool(central) and _named_wall(root)


def _around(page: Outline, block: Block) -> Iterator[int]:
    number = block.owner
    while number >= 0:
        yield number
        number = page.parents[number]


def _named_wall(root: HtmlElement) -> bool:
    return any(
        _PAYWALL_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        for element in root.iter("div", "section", "aside", "article", "p", "span", "form")
        if element.attrib
    )
