"""Quantities in words: "ein Gigawatt", "half a percent", "zwölfköpfig", "40-strong"."""

from __future__ import annotations

from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.digits import read_digits
from pipeline.extract.german_numerals import german_value
from pipeline.extract.lexing import Token
from pipeline.extract.numerals import words
from pipeline.extract.units import PERCENT, Measured, Unit, unit_at

__all__ = ["find_spoken"]

_PEOPLE = Unit("count", "people")
_ADJECTIVES = {"prozentig": PERCENT, "köpfig": _PEOPLE}
_ENDINGS = ("", "e", "en", "er", "es", "em")
_HYPHENS = "-‑–"


def find_spoken(tokens: list[Token], lang: Language) -> list[Measured]:
    """Find the units of power and percent behind an article, and German adjectives in one word."""
    articles = words(lang).articles
    found = [
        _behind_article(tokens, i, lang)
        for i, token in enumerate(tokens[:-1])
        if token.folded in articles
    ]
    if lang == "de":
        found += [_adjective(token, i) for i, token in enumerate(tokens) if "ig" in token.folded]
    else:
        found += [_strong(tokens, i) for i, t in enumerate(tokens) if t.folded == "strong"]
    return [measured for measured in found if measured is not None]


def _behind_article(tokens: list[Token], i: int, lang: Language) -> Measured | None:
    """Read "a gigawatt", "half a gigawatt", "a quarter of a percent" by the article at `i`."""
    table = words(lang)
    if tokens[i + 1].kind != "word":
        return None
    unit = unit_at(tokens, i + 1, lang)
    if unit is None or unit[0].kind == "count" or _is_compound(tokens, unit[1]):
        return None
    first, share = i, Decimal(1)
    if lang == "en" and i and (part := i - 1 - (tokens[i - 1].folded == "of")) >= 0:
        share = table.halves.get(tokens[part].folded, share)
        if share != 1:
            first = part - (part > 0 and tokens[part - 1].folded in table.articles)
    worth = (share * unit[0].factor).normalize() + 0
    return Measured(first, unit[1], worth, worth, unit[0])


def _is_compound(tokens: list[Token], i: int) -> bool:
    """Tell a unit from the beginning of a longer word: "a gigawatt-scale campus"."""
    return i < len(tokens) and tokens[i].text in _HYPHENS and tokens[i].glued


def _strong(tokens: list[Token], i: int) -> Measured | None:
    """Read "a 40-strong team", "its 9,000-strong workforce" by the word at `i`."""
    number = tokens[i - 2] if i > 1 and tokens[i].glued and tokens[i - 1].glued else None
    if number is None or tokens[i - 1].text not in _HYPHENS or number.kind != "number":
        return None
    value = read_digits(number.text, "en")
    return None if value is None else Measured(i - 2, i + 1, value, value, _PEOPLE)


def _adjective(token: Token, i: int) -> Measured | None:
    for adjective, unit in _ADJECTIVES.items():
        head, found, ending = token.folded.partition(adjective)
        value = german_value(head) if found and ending in _ENDINGS else None
        if value is not None:
            return Measured(i, i + 1, value, value, unit)
    return None
