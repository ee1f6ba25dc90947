"""Shares in words: "ein Drittel der Anteile", "a quarter of the company", "die Hälfte des"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.documents import Language
from pipeline.extract.lexing import Token
from pipeline.extract.numerals import numeral_at

__all__ = ["Share", "find_shares"]

_ARTICLES = frozenset({"die", "der"})  # "die Hälfte"
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Share:
    """Tokens `first` up to `last` (not included) say so many percent, to two digits."""

    first: int
    last: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class _Words:
    parts: dict[str, int]  # the word and how many of it are a whole
    halves: frozenset[str]
    of: frozenset[str]  # behind a share: of what
    none: frozenset[str]  # behind "of": it is a time or another number


@cache
def _words(lang: Language) -> _Words:
    table = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
    own = table["fractions"][lang]
    return _Words(
        {word: number for number, words in enumerate(own["parts"]) for word in words},
        frozenset(own["halves"]),
        frozenset(own["of"]),
        frozenset(own["none"]),
    )


def find_shares(tokens: list[Token], lang: Language) -> list[Share]:
    """Find the shares of something that stand in words."""
    table = _words(lang)
    shares = []
    for i, token in enumerate(tokens[:-2]):
        if tokens[i + 1].folded not in table.of or _is_no_whole(tokens[i + 2], table):
            continue
        if token.folded in table.halves:
            article = i > 0 and tokens[i - 1].folded in _ARTICLES
            shares.append(Share(i - article, i + 1, Decimal(50)))
        elif token.folded in table.parts:
            share = _counted(tokens, i, table.parts[token.folded], lang)
            shares += [share] if share else []
    return shares


def _is_no_whole(token: Token, table: _Words) -> bool:
    return token.kind != "word" or token.folded in table.none


def _counted(tokens: list[Token], i: int, parts: int, lang: Language) -> Share | None:
    """Read the number before the word: "zwei Drittel", "three-quarters"."""
    first = i - 2 if i > 1 and tokens[i - 1].text == "-" else i - 1
    numeral = numeral_at(tokens, first, lang) if first >= 0 else None
    if numeral is None or tokens[first].kind != "word" or not 0 < numeral.value < parts:
        return None
    percent = (numeral.value * 100 / parts).quantize(_HUNDREDTH).normalize() + 0
    return Share(first, i + 1, percent)
