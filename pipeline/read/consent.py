"""Consent walls: pages that only ask for consent to cookies or adverts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from pipeline.read.blocks import Block, Outline
from pipeline.read.line_places import may_stand_in
from pipeline.read.metadata import Metadata
from pipeline.read.wallwords import saying, topics
from pipeline.read.wording import QUOTED, clean, comparable

__all__ = ["is_consent_wall"]

_CONSENT = saying("consent")
_CONSENT_TITLE = saying("consent-title")
_BUTTONS = saying("consent-buttons")
_ADDRESSES = saying("consent-address")
_ENOUGH = 200
_MOST_PIECES = 5
_LITTLE = 3_000
_LEAST_ASKED = 80
_LONGEST_HEADLINE = 300
_FEWEST_TOPICS = 2
_LOOSE = frozenset({"weak", "price"})
# From which share of the text on the question is the page; less where title or buttons say so, more
# where the headline is that of the article which the page states.
_ASKED_SHARE = 0.45
_ASKED_SHARE_TITLED = 0.2
_ASKED_SHARE_OF_ARTICLE = 0.7


def is_consent_wall(
    root: HtmlElement, page: Outline, body: Sequence[Block], title: str, metadata: Metadata
) -> bool:
    """Whether the page only asks for consent: nothing but that question can be read on it.

    `body` is what was taken for the article, `title` for its headline.
    """
    texts = [block.text for block in body]
    little = sum(map(len, texts)) < _ENOUGH
    if little:
        shown = [block.text for block in page.blocks if may_stand_in(page, block)]
        texts = shown or [block.text for block in page.blocks]
    buttons = little and _has_button(root)
    if _shows_headline(page, title, metadata):
        share = _ASKED_SHARE_OF_ARTICLE
    elif buttons or any(map(_CONSENT_TITLE.search, (metadata.document_title, title))):
        share = _ASKED_SHARE_TITLED
    else:
        share = _ASKED_SHARE
    total = sum(map(len, texts))
    least = max(share * total, _LEAST_ASKED)
    asked = _asked(texts, least)
    if asked > least or total > _LITTLE:
        return asked > least
    # What stands around a question is more of it, where it speaks of the same things.
    return (buttons or 2 * _asked(texts, 0) > least) and _asked(texts, least, around=True) > least


def _has_button(root: HtmlElement) -> bool:
    """Whether a button says yes or no to the question, and nothing else."""
    return any(
        _BUTTONS.fullmatch(clean(" ".join(islice(element.itertext(), _MOST_PIECES))))
        for element in root.iter("button", "a")
    )


def _asked(texts: Sequence[str], least: float, *, around: bool = False) -> int:
    """Characters of the texts that ask; not all of them where what is left cannot be enough."""
    left = sum(map(len, texts))
    asked = 0
    for text in texts:
        if asked + left <= least:
            break
        left -= len(text)
        asked += len(text) if _asks(text, around=around) else 0
    return asked


def _asks(text: str, *, around: bool) -> bool:
    """Whether a text asks for consent; what it quotes does not count.

    It says so in words known for it, or speaks to its reader of two of data, consent, adverts and
    price; `around` others that do, of one of the first three.
    """
    about = topics("consent-topics", text)
    if not about:
        return False
    unquoted = QUOTED.sub("", text)
    if unquoted != text:
        about = topics("consent-topics", unquoted)
    enough = about - _LOOSE if around else len(about - {"weak"}) >= _FEWEST_TOPICS
    spoken = enough and _ADDRESSES.search(unquoted)
    return bool(spoken or (about and _CONSENT.search(unquoted)))


def _shows_headline(page: Outline, title: str, metadata: Metadata) -> bool:
    """Whether the headline stands on the page and is the one of the article that it states."""
    told = comparable(title)
    stated = (metadata.stated("headline"), metadata.first("og:title"))
    shown = (block.text for block in page.blocks if len(block.text) < _LONGEST_HEADLINE)
    return told in {comparable(text) for text in stated if text} and told in map(comparable, shown)
