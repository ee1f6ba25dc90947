"""German numbers in words: one word each, "zweihunderttausend", "zweieinhalb", "Viertelmillion"."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pipeline.extract.lexing import Token
from pipeline.extract.number_words import Numeral, words

__all__ = ["german_at", "german_value", "is_german_number"]

_LONGEST = 80  # letters
_DOZEN = "dutzend"
_PARTS = {"einhalb": Decimal("0.5"), "einviertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}


def german_at(tokens: list[Token], i: int) -> Numeral | None:
    """Read the number that begins with the word at `i`."""
    table, word = words("de"), tokens[i].folded
    following = tokens[i + 1].folded if i + 1 < len(tokens) else ""
    if word in table.halves:
        return _dozens(tokens, i + 1, table.halves[word])
    if word in table.articles and following in table.halves:
        return _dozens(tokens, i + 2, table.halves[following])
    if word in table.articles and following in table.praise and _is_scale(tokens, i + 2):
        return Numeral(Decimal(1), i + 2, spelled=True)
    value = german_value(word)
    if value is None:
        value = _part(word)
    if value is None:
        return None
    if following == _DOZEN:
        return _dozens(tokens, i + 1, value)
    return Numeral(value, i + 1, spelled=True, article=word in table.articles)


def _dozens(tokens: list[Token], end: int, value: Decimal) -> Numeral:
    """Give a number that ends before token `end`, or so many dozens where they follow."""
    if end < len(tokens) and tokens[end].folded == _DOZEN:
        return Numeral(value * 12, end + 1, spelled=True)
    return Numeral(value, end, spelled=True)


def _is_scale(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].folded in words("de").scales


def german_value(word: str) -> Decimal | None:
    """Give the value of one number word in lower case."""
    values = words("de").values
    if word in values:
        return values[word]
    if len(word) > _LONGEST or not word.startswith(_stems()):
        return None
    for part, share in _PARTS.items():
        if word.endswith((part, f"{part}tausend")):
            head, _, tail = word.partition(part)
            whole = values.get(head)
            return None if whole is None else (whole + share) * (1000 if tail else 1)
    head, found, tail = word.partition("tausend")
    tail = tail.removeprefix("und")
    if found and (not head or head in values) and (not tail or tail in values):
        return values.get(head, Decimal(1)) * 1000 + values.get(tail, Decimal(0))
    return None


def is_german_number(word: str) -> bool:
    """Tell whether a word in lower case is a number, or part of a scale word."""
    return german_value(word) is not None or _part(word) is not None


@cache
def _stems() -> tuple[str, ...]:
    return tuple({word[:4] for word in (*words("de").values, "tausend", "hundert")})


def _part(word: str) -> Decimal | None:
    """Give the value of "Dreiviertelmilliarde", "Viertelmillion"."""
    table = words("de")
    for part, share in table.compounds.items():
        factor = table.scales.get(word.removeprefix(part)) if word.startswith(part) else None
        if factor is not None and factor >= 10**6:
            return share * factor
    return None
