"""An open block element of a page, and the blocks made of the text that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.blocks import KINDS, Block, Kind
from pipeline.read.breaks import paragraphs
from pipeline.read.insides import NEVER_ASIDE
from pipeline.read.markup import ASIDE, KICKER, LEAD, NEVER

__all__ = ["PAGE", "Marked", "Open"]

_ELSEWHERE = ASIDE | NEVER
_MAX_ASIDES = 30


@dataclass(slots=True)  # not frozen: one is made for every element, and that takes twice as long
class Marked:
    """How many characters of a text are link, bold and italic."""

    links: int = 0
    bold: int = 0
    italic: int = 0


@dataclass(slots=True)
class Open:
    """An open block element, with what it takes over from those around it."""

    number: int
    tag: str
    root: int
    kind: Kind
    asides: tuple[int, ...]
    never: bool
    lead: bool
    kicker: bool

    def within(self, number: int, tag: str, says: int) -> Open:
        """The element with this number, tag and names inside this one."""
        own_kind = KINDS.get(tag)
        inherits = own_kind is None and self.kind != "other"
        asides, never = self.asides, self.never
        if says & _ELSEWHERE and tag not in NEVER_ASIDE and len(asides) < _MAX_ASIDES:
            asides = (*asides, number)
            never = never or bool(says & NEVER)
        return Open(
            number,
            self.tag if inherits else tag,
            self.root if inherits else number,
            own_kind or self.kind,
            asides,
            never,
            self.lead or bool(says & LEAD),
            bool(says & KICKER) and self.kind == "heading",
        )

    def blocks(self, raw: str, marked: Marked) -> Iterator[Block]:
        """The paragraphs of a text in this element."""
        for text, share in paragraphs(raw, preformatted=self.tag == "pre"):
            yield Block(
                text=text,
                kind=self.kind,
                tag=self.tag,
                owner=self.number,
                root=self.root,
                asides=self.asides,
                never=self.never,
                lead=self.lead,
                kicker=self.kicker,
                links=round(marked.links * share),
                bold=round(marked.bold * share),
                italic=round(marked.italic * share),
            )


# What is around a page's outermost element.
PAGE = Open(-1, "", -1, "other", (), never=False, lead=False, kicker=False)
