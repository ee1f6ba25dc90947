"""Shares in words: "ein Drittel der Anteile", "half its staff", "jeder fünfte Mitarbeiter"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.documents import Language
from pipeline.extract.lexing import Token
from pipeline.extract.numerals import numeral_at, words
from pipeline.extract.units import PERCENT, Measured, may_be_noun, stands_alone, unit_at

__all__ = ["find_shares"]

_GERMAN_ARTICLES = frozenset({"die", "der"})  # "die Hälfte"
_OWNERS = frozenset({"its", "their", "our", "his", "her"})  # "half its workforce"
_HUNDREDTH = Decimal("0.01")
_ENDINGS = ("", "n", "r", "s", "m")  # of a starred German word
# Between few and many of them; "of" only behind "out".
_IN: dict[Language, frozenset[str]] = {"de": frozenset({"von"}), "en": frozenset({"in", "of"})}
_YEAR = re.compile(r"(?:19|20)\d\d")
# Before a part, these say by how much, or to what: "um ein Fünftel", "fell more than a fifth".
_STEPS = frozenset({
    "um", "auf", "bei", "davon", "by", "to",
    "fell", "dropped", "plunged", "slid", "sank", "lost",
    "tumbled", "slumped", "shed", "verlor", "verliert", "verlieren", "büßte", "büßt",
    "declined", "shrank", "rose", "climbed", "grew", "gained", "jumped", "surged", "soared", "up",
    "down", "added", "plummeted",
})  # fmt: skip
_HEDGES = frozenset({
    "more", "than", "almost", "nearly", "about", "over", "mehr", "als", "fast", "knapp", "gut",
    "rund", "etwa", "die",
})  # fmt: skip
_BEHIND_HALF = frozenset({"in", "on", "to", "since", "from", "last", "this", "when", "as", "after"})
_ABOUT = frozenset({"gutes", "knappes"})  # "ein gutes Drittel"
_FAR_STEP = 5  # tokens: "um etwas mehr als ein"
_WHOLES = frozenset(map(Decimal, (2, 3, 4, 5, 10, 20, 100)))
_GERMAN_WHOLES = frozenset(map(Decimal, (10, 100)))  # "neun von zehn Ärzten"
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "will", "said", "say", "would"})
_MOST_OF = 20  # "one in five": of at most so many


@dataclass(frozen=True, slots=True)
class _Words:
    """`parts` and `ordinals`: how many of it are a whole; `nouns`: of what one in five may be.

    `of`: behind a share stands of what; `none`: behind that, it is a time or another number.
    """

    parts: dict[str, int]
    halves: frozenset[str]
    of: frozenset[str]
    none: frozenset[str]
    each: frozenset[str]
    ordinals: dict[str, int]
    nouns: frozenset[str]


@cache
def _words(lang: Language) -> _Words:
    table = tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))
    own, each = table["fractions"][lang], table["each"][lang]
    return _Words(
        parts={word: number for number, row in enumerate(own["parts"]) for word in row},
        halves=frozenset(own["halves"]),
        of=frozenset(own["of"]),
        none=frozenset(own["none"]),
        each=frozenset(each["words"]),
        ordinals={
            word.removesuffix("*") + ending: number
            for number, word in enumerate(each["ordinals"])
            for ending in (_ENDINGS if word.endswith("*") else ("",))
            if word
        },
        nouns=frozenset(each["nouns"]),
    )


def find_shares(tokens: list[Token], lang: Language) -> list[Measured]:
    """Find the shares of something that stand in words."""
    table = _words(lang)
    found = []
    for i, token in enumerate(tokens):
        if token.folded in table.halves:
            found.append(_half(tokens, i, table, lang))
        elif token.folded in table.parts and (
            _has_whole(tokens, i + 1, table) or _is_step(tokens, i, lang)
        ):
            found.append(_counted(tokens, i, table.parts[token.folded], lang))
        elif token.folded in table.each:
            found.append(_each(tokens, i, table, lang))
        elif token.folded in _IN[lang]:
            found.append(_one_in(tokens, i, table, lang))
    return [share for share in found if share is not None]


def _has_whole(tokens: list[Token], i: int, table: _Words) -> bool:
    """Tell whether "of" and something that can have parts stand from token `i` on."""
    if i + 1 >= len(tokens):
        return False
    whole = tokens[i + 1]
    if tokens[i].folded not in table.of or whole.kind not in ("word", "number"):
        return False
    return whole.folded not in table.none and _YEAR.fullmatch(whole.text) is None


def _is_step(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether the part at `i` is by how much something changed: "by a fifth"."""
    before = {token.folded for token in tokens[max(0, i - _FAR_STEP) : i]}
    return bool(before & _STEPS) and stands_alone(tokens, i + 1, lang)


def _half(tokens: list[Token], i: int, table: _Words, lang: Language) -> Measured | None:
    owned = i + 2 < len(tokens) and tokens[i + 1].folded in _OWNERS
    owned = owned and tokens[i + 2].folded not in table.none
    if not owned and not _has_whole(tokens, i + 1, table) and not _is_lost(tokens, i, lang):
        return None
    article = i > 0 and tokens[i - 1].folded in _GERMAN_ARTICLES
    return _share(i - article, i + 1, Decimal(1), Decimal(2))


def _is_lost(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether something changed by the half at `i`: "um mehr als die Hälfte", "by half"."""
    at = i - 1
    while at > 0 and tokens[at].folded in _HEDGES:
        at -= 1
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    ends = behind is None or behind.kind != "word" or behind.folded in _BEHIND_HALF
    return at >= 0 and tokens[at].folded in ("by", "um") and (ends or lang == "de")


def _counted(tokens: list[Token], i: int, parts: int, lang: Language) -> Measured | None:
    """Read the number before the word: "zwei Drittel", "three-quarters", "a third"."""
    first = i - 2 if i > 1 and tokens[i - 1].text == "-" else i - 1
    if first < 0 or tokens[first].kind != "word":
        return None
    about = first > 0 and tokens[first].folded in _ABOUT
    if about and tokens[first - 1].folded in words(lang).articles:
        return _share(i, i + 1, Decimal(1), Decimal(parts))
    if tokens[first].folded in words(lang).articles:
        return _share(first, i + 1, Decimal(1), Decimal(parts))
    numeral = numeral_at(tokens, first, lang)
    if numeral is None or not 0 < numeral.value < parts:
        return None
    return _share(first, i + 1, numeral.value, Decimal(parts))


def _each(tokens: list[Token], i: int, table: _Words, lang: Language) -> Measured | None:
    """Read "jeden fünften Mitarbeiter", "every fifth job", "jeder Dritte"."""
    parts = table.ordinals.get(tokens[i + 1].folded) if i + 2 < len(tokens) else None
    if parts is None:
        return None
    behind = tokens[i + 2]
    alone = lang == "de" and tokens[i + 1].text[0].isupper() and not behind.text[0].isupper()
    if not alone and not _is_counted(tokens, i + 2, table, lang):
        return None
    return _share(i, i + 2, Decimal(1), Decimal(parts))


def _one_in(tokens: list[Token], i: int, table: _Words, lang: Language) -> Measured | None:
    """Read "one in five jobs", "drei von vier Nutzern", "one customer in five" by its "in"."""
    first = i - 2 if tokens[i - 1].folded == "out" else i - 1
    if lang == "en" and i > 1 and tokens[i - 2].folded == "one" and tokens[i].folded == "in":
        return _one_of(tokens, i, table)
    if first < 0 or i + 2 >= len(tokens):
        return None
    few, many = numeral_at(tokens, first, lang), numeral_at(tokens, i + 1, lang)
    if few is None or many is None or few.end not in (i, i - 1) or few.article:
        return None
    at = many.end + (many.end < len(tokens) and tokens[many.end].folded == "of")
    if not 0 < few.value < many.value <= _MOST_OF:
        return None
    known = _WHOLES if lang == "en" else _GERMAN_WHOLES
    spoken = lang == "en" or tokens[first].kind == "word"
    is_share = spoken and many.value in known and _may_be_many(tokens, at)
    if not is_share and not _is_counted(tokens, at, table, lang):
        return None
    return _share(first, many.end, few.value, many.value)


def _one_of(tokens: list[Token], i: int, table: _Words) -> Measured | None:
    """Read "one customer in five", but not "one job in five years": no plural follows."""
    many = numeral_at(tokens, i + 1, "en") if i + 1 < len(tokens) else None
    if many is None or not many.spelled or many.value not in _WHOLES:
        return None
    plural = many.end < len(tokens) and tokens[many.end].folded.endswith("s")
    if plural or tokens[i - 1].folded not in table.nouns:
        return None
    return _share(i - 2, many.end, Decimal(1), many.value)


def _may_be_many(tokens: list[Token], i: int) -> bool:
    """Tell whether a noun can stand at `i`, or a verb: "one in four is affected"."""
    return may_be_noun(tokens, i, "en") or (i < len(tokens) and tokens[i].folded in _VERBS)


def _is_counted(tokens: list[Token], i: int, table: _Words, lang: Language) -> bool:
    """Tell whether a noun of people or things stands at `i`, or behind one more word."""
    hyphened = i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 1].glued
    for at in range(i, min(i + 2 + hyphened, len(tokens))):
        unit = unit_at(tokens, at, lang)
        if tokens[at].folded in table.nouns or (unit is not None and unit[0].kind == "count"):
            return True
    return False


def _share(first: int, last: int, part: Decimal, whole: Decimal) -> Measured:
    percent = (part * 100 / whole).quantize(_HUNDREDTH).normalize() + 0
    return Measured(first, last, percent, percent, PERCENT)
