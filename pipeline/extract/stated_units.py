"""The unit that a heading gives the numbers in the lines below: "Angaben in Mio. Euro".

(in millions of euros)
Revenue   231.4   190.2
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.bare_years import is_bare_year
from pipeline.extract.currencies import Currency, currency_at
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token, lex
from pipeline.extract.numerals import scale_at
from pipeline.extract.units import unit_at

__all__ = ["with_stated_units"]

# One of these stands in every heading: quicker to look for than the expression.
_MARKS = (
    "(in ",
    "(In ",
    "ngaben in ",
    "eträge in ",
    "ahlen in ",
    "igures in ",
    "mounts in ",
    " in thousands",
    " in millions",
    " in billions",
)
_HEADING = re.compile(
    r"(?:\b(?:Angaben|Beträge|Zahlen|Figures|Amounts)(?: are| jeweils)? in |\(in "
    r"|\((?=\S{1,3} in (?:thousand|million|billion)))(?P<unit>[^\n()]{1,30})\)?[.:]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_LABEL = 8  # words
_MOST_ROWS = 60
_BETWEEN = frozenset("|;:/-–−+")
# A row with one of these counts or compares.
_NO_SUMS = frozenset({
    "marge", "quote", "anzahl", "zahl", "aktie", "prozent", "%", "margin", "ratio", "number",
    "share", "percent", "rate", "headcount", "stück", "units",
})  # fmt: skip


def with_stated_units(
    text: str, tokens: list[Token], figures: list[Figure], lang: Language
) -> list[Figure]:
    """Give the bare numbers of the rows below a heading its scale and currency.

    The heading itself ("in millions of euros") is no sum. Numbers in brackets are left out: a
    loss or the year before.
    """
    if not any(mark in text for mark in _MARKS):
        return figures
    units: dict[int, tuple[Decimal, Currency]] = {}
    headings: set[int] = set()  # their tokens
    for heading in _HEADING.finditer(text):
        unit = _unit(lex(heading["unit"]), lang)
        if unit is not None:
            above, below = (
                bisect_left(tokens, at, key=lambda token: token.start) for at in heading.span()
            )
            headings.update(range(above, below))
            units |= dict.fromkeys(_numbers_of_rows(tokens, below, lang), unit)
    return [_stated(figure, units) for figure in figures if figure.first not in headings]


def _stated(figure: Figure, units: dict[int, tuple[Decimal, Currency]]) -> Figure:
    unit = units.get(figure.last - 1)
    if unit is None or figure.currency or figure.scale != 1:
        return figure
    return replace(figure, scale=unit[0], currency=unit[1])


def _unit(tokens: list[Token], lang: Language) -> tuple[Decimal, Currency] | None:
    """Read "Mio. Euro", "millions of dollars", "$ in millions", "TEUR", whole."""
    words = [token for token in tokens if token.folded not in ("of", "in")]
    singular = [
        token._replace(folded=token.folded.replace("thousands", "thousand")) for token in words
    ]
    scale, at = scale_at(singular, 0, lang)
    found = currency_at(singular, at, lang) if at < len(singular) else None
    if found is None:
        return None
    if scale == 1:
        scale, end = scale_at(singular, found[1], lang)
    else:
        end = found[1]
    return (scale * found[0].times, found[0]) if end == len(singular) else None


def _numbers_of_rows(tokens: list[Token], first: int, lang: Language) -> list[int]:
    """List the numbers, by their tokens, in the lines from token `first` on that are rows."""
    found: list[int] = []
    for _ in range(_MOST_ROWS):
        while first < len(tokens) and tokens[first].kind == "break":
            first += 1
        last = first
        while last < len(tokens) and tokens[last].kind != "break":
            last += 1
        row = _numbers_of_row(tokens, first, last, lang)
        if row is None:
            break
        found += row
        first = last
    return found


def _numbers_of_row(tokens: list[Token], first: int, last: int, lang: Language) -> list[int] | None:
    """List the numbers at the end of a line; None where the line is no row of a table."""
    at = last
    while at > first and (tokens[at - 1].kind == "number" or tokens[at - 1].text in _BETWEEN):
        at -= 1
    label, numbers = tokens[first:at], tokens[at:last]
    if not any(token.kind == "number" for token in numbers) or len(label) > _LONGEST_LABEL:
        return None
    counts = any(token.folded in _NO_SUMS for token in label)
    if not label or counts or any(unit_at(label, k, lang) for k in range(len(label))):
        return []
    return [
        k
        for k in range(at, last)
        if tokens[k].kind == "number" and " " not in tokens[k].text and not is_bare_year(tokens[k])
    ]
