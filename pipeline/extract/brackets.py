"""The unit behind a bracket with another number or range: "3,3 (2024: 3,1) Milliarden Euro"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.documents import Language
from pipeline.extract.currencies import Currency, currency_at
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token
from pipeline.extract.numerals import scale_at

__all__ = ["over_brackets"]

_LONGEST = 12  # tokens in brackets
_TO = frozenset({"bis", "to", "-", "–"})


def over_brackets(tokens: list[Token], figures: list[Figure], lang: Language) -> list[Figure]:
    """Give the number before a bracket and the one at its end the unit that stands behind it."""
    units = {
        at: (currency, end)
        for at, currency, end in (
            (figure.last, *_currency_behind(tokens, figure.last, lang)) for figure in figures
        )
        if currency is not None
    }
    if not units:
        return figures
    shared, taken = list(figures), set()
    for k in range(1, len(figures)):
        currency, end = units.get(figures[k].last, (None, 0))
        outer = _low_end(tokens, figures, k) - 1
        if currency is None or outer < 0 or not _opens_behind(tokens, figures[outer], figures[k]):
            continue
        scale, _ = scale_at(tokens, figures[k].last + 1, lang)
        for j in range(_low_end(tokens, figures, outer), k + 1):
            own = figures[j].scale if figures[j].scale != 1 else scale
            shared[j] = replace(figures[j], scale=own, currency=currency)
        taken |= set(range(figures[k].last + 1, end))
    return [figure for figure in shared if figure.first not in taken]


def _low_end(tokens: list[Token], figures: list[Figure], k: int) -> int:
    """Give the place of the figure that a range up to figure `k` begins with, or `k`."""
    between = tokens[figures[k - 1].last : figures[k].first] if k else []
    return k - 1 if len(between) == 1 and between[0].folded in _TO else k


def _currency_behind(tokens: list[Token], i: int, lang: Language) -> tuple[Currency | None, int]:
    """Find the currency behind a closing bracket at token `i`, over scale words; also its end."""
    if i + 1 >= len(tokens) or tokens[i].text != ")":
        return None, i
    _, at = scale_at(tokens, i + 1, lang)
    found = currency_at(tokens, at, lang) if at < len(tokens) else None
    return found or (None, i)


def _opens_behind(tokens: list[Token], left: Figure, right: Figure) -> bool:
    """Tell whether the bracket that `right` closes opens behind `left`; neither has a currency."""
    if left.currency or right.currency or None in (left.value, right.value):
        return False
    return tokens[left.last].text == "(" and right.first - left.last <= _LONGEST
