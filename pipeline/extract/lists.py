"""Numbers that share the scale and the currency of the last: "20, 40 und 85 Millionen Euro"."""

from __future__ import annotations

import re

from pipeline.documents import Language
from pipeline.extract.bare_years import is_bare_year
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token

__all__ = ["shares_unit"]

_MOST = 1000  # with a scale word behind, a number is smaller
_LEAST_SCALE = 10**6
_MOST_TIMES, _LEAST_TIMES = 50, 10  # "$500 and $2 million" are of different size
_LONGEST = 4  # tokens between two numbers
_CENTS = re.compile(r"\d[.,]\d\d$")
_AND = frozenset({"and", "und", "sowie"})
_LATER = frozenset({"later", "then", "finally", "später", "dann", "zuletzt", "schließlich"})
_OF = frozenset({"of", "von", "der"})
_ITS = frozenset({"the", "its", "their", "those", "these", "den", "der", "insgesamt", "total"})
# Behind the whole, these tell things of that price: "zwei der 40 Millionen Euro teuren Werke".
_PRICED = ("teuren", "schweren", "großen", "hohen", "starken", "teure", "große")
_SINGULAR = frozenset({"dollar", "euro", "pound"})
# With a capital letter, other words before a number are names, months or nouns.
_FIRST = frozenset({
    "of", "with", "for", "at", "its", "about", "some", "von", "mit", "für", "bei", "über", "rund",
    "gut", "knapp", "etwa",
})  # fmt: skip
# A number of these is no sum: "a team of 20 and 85 million euros".
_PEOPLE = frozenset({"team", "group", "staff", "crew", "workforce", "gruppe", "belegschaft"})
# Before a number, these make a name or a place in an order of it: "phase 3 and 8 million euros".
_LABELS = frozenset({
    "phase", "stage", "level", "tier", "version", "page", "chapter", "section", "article", "room",
    "gate", "number", "no", "nr", "day", "week", "age", "aged", "top", "part", "step", "line",
    "unit", "class", "grade", "round", "wave", "generation", "question", "serie", "stufe", "runde",
    "teil", "kapitel", "platz", "rang", "klasse",
})  # fmt: skip


def shares_unit(tokens: list[Token], left: Figure, right: Figure, lang: Language) -> bool:
    """Tell whether the bare number `left` has the unit of the sum `right` behind it.

    In a list ("20 and 85 million euros") or as part of a whole ("12 of the 40 million euros").
    """
    between = [token.folded for token in tokens[left.last : right.first]]
    if right.before and right.scale >= _LEAST_SCALE:
        return _is_signed(tokens, left, right) and _is_link(tokens, left, between)
    if not 0 < len(between) <= _LONGEST or right.currency is None or right.scale == 1:
        return False
    if right.before or not _is_bare(tokens, left) or _is_compound(tokens, right):
        return False
    if between[0] in _OF and set(between[1:]) <= _ITS:
        return _is_part(tokens, left, right, lang)
    if between == [","]:  # right has its unit from a list, too
        return right.last - right.first == 1 and not _is_label(tokens, left, nouns=lang == "en")
    listed = [word for word in between if word != ","]
    return (
        listed[:1] != []
        and listed[0] in _AND
        and set(listed[1:]) <= _LATER
        and not _is_label(tokens, left)
    )


def _is_signed(tokens: list[Token], left: Figure, right: Figure) -> bool:
    """Tell whether `left` has the sign of `right` and about its size: "$20 and $85 million".

    In "$1.22 and $9.0 billion" the first is a price.
    """
    if left.value is None or right.value is None or left.scale != 1 or not left.before:
        return False
    same = left.currency == right.currency and 1 < left.value < _MOST
    if _has_cents(tokens, left) and not _has_cents(tokens, right):
        return False
    return same and right.value / _MOST_TIMES <= left.value <= right.value * _LEAST_TIMES


def _has_cents(tokens: list[Token], figure: Figure) -> bool:
    return any(_CENTS.search(token.text) for token in tokens[figure.first : figure.last])


def _is_link(tokens: list[Token], left: Figure, between: list[str]) -> bool:
    """Tell whether a list goes on so; a comma before "and" is of a list with another comma."""
    listed = left.first > 0 and tokens[left.first - 1].text == ","
    word = between[1:] if between[:1] == [","] and listed else between
    return between == [","] or (len(word) == 1 and word[0] in _AND)


def _is_bare(tokens: list[Token], figure: Figure) -> bool:
    """Tell whether a figure is a small number alone, no year, no article and no ordinal."""
    first = tokens[figure.first]
    return (
        figure.value is not None
        and 1 < figure.value < _MOST
        and figure.scale == 1
        and figure.currency is None
        and figure.last - figure.first == 1
        and not is_bare_year(first)
        and not (first.kind == "number" and first.glued and figure.first > 0)
    )


def _is_compound(tokens: list[Token], figure: Figure) -> bool:
    """Tell "40-million-euro plants", each of that price, from a sum."""
    return any(token.text in "-‑–" for token in tokens[figure.first : figure.last])


def _is_part(tokens: list[Token], part: Figure, whole: Figure, lang: Language) -> bool:
    if part.value is None or whole.value is None or part.value >= whole.value:
        return False
    behind = tokens[whole.last] if whole.last < len(tokens) else None
    if behind is None or behind.kind != "word":
        return True
    singular = lang == "en" and tokens[whole.last - 1].folded in _SINGULAR  # "million dollar homes"
    return not singular and not behind.folded.endswith(_PRICED)


def _is_label(tokens: list[Token], figure: Figure, *, nouns: bool = True) -> bool:
    """Tell whether the word before a number makes a date or a name of it: "May 20", "Serie 3".

    `nouns`: any word with a capital letter does, as all German nouns have one.
    """
    if figure.first == 0:
        return False
    before = tokens[figure.first - 1]
    if before.folded in _OF and figure.first > 1 and tokens[figure.first - 2].folded in _PEOPLE:
        return True
    if before.kind != "word" or before.folded in _FIRST:
        return False
    return (nouns and before.text[0].isupper()) or before.folded in _LABELS
