"""Pages that list articles and hold none: front pages, topics, archives, results of a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.read.blocks import Block, Outline
from pipeline.read.line_places import LINKED, around_both, is_linked
from pipeline.read.metadata import Metadata
from pipeline.read.wording import comparable

__all__ = ["is_list", "states_article", "states_headline"]

_FEWEST = 3
_LARGEST_SHARE = 0.5
_PROFILES = ("website", "profile", "blog")


def is_list(page: Outline, body: Sequence[Block]) -> bool:
    """Whether the text falls into parts below linked headlines, none of them the most of it.

    `body` is what was taken for the article's text.
    """
    told = {block.text for block in body}
    return any(
        len(parts) >= fewest and max(parts) < _LARGEST_SHARE * sum(parts)
        for fewest, parts in (
            (_FEWEST + 1, list(_below_headlines(page, told))),
            (_FEWEST + 1, _on_cards(page, told, page.blocks, _headlines(page))),
            (_FEWEST, _on_cards(page, told, reversed(page.blocks), _repeated(page))),
        )
    )


def states_article(metadata: Metadata, title: str) -> bool:
    """Whether the page says that it is an article, by its type or in JSON-LD with this headline."""
    kind = (metadata.first("og:type") or "").lower()
    return kind == "article" or (kind not in _PROFILES and states_headline(metadata, title))


def states_headline(metadata: Metadata, title: str) -> bool:
    """Whether the page's JSON-LD has an article with this headline."""
    headline = comparable(metadata.stated("headline") or "")
    return bool(headline) and headline == comparable(title)


def _below_headlines(page: Outline, told: set[str]) -> Iterator[int]:
    """Characters of text before the first linked headline, and below each of them that has any."""
    length = 0
    for block in page.blocks:
        if block.text in told and block.kind != "heading":
            length += len(block.text)
        elif block.kind == "heading" and is_linked(block):
            if length:
                yield length
            length = 0
    yield length


def _on_cards(page: Outline, told: set[str], blocks: Iterable[Block], links: set[str]) -> list[int]:
    """Characters of text on each card, where most of the text is on such, side by side.

    A card is the element around one of the links and text after it in the order of the blocks, if
    it has no other of the links.
    """
    cards: dict[int, int] = {}
    heads: dict[int, Block] = {}
    linked: Block | None = None
    for block in blocks:
        if block.text in links and block.link_share > LINKED:
            linked = block
        elif linked is not None and block.text in told:
            card = around_both(page, linked, block)
            cards[card] = cards.get(card, 0) + len(block.text)
            if card < 0 or heads.setdefault(card, linked) is not linked:
                cards[card] = 0
    rows: dict[int, list[int]] = {}
    for number, length in cards.items():
        if length:
            rows.setdefault(page.parents[number], []).append(length)
    longest = max(rows.values(), key=sum, default=[])
    return longest if sum(longest) > _LARGEST_SHARE * sum(map(len, told)) else []


def _headlines(page: Outline) -> set[str]:
    """What stands above the text of cards: links in words."""
    return {block.text for block in page.blocks if is_linked(block)}


def _repeated(page: Outline) -> set[str]:
    """What stands below the text of cards: links that say the same ("Listen now")."""
    links = Counter(block.text for block in page.blocks if block.link_share > LINKED)
    return {text for text, times in links.items() if times >= _FEWEST}
