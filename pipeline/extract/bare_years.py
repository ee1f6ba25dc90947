"""Years that stand where a sum could: "2024 EUR 12 Mio.", "seit 2021 Millionen Euro"."""

from __future__ import annotations

from pipeline.extract.lexing import Token

__all__ = ["is_bare_year", "is_year_of_a_sum"]

_DIGITS = len("2024")
_YEARS = range(1900, 2101)
_HYPHENS = frozenset("-‑–")
_LINKS = frozenset({"and", "und", "or", "oder", "to", "bis", ","})
# Before a number, these make a year of it.
_BEFORE = frozenset({
    "in", "im", "jahre", "jahren", "seit", "since", "until", "year", "during",
})  # fmt: skip


def is_bare_year(token: Token) -> bool:
    """Tell whether a number is written as a year is: "2024", but not "2.024"."""
    is_number = token.kind == "number" and len(token.text) == _DIGITS and token.text.isdecimal()
    return is_number and int(token.text) in _YEARS


def is_year_of_a_sum(tokens: list[Token], i: int, end: int) -> bool:
    """Tell whether the number at `i`, whose scale word ends before `end`, is a year all the same.

    "Seit 2021 Millionen Euro", "2019 and 2021 million-dollar rounds".
    """
    if not is_bare_year(tokens[i]):
        return False
    before = tokens[i - 1].folded if i else ""
    listed = before in _LINKS and i > 1 and is_bare_year(tokens[i - 2])
    hyphened = end < len(tokens) and tokens[end].text in _HYPHENS and tokens[end].glued
    return before in _BEFORE or before.endswith("jahr") or listed or hyphened
