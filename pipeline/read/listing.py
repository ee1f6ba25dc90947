"""Pages that list articles and hold none: front pages, topics, archives, results of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.read.blocks import Block, Outline
from pipeline.read.metadata import Metadata
from pipeline.read.wording import comparable

__all__ = ["is_list", "states_article", "states_headline"]

_FEWEST = 3
_LARGEST_SHARE = 0.5
_LINKED = 0.6
_FEWEST_WORDS = 3
_PROFILES = ("website", "profile", "blog")


def is_list(page: Outline, body: Sequence[Block]) -> bool:
    """Whether the text falls into parts below linked headlines, none of them the most of it.

    `body` is what was taken for the article's text.
    """
    parts = list(_parts(page, {block.text for block in body}))
    return len(parts) > _FEWEST and max(parts) < _LARGEST_SHARE * sum(parts)


def states_article(metadata: Metadata, title: str) -> bool:
    """Whether the page says that it is an article, by its type or in JSON-LD with this headline."""
    kind = (metadata.first("og:type") or "").lower()
    return kind == "article" or (kind not in _PROFILES and states_headline(metadata, title))


def states_headline(metadata: Metadata, title: str) -> bool:
    """Whether the page's JSON-LD has an article with this headline."""
    headline = comparable(metadata.stated("headline") or "")
    return bool(headline) and headline == comparable(title)


def _parts(page: Outline, told: set[str]) -> Iterator[int]:
    """Characters of text before the first linked headline, and below each of them that has any."""
    length = 0
    for block in page.blocks:
        if block.text in told and block.kind != "heading":
            length += len(block.text)
        elif _is_linked_headline(block):
            if length:
                yield length
            length = 0
    yield length


def _is_linked_headline(block: Block) -> bool:
    linked = block.kind == "heading" and block.link_share > _LINKED
    return linked and len(block.text.split()) >= _FEWEST_WORDS
