"""Numbers in digits: a German point groups and a comma divides, in English the other way round.

    "1.250,50" · "1,250.50" · "1'250'000" · "1 250 000" · "1,25,000" · "12.500,–" · "2½"

What fits neither way ("3.10.2026", "1.2.3") is no number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.documents import Language

__all__ = ["read_digits"]

_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_MAX_DIGITS = 18  # more are an identifier, not a number of the news
_GROUP_SIGNS = " \u00a0\u2009\u202f'’"
_EVEN = re.compile(r"[.,][–—-]+$")  # "12.500,–": no cents
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")
_INDIAN_GROUPS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SIGN_GROUPS = re.compile(rf"\d{{1,3}}(?:[{_GROUP_SIGNS}]\d{{3}})+")


def read_digits(text: str, lang: Language) -> Decimal | None:
    """Give the value of digits with their separators, or None where they are no number."""
    if text[-1:] in _PARTS:
        whole = read_digits(text[:-1], lang) if text[:-1] else Decimal(0)
        return None if whole is None else whole + _PARTS[text[-1]]
    if not 0 < sum(sign.isdecimal() for sign in text) <= _MAX_DIGITS:
        return None
    integer, decimals = _split(_EVEN.sub("", text), lang)
    plain = re.sub(rf"[.,{_GROUP_SIGNS}]", "", integer)
    if not plain.isdecimal() or (decimals and not decimals.isdecimal()):
        return None
    if plain != integer and not _grouped(integer):
        return None
    return Decimal(f"{plain}.{decimals or 0}").normalize() + 0


def _split(text: str, lang: Language) -> tuple[str, str]:
    """Part the whole number, still grouped, from the decimals."""
    if _grouped(text, own="." if lang == "de" else ","):
        return text, ""
    last = max(text.rfind("."), text.rfind(","))
    other = "," if last >= 0 and text[last] == "." else "."
    if last < 0 or text.count(text[last]) > 1 or other in text[last:]:
        return text, ""
    return text[:last], text[last + 1 :]


def _grouped(text: str, own: str | None = None) -> bool:
    """Whether separators stand as groups of digits; a sole "1.234" only with the `own` sign."""
    if _SIGN_GROUPS.fullmatch(text) or _INDIAN_GROUPS.fullmatch(text):
        return True
    for sign, pattern in ((".", _POINT_GROUPS), (",", _COMMA_GROUPS)):
        if pattern.fullmatch(text) and not (text.startswith("0") and text.count(sign) == 1):
            return own in (None, sign) or text.count(sign) > 1
    return False
