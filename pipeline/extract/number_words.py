"""The number words of both languages, as numerals.toml has them, and what a number read is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.documents import Language

__all__ = ["MULTIPLES", "Numeral", "Words", "words"]

MULTIPLES = {"hundred": 100, "dozen": 12}
_SCALES = {
    "thousand": Decimal(10) ** 3,
    "lakh": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "milliard": Decimal(10) ** 9,
    "billion": Decimal(10) ** 12,
    "trillion": Decimal(10) ** 18,
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that ends before token `end`. `article`: a mere "a" or "eine"."""

    value: Decimal
    end: int
    spelled: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of one language.

    `compounds`: what parts of a scale word mean ("Viertelmillion"); `quantifiers`: the vague
    words and what links them ("tens of"); `praise`: what may stand between an article and a
    scale word ("a cool billion"); `letters`: scales only right behind digits ("5m").
    """

    values: dict[str, Decimal]
    articles: frozenset[str]
    praise: frozenset[str]
    halves: dict[str, Decimal]
    compounds: dict[str, Decimal]
    vague: frozenset[str]
    rounds: frozenset[str]
    quantifiers: frozenset[str]
    scales: dict[str, Decimal]
    letters: frozenset[str]
    plurals: frozenset[str]
    abbreviations: frozenset[str]


@cache
def words(lang: Language) -> Words:
    table = tomllib.loads(Path(__file__).with_name("numerals.toml").read_text("utf-8"))[lang]
    return Words(
        values=_german_values(table) if lang == "de" else _english_values(table),
        articles=frozenset(table["articles"]),
        praise=frozenset(table["praise"]),
        halves={word: Decimal(value) for word, value in table["halves"].items()},
        compounds={word: Decimal(value) for word, value in table["compounds"].items()},
        vague=frozenset(table["vague"]),
        rounds=frozenset(table["rounds"]),
        quantifiers=frozenset(table["vague"] + table["links"]),
        scales={word: factor for name, factor in _SCALES.items() for word in table[name]},
        letters=frozenset(table["letters"]),
        plurals=frozenset(table["plurals"]),
        abbreviations=frozenset(table["abbreviations"]),
    )


def _german_values(table: dict[str, Any]) -> dict[str, Decimal]:
    """List all words from 0 to 999, inflected forms of one included."""
    small = dict(table["units"])
    ones = {word: value for word, value in small.items() if 0 < value < 10} | {"ein": 1}
    for ten, value in table["tens"].items():
        small |= {ten: value} | {f"{one}und{ten}": value + n for one, n in ones.items()}
    full = dict(small)
    for head, n in ({"": 1} | ones).items():
        full[f"{head}hundert"] = n * 100
        for glue in ("", "und"):
            full |= {f"{head}hundert{glue}{t}": n * 100 + v for t, v in small.items() if v}
    return {word: Decimal(value) for word, value in full.items()}


def _english_values(table: dict[str, Any]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in (table["units"] | table["tens"]).items()}
