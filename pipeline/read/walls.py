"""Paywalls: whether a page shows the whole article, its beginning, or a wall alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipeline.documents import Access
from pipeline.read.blocks import Block, Outline
from pipeline.read.markup import BODY, FURNITURE
from pipeline.read.metadata import Metadata
from pipeline.read.wallwords import saying, topics
from pipeline.read.wording import clean

__all__ = ["access_of", "before_wall"]

_PAYWALL = saying("paywall")
_PAYWALL_NAMES = saying("names")
_OTHER_CALL = saying("other-calls")
_ADDRESSES = saying("paywall-address")
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\(…\))$")
_LITTLE = 1_500
_ENOUGH = 200
_MISSING_SHARE = 0.6
_LONGEST_SAYING = 300
_SHORT_SAYING = 100
_MOST_AFTER_WALL = 200
_FEWEST_TOPICS = 2
_METERED_SHOWS = 700  # characters from which a metered text is taken for whole
_MOST_PARTS = 20
_SELECTOR = re.compile(r"[.#][\w-]+")
_TIER_NAMES = (
    "article:content_tier", "content_tier", "og:content_tier", "access", "paid-content",
    "tp:access", "article:tier", "content-access", "paywall",
)  # fmt: skip
_TIERS = frozenset({
    "locked", "paid", "premium", "plus", "true", "subscriber", "subscribers", "subscription",
    "registered",
})  # fmt: skip
_MOST_LINES = 8
_MOST_BELOW = 500
_LONGEST_LINE = 200
_LONGEST_BOX = 600


def access_of(
    root: HtmlElement, page: Outline, metadata: Metadata, blocks: Sequence[Block]
) -> Access:
    """How much of the article the page shows: "full", "teaser", "paywall" (nothing) or "none".

    `blocks` is what was taken for the article's text.
    """
    body = " ".join(block.text for block in blocks)
    free = str(metadata.article.get("isAccessibleForFree")).strip().lower()
    locked = free in _NO or (free not in _YES and _tier_locks(metadata, body))
    missing = _missing(metadata, body)
    if len(body) >= _LITTLE:
        return "teaser" if locked and missing else "full"
    if locked and missing is None and _locked_part_shown(root, metadata, blocks):
        locked = False
    body = " ".join(block.text for block in before_wall(blocks))
    if (locked and missing is not False) or (free not in _YES and _wall_below(root, page, blocks)):
        return "teaser" if len(body) >= _ENOUGH else "paywall"
    return "full" if body else "none"


def before_wall(blocks: Sequence[Block]) -> list[Block]:
    """A text without the wall that stands below it; little can stand below that."""
    end, after = len(blocks), 0
    for at in range(len(blocks) - 1, 0, -1):
        text = blocks[at].text
        if _says_wall(text) and (len(text) < _SHORT_SAYING or _is_sure(text)):
            end = at
        else:
            after += len(text)
        if after > _MOST_AFTER_WALL:
            break
    return list(blocks[:end])


def _says_wall(text: str) -> bool:
    """Whether a line is of a wall: known for it, or on two of access, price, reading on, limits."""
    if len(text) >= _LONGEST_SAYING or _OTHER_CALL.search(text):
        return False
    return len(topics("paywall-topics", text)) >= _FEWEST_TOPICS or bool(_PAYWALL.search(text))


_NO = frozenset({"false", "http://schema.org/false", "https://schema.org/false", "no", "0"})
_YES = frozenset({"true", "http://schema.org/true", "https://schema.org/true", "yes", "1"})


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


def _locked_part_shown(root: HtmlElement, metadata: Metadata, blocks: Sequence[Block]) -> bool:
    """Whether the part that the page states as locked is there, below text that is not."""
    parts = metadata.article.get("hasPart")
    told = [
        name
        for part in (parts if isinstance(parts, list) else [parts])[:_MOST_PARTS]
        if isinstance(part, dict)
        for name in _SELECTOR.findall(str(part.get("cssSelector")))
    ]
    if not told or not blocks:
        return False
    text = {block.text for block in before_wall(blocks)}
    for element in root.iter("div", "section", "article", "p", "span"):
        names = {f".{name}" for name in (element.get("class") or "").split()}
        if f"#{element.get('id')}" in told or not names.isdisjoint(told):
            inside = clean(" ".join(element.itertext()))
            held = [each for each in text if each in inside]
            if blocks[0].text not in inside and sum(map(len, held)) > _ENOUGH:
                return True
    return False


def _wall_below(root: HtmlElement, page: Outline, blocks: Sequence[Block]) -> bool:
    """Whether a wall stands where the text breaks off: named so, in several lines, or in one sure.

    An offer in the margin or the footer is none, nor is one above the text.
    """
    start = blocks[0].owner if blocks else -1
    kept = {block.text for block in before_wall(blocks)}
    read = {block.text for block in blocks}
    below = [
        block
        for block in page.blocks
        if block.owner > start and block.text not in kept and len(block.text) < _LONGEST_SAYING
    ][:_MOST_BELOW]
    saying = [block for block in below if _says_wall(block.text)]
    if sum(map(len, kept)) > _ENOUGH and not any(_is_sure(block.text) for block in saying):
        # The last sentences of an article on prices or members are no wall.
        saying = [block for block in saying if block.text not in read]
    central = [block for block in saying if not block.never and _beside(page, block, blocks)]
    if len(central) > 1 or (saying and blocks and _BREAKS_OFF.search(blocks[-1].text)):
        return True
    if any(_is_on_whole(block.text) for block in central):
        return True
    if any(map(_box_says_wall, _boxes(page, blocks))):
        return True
    named = {number for number, name in enumerate(page.names) if _PAYWALL_NAMES.search(name)}
    if any(number in named for block in saying for number in _upwards(page, block.owner)):
        return True
    return bool(central) and _named_wall(root)


def _is_sure(text: str) -> bool:
    """Whether a line speaks to its reader or of the whole article, as few of an article's do."""
    return bool(_ADDRESSES.search(text)) or _is_on_whole(text)


def _is_on_whole(text: str) -> bool:
    """Whether a line says how to get the whole of the article: a wall by itself."""
    about = topics("paywall-topics", text)
    return "whole" in about and not about.isdisjoint({"access", "price", "only"})


def _boxes(page: Outline, blocks: Sequence[Block]) -> list[list[str]]:
    """The lines below the beginning of the text that stand together in an element with no text."""
    start = blocks[0].owner if blocks else -1
    own = {page.parents[block.root] for block in blocks if len(block.text) > _LONGEST_LINE}
    boxes: dict[int, list[str]] = {}
    for block in page.blocks:
        around = page.parents[block.root]
        apart = block.owner > start and around not in own and not block.never
        if apart and _beside(page, block, blocks):
            boxes.setdefault(around, []).append(block.text)
    return list(boxes.values())[:_MOST_BELOW]


def _box_says_wall(lines: list[str]) -> bool:
    """Whether lines together speak to the reader of two of a wall's topics, and of no consent."""
    told = " ".join(lines)
    if not 1 < len(lines) <= _MOST_LINES or len(told) > _LONGEST_BOX or _OTHER_CALL.search(told):
        return False
    about = topics("paywall-topics", told)
    asks = "data" in topics("consent-topics", told)
    return len(about) >= _FEWEST_TOPICS and not asks and bool(_ADDRESSES.search(told))


def _beside(page: Outline, block: Block, text: Sequence[Block]) -> bool:
    """Whether a line stands where the text does: in no margin, or in one of the article's own."""
    if not block.asides:
        return True
    around = set(_upwards(page, block.owner))
    if text and page.parents[text[-1].root] in around:
        return True
    if any(page.says[number] & FURNITURE for number in block.asides):
        return False
    article = _upwards(page, text[-1].owner) if text else ()
    return any(page.says[number] & BODY and number in around for number in article)


def _upwards(page: Outline, number: int) -> Iterator[int]:
    while number >= 0:
        yield number
        number = page.parents[number]


def _named_wall(root: HtmlElement) -> bool:
    return any(
        _PAYWALL_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        for element in root.iter("div", "section", "aside", "article", "p", "span", "form")
        if element.attrib
    )
