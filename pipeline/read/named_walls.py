"""Elements whose class or id names them for a wall, and the lines that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from pipeline.read.blocks import Block, Outline
from pipeline.read.line_places import upwards
from pipeline.read.markup import is_for_scripts, is_hidden
from pipeline.read.wall_lines import says_other
from pipeline.read.wallwords import saying
from pipeline.read.wording import clean

__all__ = ["holds_named_wall", "in_named_wall", "is_in_wall"]

_PAYWALL_NAMES = saying("names")
_NAMEABLE = ("div", "section", "aside", "article", "p", "span", "form")
_SHORT_SAYING = 100
_MOST_BETWEEN = 20


def holds_named_wall(root: HtmlElement) -> bool:
    """Whether an element is named for a wall, even where a script has yet to fill it."""
    return any(
        _PAYWALL_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        and not is_hidden(dict(element.items()))
        and not is_for_scripts(element.get("class") or "")
        and not says_other([clean(" ".join(islice(element.itertext(), _MOST_BETWEEN)))])
        for element in root.iter(*_NAMEABLE)
        if element.attrib
    )


def in_named_wall(page: Outline, lines: Sequence[Block]) -> bool:
    """Whether one of these lines stands in an element that is named for a wall."""
    return any(
        _is_named(page.names[number]) for block in lines for number in upwards(page, block.owner)
    )


def is_in_wall(page: Outline, block: Block, text: Sequence[Block]) -> bool:
    """Whether a short line stands in an element that is named for a wall, with none but such."""
    if len(block.text) >= _SHORT_SAYING:
        return False
    named = {number for number in upwards(page, block.owner) if _is_named(page.names[number])}
    long = (each for each in text if len(each.text) >= _SHORT_SAYING) if named else ()
    return bool(named) and all(named.isdisjoint(upwards(page, each.owner)) for each in long)


@lru_cache(maxsize=4_096)
def _is_named(name: str) -> bool:
    """Whether an element's name is that of a wall."""
    return bool(_PAYWALL_NAMES.search(name))
