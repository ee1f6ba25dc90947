"""Counts whose noun stands before the number: "eine Belegschaft von 3.600", "staff of 40".

"Die Zahl der Nutzer stieg auf 300 Millionen" · "the number of jobs fell to 900"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token, lex
from pipeline.extract.ranges import lend, link_between
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
_PREPOSITIONS = frozenset({
    "von", "auf", "bei", "um", "über", "unter", "beträgt", "betrug", "erreicht", "erreichte",
    "überschritt", "überstieg", "ist", "war", "below", "above", "over", "under", "of", "to", "at",
    "from", "by", "is", "was", "hit", "reached", "topped", "exceeded", "passed", "surpassed",
    "totalled", "totaled",
})  # fmt: skip
_HEDGES = frozenset({
    "rund", "etwa", "knapp", "gut", "fast", "über", "mehr", "als", "derzeit", "insgesamt", "nur",
    "about", "around", "roughly", "nearly", "almost", "some", "over", "more", "than", "just",
    "fewer", "less", "weniger",
})  # fmt: skip
# Between a noun and its number: Daily active users rose 19% to 132 million.
_CHANGES = frozenset({
    "rose", "grew", "climbed", "increased", "fell", "dropped", "jumped", "surged", "shrank",
    "soared", "declined", "swelled", "doubled", "tripled", "rise", "grow", "rising", "growing",
    "steigt", "stieg", "wächst", "wuchs", "sinkt", "sank", "fällt", "fiel", "kletterte",
    "schrumpft", "schrumpfte", "verdoppelte", "schnellte",
})  # fmt: skip
# Right before a number: it says how many work there, come or have to go.
_EMPLOYING = frozenset({
    "beschäftigt", "beschäftigte", "beschäftigen", "employ", "employs", "employed", "employing",
    "hired", "hires", "recruited", "sacked", "fired",
})  # fmt: skip
_FAR, _NEAR = 10, 5  # tokens
_YEARS = range(1900, 2101)


def find_headcounts(
    tokens: list[Token], figures: Sequence[Figure], lang: Language
) -> list[Measured]:
    """Find the bare numbers that say how many work somewhere, or how many there are of what."""
    found = []
    for k, figure in enumerate(figures):
        unit = _held(tokens, figure, lang) if _may_count(tokens, figure, lang) else None
        if unit is None:
            continue
        follower = figures[k + 1] if k + 1 < len(figures) else None
        shared = follower and link_between(tokens, figure, figure.last, follower.first) == "change"
        whole = lend(figure, follower) if follower and shared else figure
        worth = (whole.worth or Decimal(0)).normalize() + 0
        found.append(Measured(figure.first, figure.last, worth, worth, unit))
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
    if at >= 0 and tokens[at].folded in _EMPLOYING:
        return _EMPLOYEES
    if at < 0 or tokens[at].folded not in _PREPOSITIONS:
        return None
    changed = False
    for back in range(at - 1, max(-1, at - 1 - _FAR), -1):
        if tokens[back].kind == "break" or (
            tokens[back].kind == "sign" and tokens[back].text != "%"
        ):
            return None
        if unit := _counted_by(tokens, back, at, lang):
            return unit
        if changed and (unit := _grown(tokens, back, lang)):
            return unit
        # In German the noun stands right before the verb: the one before that is another's.
        changed = (changed and lang == "en") or tokens[back].folded in _CHANGES
    return None


def _grown(tokens: list[Token], i: int, lang: Language) -> Unit | None:
    """Give the unit of the noun at token `i`, which is said to grow and has no number itself."""
    before = tokens[i - 1 : i] if i else []
    if any(token.kind == "number" for token in before):
        return None
    return _first_count(tokens, i, i + 1, lang)


def _counted_by(tokens: list[Token], i: int, end: int, lang: Language) -> Unit | None:
    """Tell what the noun at token `i` is the number of; `end`: where its phrase may end."""
    word = tokens[i].folded
    if word in _HOLDERS:
        return _EMPLOYEES
    if word in _NUMBERS and (unit := _first_count(tokens, i + 1, min(end, i + 1 + _NEAR), lang)):
        return unit
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
        piece = [tokens[at]._replace(folded=tokens[at].folded + ending)] if ending else tokens
        unit = unit_at(piece, 0 if ending else at, lang)
        if unit is not None and unit[0].kind == "count":
            return unit[0]
    return None
