"""Sums of money in German and English news, normalised.

A mention covers number, scale word and currency, not the hedge. "More than" gives a min alone,
"up to" a max alone, "billions of dollars" neither. A range is one amount.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.documents import Amount, Language, Span
from pipeline.extract.bare_sums import is_bare_sum
from pipeline.extract.brackets import over_brackets
from pipeline.extract.currencies import Currency
from pipeline.extract.figures import Figure, read_figures
from pipeline.extract.hedges import hedges_around
from pipeline.extract.lexing import Token, sentence_numbers
from pipeline.extract.lists import shares_unit
from pipeline.extract.money_context import currencies_in, is_advert, with_own_dollars
from pipeline.extract.ranges import in_hundreds, lend, link_between
from pipeline.extract.stated_units import with_stated_units
from pipeline.extract.units import counted_noun

__all__ = ["find_amounts"]


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure, or the two of a range."""

    low: Figure
    high: Figure


def find_amounts(text: str, lang: Language) -> tuple[Amount, ...]:
    """Find every sum of money in `text`, in order; spans are exact."""
    tokens, figures = read_figures(text, lang)
    figures = with_own_dollars(text, with_stated_units(text, tokens, figures, lang), lang)
    sentences = sentence_numbers(tokens)
    sums = [
        each
        for each in _joined(tokens, over_brackets(tokens, figures, lang), lang)
        if each.high.currency or is_bare_sum(tokens, sentences, each.high, lang)
    ]
    currencies = currencies_in(tokens, sentences, [each.high for each in sums])
    return tuple(
        _amount(text, tokens, each, currency, lang)
        for each, currency in zip(sums, currencies, strict=True)
        if currency is not None
        and not is_advert(text, tokens[each.low.first].start, each.low.worth, lang)
    )


def _joined(tokens: list[Token], figures: list[Figure], lang: Language) -> list[Sum]:
    """Figures with what they borrow from the next one; ranges as one."""
    sums: list[Sum] = []
    for left in reversed(figures):
        right = sums[-1].low if sums else None
        link = right and link_between(tokens, left, left.last, right.first)
        lent = lend(in_hundreds(tokens, left, right), right) if right and link else left
        if right is not None and link is None and shares_unit(tokens, left, right, lang):
            lent = replace(left, scale=right.scale, currency=right.currency)
            sums.append(Sum(lent, lent))
        elif right is None or link is None or _is_measure(tokens, right, lang):
            sums.append(Sum(left, left))
        elif link == "change":
            sums.append(Sum(lent, lent))
        elif sums[-1].high is right and _is_range(lent, right):
            high = replace(right, currency=right.currency or lent.currency)
            sums[-1] = Sum(lent, high)
        else:
            sums.append(Sum(left, left))
    return sums[::-1]


def _is_measure(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Tell whether a number without currency has a unit of another kind: "$2.05 or 4.1%"."""
    return figure.currency is None and counted_noun(tokens, figure, lang)


def _is_range(left: Figure, right: Figure) -> bool:
    if left.worth is None or right.worth is None or left.worth > right.worth:
        return False
    return left.currency is None or right.currency in (None, left.currency)


def _amount(
    text: str, tokens: list[Token], each: Sum, currency: Currency, lang: Language
) -> Amount:
    start, end = tokens[each.low.first].start, tokens[each.high.last - 1].end
    low, high = each.low.worth, each.high.worth
    hedges = hedges_around(text, start, end, lang)
    if each.low is each.high and "min" in hedges:
        high = None
    elif each.low is each.high and "max" in hedges:
        low = None
    return Amount(
        span=Span(start, end),
        text=text[start:end],
        min=_in_whole(low, currency),
        max=_in_whole(high, currency),
        currency=currency.code,
        approx="approx" in hedges or each.high.value is None,
    )


def _in_whole(value: Decimal | None, currency: Currency) -> Decimal | None:
    return None if value is None else (value * currency.factor).normalize() + 0
