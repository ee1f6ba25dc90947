"""Text with a structure of its own: the entries of a live ticker, a whole body in the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from lxml.html import HtmlElement

from pipeline.documents import Language
from pipeline.read.blocks import Block
from pipeline.read.jsonld import string_of
from pipeline.read.moments import parse_time
from pipeline.read.outlining import outline
from pipeline.read.parsing import parse
from pipeline.read.phrases import is_boilerplate
from pipeline.read.wording import clean, comparable

__all__ = ["before_entries", "is_most_of", "stated_body", "ticker_entries"]

_FEWEST_ENTRIES = 2
_FEWEST_SHOWN = 3
_MOST_ENTRIES = 500
_MOST_TIMES = 2_000
_DEEPEST = 8
_MOST_GROUPS = 4
_LEAST_ENTRY = 15
_MOST_LEFT_OUT = 0.25
_SAMPLE = 25
_LONGEST = 400_000
_MOST_BEFORE_ENTRIES = 3
_TICKER_SHARE = 0.4
_MARKUP = re.compile(r"<(?:p|br|div|h\d|ul|li|blockquote)\b", re.IGNORECASE)
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


def ticker_entries(
    article: dict[str, Any], root: HtmlElement, body: Sequence[Block], lang: Language
) -> list[Block]:
    """A live ticker's entries as blocks, each headed by its own day and time; empty for none.

    As JSON-LD states them, else as the page shows them: elements side by side that hold the
    `body`, each with a <time>. Times are shown in the zone in which the page has them: that is
    how its text counts days.
    """
    updates = article.get("liveBlogUpdate")
    if isinstance(updates, list):
        entries = [list(_stated_entry(item, lang)) for item in updates[:_MOST_ENTRIES]]
        told = [entry for entry in entries if len(entry) > 1]
        if len(told) >= _FEWEST_ENTRIES:
            return [block for entry in told for block in entry]
    entries = [list(_shown_entry(element, lang)) for element in _dated_elements(root, body)]
    told = [entry for entry in entries if len(entry) > 1]
    blocks = [block for entry in told for block in entry]
    return blocks if len(told) >= _FEWEST_SHOWN and _covers(blocks, body) else []


def is_most_of(blocks: list[Block], ticker: list[Block]) -> bool:
    """Whether most of the page's text is the ticker's; some articles carry one on the side."""
    told = {comparable(block.text) for block in ticker}
    within = sum(len(block.text) for block in blocks if comparable(block.text) in told)
    return within > _TICKER_SHARE * sum(len(block.text) for block in blocks)


def before_entries(blocks: list[Block], ticker: list[Block]) -> list[Block]:
    """What a ticker's page says before its first entry."""
    told = {block.text for block in ticker}
    first = next((at for at, block in enumerate(blocks) if block.text in told), len(blocks))
    return [block for block in blocks[:first] if block.kind != "heading"][:_MOST_BEFORE_ENTRIES]


def _covers(blocks: list[Block], body: Sequence[Block]) -> bool:
    """Whether the entries leave out hardly anything of the text."""
    told = {block.text for block in blocks}
    left = [block for block in body if block.kind != "heading" and block.text not in told]
    whole = sum(len(block.text) for block in body)
    return sum(len(block.text) for block in left) < _MOST_LEFT_OUT * whole


def _stated_entry(update: Any, lang: Language) -> Iterator[Block]:
    if not isinstance(update, dict):
        return
    text = string_of(update.get("articleBody"))
    moment = _moment(string_of(update.get("datePublished")))
    if not text or moment is None:
        return
    headline = clean(string_of(update.get("headline")) or "")
    yield _head(moment, headline, lang)
    for paragraph in _paragraphs(text):
        yield _block(paragraph, "p")


def _dated_elements(root: HtmlElement, body: Sequence[Block]) -> list[HtmlElement]:
    """The elements side by side that have a <time> each, where most are and the text is."""
    found: dict[HtmlElement, dict[HtmlElement, None]] = {}
    for number, time in enumerate(root.iter("time")):
        if number >= _MOST_TIMES:
            break
        element = time
        for _ in range(_DEEPEST):
            around = element.getparent()
            if around is None or around.tag == "body":
                break
            found.setdefault(around, {})[element] = None
            element = around
    dense = sorted(found, key=lambda element: len(found[element]), reverse=True)[:_MOST_GROUPS]
    for around in dense:
        if len(found[around]) >= _FEWEST_SHOWN and _holds(around, body):
            return list(found[around])[:_MOST_ENTRIES]
    return []


def _holds(element: HtmlElement, body: Sequence[Block]) -> bool:
    """Whether two of three paragraphs are in an element, by their beginnings."""
    told = " ".join(" ".join(element.itertext()).split())
    samples = (
        [body[at].text[:_SAMPLE] for at in (len(body) // 4, len(body) // 2, -1)] if body else []
    )
    return sum(sample in told for sample in samples) > 1


def _shown_entry(element: HtmlElement, lang: Language) -> Iterator[Block]:
    times = list(element.iter("time"))
    moment = _moment(times[0].get("datetime")) or parse_time("".join(times[0].itertext()))
    blocks = [block for block in outline(element).blocks if not block.asides and not block.never]
    prose = [
        block for block in blocks if block.kind != "heading" and not is_boilerplate(block.text)
    ]
    if moment is None or not any(len(block.text) > _LEAST_ENTRY for block in prose):
        return
    headline = next((block.text for block in blocks if block.kind == "heading"), "")
    yield _head(moment, headline, lang)
    told = clean("".join(times[0].itertext()))
    for block in prose:
        if block.text != told:
            yield _block(block.text, "p")


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()) if text else None
    except ValueError:
        return None


def _head(moment: date | datetime, headline: str, lang: Language) -> Block:
    shown = _shown(moment, lang)
    return _block(f"{shown}: {headline}" if headline else shown, "h3")


def _shown(moment: date | datetime, lang: Language) -> str:
    month = _MONTHS[lang].split()[moment.month - 1]
    clock = f", {moment:%H:%M}" if isinstance(moment, datetime) else ""
    if lang == "de":
        return f"{moment.day}. {month} {moment.year}{clock}{' Uhr' if clock else ''}"
    return f"{month} {moment.day}, {moment.year}{clock}"


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
