"""Articles that do not come as one page: a feed's entry with the whole text, several pages."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.documents import Article, Link, Page

__all__ = ["join", "page_of"]

_WHOLE_TEXT = 600
_LONGEST = 400_000


def page_of(link: Link, fetched_at: datetime) -> Page | None:
    """A page made of a feed's entry; `None` where the entry holds no whole text.

    It is read like a fetched page; title and time are the feed's.
    """
    if not link.body or not link.title or len(link.body) < _WHOLE_TEXT:
        return None
    time = (
        f'<meta property="article:published_time" content="{link.published.isoformat()}">'
        if link.published
        else ""
    )
    title = html.escape(link.title)
    content = (
        f"<!DOCTYPE html><html><head><title>{title}</title>{time}</head>"
        f"<body><article><h1>{title}</h1><div>{link.body}</div></article></body></html>"
    )
    return Page(
        url=link.url,
        final_url=link.url,
        content=content.encode("utf-8", "replace"),
        fetched_at=fetched_at,
        headers={"content-type": "text/html; charset=utf-8"},
        source=link.source,
    )


def join(pages: Sequence[Article]) -> Article:
    """One article of the articles on its pages, in order; paragraphs that recur stand once.

    What is known of it is the first page's; it is a teaser where any page is.
    """
    first, *others = pages
    paragraphs = first.text.split("\n\n")
    for article in others:
        paragraphs += article.text.removeprefix(article.title).strip().split("\n\n")
    access = next((each.access for each in pages if each.access != "full"), first.access)
    text = "\n\n".join(dict.fromkeys(paragraphs))[:_LONGEST]
    return replace(first, text=text, access=access)
