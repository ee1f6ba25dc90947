"""Which currency a sign, a code or a word in the text names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.documents import Language
from pipeline.extract.lexing import Token, lex

__all__ = ["Currency", "begins_currency", "currency_at"]

_CENT = Decimal("0.01")
_DOLLARS = ("USD", "HKD", "SGD", "AUD", "CAD", "NZD", "TWD")
_PLAIN_DOLLARS = frozenset({"$", "dollar", "dollars"})
_SINGLE = frozenset("$€£")  # signs that take a letter for thousands: "T€", "M$"
_PLAIN_CENTS = frozenset({"cent", "cents"})


@dataclass(frozen=True, slots=True)
class Currency:
    """What the text names: a currency, or with a `factor` its hundredths.

    `times`: how many of it one is ("TEUR": a thousand). `plain`: a word that several currencies
    share ("dollar", "kronor", "cent"); `candidates` says which, and the article around decides.
    """

    code: str
    factor: Decimal = Decimal(1)
    plain: bool = False
    candidates: tuple[str, ...] = ()
    times: Decimal = Decimal(1)


_Forms = dict[tuple[str, ...], Currency]


@dataclass(frozen=True, slots=True)
class _Book:
    """Forms by their token texts: `signs` in exact case, `names` folded.

    `reach`: by the folded first token, how many tokens the longest form has.
    """

    signs: _Forms
    names: _Forms
    reach: dict[str, int]


def currency_at(
    tokens: list[Token], i: int, lang: Language, *, before: bool = False
) -> tuple[Currency, int] | None:
    """Find the currency that begins with token `i`, and the token after it.

    With `before`, only what may stand before a number: signs and codes.
    """
    forms = _book(lang)
    reach = forms.reach.get(tokens[i].folded, 0)
    for length in range(min(reach, len(tokens) - i), 0, -1):
        piece = tokens[i : i + length]
        found = forms.signs.get(tuple(token.text for token in piece))
        if (
            found is not None
            and piece[0].text.isalpha()
            and len(piece[0].text) == 1
            and not all(t.glued for t in piece[1:])
        ):
            found = None  # "A $5 million round" is no Australian one
        if found is None and not before:
            found = forms.names.get(tuple(token.folded for token in piece))
        if found is not None:
            return found, i + length
    return None


def begins_currency(word: str, lang: Language) -> bool:
    """Tell whether a currency's name, code or sign can begin with a word or sign, folded."""
    return word in _book(lang).reach


@cache
def _book(lang: Language) -> _Book:
    table = tomllib.loads(Path(__file__).with_name("currencies.toml").read_text("utf-8"))
    shared, cents = table.pop("shared")[lang], table.pop("cents")[lang]
    multiples = table.pop("multiples")
    signs: _Forms = {}
    names: _Forms = {}
    for code, row in table.items():
        signs |= {_texts(sign): _currency(code, sign) for sign in row["signs"]}
        names |= {_folded(name): _currency(code, name) for name in row[lang]}
        signs |= {
            _texts(letter + sign): Currency(code, times=Decimal(times))
            for sign in (code, *(sign for sign in row["signs"] if sign in _SINGLE))
            for letter, times in multiples.items()
        }
    for name, codes in shared.items():
        names[_folded(name)] = Currency(codes[0], plain=True, candidates=tuple(codes))
    for name, code in cents.items():
        candidates = ("EUR", *_DOLLARS) if name in _PLAIN_CENTS else ()
        names[_folded(name)] = Currency(code, _CENT, bool(candidates), candidates)
    reach: dict[str, int] = {}
    for form in (*signs, *names):
        first = form[0].casefold()
        reach[first] = max(reach.get(first, 0), len(form))
    return _Book(signs, names, reach)


def _currency(code: str, form: str) -> Currency:
    if form in _PLAIN_DOLLARS:
        return Currency(code, plain=True, candidates=_DOLLARS)
    return Currency(code)


def _texts(form: str) -> tuple[str, ...]:
    return tuple(token.text for token in lex(form))


def _folded(form: str) -> tuple[str, ...]:
    return tuple(token.folded for token in lex(form))
