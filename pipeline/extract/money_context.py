"""What the article around a sum tells: which currency is meant, whether it is an advert."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pipeline.documents import Language
from pipeline.extract.bare_sums import word_table
from pipeline.extract.currencies import Currency
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token

__all__ = ["currencies_in", "is_advert"]

_LINE = 500  # characters of a line to look at, either side
_CONVERTED = frozenset({"umgerechnet", "entspricht", "(", "converted", "equivalent"})


def currencies_in(tokens: list[Token], figures: list[Figure]) -> list[Currency | None]:
    """Name the currency of each figure; those without take the one before, else after, them."""
    known = [_of_the_place(tokens, f) if f.currency else None for f in figures]
    context: Currency | None = next((c for c in known if c is not None), None)
    named: list[Currency | None] = []
    for figure, currency in zip(figures, known, strict=True):
        if currency is None:
            named.append(context)
            continue
        if currency.factor != 1 and currency.plain and context:
            currency = _cent_of(currency, context)
        named.append(currency)
        if currency.factor == 1 and not _is_conversion(tokens, figure):
            context = currency
    return named


def _cent_of(cent: Currency, context: Currency) -> Currency:
    code = context.code if context.code in cent.candidates else cent.code
    return Currency(code, cent.factor)


def _is_conversion(tokens: list[Token], figure: Figure) -> bool:
    """A sum in brackets or after "umgerechnet" repeats another one."""
    return any(t.folded in _CONVERTED for t in tokens[max(0, figure.first - 3) : figure.first])


@cache
def _places() -> list[tuple[str, str]]:
    """Beginnings of words, and the currency of their country."""
    text = Path(__file__).with_name("money_words.toml").read_text("utf-8")
    table = tomllib.loads(text)["places"]
    return [(stem, code) for code, stems in table.items() for stem in stems]


def _of_the_place(tokens: list[Token], figure: Figure) -> Currency | None:
    """Tell whose crowns are meant by the nearest country or city before the sum."""
    currency = figure.currency
    if currency is None or not currency.plain or currency.code == "USD" or currency.factor != 1:
        return currency
    for token in reversed(tokens[max(0, figure.first - 400) : figure.first]):
        for stem, code in _places():
            if code in currency.candidates and token.folded.startswith(stem):
                return Currency(code, currency.factor)
    return currency


def is_advert(text: str, at: int, lang: Language) -> bool:
    """Tell whether the line around character `at` sells something to the reader."""
    start = max(text.rfind("\n", 0, at) + 1, at - _LINE)
    end = text.find("\n", at, at + _LINE)
    line = text[start : end if end >= 0 else at + _LINE].casefold()
    return any(cue in line for cue in word_table("adverts", lang))
