"""Words before a time that open one of its sides: "seit 2020", "by 2030", "spätestens im März"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.extract.calendar_spans import Stretch

__all__ = ["Hit", "bounded"]

_REACH = 40  # characters
_BOUND = re.compile(
    r"(?<!\w)(?:(?P<since>seit|since|ab|starting|starting in|beginning in|vo[nm]|from|not before"
    r"|nicht vor|(?:no|not) (?:earlier|sooner) than)"
    r"|(?P<until>bis|bis zum|bis zur|bis in den|bis ins|bis spätestens|spätestens bis|spätestens"
    r"|spätestens (?:ab|am|im|zum|zur)|until|till|through|by|(?:no|not) later than"
    r"|between now and)"
    r"|(?P<before>vor|before)|(?P<after>nach|after))"
    r"(?: mindestens| wenigstens| etwa| rund| circa| ca\.| ungefähr| voraussichtlich| zumindest"
    r"| einschließlich| (?:weit )?in(?:s| die)| at least| around| about| roughly| approximately)?"
    r"(?: dem| de[nr]| the)?\s$",
    re.IGNORECASE,
)
_ON_TO = re.compile(r"\s(?:to|until|through)(?!\w)")
_ON = re.compile(r"\s(?:an|on|onwards?)(?!\w)", re.IGNORECASE)
_THROUGH = re.compile(r"through the (?!end|middle|start|first|second)", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:the )?end\b|ende\b|year[- ]end|jahresende|the \w+ (?:is|ends)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found at `start`..`end`, or two that make a span (`both`).

    `dated`: the text names the year.
    """

    start: int
    end: int
    stretch: Stretch
    dated: bool
    both: bool = False


def bounded(text: str, hit: Hit, published: date | None) -> Hit:
    """Open a side of the stretch where the words before say so; the mention covers them."""
    offset = max(0, hit.start - _REACH)
    bound = _BOUND.search(text[offset : hit.start])
    if bound is None or hit.stretch.start is None or hit.stretch.end is None:
        return hit
    start = hit.stretch.start
    kind, word = bound.lastgroup or "", bound[bound.lastgroup or 0].casefold()
    last = hit.end
    if word in ("von", "vom", "from"):
        on = _ON.match(text, hit.end)
        if (
            hit.both
            or _ON_TO.match(text, hit.end)
            or (on is None and (word != "from" or not _lies_ahead(hit, published)))
        ):
            return hit
        last = on.end() if on else last
    whole = _THROUGH.match(text, offset + bound.start())
    if whole and published and start <= published:
        return hit  # "worked through the weekend"
    if kind == "before" and _CLOSING.match(text, hit.start):
        kind = "until"
    clear = hit.stretch.precision == "day" or (published and start and start > published)
    if not hit.dated and (kind == "after" or (kind == "before" and not clear)):
        return hit
    return Hit(offset + bound.start(), last, _opened(hit.stretch, kind), hit.dated)


def _opened(stretch: Stretch, kind: str) -> Stretch:
    day = timedelta(days=1)
    if kind == "since":
        return replace(stretch, end=None)
    if kind == "until":
        return replace(stretch, start=None)
    if kind == "before" and stretch.start:
        return replace(stretch, start=None, end=stretch.start - day)
    return replace(stretch, start=stretch.end + day if stretch.end else None, end=None)


def _lies_ahead(hit: Hit, published: date | None) -> bool:
    start, is_day = hit.stretch.start, hit.stretch.precision == "day"
    is_span = is_day and start != hit.stretch.end  # "from 2 to 5 December"
    return bool(published and start and start > published and not is_span)
