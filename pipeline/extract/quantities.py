"""Percentages, counts and electric power in German and English news, normalised."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.documents import Language, Quantity, QuantityKind, Span
from pipeline.extract.currencies import currency_at
from pipeline.extract.figures import Figure, find_figures
from pipeline.extract.hedges import hedges_around
from pipeline.extract.lexing import Token, lex
from pipeline.extract.ranges import lend, link_between
from pipeline.extract.shares import Share, find_shares

__all__ = ["counted_noun", "find_quantities", "is_counted_noun", "measured_at"]

# "… reached 300 million users, up from 200 million."
_ELIDED = frozenset({"users", "customers", "subscribers", "people", "downloads", "tokens"})
_ADJECTIVES = 3  # words between a number and its noun: "100.000 neue Nvidia-GPUs"


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: QuantityKind
    name: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A figure, or the two of a range, with its unit, which ends before token `last`."""

    low: Figure
    high: Figure
    unit: _Unit
    last: int


@dataclass(frozen=True, slots=True)
class _Units:
    """Units by token texts (`signs`, exact case) and by folded token texts (`names`).

    `stop`: words that do not stand between a number and what it counts.
    """

    signs: dict[tuple[str, ...], _Unit]
    names: dict[tuple[str, ...], _Unit]
    longest: int
    stop: frozenset[str]


@cache
def _units(lang: Language) -> _Units:
    table = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
    percent = [*table["percent"][lang], *table["percent_adjectives"][lang]]
    names: dict[tuple[str, ...], _Unit] = {_folded(word): _Unit("percent", "%") for word in percent}
    for name, watts in table["power_names"].items():
        names[name.casefold(),] = _Unit("power", "W", Decimal(watts))
    for noun, row in table["count"].items():
        names |= {_folded(word): _Unit("count", noun) for word in row[lang]}
    signs: dict[tuple[str, ...], _Unit] = {
        (sign,): _Unit("power", "W", Decimal(watts)) for sign, watts in table["power_signs"].items()
    }
    return _Units(signs, names, max(map(len, names)), frozenset(table["stop"][lang]))


def _folded(form: str) -> tuple[str, ...]:
    return tuple(token.folded for token in lex(form))


def find_quantities(text: str, lang: Language) -> tuple[Quantity, ...]:
    """Find every percentage, count of a known thing and power in `text`, in order."""
    tokens = lex(text)
    figures = [f for f in find_figures(tokens, lang) if f.value is not None and not f.currency]
    quantities: list[Quantity] = []
    k = 0
    while k < len(figures):
        low = high = figures[k]
        if k + 1 < len(figures) and _is_range(tokens, low, figures[k + 1], lang):
            high = figures[k + 1]
        found = _unit_behind(tokens, high, lang)
        if found is not None:
            measured = _Measured(low, high, *found)
            quantities.append(_quantity(text, tokens, measured, lang))
        k += 2 if found is not None and high is not low else 1
    quantities += [_share(text, tokens, share, lang) for share in find_shares(tokens, lang)]
    return tuple(sorted(quantities, key=lambda quantity: quantity.span))


def _unit_behind(tokens: list[Token], figure: Figure, lang: Language) -> tuple[_Unit, int] | None:
    """Find the unit of a figure; a count may have adjectives before its noun."""
    at, units = figure.last, _units(lang)
    if at + 1 < len(tokens) and tokens[at].text in "-‑" and tokens[at].glued:
        at += 1
    for skipped in range(_ADJECTIVES + 1):
        found = _unit_at(tokens, at, units)
        if found is not None and (skipped == 0 or found[0].kind == "count"):
            return found
        if at >= len(tokens) or not _may_be_skipped(tokens, at, lang):
            return None
        at += 1
        if at + 1 < len(tokens) and tokens[at].text in "-‑" and tokens[at].glued:
            at += 1
    return None


def _may_be_skipped(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether a word between number and noun looks like an adjective or a name."""
    token = tokens[i]
    if token.kind == "number":
        return token.glued
    return token.kind == "word" and token.folded not in _units(lang).stop


def _unit_at(tokens: list[Token], i: int, units: _Units) -> tuple[_Unit, int] | None:
    for length in range(min(units.longest, len(tokens) - i), 0, -1):
        piece = tokens[i : i + length]
        if piece[0].text == "W" and not piece[0].glued:
            continue  # "50 W. Washington Street"
        found = units.signs.get(tuple(t.text for t in piece))
        found = found or units.names.get(tuple(t.folded for t in piece))
        if found is not None:
            return found, i + length
    return None


def _is_range(tokens: list[Token], left: Figure, right: Figure, lang: Language) -> bool:
    unit = _unit_at(tokens, left.last, _units(lang))
    last = unit[1] if unit and unit[1] < right.first else left.last
    if link_between(tokens, left, last, right.first) != "range":
        return False
    low, high = left.worth, right.worth
    return low is not None and high is not None and low <= high


def counted_noun(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Tell whether a figure counts or measures something: "5 Millionen zahlende Nutzer"."""
    return _unit_behind(tokens, figure, lang) is not None


def measured_at(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether token `i` is a unit or a currency: what stands before it is no year."""
    if i >= len(tokens):
        return False
    return _unit_at(tokens, i, _units(lang)) is not None or currency_at(tokens, i, lang) is not None


def is_counted_noun(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether token `i` begins the name of something whose number goes on without it."""
    found = _unit_at(tokens, i, _units(lang))
    return found is not None and found[0].name in _ELIDED


def _quantity(text: str, tokens: list[Token], measured: _Measured, lang: Language) -> Quantity:
    low, high, unit = measured.low, measured.high, measured.unit
    span = Span(tokens[low.first].start, tokens[measured.last - 1].end)
    least, most = _scaled(lend(low, high), unit), _scaled(high, unit)
    return _hedged(text, span, unit, (least, most), lang)


def _share(text: str, tokens: list[Token], share: Share, lang: Language) -> Quantity:
    span = Span(tokens[share.first].start, tokens[share.last - 1].end)
    return _hedged(text, span, _Unit("percent", "%"), (share.percent, share.percent), lang)


def _hedged(
    text: str,
    span: Span,
    unit: _Unit,
    bounds: tuple[Decimal | None, Decimal | None],
    lang: Language,
) -> Quantity:
    """Give the quantity, with one bound only where "up to" or "more than" stands with it."""
    hedges = hedges_around(text, span.start, span.end, lang)
    least, most = bounds
    single = least == most
    return Quantity(
        span=span,
        text=text[span.start : span.end],
        kind=unit.kind,
        min=None if single and "max" in hedges else least,
        max=None if single and "min" in hedges else most,
        unit=unit.name,
        approx="approx" in hedges,
    )


def _scaled(figure: Figure, unit: _Unit) -> Decimal | None:
    worth = figure.worth
    return None if worth is None else (worth * unit.factor).normalize() + 0
