"""Which currency a sign, a code or a word in the text names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.documents import Language
from pipeline.extract.lexing import Token, lex

__all__ = ["Currency", "currency_at"]

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Currency:
    """What the text names. `candidates`: whose word it may be, first the one meant by default.

    `plain`: a bare "dollar", "kronor", "cent", which the article may make another country's.
    """

    code: str
    factor: Decimal = Decimal(1)
    plain: bool = False
    candidates: tuple[str, ...] = ()


Forms = dict[tuple[str, ...], Currency]

DOLLARS = ("USD", "HKD", "SGD", "AUD", "CAD", "NZD", "TWD")
_PLAIN_DOLLARS = frozenset({"$", "dollar", "dollars"})


@dataclass(frozen=True, slots=True)
class Book:
    """Forms as token texts: `signs` in exact case, `names` folded; the longest form's length."""

    signs: Forms
    names: Forms
    longest: int


@cache
def book(lang: Language) -> Book:
    table = tomllib.loads(Path(__file__).with_name("currencies.toml").read_text("utf-8"))
    shared, cents = table.pop("shared")[lang], table.pop("cents")[lang]
    signs: Forms = {}
    names: Forms = {}
    for code, row in table.items():
        signs |= {_texts(sign): _currency(code, sign) for sign in row["signs"]}
        names |= {_folded(name): _currency(code, name) for name in row[lang]}
    for name, codes in shared.items():
        names[_folded(name)] = Currency(codes[0], plain=True, candidates=tuple(codes))
    for name, code in cents.items():
        whole = _candidates(name)
        names[_folded(name)] = Currency(code, CENT, plain=bool(whole), candidates=whole)
    longest = max(map(len, (*signs, *names)))
    return Book(signs, names, longest)


def _candidates(name: str) -> tuple[str, ...]:
    """Whose hundredths a word names."""
    return ("USD", "EUR", *DOLLARS[1:]) if name in ("cent", "cents", "c") else ()


def _currency(code: str, form: str) -> Currency:
    if form in _PLAIN_DOLLARS:
        return Currency(code, plain=True, candidates=DOLLARS)
    return Currency(code)


def _texts(form: str) -> tuple[str, ...]:
    return tuple(token.text for token in lex(form))


def _folded(form: str) -> tuple[str, ...]:
    return tuple(token.folded for token in lex(form))


def currency_at(
    tokens: list[Token], i: int, lang: Language, *, before: bool = False
) -> tuple[Currency, int] | None:
    """The currency that begins with token `i`, and the token after it.

    With `before`, only what may stand before a number: signs and codes.
    """
    forms = book(lang)
    for length in range(min(forms.longest, len(tokens) - i), 0, -1):
        piece = tokens[i : i + length]
        found = forms.signs.get(tuple(token.text for token in piece))
        if found is None and not before:
            found = forms.names.get(tuple(token.folded for token in piece))
        if found is not None:
            return found, i + length
    return None
