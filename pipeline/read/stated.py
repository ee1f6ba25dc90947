"""Text that a page states in its metadata: the entries of a live ticker, a whole article body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pipeline.documents import Language
from pipeline.read.blocks import Block, outline
from pipeline.read.jsonld import string_of
from pipeline.read.parsing import parse
from pipeline.read.phrases import is_boilerplate
from pipeline.read.wording import clean

__all__ = ["stated_body", "ticker_entries"]

_FEWEST_ENTRIES = 2
_MOST_ENTRIES = 500
_LONGEST = 400_000
_MARKUP = re.compile(r"<(?:p|br|div|h\d|ul|li|blockquote)\b", re.IGNORECASE)
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


def ticker_entries(article: dict[str, Any], lang: Language) -> list[Block]:
    """A live ticker's entries as blocks, each headed by its own day and time; empty for none.

    Times are shown as the page states them, in its own zone: that is how its text counts days.
    """
    updates = article.get("liveBlogUpdate")
    if not isinstance(updates, list):
        return []
    entries = [list(_entry(item, lang)) for item in updates[:_MOST_ENTRIES]]
    told = [entry for entry in entries if len(entry) > 1]
    return [block for entry in told for block in entry] if len(told) >= _FEWEST_ENTRIES else []


def _entry(update: Any, lang: Language) -> Iterator[Block]:
    if not isinstance(update, dict):
        return
    text = string_of(update.get("articleBody"))
    moment = _moment(string_of(update.get("datePublished")))
    if not text or moment is None:
        return
    headline = clean(string_of(update.get("headline")) or "")
    yield _block(f"{_shown(moment, lang)}: {headline}" if headline else _shown(moment, lang), "h3")
    for paragraph in _paragraphs(text):
        yield _block(paragraph, "p")


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _shown(moment: datetime, lang: Language) -> str:
    month = _MONTHS[lang].split()[moment.month - 1]
    if lang == "de":
        return f"{moment.day}. {month} {moment.year}, {moment:%H:%M} Uhr"
    return f"{month} {moment.day}, {moment.year}, {moment:%H:%M}"


def stated_body(article: dict[str, Any]) -> list[Block]:
    """The article's body as its JSON-LD states it; empty where it does not."""
    text = string_of(article.get("articleBody"))
    return [_block(paragraph, "p") for paragraph in _paragraphs(text)] if text else []


def _paragraphs(text: str) -> list[str]:
    text = text[:_LONGEST]
    root = parse(text) if _MARKUP.search(text) else None
    found = [block.text for block in outline(root).blocks] if root is not None else text.split("\n")
    return [line for line in map(clean, found) if line and not is_boilerplate(line)]


def _block(text: str, tag: str) -> Block:
    return Block(text, "p" if tag == "p" else "heading", tag, owner=0, root=0)
