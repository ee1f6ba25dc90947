"""Short words of claims brought to one form in both languages: roles, rounds, periods, counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from models.columns import decimal_text

__all__ = ["LASTING_ROLES", "SINGLE_ROLES", "number_in", "percent_in", "said_alike"]

_TERMS = tomllib.loads(Path(__file__).with_name("terms.toml").read_text(encoding="utf-8"))
_FORMS: dict[str, dict[str, str]] = {
    name: {form: shown for shown, forms in _TERMS[name].items() for form in forms}
    for name in ("role", "round", "facility", "segment")
}
_ROLE_ORDER = {shown: place for place, shown in enumerate(_TERMS["role"])}

LASTING_ROLES = frozenset(_TERMS["lasting"]["role"])
SINGLE_ROLES = frozenset(_TERMS["single"]["role"])

_SERIES = re.compile(r"(?:series|serie)[\s-]*([a-z]\d?)\b|\b([a-z])-(?:runde|round)\b")
_ROLES_APART = re.compile(r"\s*(?:,|/|&|\band\b|\bund\b|\bsowie\b)\s*")
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:/\d\d(?:\d\d)?)?\b")
_FISCAL = re.compile(r"\bfy|fiscal|geschäftsjahr")
_PART = re.compile(
    r"\b(?:q([1-4])|([1-4])q|h([12])|([12])h"
    r"|(first|second|third|fourth|erste[sn]?|zweite[sn]?|dritte[sn]?|vierte[sn]?|[1-4]\.)"
    r"[\s-]+(quarter|quartal|half|halbjahr))"
)
_ORDINALS = {"f": "1", "e": "1", "s": "2", "z": "2", "t": "3", "d": "3", "v": "4"}
_NUMBER = re.compile(r"-?\d[\d.,\s]*")
_SCALES = (("mio", 6), ("million", 6), ("mrd", 9), ("billion", 9), ("tausend", 3), ("thousand", 3))


def said_alike(field: str, words: str, reported: date) -> str:
    """Bring a qualifier to the form under which claims are compared, and shown.

    A period without a year takes that of the report.
    """
    known = _READERS.get(field, _as_is)(" ".join(words.casefold().split()), reported)
    return " ".join(words.split()) if known is None else known


def number_in(words: str) -> Decimal | None:
    """Read a count: `10000`, `10,000`, `rund 10.000`, `1,5 Mio.`; `None` where there is none."""
    folded = words.casefold()
    found = _NUMBER.search(folded)
    if found is None:
        return None
    scale = next((power for word, power in _SCALES if word in folded), 0)
    value = _decimal(found.group(), grouped=scale == 0)
    return None if value is None else value.scaleb(scale)


def percent_in(words: str) -> Decimal | None:
    """Read a share in percent: `24.9`, `24,9 %`."""
    found = _NUMBER.search(words)
    return None if found is None else _decimal(found.group(), grouped=False)


def _decimal(written: str, *, grouped: bool) -> Decimal | None:
    """Read digits; `grouped` takes a mark before three digits for a thousands separator."""
    figures = "".join(written.split()).strip(".,")
    if grouped and re.fullmatch(r"-?\d{1,3}([.,]\d{3})+", figures):
        figures = re.sub(r"[.,]", "", figures)
    try:
        return Decimal(figures.replace(",", "."))
    except InvalidOperation:
        return None


def _as_is(folded: str, reported: date) -> None:  # noqa: ARG001 -- one shape for all readers
    return None


def _role(folded: str, reported: date) -> str | None:  # noqa: ARG001
    whole = _FORMS["role"].get(folded)
    if whole is not None:
        return whole
    known = [
        role for part in _ROLES_APART.split(folded) if (role := _FORMS["role"].get(part.strip()))
    ]
    return min(known, key=_ROLE_ORDER.__getitem__) if known else None


def _round(folded: str, reported: date) -> str | None:  # noqa: ARG001
    series = _SERIES.search(folded)
    if series is not None:
        rest = " extension" if "extension" in folded or "erweiterung" in folded else ""
        return f"Series {(series.group(1) or series.group(2)).upper()}{rest}"
    return _FORMS["round"].get(folded)


def _listed(field: str) -> Callable[[str, date], str | None]:
    return lambda folded, _reported: _FORMS[field].get(folded)


def _count(folded: str, reported: date) -> str | None:  # noqa: ARG001
    number = number_in(folded)
    return None if number is None else decimal_text(number)


def _percent(folded: str, reported: date) -> str | None:  # noqa: ARG001
    share = percent_in(folded)
    return None if share is None else decimal_text(share)


def _period(folded: str, reported: date) -> str | None:
    """Write a period as `2025`, `2025-Q3`, `2025-H1`, with `FY` before a business year."""
    year = _YEAR.search(folded.replace("fy", "fy "))
    part = _PART.search(folded)
    if year is None and part is None:
        return "annualised" if folded == "arr" or "annual" in folded else None
    fiscal = "FY" if _FISCAL.search(folded) else ""
    shown = year.group(0) if year else str(reported.year)
    if part is None:
        return fiscal + shown
    letter = "Q" if "q" in part.group() else "H"
    number = next(figure for figure in part.groups() if figure)
    return f"{fiscal}{shown}-{letter}{_ORDINALS.get(number[0], number[0])}"


_READERS: Mapping[str, Callable[[str, date], str | None]] = {
    "role": _role,
    "round": _round,
    "facility": _listed("facility"),
    "segment": _listed("segment"),
    "count": _count,
    "percent": _percent,
    "period": _period,
}
