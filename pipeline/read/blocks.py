"""A page as a flat list of blocks: paragraphs, headings, list items, and their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = ["KINDS", "Block", "Kind", "Outline"]

Kind = Literal["p", "heading", "item", "quote", "cell", "other"]
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("td", "th", "caption"), "cell"),
    "p": "p",
    "blockquote": "quote",
}


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
    hold a picture, themselves or in an element without text; `headline` is that of the article, ""
    until it is chosen.
    """

    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    says: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    pictured: set[int] = field(default_factory=set)
    headline: str = ""
