"""A page's tree to its outline: one walk over the elements, menus left out."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.blocks import KINDS, Outline
from pipeline.read.breaks import BREAK, GLUE
from pipeline.read.insides import (
    NEVER_ASIDE,
    begins_part,
    is_data,
    is_link,
    is_separator,
    only_leads_away,
)
from pipeline.read.markup import (
    DROPPED_TAGS,
    FALLBACK_TAGS,
    FURNITURE,
    INITIAL,
    INLINE_TAGS,
    KICKER,
    MARGIN,
    NEVER,
    is_hidden,
    said_by,
    said_of,
)
from pipeline.read.open_elements import PAGE, Marked

__all__ = ["outline"]


_PICTURES = frozenset({"img", "picture", "amp-img", "video", "iframe"})
_MAX_BLOCKS = 20_000


def outline(root: HtmlElement, *, everything: bool = False) -> Outline:
    """The page's blocks in reading order. Scripts, media and form fields are left out.

    Navigation and consent managers are left out too, unless `everything` is wanted.
    """
    walk = _Walk(everything=everything)
    blocks = walk.page.blocks
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if walk.enter(element):
                events.skip_subtree()
        else:
            walk.leave(element)
            if len(blocks) >= _MAX_BLOCKS:
                break
    walk.flush()
    return walk.page


class _Walk:
    """The state of one walk over a tree: open elements, and the text since the last break."""

    def __init__(self, *, everything: bool) -> None:
        self.page = Outline()
        self.everything = everything
        self.dropped = DROPPED_TAGS - FALLBACK_TAGS if everything else DROPPED_TAGS
        self.open = [PAGE]
        self.pieces: list[str] = []
        self.marked = Marked()
        self.in_link = self.in_bold = self.in_italic = 0
        self.anchors: list[bool] = []  # of each open <a>, whether it is a link
        self.skipping = False
        self.kickers: list[HtmlElement] = []
        self.initials: list[HtmlElement] = []

    def enter(self, element: HtmlElement) -> bool:
        """Take up an element's start; true where its inside is to be left out."""
        tag = element.tag
        if tag in INLINE_TAGS:
            self.skipping = self._enter_inline(tag, element)
        elif not isinstance(tag, str) or tag in self.dropped:
            self.skipping = True
            if tag in _PICTURES:
                self.page.pictured.add(self.open[-1].number)
        elif tag == "table" and is_data(element):
            self.skipping = True
        else:
            attributes = dict(element.items())
            says = said_of(tag, attributes)
            foreign = tag == "nav" or (says & NEVER and tag not in NEVER_ASIDE)
            if not self.everything and (foreign or (says & FURNITURE and only_leads_away(element))):
                self.skipping = True
            else:
                self._enter_block(tag, attributes, says)
                if text := element.text:
                    self._text(text)
        return self.skipping

    def _enter_inline(self, tag: str, element: HtmlElement) -> bool:
        if tag == "br":
            self.pieces.append(BREAK)
        elif tag in _PICTURES:
            self.page.pictured.add(self.open[-1].number)
        if tag != "a":
            self._mark(tag, 1)
        else:
            self.anchors.append(is_link(element))
            self.in_link += self.anchors[-1]
        if self.open[-1].kind == "heading" and begins_part(element):
            self.flush()
        if tag != "a" and (attributes := dict(element.items())):
            says = said_by(attributes.get("class", ""))
            if says & INITIAL:
                self.initials.append(element)
            unseen = says & (MARGIN | NEVER) or is_hidden(attributes)
            if unseen and not (says & KICKER and self.open[-1].kind == "heading"):
                self._mark(tag, -1)
                return True
            if self.open[-1].kind == "heading" and (says & KICKER or is_separator(element)):
                self._open_kicker(element)
        if text := element.text:
            self._text(text)
        return False

    def _mark(self, tag: str, step: int) -> None:
        """Begin (1) or end (-1) bold or italic text."""
        if tag in ("b", "strong"):
            self.in_bold += step
        elif tag in ("i", "em"):
            self.in_italic += step

    def _open_kicker(self, element: HtmlElement) -> None:
        self.flush()
        now = self.open[-1]
        self.open.append(replace(now, kicker=True))
        self.kickers.append(element)

    def _enter_block(self, tag: str, attributes: dict[str, str], says: int) -> None:
        if self.pieces:
            self.flush()
        page = self.page
        number = len(page.parents)
        page.parents.append(self.open[-1].number)
        page.says.append(says)
        page.names.append(attributes.get("class") or attributes.get("id") or tag)
        if "headline" in attributes.get("itemprop", "").lower() and tag not in KINDS:
            tag = "h1"
        self.open.append(self.open[-1].within(number, tag, says))

    def leave(self, element: HtmlElement) -> None:
        """Take up an element's end and the text after it."""
        tag = element.tag
        if self.skipping:
            self.skipping = False
            if tag not in INLINE_TAGS:
                self.pieces.append(" ")
        elif tag in INLINE_TAGS:
            if tag != "a":
                self._mark(tag, -1)
            else:
                self.in_link -= self.anchors.pop()
            if self.initials and self.initials[-1] is element:
                self.initials.pop()
                self.pieces.append(GLUE)
            if self.kickers and self.kickers[-1] is element:
                self.flush()
                self.kickers.pop()
                self.open.pop()
        else:
            if self.pieces:
                self.flush()
            self._leave_block()
        if text := element.tail:
            self._text(text)

    def _leave_block(self) -> None:
        number, page = self.open.pop().number, self.page
        if number in page.pictured and (not page.blocks or page.blocks[-1].owner < number):
            page.pictured.add(self.open[-1].number)

    def _text(self, text: str) -> None:
        if not self.pieces and text.isspace():
            return
        self.pieces.append(text)
        if self.in_link or self.in_bold or self.in_italic:
            length = len(text.strip())
            self.marked.links += length if self.in_link else 0
            self.marked.bold += length if self.in_bold else 0
            self.marked.italic += length if self.in_italic else 0

    def flush(self) -> None:
        """End the block that is being gathered."""
        if not self.pieces:
            return
        raw, marked = "".join(self.pieces), self.marked
        self.pieces, self.marked = [], Marked()
        now = self.open[-1]
        if now.number >= 0 and raw.strip():
            self.page.blocks.extend(now.blocks(raw, marked))
