"""Counts whose noun stands before the number: "eine Belegschaft von 3.600", "staff of 40".

"Die Zahl der Nutzer stieg auf 300 Millionen" · "the number of jobs fell to 900"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents import Language
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token, lex
from pipeline.extract.units import Measured, Unit, stands_alone, unit_at, unit_behind

__all__ = ["find_headcounts"]

_EMPLOYEES = Unit("count", "employees")
_HOLDERS = frozenset({
    "belegschaft", "personalbestand", "mitarbeiterstamm", "mitarbeiterstand", "personalstand",
    "personalstamm", "workforce", "headcount", "staff", "payroll", "payrolls",
})  # fmt: skip
# "Zahl der Nutzer", "number of users"; "Nutzerzahl", "user base".
_NUMBERS = frozenset({"zahl", "anzahl", "number", "numbers"})
_GERMAN_NUMBER = re.compile(r"(.{4,}?)(?:zahl|zahlen|basis|stamm)")
_ENGLISH_NUMBER = frozenset({"count", "base", "numbers"})
_PREPOSITIONS = frozenset({"von", "auf", "bei", "um", "of", "to", "at", "from", "by"})
_HEDGES = frozenset({
    "rund", "etwa", "knapp", "gut", "fast", "über", "mehr", "als", "derzeit", "insgesamt", "nur",
    "about", "around", "roughly", "nearly", "almost", "some", "over", "more", "than", "just",
})  # fmt: skip
_FAR, _NEAR = 10, 5  # tokens
_YEARS = range(1900, 2101)


def find_headcounts(
    tokens: list[Token], figures: Sequence[Figure], lang: Language
) -> list[Measured]:
    """Find the bare numbers that say how many work somewhere, or how many there are of what."""
    found = []
    for figure in figures:
        unit = _held(tokens, figure, lang) if _may_count(tokens, figure, lang) else None
        if unit is not None and figure.worth is not None:
            found.append(Measured(figure.first, figure.last, figure.worth, figure.worth, unit))
    return found


def _may_count(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    worth = figure.worth
    is_whole = worth is not None and worth > 1 and worth == worth.to_integral_value()
    if not is_whole or worth in _YEARS or not stands_alone(tokens, figure.last, lang):
        return False
    return unit_behind(tokens, figure, lang) is None


def _held(tokens: list[Token], figure: Figure, lang: Language) -> Unit | None:
    """Look back over hedges, a preposition and the words of one phrase for the noun."""
    at = figure.first - 1
    while at >= 0 and tokens[at].folded in _HEDGES:
        at -= 1
    if at < 0 or tokens[at].folded not in _PREPOSITIONS:
        return None
    for back in range(at - 1, max(-1, at - 1 - _FAR), -1):
        if tokens[back].kind in ("sign", "break"):
            return None
        if unit := _counted_by(tokens, back, at, lang):
            return unit
    return None


def _counted_by(tokens: list[Token], i: int, end: int, lang: Language) -> Unit | None:
    """Tell what the noun at token `i` is the number of; `end`: where its phrase may end."""
    word = tokens[i].folded
    if word in _HOLDERS:
        return _EMPLOYEES
    if word in _NUMBERS:
        return _first_count(tokens, i + 1, min(end, i + 1 + _NEAR), lang)
    if lang == "de":
        compound = _GERMAN_NUMBER.fullmatch(word)
        noun = compound and lex(compound[1])
        return _first_count(noun, 0, 1, lang) if noun else None
    return _first_count(tokens, i - 1, i, lang, "s") if i and word in _ENGLISH_NUMBER else None


def _first_count(
    tokens: list[Token], first: int, end: int, lang: Language, ending: str = ""
) -> Unit | None:
    """Find the first noun of people or things from token `first` on; English ones want an s."""
    for at in range(first, end):
        piece = [replace(tokens[at], folded=tokens[at].folded + ending)] if ending else tokens
        unit = unit_at(piece, 0 if ending else at, lang)
        if unit is not None and unit[0].kind == "count":
            return unit[0]
    return None
