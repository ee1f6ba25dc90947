"""How exact a number is said to be: "more than", "bis zu", "rund"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.documents import Language

__all__ = ["Hedge", "hedges_around"]

Hedge = Literal["min", "max", "approx"]
_REACH = 48  # characters: the longest hedge and a little more


@cache
def _patterns(lang: Language, side: str) -> re.Pattern[str]:
    table = tomllib.loads(Path(__file__).with_name("hedges.toml").read_text("utf-8"))[side]
    groups = []
    for kind, phrases in table.items():
        longest_first = sorted(phrases[lang], key=len, reverse=True)
        groups += (
            [f"(?P<{kind}>{'|'.join(map(re.escape, longest_first))})"] if phrases[lang] else []
        )
    either = "|".join(groups)
    return re.compile(rf"(?<!\w)(?:{either})$" if side == "before" else rf"^(?:{either})(?!\w)")


def hedges_around(text: str, start: int, end: int, lang: Language) -> tuple[frozenset[Hedge], int]:
    """The hedges at a number from `start` to `end`, and where the first of them begins."""
    found: set[Hedge] = set()
    at = start
    while match := _before(text, at, lang):
        found.add(match[0])
        at = match[1]
        if len(found) == 3 or start - at > _REACH:
            break
    behind = _patterns(lang, "behind").match(text[end : end + _REACH].lstrip(" \u00a0").casefold())
    if behind and behind.lastgroup:
        found.add(behind.lastgroup)  # type: ignore[arg-type]
    return frozenset(found), at


def _before(text: str, at: int, lang: Language) -> tuple[Hedge, int] | None:
    """The hedge that ends right before character `at`, and where it begins."""
    left = text[max(0, at - _REACH) : at].rstrip(" \u00a0(„“\"'«»‘~")
    if text[max(0, at - 2) : at].rstrip().endswith(("~", "≈")):
        return "approx", at - 1
    # casefold may lengthen (ß); lower keeps the positions that are wanted here.
    match = _patterns(lang, "before").search(left.lower())
    if match is None or not match.lastgroup:
        return None
    return match.lastgroup, max(0, at - _REACH) + match.start()  # type: ignore[return-value]
