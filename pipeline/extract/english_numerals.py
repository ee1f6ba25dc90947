"""English numbers in words: "two hundred and fifty", "forty-two", "half a", "three quarters of"."""

from __future__ import annotations

from decimal import Decimal

from pipeline.extract.lexing import Token
from pipeline.extract.number_words import MULTIPLES, Numeral, words

__all__ = ["english_at"]

_MOST_WORDS = 16
_QUARTERS = "quarters"
_HALF_GLUE = frozenset({"-", "of", "a"})


def english_at(tokens: list[Token], i: int) -> Numeral | None:
    """Read the number that begins with the word at `i`; a mere article counts as one."""
    table, first = words("en"), tokens[i].folded
    follower = tokens[i + 1].folded if i + 1 < len(tokens) else ""
    if first in table.halves:
        return _part(tokens, i, table.halves[first])
    if first in table.articles and follower in table.halves:
        return _part(tokens, i + 1, table.halves[follower])
    if first in table.articles and follower in table.praise and _scale_word_at(tokens, i + 2):
        return Numeral(Decimal(1), i + 2, spelled=True)
    if first in table.articles and follower not in MULTIPLES:
        return Numeral(Decimal(1), i + 1, spelled=True, article=True)
    if first in table.articles:
        value, end = _sum(tokens, i + 1, Decimal(1))
    elif first in table.values:
        value, end = _sum(tokens, i, Decimal(0))
    elif first == "hundred" and _scale_word_at(tokens, i + 1):
        value, end = Decimal(100), i + 1
    else:
        return None
    at = end + (end < len(tokens) and tokens[end].text == "-")
    if value < 4 and at < len(tokens) and tokens[at].folded == _QUARTERS:
        return _part(tokens, at, value / 4) or Numeral(value, end, spelled=True)
    return Numeral(value, end, spelled=True)


def _sum(tokens: list[Token], start: int, group: Decimal) -> tuple[Decimal, int]:
    """Add up number words from token `start` on; `group`: what stands below the thousands."""
    total, end = Decimal(0), start
    for at in range(start, min(len(tokens), start + _MOST_WORDS)):
        word = tokens[at].folded
        grown = _grown(group, word)
        if word == "thousand" and group and not total:
            total, group = group * 1000, Decimal(0)
        elif grown is not None:
            group = grown
        elif word == "-" or (word == "and" and group % 100 == 0 and group + total):
            continue
        else:
            break
        end = at + 1
    return total + group, end


def _grown(group: Decimal, word: str) -> Decimal | None:
    """Add or multiply one more word, where a number can go on so: "twenty" "five"."""
    value = words("en").values.get(word)
    if value is not None and (group % 100 == 0 or (group % 10 == 0 and value < 10)):
        return group + value
    if word in MULTIPLES and 0 < group < 100:
        return group * MULTIPLES[word]
    return None


def _part(tokens: list[Token], i: int, share: Decimal) -> Numeral | None:
    """Read on from "half" or "quarters" at `i` to a scale word or a dozen: "half a billion"."""
    at = i + 1
    while at < min(len(tokens), i + 5) and tokens[at].folded in _HALF_GLUE:
        at += 1
    if at < len(tokens) and tokens[at].folded == "dozen":
        return Numeral(share * 12, at + 1, spelled=True)
    return Numeral(share, at, spelled=True) if _scale_word_at(tokens, at) else None


def _scale_word_at(tokens: list[Token], i: int) -> bool:
    at = i + (i < len(tokens) and tokens[i].text == "-")
    return at < len(tokens) and tokens[at].folded in words("en").scales
