"""What the article around a sum tells: which currency is meant, whether it is an advert."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from pipeline.documents import Language
from pipeline.extract.bare_sums import word_table
from pipeline.extract.currencies import Currency
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token

__all__ = ["currencies_in", "is_advert"]

_LINE = 240  # characters: an advert is short
_CONVERTED = frozenset({"umgerechnet", "entspricht", "(", "converted", "equivalent"})


def currencies_in(
    tokens: list[Token], sentences: list[int], figures: list[Figure]
) -> list[Currency | None]:
    """Name the currency of each figure; those without one take it from the sums around them."""
    known = [_of_the_place(tokens, figure) for figure in figures]
    whole = [
        k
        for k, currency in enumerate(known)
        if currency and currency.factor == 1 and not _is_conversion(tokens, figures[k])
    ]
    named: list[Currency | None] = []
    at = 0  # of `whole`: the first that is not before figure k
    for k, currency in enumerate(known):
        while at < len(whole) and whole[at] < k:
            at += 1
        if currency is not None and (currency.factor == 1 or not currency.plain):
            named.append(currency)
            continue
        near = _nearest(
            sentences[figures[k].first],
            [(sentences[figures[j].first], known[j]) for j in whole[max(0, at - 1) : at + 1]],
            at > 0,
        )
        named.append(_cent_of(currency, near) if currency and near else near or currency)
    return named


def _nearest(
    sentence: int, around: list[tuple[int, Currency | None]], has_before: bool
) -> Currency | None:
    """Of the sums before and behind take the one in this sentence, else the one before."""
    if not around:
        return None
    if has_before and len(around) > 1 and around[0][0] != sentence == around[1][0]:
        return around[1][1]
    return around[0][1]


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
    start = text.rfind("\n", max(0, at - _LINE), at) + 1
    end = text.find("\n", at, at + _LINE)
    line = text[start or max(0, at - _LINE) : end if end >= 0 else at + _LINE]
    return len(line) < _LINE and _adverts(lang).search(line) is not None


@cache
def _adverts(lang: Language) -> re.Pattern[str]:
    cues = "|".join(map(re.escape, sorted(word_table("adverts", lang))))
    return re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)
