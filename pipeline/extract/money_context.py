"""What the article around a sum tells: which currency is meant, whether it is an advert."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.documents import Language
from pipeline.extract.bare_sums import word_table
from pipeline.extract.currencies import Currency, currency_at
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token, lex

__all__ = ["currencies_in", "is_advert", "with_own_dollars"]

# "All figures are in Canadian dollars unless otherwise noted."
_OWN_DOLLARS = {
    "en": re.compile(
        r"(?<!\w)(?:all|in) (?:dollar )?(?:figures|amounts|sums|references|currency|dollars)"
        r"[^.\n]{0,40}? (?P<whose>(?:Australian|Canadian|Hong Kong|Singapore|New Zealand|Taiwan)"
        r" dollars|AUD|CAD|HKD|SGD|NZD|TWD|A\$|C\$|HK\$|S\$|NZ\$|NT\$)",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"(?<!\w)(?:alle|sämtliche) (?:Angaben|Beträge|Summen|Zahlen)[^.\n]{0,40}?"
        r" (?P<whose>(?:australische|kanadische)[nr]? Dollar|(?:Singapur|Hongkong|Taiwan)-Dollar"
        r"|AUD|CAD|HKD|SGD|NZD|TWD)",
        re.IGNORECASE,
    ),
}
_LINE = 240  # characters: an advert is short
_HIGHEST_PRICE = 1000  # of what is offered to readers
_CONVERTED = frozenset({"umgerechnet", "entspricht", "(", "converted", "equivalent"})


def currencies_in(
    tokens: list[Token], sentences: list[int], figures: list[Figure]
) -> list[Currency | None]:
    """Name the currency of each figure; those without one take it from the sums around them."""
    known = [_of_the_place(tokens, figure) for figure in figures]
    clear = [
        currency is not None and currency.factor == 1 and not _is_conversion(tokens, figure)
        for figure, currency in zip(figures, known, strict=True)
    ]
    of_sentence = [sentences[figure.first] for figure in figures]
    after = _next_clear(clear)
    before: int | None = None
    named: list[Currency | None] = []
    for k, currency in enumerate(known):
        if currency is None or (currency.factor != 1 and currency.plain):
            source = _source(of_sentence, k, before, after[k])
            near = known[source] if source is not None else None
            named.append(_cent_of(currency, near) if currency and near else near or currency)
        else:
            named.append(currency)
        before = k if clear[k] else before
    return named


def _next_clear(clear: list[bool]) -> list[int | None]:
    """For each place, find the next one whose currency is clear."""
    found: list[int | None] = []
    after: int | None = None
    for k in range(len(clear) - 1, -1, -1):
        found.append(after)
        after = k if clear[k] else after
    return found[::-1]


def _source(of_sentence: list[int], k: int, before: int | None, after: int | None) -> int | None:
    """Choose where the currency comes from: the same sentence, then what stands before."""
    if before is None or after is None:
        return after if before is None else before
    return after if of_sentence[before] != of_sentence[k] == of_sentence[after] else before


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


def with_own_dollars(text: str, figures: list[Figure], lang: Language) -> list[Figure]:
    """Make plain dollars those that the text says all its sums are in."""
    said = _OWN_DOLLARS[lang].search(text)
    if said is None:
        return figures
    tokens = lex(said["whose"])
    own = currency_at(tokens, 0, lang)
    if own is None:
        return figures
    return [
        replace(figure, currency=replace(own[0], factor=figure.currency.factor))
        if figure.currency and figure.currency.plain and figure.currency.code == "USD"
        else figure
        for figure in figures
    ]


def is_advert(text: str, at: int, worth: Decimal | None, lang: Language) -> bool:
    """Tell whether the line around character `at`, with a sum of `worth`, sells to the reader."""
    start = text.rfind("\n", max(0, at - _LINE), at) + 1
    end = text.find("\n", at, at + _LINE)
    line = text[start or max(0, at - _LINE) : end if end >= 0 else at + _LINE]
    if len(line) >= _LINE:
        return False
    is_price = worth is not None and worth <= _HIGHEST_PRICE
    return bool(_adverts(lang).search(line) or (is_price and _offers(lang).search(line)))


@cache
def _adverts(lang: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either('adverts', lang)})(?!\w)", re.IGNORECASE)


@cache
def _offers(lang: Language) -> re.Pattern[str]:
    begun = rf"(?:^|[.!?:|>»*+–—-] ?|\bplease )(?:{_either('imperatives', lang)})"
    return re.compile(rf"(?:(?<!\w)(?:{_either('offers', lang)})|{begun})(?!\w)", re.IGNORECASE)


def _either(table: str, lang: Language) -> str:
    return "|".join(map(re.escape, sorted(word_table(table, lang))))
