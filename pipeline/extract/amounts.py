"""Sums of money in German and English news, normalised.

A mention covers number, scale word and currency, not the hedge. "More than" gives a min alone,
"up to" a max alone, "billions of dollars" neither. A range is one amount.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.documents import Amount, Language, Span
from pipeline.extract.currencies import Currency
from pipeline.extract.figures import Figure, find_figures
from pipeline.extract.hedges import hedges_around
from pipeline.extract.lexing import Token, lex

__all__ = ["find_amounts"]

_RANGE = {"bis", "to", "-", "–", "—", "bis zu", "or", "oder"}
_PAIR = {"und", "and"}
_CHANGE = {"auf", "to"}
_BETWEEN = {"zwischen", "between"}
_FROM = {"von", "from"}


@dataclass(frozen=True, slots=True)
class _Sum:
    """One figure, or the two of a range."""

    low: Figure
    high: Figure


def find_amounts(text: str, lang: Language) -> tuple[Amount, ...]:
    """Every sum of money in `text`, in order; spans are exact."""
    tokens = lex(text)
    sums = _join(tokens, find_figures(tokens, lang))
    amounts = []
    code: str | None = None
    for each in sums:
        currency = each.high.currency or each.low.currency
        if currency is None and _bare_sum(tokens, each.high, lang):
            currency = Currency(code) if code else None
        if currency is None:
            continue
        code = currency.code
        amounts.append(_amount(text, tokens, each, currency, lang))
    return tuple(amounts)


def _join(tokens: list[Token], figures: list[Figure]) -> list[_Sum]:
    """Figures with what they borrow from the next one; ranges as one."""
    sums, k = [], 0
    while k < len(figures):
        left = figures[k]
        right = figures[k + 1] if k + 1 < len(figures) else None
        k += 1
        if right is None or right.first - left.last > 3:
            sums.append(_Sum(left, left))
            continue
        link = " ".join(token.folded for token in tokens[left.last : right.first])
        before = tokens[left.first - 1].folded if left.first else ""
        lent = _lend(left, right)
        if link in _CHANGE and before in _FROM:
            sums.append(_Sum(lent, lent))
        elif _is_range(lent, right) and (link in _RANGE or (link in _PAIR and before in _BETWEEN)):
            sums.append(_Sum(lent, right))
            k += 1
        else:
            sums.append(_Sum(left, left))
    return sums


def _lend(left: Figure, right: Figure) -> Figure:
    """`left` with the scale and currency of `right` where it has none: "64 to 72 billion"."""
    if left.value is None or right.value is None:
        return left
    scale = left.scale
    if scale == 1 and left.value <= right.value:
        scale = right.scale
    return replace(left, scale=scale, currency=left.currency or right.currency)


def _is_range(left: Figure, right: Figure) -> bool:
    if left.worth is None or right.worth is None or left.worth > right.worth:
        return False
    codes = {figure.currency.code for figure in (left, right) if figure.currency}
    return len(codes) == 1


def _bare_sum(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Whether a number without currency is money all the same: "gut 45 Milliarden."."""
    if figure.scale < 10**6:
        return False
    if figure.last >= len(tokens):
        return True
    following = tokens[figure.last]
    return following.kind in ("sign", "break") and following.text not in "-‑%"


def _amount(
    text: str, tokens: list[Token], each: _Sum, currency: Currency, lang: Language
) -> Amount:
    start, end = tokens[each.low.first].start, tokens[each.high.last - 1].end
    low, high = each.low.worth, each.high.worth
    hedges, _ = hedges_around(text, start, end, lang)
    approx = low is None or "approx" in hedges
    if each.low is each.high and low is not None:
        if "min" in hedges:
            high = None
        elif "max" in hedges:
            low = None
    return Amount(
        span=Span(start, end),
        text=text[start:end],
        min=_times(low, currency.factor),
        max=_times(high, currency.factor),
        currency=currency.code,
        approx=approx,
    )


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else (value * factor).normalize() + 0
