"""Where a name begins and ends: what the tags leave dangling or take with it is set right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pipeline.documents import EntityType, Span
from pipeline.extract.tables import LINKING

__all__ = ["Name", "with_clean_edges"]

Name = tuple[Span, EntityType, float]

_GENERIC = frozenset(LINKING["generic_words"])
_TITLES = frozenset(LINKING["titles"])
_ALONE = _GENERIC | _TITLES | {"The"}
# "the Strip District", "irische Data Protection Commission"
_NO_NAME = re.compile(r"(?:(?:the|a|an|der|die|das|dem|den|des|[a-zäöü]+ische[mnrs]?)\s+)+")
_DANGLING = re.compile(r"\s(?:for|of|and|the|für|von|und|der|des|zu)$")
_LEADING_ON = re.compile(r"\s(?:for|and|für|und|zu)$")  # "OpenAI for" Australia
# Their last point left out: "U.S", "Salesforce Inc".
_POINTED = re.compile(r"(?:(?:[A-Z]\.)+[A-Z]|\s(?:Inc|Corp|Ltd|Co))$")
_LETTER = re.compile(r"[A-Z]\.")  # "on X." ends a sentence, it is no initial
_NEXT = re.compile(r"(?:\s(?=[A-ZÄÖÜ])[\w&-]+){1,4}")
_HYPHENED = re.compile(r"\d\w*|[A-ZÄÖÜ]\w*(?=-)")  # "Grace-" Hopper-Chips, "Sarvam-" 30B


def with_clean_edges(text: str, names: Iterable[Name]) -> list[Name]:
    """Trim, stretch and join names, in order; none overlaps another, none is empty.

    A name that ends in "for" or "und" goes on into the capitalised word behind it, or ends before.
    """
    clean: list[Name] = []
    for span, kind, score in sorted(names):
        if clean and span.start < clean[-1][0].end:
            continue
        start = _begin(text, span, _TITLES if kind == "PERSON" else _GENERIC)
        end = _end(text, start, span.end)
        if start < end and text[start:end] not in _ALONE:
            clean.append((Span(start, end), kind, score))
    return _whole(text, clean)


def _whole(text: str, names: list[Name]) -> list[Name]:
    """Join neighbours of one type neither of which stands alone elsewhere: "Fräulein" "Span".

    The tags break names made of ordinary words; two names side by side are known from elsewhere.
    """
    joins = [
        one[1] == other[1] and text[one[0].end : other[0].start] == " "
        for one, other in pairwise(names)
    ]
    before, behind = [False, *joins], [*joins, False]
    alone = {
        text[span.start : span.end]
        for (span, _, _), joined, joining in zip(names, before, behind, strict=False)
        if not joined and not joining
    }
    whole: list[Name] = []
    for (span, kind, score), joined in zip(names, before, strict=False):
        if joined:
            first, _, sure = whole[-1]
            forms = {text[first.start : first.end], text[span.start : span.end]}
            if alone.isdisjoint(forms | {form.removesuffix("s") for form in forms}):
                whole[-1] = (Span(first.start, span.end), kind, min(sure, score))
                continue
        whole.append((span, kind, score))
    return whole


def _begin(text: str, span: Span, before: frozenset[str]) -> int:
    """Leave out articles and the words before the name itself: "Fintech Moss", "Sheikh Tahnoon"."""
    article = _NO_NAME.match(text, span.start, span.end)
    start = article.end() if article else span.start
    first, blank, _ = text[start : span.end].partition(" ")
    while blank and first in before:
        start += len(first) + 1
        first, blank, _ = text[start : span.end].partition(" ")
    return start


def _end(text: str, start: int, end: int) -> int:
    if dangling := _DANGLING.search(text, start, end):
        leads_on = _LEADING_ON.search(text, start, end)
        following = _NEXT.match(text, end) if leads_on else None
        return following.end() if following else dangling.start()
    if text[end - 1] == "-":
        following = _HYPHENED.match(text, end)
        return following.end() if following else end - 1
    if _LETTER.fullmatch(text, start, end):
        return end - 1
    if _POINTED.search(text, start, end) and text[end : end + 1] == ".":
        return end + 1
    return end
