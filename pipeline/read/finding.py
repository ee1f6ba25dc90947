"""What of a page is the article: its headline, its text, and the lines around both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from pipeline.read.blocks import Block, Outline
from pipeline.read.body import belonging, first_of, with_lead
from pipeline.read.endings import trimmed
from pipeline.read.listing import states_article
from pipeline.read.metadata import Metadata
from pipeline.read.outlining import outline
from pipeline.read.people import labels_author
from pipeline.read.prose import clear_of_asides, prose_weights
from pipeline.read.stated import stated_body
from pipeline.read.titles import choose_title
from pipeline.read.wording import SENTENCE_END

__all__ = ["LEAST_BODY", "Found", "find"]

LEAST_BODY = 200  # characters of an article
_SHORT_BODY = 1_500
_LEAST_LINKED = 80
_MUCH_LONGER = 2.5


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on an HTML page: its title, the article's blocks and all others.

    `place` is that of the headline's block, -1 where none shows it; `near` are the lines from the
    headline on, then those above it, `ends` those around the end of the text, then those below it
    that are labelled as the author's.
    """

    title: str
    blocks: list[Block]
    sheet: Outline
    place: int
    near: list[str]
    ends: list[str]

    @property
    def body(self) -> str:
        return " ".join(block.text for block in self.blocks)


def find(root: HtmlElement, metadata: Metadata, url: str) -> Found:
    """What is the article on a page: in all of it, where menus and windows left out leave little.

    Or among its links, or in its JSON-LD.
    """
    found = _found(outline(root), metadata, url)
    if len(found.body) < LEAST_BODY:
        found = _found(outline(root, everything=True), metadata, url)
    if len(found.body) < LEAST_BODY and states_article(metadata, found.title):
        found = _found(_unlinked(outline(root, everything=True)), metadata, url)
    return _or_stated(found, metadata) if len(found.body) < _SHORT_BODY else found


def _found(sheet: Outline, metadata: Metadata, url: str) -> Found:
    weights = prose_weights(sheet)
    clear = clear_of_asides(sheet, weights)
    kept = belonging(sheet, clear, weights)
    first = first_of(sheet, kept)
    headline = choose_title(sheet, metadata, url, first)
    sheet.headline = headline.text
    start = headline.place if headline.place >= 0 else first
    above, below = (
        sheet.blocks[max(0, start - 4) : start],
        sheet.blocks[start : max(start, first) + 4],
    )
    around = (*below, *above) if headline.place >= 0 else (*above, *below)
    near = [block.text for block in around]
    blocks = with_lead(sheet, kept, clear, headline.place, metadata.descriptions())
    last = max((at for at, keep in enumerate(kept) if keep), default=0)
    ends = [block.text for block in sheet.blocks[max(0, last - 1) : last + 4]]
    ends += [block.text for block in sheet.blocks[last + 4 :] if labels_author(block.text)]
    return Found(headline.text, trimmed(blocks, headline.text), sheet, headline.place, near, ends)


def _unlinked(sheet: Outline) -> Outline:
    """The outline of an article whose paragraphs are links: long ones are taken for its text."""
    for block in sheet.blocks:
        if len(block.text) > _LEAST_LINKED and SENTENCE_END.search(block.text):
            block.links = 0
    return sheet


def _or_stated(found: Found, metadata: Metadata) -> Found:
    """The body that the page's JSON-LD states, where the page shows much less of it."""
    stated = stated_body(metadata.article)
    if sum(len(block.text) for block in stated) < _MUCH_LONGER * max(len(found.body), LEAST_BODY):
        return found
    return replace(found, blocks=trimmed(stated, found.title))
