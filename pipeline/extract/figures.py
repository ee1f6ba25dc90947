"""Number phrases: a number with the scale words, the currency and the sign around it.

    "US$ 1.2 billion" · "500-Millionen-Euro" · "half a billion" · "Milliarden von Dollar"

Amounts and quantities both start from these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.documents import Language
from pipeline.extract.bare_years import is_year_of_a_sum
from pipeline.extract.currencies import Currency, currency_at
from pipeline.extract.lexing import Token, tokens_of
from pipeline.extract.money_signs import (
    HYPHENS,
    cents_behind,
    currency_around,
    currency_before,
    is_no_money,
    may_be_currency,
)
from pipeline.extract.numerals import Numeral, is_number_word, numeral_at, scale_at, words
from pipeline.extract.vague_figures import (
    ARTICLES,
    MANY_DIGITS,
    MANY_FIGURES,
    Vague,
    of_many_figures,
    vague_at,
)

__all__ = ["Figure", "read_figures"]

_MINUS = frozenset("-−")
_TOO_MUCH = Decimal(10) ** 18  # more than all the money there is
_LEAST_REST = 1000  # "zwei Millionen dreihunderttausend", but "a million two years ago"
_LETTER_SCALES = {"K": 10**3, "M": 10**6, "B": 10**9}  # apart from the digits: "$4.0 B"
_RATE = frozenset({"a", "an", "per", "each", "apiece"})
_AND_A_HALF = ["and", "a", "half"]  # "a million and a half"


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens `first` up to `last` (not included). `value` None: "billions of"."""

    first: int
    last: int
    value: Decimal | None
    scale: Decimal
    currency: Currency | None
    before: bool = False  # the currency stands before the number

    @property
    def worth(self) -> Decimal | None:
        return None if self.value is None else self.value * self.scale


@lru_cache(maxsize=1)
def read_figures(text: str, lang: Language) -> tuple[list[Token], list[Figure]]:
    """Cut `text` into tokens and find its number phrases; amounts and quantities share both."""
    tokens = tokens_of(text)
    return tokens, _find_figures(tokens, lang)


def _find_figures(tokens: list[Token], lang: Language) -> list[Figure]:
    """Find all number phrases in order; they do not overlap."""
    figures: list[Figure] = []
    last = 0
    for i in _beginnings(tokens, lang):
        found = _figure_at(tokens, i, lang) if i >= last else None
        if found is not None:
            figures.append(found)
            last = found.last
    return figures


def _beginnings(tokens: list[Token], lang: Language) -> list[int]:
    """List the places where a number phrase can begin at all: few of the words of a text."""
    places = {
        i
        for i, token in enumerate(tokens)
        if token.kind == "number" or (token.kind != "break" and _may_begin(token.folded, lang))
    }
    if lang == "en":
        places |= {i - 2 for i, token in enumerate(tokens[2:], 2) if token.folded in MANY_FIGURES}
    return sorted(places)


@lru_cache(maxsize=1 << 16)
def _may_begin(word: str, lang: Language) -> bool:
    """Tell whether a word or sign can be the first of a number phrase."""
    if word in _MINUS or word in ARTICLES or may_be_currency(word, lang):
        return True
    if lang == "de" and MANY_DIGITS.search(word):
        return True
    table = words(lang)
    return is_number_word(word, lang) or word in table.vague or word in table.plurals


def _figure_at(tokens: list[Token], i: int, lang: Language) -> Figure | None:
    if _inside_something(tokens, i, lang):
        return None
    if lang == "en" and (found := of_many_figures(tokens, i)):
        return _unsaid(i, found)
    signed = _minus_at(tokens, i, lang)
    prefix, at = currency_before(tokens, i + signed, lang)
    if prefix and not signed:
        signed = _minus_at(tokens, at, lang)
        at += signed
    opened = prefix is not None and _is_in_brackets(tokens, at)
    signed, at = signed or opened, at + opened
    numeral = numeral_at(tokens, at, lang) if at < len(tokens) else None
    if numeral is None:
        return None if prefix or signed else _vague(tokens, i, lang)
    scale, end = scale_at(tokens, numeral.end + opened, lang)
    if prefix and scale == 1:
        scale, end = _apart_scale_at(tokens, end)
    if scale != 1 and prefix is None and is_year_of_a_sum(tokens, i, end):
        return None
    value, end = _with_rest(tokens, numeral, scale, end, lang)
    currency, last = currency_around(tokens, prefix, end, lang)
    scale *= currency.times if currency else 1
    figure = Figure(i, last, -value if signed else value, scale, currency, prefix is not None)
    if value * scale >= _TOO_MUCH:
        return None
    if numeral.article and _is_mere_article(tokens, figure):
        return _vague(tokens, i, lang)
    small = currency is not None and prefix is None and scale == 1
    return _small_sum(tokens, figure, end, lang) if small else figure


def _small_sum(tokens: list[Token], figure: Figure, end: int, lang: Language) -> Figure:
    """Look at the word behind a number, which ends before `end`: no money, or cents behind it."""
    value = figure.value or Decimal(0)
    if is_no_money(tokens, figure.first, figure.last, abs(value)):
        return replace(figure, last=end, currency=None)
    cents = cents_behind(tokens, figure.last) if lang == "de" and value == int(value) > 0 else 0
    return replace(figure, last=figure.last + 1, value=value + cents) if cents else figure


def _minus_at(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether a minus sign stands at a number: "EUR -11,3", "zwischen -3 und -1", "-$4m"."""
    if i + 1 >= len(tokens) or tokens[i].text not in _MINUS or not tokens[i + 1].glued:
        return False
    if i and tokens[i].glued and tokens[i - 1].text not in ("(", "$", "€", "£"):
        return False
    following = tokens[i + 1]
    return following.kind == "number" or (
        following.kind == "sign" and currency_at(tokens, i + 1, lang, before=True) is not None
    )


def _is_in_brackets(tokens: list[Token], i: int) -> bool:
    """Tell whether a number alone in brackets stands at `i`, as accountants write a loss."""
    return (
        i + 2 < len(tokens)
        and tokens[i].text == "("
        and tokens[i].glued
        and tokens[i + 1].kind == "number"
        and tokens[i + 2].text == ")"
    )


def _apart_scale_at(tokens: list[Token], i: int) -> tuple[Decimal, int]:
    """Read the capital letter of "$4.0 B"; "$5 M&A" and "$5 B-shares" are none."""
    factor = _LETTER_SCALES.get(tokens[i].text) if i < len(tokens) else None
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if factor is None or (behind is not None and (behind.text == "&" or behind.glued)):
        return Decimal(1), i
    return Decimal(factor), i + 1


def _with_rest(
    tokens: list[Token], numeral: Numeral, scale: Decimal, end: int, lang: Language
) -> tuple[Decimal, int]:
    """Add the smaller number that goes on in words: "two million three hundred thousand"."""
    if not numeral.spelled or scale < 10**6 or end >= len(tokens):
        return numeral.value, end
    if [token.folded for token in tokens[end : end + 3]] == _AND_A_HALF:
        return numeral.value + Decimal("0.5"), end + 3
    rest = numeral_at(tokens, end, lang)
    if rest is None or not rest.spelled:
        return numeral.value, end
    factor, after = scale_at(tokens, rest.end, lang)
    if not _LEAST_REST <= rest.value * factor < scale:
        return numeral.value, end
    return numeral.value + rest.value * factor / scale, after


def _is_mere_article(tokens: list[Token], figure: Figure) -> bool:
    """Tell "a" and "a billion-dollar company" from "eine Milliarde" and "ein Dollar"."""
    first = tokens[figure.first]
    if figure.scale != 1:
        hyphened = figure.currency is not None and tokens[figure.last - 2].text in HYPHENS
        return hyphened and first.folded in ("a", "an")
    if figure.currency is None or first.folded not in ("a", "an"):
        return figure.currency is None
    follower = tokens[figure.last].folded if figure.last < len(tokens) else ""
    return follower not in _RATE  # "a dollar a day"; "a dollar round" has no sum


def _vague(tokens: list[Token], i: int, lang: Language) -> Figure | None:
    found = vague_at(tokens, i, lang)
    return None if found is None else _unsaid(i, found)


def _unsaid(i: int, vague: Vague) -> Figure:
    return Figure(i, vague.last, None, vague.scale, vague.currency)


def _inside_something(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether a number is part of a name or a time: "H100", "Fortune-500", "11:01"."""
    token = tokens[i]
    if token.kind != "number":
        return False
    if i + 2 < len(tokens) and tokens[i + 1].text == ":" and tokens[i + 2].kind == "number":
        return tokens[i + 2].glued and tokens[i + 1].glued
    if not token.glued or i == 0:
        return False
    before, further = tokens[i - 1], tokens[i - 2] if i > 1 else None
    if before.text == ":" and before.glued:
        return further is not None and further.kind == "number"
    if before.text == "-" and before.glued and further is not None and further.kind == "word":
        return further.folded not in words(lang).scales and currency_at(tokens, i - 2, lang) is None
    return before.kind == "word" or before.text == "_"
