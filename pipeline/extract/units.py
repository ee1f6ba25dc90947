"""What quantities count or measure: the units of units.toml, found behind a number."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.documents import Language, QuantityKind
from pipeline.extract.currencies import currency_at
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token, lex
from pipeline.extract.number_words import words as number_words

__all__ = [
    "PERCENT", "Measured", "Unit",
    "counted_noun", "is_elided_noun", "may_be_noun", "measured_at", "stands_alone",
    "unit_at", "unit_behind",
]  # fmt: skip

# "… reached 300 million users, up from 200 million."
_ELIDED = frozenset({"users", "customers", "subscribers", "people", "downloads", "tokens"})
_ADJECTIVES = 3  # words between a number and its noun: "100.000 neue Nvidia-GPUs"
_HYPHENS = "-‑"
_FEMALE = frozenset({"innen"})  # behind a colon, star or underscore: "Mitarbeiter:innen"
_MALE = ("", "e", "en")  # endings: "Nutzer", "Ingenieure", "Kunden"
_FEMALE_SIGNS = frozenset({":", "*", "_", "/", "-"})


@dataclass(frozen=True, slots=True)
class Unit:
    kind: QuantityKind
    name: str
    factor: Decimal = Decimal(1)


PERCENT = Unit("percent", "%")


@dataclass(frozen=True, slots=True)
class Measured:
    """Tokens `first` up to `last` (not included) say `least` to `most` of a unit."""

    first: int
    last: int
    least: Decimal
    most: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class _Units:
    """Units by token texts (`signs`, exact case) and by folded token texts (`names`).

    `ends`: what German compounds end in ("Softwareentwickler"); `firsts`: the first tokens of
    signs and names, of which one has `longest`; `stop`: words that do not stand
    between a number and what it counts; `not_behind`: what makes another unit of one
    ("gigawatt hours").
    """

    signs: dict[tuple[str, ...], Unit]
    names: dict[tuple[str, ...], Unit]
    ends: dict[str, Unit]
    firsts: frozenset[str]
    longest: int
    stop: frozenset[str]
    not_behind: frozenset[str]


@cache
def _units(lang: Language) -> _Units:
    table = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
    percent = [*table["percent"][lang], *table["percent_adjectives"][lang]]
    names: dict[tuple[str, ...], Unit] = {_folded(word): PERCENT for word in percent}
    for name, watts in table["power_names"].items():
        names[name.casefold(),] = Unit("power", "W", Decimal(watts))
    for noun, row in table["count"].items():
        names |= {_folded(word): Unit("count", noun) for word in row[lang]}
    signs: dict[tuple[str, ...], Unit] = {
        (sign,): Unit("power", "W", Decimal(watts)) for sign, watts in table["power_signs"].items()
    }
    ends = {word: names[word,] for word in table["compound_ends"][lang]}
    return _Units(
        signs,
        names,
        ends,
        frozenset(piece[0] for piece in (*signs, *names)),
        max(map(len, names)),
        frozenset(table["stop"][lang]),
        frozenset(table["not_behind"][lang]),
    )


def _folded(form: str) -> tuple[str, ...]:
    return tuple(token.folded for token in lex(form))


def unit_at(tokens: list[Token], i: int, lang: Language) -> tuple[Unit, int] | None:
    """Find the unit that begins with token `i`, and the token after it."""
    units = _units(lang)
    known = i < len(tokens) and not units.firsts.isdisjoint((tokens[i].text, tokens[i].folded))
    for length in range(min(units.longest, len(tokens) - i) if known else 0, 0, -1):
        piece = tokens[i : i + length]
        if piece[0].text == "W" and not piece[0].glued and _is_west(tokens, i + 1):
            continue
        found = units.signs.get(tuple(t.text for t in piece))
        found = found or units.names.get(tuple(t.folded for t in piece))
        if found is not None:
            end = i + length
            if _makes_another(tokens, end, units):
                return None
            return found, _whole(tokens, end, found, lang)
    compound = None
    if i < len(tokens):
        compound = _women(tokens[i].folded, units) or _compound_end(tokens[i].folded, units)
    return (compound, _whole(tokens, i + 1, compound, lang)) if compound else None


def _women(word: str, units: _Units) -> Unit | None:
    """Find the unit of "Ingenieurinnen", "Kundinnen" by the men's form."""
    stem = word.removesuffix("innen")
    if stem == word:
        return None
    return next(
        (units.names[form,] for end in _MALE if ((form := stem + end),) in units.names), None
    )


def _is_west(tokens: list[Token], i: int) -> bool:
    """Tell "50 W. Washington Street" from watts by what stands at token `i`, behind the W."""
    if i >= len(tokens):
        return False
    is_name = tokens[i].kind == "word" and not tokens[i].text.islower()
    return is_name or (tokens[i].text == "." and i + 1 < len(tokens))


def _compound_end(word: str, units: _Units) -> Unit | None:
    """Find the unit that a German compound ends in."""
    if not word.endswith(tuple(units.ends)):
        return None
    return next(unit for end, unit in units.ends.items() if word.endswith(end))


def _makes_another(tokens: list[Token], i: int, units: _Units) -> bool:
    """Tell whether what follows makes an energy of a power: "gigawatt-hours"."""
    at = i + (i < len(tokens) and tokens[i].text in _HYPHENS)
    return at < len(tokens) and tokens[at].folded in units.not_behind


def _whole(tokens: list[Token], end: int, unit: Unit, lang: Language) -> int:
    """Read on over ":innen" and "und Mitarbeiter" behind "Mitarbeiterinnen"."""
    if unit.kind != "count" or end + 1 >= len(tokens):
        return end
    if tokens[end].text in _FEMALE_SIGNS and tokens[end].glued:
        return end + 2 if tokens[end + 1].folded in _FEMALE else end
    if lang == "de" and tokens[end].folded == "und" and tokens[end - 1].folded.endswith("innen"):
        other = _units(lang).names.get((tokens[end + 1].folded,))
        return end + 2 if other == unit else end
    return end


def unit_behind(tokens: list[Token], figure: Figure, lang: Language) -> tuple[Unit, int] | None:
    """Find the unit of a figure; a count may have adjectives before its noun."""
    at = figure.last
    plus = at < len(tokens) and tokens[at].text == "+" and tokens[at].glued
    at = _over_hyphen(tokens, at + plus)
    for skipped in range(_ADJECTIVES + 1):
        found = unit_at(tokens, at, lang) if at < len(tokens) else None
        if found is not None and (skipped == 0 or found[0].kind == "count"):
            return found
        if at >= len(tokens) or not _may_be_skipped(tokens, at, lang):
            return None
        if skipped and lang == "de" and tokens[at].text.islower() and tokens[at - 1].text.istitle():
            return None  # the noun has been passed: "100 Einwohner kommen drei Roboter"
        at = _over_hyphen(tokens, at + 1)
    return None


def _over_hyphen(tokens: list[Token], i: int) -> int:
    hyphen = i + 1 < len(tokens) and tokens[i].text in _HYPHENS and tokens[i].glued
    return i + 1 if hyphen else i


def may_be_noun(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether a word stands at `i` that can be what a number counts."""
    word = tokens[i] if i < len(tokens) else None
    return word is not None and word.kind == "word" and word.folded not in _units(lang).stop


def _may_be_skipped(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether a word between number and noun looks like an adjective or a name."""
    token = tokens[i]
    if token.kind == "number":
        return token.glued
    if token.folded in number_words(lang).values:
        return False
    return token.kind == "word" and token.folded not in _units(lang).stop


def stands_alone(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether nothing that could be counted stands at token `i`, behind a number."""
    token = tokens[i] if i < len(tokens) else None
    if token is None or token.kind != "word":
        return token is None or token.kind in ("break", "sign")
    return token.folded in _units(lang).stop or (lang == "de" and token.text[0].islower())


def measured_at(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether token `i` is a unit or a currency: what stands before it is no year."""
    if i >= len(tokens):
        return False
    return unit_at(tokens, i, lang) is not None or currency_at(tokens, i, lang) is not None


def counted_noun(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Tell whether a figure counts or measures something: "5 Millionen zahlende Nutzer"."""
    return unit_behind(tokens, figure, lang) is not None


def is_elided_noun(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether token `i` begins the name of something whose number goes on without it."""
    found = unit_at(tokens, i, lang)
    return found is not None and found[0].name in _ELIDED
