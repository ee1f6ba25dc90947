"""How exact a number is said to be: "more than", "bis zu", "rund"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.documents import Language

__all__ = ["Hedge", "hedges_around"]

Hedge = Literal["min", "max", "approx"]

_REACH = 48  # characters: the longest hedge and the word before it
_QUOTES = " \u00a0\u202f(„“”\"'«»‘’"
_DEEPEST = 3  # "mehr als rund", "some more than about"


def hedges_around(text: str, start: int, end: int, lang: Language) -> frozenset[Hedge]:
    """Collect the hedges at the number from `start` to `end`; of min and max the nearest."""
    found: list[Hedge] = []
    at = start
    for _ in range(_DEEPEST):
        hedge, at = _before(text, at, lang)
        if hedge is None:
            break
        found.append(hedge)
    behind = _behind(lang).match(text, end, end + _REACH)
    if behind and behind.lastgroup:
        found.append(behind.lastgroup)  # type: ignore[arg-type]
    sides = [hedge for hedge in found if hedge != "approx"]
    return frozenset(sides[:1] + [hedge for hedge in found if hedge == "approx"])


def _before(text: str, at: int, lang: Language) -> tuple[Hedge | None, int]:
    """Read the hedge that ends right before character `at`; also where it begins."""
    left = text[max(0, at - _REACH) : at]
    bare = left.rstrip(_QUOTES)
    if bare.endswith(("~", "≈")):
        return "approx", at - len(left) + len(bare) - 1
    match = _hedge(lang).search(bare)
    if match is None or match.lastgroup is None:
        verb = _verb(lang).search(bare)
        return ("min", at - len(left) + verb.start()) if verb else (None, at)
    word = match[match.lastgroup].lower()
    if word in _unless(lang) and _unless(lang)[word].search(bare[: match.start()]):
        return None, at
    return match.lastgroup, at - len(left) + match.start()  # type: ignore[return-value]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("hedges.toml").read_text("utf-8"))


def _groups(side: str, lang: Language) -> str:
    """One group a kind, the longest phrases first: "no more than" is not "more than"."""
    kinds = _table()[side]
    longest_first = sorted(
        ((phrase, kind) for kind, phrases in kinds.items() for phrase in phrases[lang]),
        key=lambda item: -len(item[0]),
    )
    groups = []
    for kind in kinds:
        phrases = [re.escape(phrase) for phrase, of in longest_first if of == kind]
        groups += [f"(?P<{kind}>{'|'.join(phrases)})"] if phrases else []
    return "|".join(groups)


@cache
def _hedge(lang: Language) -> re.Pattern[str]:
    fillers = "|".join(map(re.escape, _table()["fillers"][lang]))
    groups = _groups("before", lang)
    return re.compile(rf"(?<![\w-])(?:{groups})(?:\s(?:{fillers})){{0,2}}$", re.IGNORECASE)


@cache
def _verb(lang: Language) -> re.Pattern[str]:
    """Match a verb of growing past a number and up to four words, but no preposition."""
    table = _table()["verbs"]
    verbs, prepositions = "|".join(table[lang]), "|".join(table["between"])
    return re.compile(
        rf"(?<![\w-])(?:{verbs})(?:\s(?!(?:{prepositions})\b)[^\W\d_]+){{0,4}}$", re.IGNORECASE
    )


@cache
def _behind(lang: Language) -> re.Pattern[str]:
    each = r"(?: (?:a|per|je|pro) [\w-]{1,20})?"
    return re.compile(rf"{each}[ \u00a0]?(?:{_groups('behind', lang)})(?!\w)", re.IGNORECASE)


@cache
def _unless(lang: Language) -> dict[str, re.Pattern[str]]:
    """By hedge: what must not stand right before it."""
    measures = "|".join(_table()["measures"]["de"])
    special = {
        "NOUN": rf"(?-i:\b(?!(?:\w*(?i:{measures}))\b)[A-ZÄÖÜ][\w-]*)",
        "NUMBER": r"von \d[\d.,]{0,9}",
    }
    return {
        hedge: re.compile(
            rf"(?<!\w)(?:{'|'.join(special.get(w) or re.escape(w) for w in row[lang])})\s$",
            re.IGNORECASE,
        )
        for hedge, row in _table()["unless"].items()
        if lang in row
    }
