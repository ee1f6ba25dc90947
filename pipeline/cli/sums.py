"""Sums of money as people type them, in German and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Sum", "SumError", "parse_sum"]

# English scale words write decimals with a point, German ones with a comma.
_ENGLISH = {
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "million": 6,
    "millions": 6,
    "b": 9,
    "bn": 9,
    "bln": 9,
    "billion": 9,
    "billions": 9,
    "t": 12,
    "tn": 12,
    "trillion": 12,
    "trillions": 12,
}
_GERMAN = {
    "tsd": 3,
    "tausend": 3,
    "mio": 6,
    "millionen": 6,
    "mrd": 9,
    "milliarde": 9,
    "milliarden": 9,
    "bio": 12,
    "billionen": 12,
}
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "us-dollar": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pfund": "GBP",
    "pounds": "GBP",
    "yuan": "CNY",
    "yen": "JPY",
    "won": "KRW",
    "franken": "CHF",
    "francs": "CHF",
}
_FORM = re.compile(
    r"(?P<before>US\$|[$€£¥]|[A-Za-z]{3}(?=[\s\d]))?\s*"
    r"(?P<number>\d[\d.,' ]*)\s*"
    r"(?P<scale>[A-Za-z]+\.?)??\s*"
    r"(?P<after>US\$|[$€£¥]|[A-Za-z]{3}|(?i:us-dollar|dollars?|euros?|pfund|pounds|yuan|yen|won|franken|francs))?"
)


class SumError(ValueError):
    """A sum that cannot be read, or that reads as two different ones."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum to compare with; `currency` is an ISO code, `None` where the text names none."""

    value: Decimal
    currency: str | None = None


def parse_sum(text: str) -> Sum:
    """Read "1bn", "1.5 m EUR", "$500m", "1 Mrd.", "1,5 Mio. Euro", "1.250.000".

    Raises SumError with what to write instead.
    """
    form = _FORM.fullmatch(text.strip())
    if form is None:
        raise SumError(f"cannot read {text!r} as a sum: write 500m, 1.5bn, '1,5 Mrd. EUR' or 40000")
    scale, german = _scale(form["scale"] or "")
    currency = _currency(form["before"]) or _currency(form["after"])
    return Sum(_number(form["number"].rstrip(" "), german=german) * Decimal(10) ** scale, currency)


def _scale(word: str) -> tuple[int, bool | None]:
    """Power of ten, and whether the word is German; `None` where there is no word."""
    if not word:
        return 0, None
    if word in {"Billion", "Billion.", "Trillion"}:
        raise SumError(f"{word!r} is 10^9 or 10^12 by language: write bn for 10^9, tn for 10^12")
    folded = word.rstrip(".").casefold()
    if folded in _GERMAN:
        return _GERMAN[folded], True
    if folded in _ENGLISH:
        return _ENGLISH[folded], False
    raise SumError(f"unknown scale {word!r}: write k, m, bn, tn or Tsd., Mio., Mrd., Bio.")


def _currency(name: str | None) -> str | None:
    if name is None:
        return None
    return _SIGNS.get(name) or _WORDS.get(name.casefold()) or name.upper()


def _number(digits: str, *, german: bool | None) -> Decimal:
    """Read digits by the language of the scale word; without one, groups of three are groups."""
    compact = digits.replace(" ", "").replace("'", "")
    if german is None:
        german = _looks_german(compact)
    group, point = (".", ",") if german else (",", ".")
    whole, _, fraction = compact.partition(point)
    groups = whole.split(group)
    grouped = len(groups) == 1 or (len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:]))
    if not grouped or not (fraction.isdigit() or not fraction):
        raise SumError(f"cannot read the number {digits!r}: write 1250000 or 1.25m")
    return Decimal("".join(groups) + "." + (fraction or "0"))


def _looks_german(digits: str) -> bool:
    signs = [c for c in digits if c in ".,"]
    if not signs:
        return False
    if len(set(signs)) == 2:
        return signs[-1] == ","
    in_groups = len(signs) > 1 or len(digits.rpartition(signs[0])[2]) == 3
    return (signs[0] == ".") is in_groups
