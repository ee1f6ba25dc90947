"""Sums without a number: "Milliarden von Dollar", "tens of billions", "sechsstelliger Betrag"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.currencies import Currency, currency_at
from pipeline.extract.lexing import Token
from pipeline.extract.money_signs import currency_around
from pipeline.extract.numerals import scale_at, words

__all__ = ["ARTICLES", "MANY_DIGITS", "MANY_FIGURES", "Vague", "of_many_figures", "vague_at"]

ARTICLES = ("a", "ein")
MANY_DIGITS = re.compile(r"stellige[mnrs]?$")
MANY_FIGURES = ("figure", "figures")
_MULTI = "multi"
_SUM_WORD = re.compile(r"(?:betrag|betrags|betrages|summe|summen)$")
_LONGEST_QUANTIFIER = 8  # tokens


@dataclass(frozen=True, slots=True)
class Vague:
    """A sum that ends before token `last`, of which scale and currency alone are told."""

    last: int
    scale: Decimal
    currency: Currency | None


def vague_at(tokens: list[Token], i: int, lang: Language) -> Vague | None:
    """Read "Milliarden von Dollar", "several hundred million euros", "tens of billions"."""
    if lang == "de" and (found := _of_many_digits(tokens, i)):
        return found
    at = _quantifier_end(tokens, i, lang)
    first = tokens[at] if at < len(tokens) else None
    if first is None or (at == i and first.folded not in words(lang).plurals):
        return None
    scale, end = scale_at(tokens, at, lang)
    while scale != 1 and end + 1 < len(tokens) and tokens[end].folded in ("and", "und"):
        again, after = scale_at(tokens, end + 1, lang)
        if again == 1:
            break
        scale, end = again, after
    if end == i:
        return None
    sized = any(token.folded in words(lang).rounds for token in tokens[i:end])
    currency, end = currency_around(tokens, None, end, lang)
    if tokens[i].folded == _MULTI and not (sized and currency):
        return None  # "multi-billion-dollar" is a figure of speech
    if scale == 1 and not sized:
        return None
    return Vague(end, scale, currency)


def _of_many_digits(tokens: list[Token], i: int) -> Vague | None:
    """Read "sechsstelliger Eurobetrag": a sum of which the text gives the currency alone."""
    noun = tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    sum_word = _SUM_WORD.search(noun.folded)
    if sum_word is None or not MANY_DIGITS.search(tokens[i].folded):
        return None
    name = noun._replace(text=noun.text[: sum_word.start()], folded=noun.folded[: sum_word.start()])
    currency = currency_at([name], 0, "de")
    return Vague(i + 2, Decimal(1), currency[0]) if currency else None


def of_many_figures(tokens: list[Token], i: int) -> Vague | None:
    """Read "six-figure dollar sum"."""
    written = [token.folded for token in tokens[i + 1 : i + 3]]
    if written not in [["-", word] for word in MANY_FIGURES] or tokens[i].kind != "word":
        return None
    currency = currency_at(tokens, i + 3, "en") if i + 3 < len(tokens) else None
    return Vague(currency[1], Decimal(1), currency[0]) if currency else None


def _quantifier_end(tokens: list[Token], i: int, lang: Language) -> int:
    """Find the token after "mehrere zehn", "tens of", "several hundred", "a couple of"."""
    table, at = words(lang), i
    if tokens[at].folded in ARTICLES and at + 1 < len(tokens):
        at += tokens[at + 1].folded != _MULTI
    if tokens[at].folded not in table.vague:
        return i
    while at < min(len(tokens), i + _LONGEST_QUANTIFIER) and tokens[at].folded in table.quantifiers:
        at += 1
    if at < len(tokens) and tokens[at].folded in table.rounds:
        at += 1
    return at
