"""Number phrases: a number with the scale words, the currency and the sign around it.

    "US$ 1.2 billion" · "500-Millionen-Euro" · "half a billion" · "Milliarden von Dollar"

Amounts and quantities both start from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.currencies import Currency, currency_at
from pipeline.extract.lexing import Token
from pipeline.extract.numerals import numeral_at, scale_at, words

__all__ = ["Figure", "find_figures"]

_MINUS = frozenset("-−–")
_HYPHENS = frozenset("-‑–")
# "TEUR 18.400": thousands of euros.
_THOUSAND_CODES = {"TEUR": "EUR", "TUSD": "USD", "TCHF": "CHF", "T€": "EUR"}
# What may stand between number and currency: "einen symbolischen Dollar".
_FILLERS = frozenset({"symbolischen", "symbolic", "single", "einzigen", "weitere", "weiteren"})


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens `first` up to `last` (not included). `value` None: "billions of"."""

    first: int
    last: int
    value: Decimal | None
    scale: Decimal
    currency: Currency | None
    before: bool = False  # the currency stands before the number
    spelled: bool = False

    @property
    def worth(self) -> Decimal | None:
        return None if self.value is None else self.value * self.scale


def find_figures(tokens: list[Token], lang: Language) -> list[Figure]:
    """All number phrases in order; they do not overlap."""
    figures, i = [], 0
    while i < len(tokens):
        found = _figure_at(tokens, i, lang)
        if found is not None:
            figures.append(found)
        i = i + 1 if found is None else max(found.last, i + 1)
    return figures


def _figure_at(tokens: list[Token], i: int, lang: Language) -> Figure | None:
    if _inside_a_name(tokens, i):
        return None
    thousands = _THOUSAND_CODES.get(tokens[i].text)
    if thousands:
        prefix: tuple[Currency, int] | None = (Currency(thousands), i + 1)
    else:
        prefix = currency_at(tokens, i, lang, before=True)
    at = i if prefix is None else prefix[1]
    if prefix is not None:
        at = _skip(tokens, at, ".")
        at = _skip(tokens, at, *_MINUS)
    if at >= len(tokens):
        return None
    numeral = numeral_at(tokens, at, lang)
    if numeral is None:
        return None if prefix else _vague_at(tokens, i, lang)
    scale, end = scale_at(tokens, numeral.end, lang)
    if thousands:
        scale = Decimal(1000)
    currency = prefix[0] if prefix else None
    if currency is None:
        suffix = _suffix(tokens, end, lang)
        if suffix:
            currency, end = suffix
    elif (suffix := _suffix(tokens, end, lang)) and suffix[0].code == currency.code:
        end = suffix[1]
    if numeral.article and scale == 1 and (currency is None or lang == "en"):
        return None
    return Figure(i, end, numeral.value, scale, currency, prefix is not None, numeral.spelled)


def _suffix(tokens: list[Token], i: int, lang: Language) -> tuple[Currency, int] | None:
    """The currency behind a number, over a hyphen, "of" or "von", or a filler."""
    at = i
    if at + 1 < len(tokens) and tokens[at].text in _HYPHENS and tokens[at].glued:
        at += 1
    elif (
        at < len(tokens)
        and tokens[at].folded in ("of", "von", "an")
        and tokens[i - 1].kind == "word"
    ):
        at += 1
    elif at < len(tokens) and tokens[at].folded in _FILLERS:
        at += 1
    found = currency_at(tokens, at, lang) if at < len(tokens) else None
    if found is None:
        return None
    currency, end = found
    # "2024 won" is a verb more often than a sum.
    if tokens[at].text == "Fr" and end < len(tokens) and tokens[end].text == ".":
        end += 1
    return currency, end


def _vague_at(tokens: list[Token], i: int, lang: Language) -> Figure | None:
    """ "Milliarden von Dollar", "several hundred million euros", "tens of billions"."""
    table, at = words(lang), i
    while (
        at < len(tokens) and at < i + 8 and tokens[at].folded in table.vague | table.links | {"-"}
    ):
        if at == i and tokens[at].folded not in table.vague:
            return None
        at += 1
    quantified = at > i
    numeral = numeral_at(tokens, at, lang) if quantified and at < len(tokens) else None
    if numeral is not None and not numeral.article:
        at = numeral.end
    elif quantified and at < len(tokens) and tokens[at].folded in ("hundert", "hundred", "dutzend"):
        at += 1
    first = tokens[at] if at < len(tokens) else None
    if first is None or (not quantified and first.folded not in table.plurals):
        return None
    scale, end = scale_at(tokens, at, lang)
    if scale == 1:
        return None
    while end + 1 < len(tokens) and tokens[end].folded in ("and", "und"):
        again, after = scale_at(tokens, end + 1, lang)
        if again == 1:
            break
        scale, end = again, after
    suffix = _suffix(tokens, end, lang)
    currency, end = suffix or (None, end)
    return Figure(i, end, None, scale, currency, spelled=True)


def _inside_a_name(tokens: list[Token], i: int) -> bool:
    """Whether a number is part of a name: the 100 of "H100", the 4 of "GPT-4"."""
    token = tokens[i]
    return (
        token.kind == "number"
        and token.glued
        and i > 0
        and (tokens[i - 1].kind == "word" or tokens[i - 1].text == "_")
    )


def _skip(tokens: list[Token], i: int, *texts: str) -> int:
    return i + 1 if i < len(tokens) and tokens[i].text in texts else i
