"""Headcounts whose noun stands before the number: "eine Belegschaft von 3.600", "staff of 40"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token
from pipeline.extract.units import Measured, Unit, stands_alone, unit_behind

__all__ = ["find_headcounts"]

_EMPLOYEES = Unit("count", "employees")
_HOLDERS = frozenset({
    "belegschaft", "mitarbeiterzahl", "mitarbeiterzahlen", "beschäftigtenzahl", "personalbestand",
    "mitarbeiterstamm", "workforce", "headcount", "staff", "payroll",
})  # fmt: skip
_PREPOSITIONS = frozenset({"von", "auf", "bei", "um", "of", "to", "at", "from", "by"})
_HEDGES = frozenset({
    "rund", "etwa", "knapp", "gut", "fast", "über", "mehr", "als", "derzeit", "insgesamt", "nur",
    "about", "around", "roughly", "nearly", "almost", "some", "over", "more", "than", "just",
})  # fmt: skip
_FAR = 10  # tokens
_YEARS = range(1900, 2101)


def find_headcounts(
    tokens: list[Token], figures: Sequence[Figure], lang: Language
) -> list[Measured]:
    """Find the bare numbers that say how many work somewhere."""
    return [
        Measured(figure.first, figure.last, figure.worth, figure.worth, _EMPLOYEES)
        for figure in figures
        if figure.worth is not None
        and _is_a_number_of_people(figure.worth)
        and _is_held(tokens, figure)
        and stands_alone(tokens, figure.last, lang)
        and unit_behind(tokens, figure, lang) is None
    ]


def _is_a_number_of_people(worth: Decimal) -> bool:
    return worth > 1 and worth == worth.to_integral_value() and worth not in _YEARS


def _is_held(tokens: list[Token], figure: Figure) -> bool:
    """Look back over hedges, a preposition and the words of one phrase for the noun."""
    at = figure.first - 1
    while at >= 0 and tokens[at].folded in _HEDGES:
        at -= 1
    if at < 0 or tokens[at].folded not in _PREPOSITIONS:
        return False
    for token in reversed(tokens[max(0, at - _FAR) : at]):
        if token.folded in _HOLDERS:
            return True
        if token.kind in ("sign", "break"):
            return False
    return False
