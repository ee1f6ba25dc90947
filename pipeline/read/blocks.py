"""A page's tree as a flat list of blocks: paragraphs, headings, list items, and their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.markup import (
    ASIDE,
    DROPPED_TAGS,
    FALLBACK_TAGS,
    FURNITURE,
    INITIAL,
    INLINE_TAGS,
    KICKER,
    LEAD,
    MARGIN,
    NEVER,
    is_hidden,
    said_by,
    said_of,
)
from pipeline.read.wording import SENTENCE_END, clean

__all__ = ["Block", "Outline", "outline"]

Kind = Literal["p", "heading", "item", "quote", "cell", "other"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("td", "th", "caption"), "cell"),
    "p": "p",
    "blockquote": "quote",
}
_PICTURES = frozenset({"img", "picture", "amp-img", "video", "iframe"})
_ELSEWHERE = ASIDE | NEVER
_NEVER_ASIDE = frozenset({"html", "body", "main", "h1"})
# Stands for <br>; two with nothing between are a new paragraph.
_BREAK = "\x1e"
# Stands after a large first letter: the rest of its word follows, after markup's own spaces.
_GLUE = "\x1f"
_GLUED = re.compile(rf"^\s*(\w)[\s{_GLUE}]*{_GLUE}\s*(?=[a-zäöüß])|{_GLUE}")
_PARAGRAPH_BREAK = re.compile(rf"{_BREAK}[\s\u00a0]*{_BREAK}")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LEAST_PARAGRAPH = 60
_SEPARATORS = frozenset({":", "-", "–", "—", "|", "•", "/"})
_MAX_BLOCKS = 20_000
_MAX_ASIDES = 30


@dataclass(slots=True)
class Block:
    """A stretch of text between two breaks.

    `tag` is the heading, item, cell or paragraph it stands in (else the innermost block element),
    `owner` the number of the innermost block element (`Outline.parents` leads upwards) and
    `root` that of the element with `tag`. `asides` numbers the elements around it whose name
    speaks of something else than the article; `never` says that one of them is sure of it.
    `links`, `bold` and `italic` count the characters so marked.
    """

    text: str
    kind: Kind
    tag: str
    owner: int
    root: int
    asides: tuple[int, ...] = ()
    never: bool = False
    lead: bool = False
    kicker: bool = False
    links: int = 0
    bold: int = 0
    italic: int = 0

    @property
    def link_share(self) -> float:
        """How much of the text is link, 0 to 1."""
        return min(1.0, self.links / len(self.text)) if self.text else 0.0


@dataclass(slots=True)
class Outline:
    """The blocks of a page in reading order, and the block elements they stand in.

    `parents[n]` is the number of the element around element n (-1 for the root), `says[n]` what
    its markup says of it, `names[n]` its class, else id, else tag. `pictured` numbers those that
    hold a picture, themselves or in an element without text.
    """

    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    says: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    pictured: set[int] = field(default_factory=set)


def outline(root: HtmlElement, *, everything: bool = False) -> Outline:
    """The page's blocks in reading order. Scripts, media and form fields are left out.

    Navigation and consent managers are left out too, unless `everything` is wanted.
    """
    walk = _Walk(everything=everything)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if walk.enter(element):
                events.skip_subtree()
        else:
            walk.leave(element)
            if len(walk.page.blocks) >= _MAX_BLOCKS:
                break
    walk.flush()
    return walk.page


@dataclass(slots=True)  # not frozen: one is made for every element, and that takes twice as long
class _Open:
    """An open block element, with what it takes over from those around it."""

    number: int
    tag: str
    root: int
    kind: Kind
    asides: tuple[int, ...]
    never: bool
    lead: bool
    kicker: bool


def _paragraphs(raw: str) -> list[str]:
    """The parts of a text between two breaks, or at one that stands after a whole sentence."""
    found: list[str] = []
    for part in _PARAGRAPH_BREAK.split(raw):
        lines = part.split(_BREAK)
        found.append(lines[0])
        for before, line in pairwise(lines):
            if min(len(before), len(line)) > _LEAST_PARAGRAPH and SENTENCE_END.search(
                before.rstrip()
            ):
                found.append(line)
            else:
                found[-1] += _BREAK + line
    return found


def _parts(element: HtmlElement) -> bool:
    """Whether a span in a heading begins a new part: glued to the span before it."""
    before = element.getprevious()
    return (
        element.tag == "span"
        and before is not None
        and before.tag == "span"
        and not before.tail
        and len(before) + len(before.text or "") > 1
    )


def _is_separator(element: HtmlElement) -> bool:
    """Whether an element in a heading only parts kicker and headline: a hidden colon or dash."""
    return not len(element) and (element.text or "").strip() in _SEPARATORS


# Most elements of a page are in its menus and lists of other articles: not to walk through them
# is what makes reading fast.
_LEADS_AWAY = etree.XPath(
    "count(.//a) > 3 and not(.//h1) and not(.//text()[string-length(normalize-space()) > 80"
    " and not(parent::script or parent::style)])"
)


# A table of more rows than a text has paragraphs, none of which holds a sentence.
_IS_DATA = etree.XPath(
    "count(descendant::tr) > 200 and not(descendant::text()[string-length(normalize-space()) > 80])"
)


def _only_leads_away(element: HtmlElement) -> bool:
    """Whether there are links in an element, but no headline and no running text."""
    return element.tag not in _NEVER_ASIDE and bool(_LEADS_AWAY(element))


class _Walk:
    """The state of one walk over a tree: open elements, and the text since the last break."""

    def __init__(self, *, everything: bool) -> None:
        self.page = Outline()
        self.everything = everything
        self.dropped = DROPPED_TAGS - FALLBACK_TAGS if everything else DROPPED_TAGS
        self.open = [_Open(-1, "", -1, "other", (), never=False, lead=False, kicker=False)]
        self.pieces: list[str] = []
        self.links = self.bold = self.italic = 0
        self.in_link = self.in_bold = self.in_italic = 0
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
        elif tag == "table" and _IS_DATA(element):
            self.skipping = True
        else:
            says = said_of(element)
            foreign = tag == "nav" or (says & NEVER and tag not in _NEVER_ASIDE)
            if not self.everything and (
                foreign or (says & FURNITURE and _only_leads_away(element))
            ):
                self.skipping = True
            else:
                self._enter_block(tag, element, says)
        return self.skipping

    def _enter_inline(self, tag: str, element: HtmlElement) -> bool:
        if tag == "br":
            self.pieces.append(_BREAK)
        elif tag in _PICTURES:
            self.page.pictured.add(self.open[-1].number)
        if tag != "a" or element.get("href"):
            self._mark(tag, 1)
        if self.open[-1].kind == "heading" and _parts(element):
            self.flush()
        if element.attrib and tag != "a":
            says = said_by(element.get("class") or "")
            if says & INITIAL:
                self.initials.append(element)
            unseen = says & (MARGIN | NEVER) or is_hidden(element)
            if unseen and not (says & KICKER and self.open[-1].kind == "heading"):
                self._mark(tag, -1)
                return True
            if self.open[-1].kind == "heading" and (says & KICKER or _is_separator(element)):
                self._open_kicker(element)
        self._text(element.text)
        return False

    def _mark(self, tag: str, step: int) -> None:
        """Begin (1) or end (-1) a link, bold or italic text."""
        if tag == "a":
            self.in_link += step
        elif tag in ("b", "strong"):
            self.in_bold += step
        elif tag in ("i", "em"):
            self.in_italic += step

    def _open_kicker(self, element: HtmlElement) -> None:
        self.flush()
        now = self.open[-1]
        self.open.append(replace(now, kicker=True))
        self.kickers.append(element)

    def _enter_block(self, tag: str, element: HtmlElement, says: int) -> None:
        if self.pieces:
            self.flush()
        now, page = self.open[-1], self.page
        number = len(page.parents)
        page.parents.append(now.number)
        page.says.append(says)
        page.names.append(element.get("class") or element.get("id") or tag)
        own_kind = _KINDS.get(tag)
        inherits = own_kind is None and now.kind != "other"
        asides, never = now.asides, now.never
        if says & _ELSEWHERE and tag not in _NEVER_ASIDE and len(asides) < _MAX_ASIDES:
            asides = (*asides, number)
            never = never or bool(says & NEVER)
        self.open.append(
            _Open(
                number,
                now.tag if inherits else tag,
                now.root if inherits else number,
                own_kind or now.kind,
                asides,
                never,
                now.lead or bool(says & LEAD),
                bool(says & KICKER) and now.kind == "heading",
            )
        )
        self._text(element.text)

    def leave(self, element: HtmlElement) -> None:
        """Take up an element's end and the text after it."""
        tag = element.tag
        if self.skipping:
            self.skipping = False
            if tag not in INLINE_TAGS:
                self.pieces.append(" ")
        elif tag in INLINE_TAGS:
            if tag != "a" or element.get("href"):
                self._mark(tag, -1)
            if self.initials and self.initials[-1] is element:
                self.initials.pop()
                self.pieces.append(_GLUE)
            if self.kickers and self.kickers[-1] is element:
                self.flush()
                self.kickers.pop()
                self.open.pop()
        else:
            if self.pieces:
                self.flush()
            self._leave_block()
        self._text(element.tail)

    def _leave_block(self) -> None:
        number = self.open.pop().number
        told = self.page.blocks[-1].owner if self.page.blocks else -1
        if number in self.page.pictured and told < number:
            self.page.pictured.add(self.open[-1].number)

    def _text(self, text: str | None) -> None:
        if not text or (not self.pieces and text.isspace()):
            return
        self.pieces.append(text)
        if self.in_link or self.in_bold or self.in_italic:
            length = len(text.strip())
            self.links += length if self.in_link else 0
            self.bold += length if self.in_bold else 0
            self.italic += length if self.in_italic else 0

    def flush(self) -> None:
        """End the block that is being gathered."""
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        links, bold, italic = self.links, self.bold, self.italic
        if _GLUE in raw:
            raw = _GLUED.sub(r"\1", raw)
        self.pieces, self.links, self.bold, self.italic = [], 0, 0, 0
        now = self.open[-1]
        if now.number < 0 or not raw.strip():
            return
        if now.tag == "pre":
            raw = _BLANK_LINE.sub(_BREAK + _BREAK, raw)
        parts = _paragraphs(raw) if _BREAK in raw else [raw]
        for part in parts:
            text = clean(part.replace(_BREAK, " "))
            if text:
                share = len(part) / len(raw)
                self.page.blocks.append(
                    Block(
                        text=text,
                        kind=now.kind,
                        tag=now.tag,
                        owner=now.number,
                        root=now.root,
                        asides=now.asides,
                        never=now.never,
                        lead=now.lead,
                        kicker=now.kicker,
                        links=round(links * share),
                        bold=round(bold * share),
                        italic=round(italic * share),
                    )
                )
