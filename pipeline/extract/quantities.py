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
from pipeline.extract.hedges import Hedge, hedges_around
from pipeline.extract.lexing import Token, lex
from pipeline.extract.ranges import link_between

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
class _Units:
    """Units by token texts (`signs`, exact case) and by folded token texts (`names`)."""

    signs: dict[tuple[str, ...], _Unit]
    names: dict[tuple[str, ...], _Unit]
    longest: int


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
    return _Units(signs, names, max(map(len, names)))


def _folded(form: str) -> tuple[str, ...]:
    return tuple(token.folded for token in lex(form))


def find_quantities(text: str, lang: Language) -> tuple[Quantity, ...]:
    """Every percentage, count of a known thing and power in `text`, in order."""
    tokens = lex(text)
    figures = [f for f in find_figures(tokens, lang) if f.value is not None and not f.currency]
    quantities: list[Quantity] = []
    k = 0
    while k < len(figures):
        low, high = figures[k], figures[k]
        if k + 1 < len(figures) and _is_range(tokens, low, figures[k + 1], lang):
            high = figures[k + 1]
        found = _unit_behind(tokens, high, lang)
        if found is not None:
            quantities.append(_quantity(text, tokens, low, high, found, lang))
            k += 1 if high is low else 2
        else:
            k += 1
    return tuple(quantities)


def _unit_behind(tokens: list[Token], figure: Figure, lang: Language) -> tuple[_Unit, int] | None:
    """The unit of a figure and the token after it; a count may have adjectives before its noun."""
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
    """Whether a word between number and noun looks like an adjective or a name."""
    token = tokens[i]
    if token.kind == "number":
        return token.glued
    if token.kind != "word" or token.folded in _STOP[lang]:
        return False
    return True


_STOP = {
    "de": frozenset(
        "und oder in im an am auf aus bei mit nach von vom zu zum zur für über unter als wie der "
        "die das den dem des ein eine einen einem einer dass weil sind ist war waren wird werden "
        "hat haben hatte hatten jahre jahren tage tagen monate monaten wochen stunden minuten "
        "prozent euro dollar uhr mal".split()
    ),
    "en": frozenset(
        "and or in at on of for from to with by as than the a an that which who is are was were "
        "will has have had be been years year days day months month weeks week hours hour minutes "
        "percent times its their his her this these per while when but if".split()
    ),
}


def _unit_at(tokens: list[Token], i: int, units: _Units) -> tuple[_Unit, int] | None:
    for length in range(min(units.longest, len(tokens) - i), 0, -1):
        piece = tokens[i : i + length]
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


def _quantity(
    text: str,
    tokens: list[Token],
    low: Figure,
    high: Figure,
    found: tuple[_Unit, int],
    lang: Language,
) -> Quantity:
    unit, last = found
    start, end = tokens[low.first].start, tokens[last - 1].end
    scale = high.scale if low.scale == 1 and low is not high else low.scale
    least = _scaled(low, scale, unit)
    most = _scaled(high, high.scale, unit)
    hedges = hedges_around(text, start, end, lang)
    if low is high and "min" in hedges:
        return _made(text, start, end, unit, least, None, hedges)
    if low is high and "max" in hedges:
        return _made(text, start, end, unit, None, most, hedges)
    return _made(text, start, end, unit, least, most, hedges)


def _made(
    text: str,
    start: int,
    end: int,
    unit: _Unit,
    least: Decimal | None,
    most: Decimal | None,
    hedges: frozenset[Hedge],
) -> Quantity:
    return Quantity(
        Span(start, end), text[start:end], unit.kind, least, most, unit.name, "approx" in hedges
    )


def _scaled(figure: Figure, scale: Decimal, unit: _Unit) -> Decimal:
    assert figure.value is not None
    return (figure.value * scale * unit.factor).normalize() + 0
