"""Short words of claims brought to one form in both languages: roles, rounds, periods, counts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from models.columns import decimal_text
from pipeline.resolve import find_place
from pipeline.store.closeness import Sum

__all__ = ["LASTING_ROLES", "SINGLE_ROLES", "count_in", "kind_of", "percent_in", "said_alike"]

_TERMS = tomllib.loads(Path(__file__).with_name("terms.toml").read_text(encoding="utf-8"))
_FORMS: dict[str, dict[str, str]] = {
    name: {form: shown for shown, forms in _TERMS[name].items() for form in forms}
    for name in ("role", "round", "facility", "segment")
}
_PURPOSES = [
    (re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})"), kind)
    for kind, words in _TERMS["purpose"].items()
]
_FIELDS = {form: shown for shown, forms in _TERMS["field"].items() for form in forms}
_ROLE_ORDER = {shown: place for place, shown in enumerate(_TERMS["role"])}

LASTING_ROLES = frozenset(_TERMS["lasting"]["role"])
SINGLE_ROLES = frozenset(_TERMS["single"]["role"])

_HEADS = (
    re.compile(
        r"(?:head|chief|director|leiter(?:in)?) (?:of|of the|for|der|des|für) (?P<field>.+)"
    ),
    re.compile(r"(?P<field>.+?)[ -]?(?:chef(?:in)?|leiter(?:in)?|chief|head|lead)"),
    re.compile(r"chief (?P<field>.+) officer"),
    re.compile(r"chief (?P<field>.+)"),
    re.compile(r"chef-?(?P<field>.+)"),
)
_RUN_RATE = re.compile(r"\barr\b|annuali[sz]|run[ -]?rate|hochgerechnet")
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
_HEDGE = re.compile(
    r"(?P<above>more than|over|at least|mehr als|über|mindestens|>)"
    r"|(?P<below>up to|bis zu|maximal|<)"
    r"|(?P<about>about|around|some|roughly|nearly|almost|rund|etwa|circa|ca\.|knapp|fast|gut|~)"
)
_NUMBER = re.compile(r"-?\d[\d.,\s]*")
_SCALES = (("mio", 6), ("million", 6), ("mrd", 9), ("billion", 9), ("tausend", 3), ("thousand", 3))


def said_alike(field: str, words: str, reported: date) -> str:
    """Bring a qualifier to the form under which claims are compared, and shown.

    A period without a year takes that of the report.
    """
    known = _READERS.get(field, _as_is)(" ".join(words.casefold().split()), reported)
    return " ".join(words.split()) if known is None else known


def kind_of(purpose: str) -> str | None:
    """Tell what money is spent on, roughly, from the words for it; `None` where they are not known.

    Of several kinds in the words it is the first in the table.
    """
    folded = purpose.casefold()
    return next((kind for pattern, kind in _PURPOSES if pattern.search(folded)), None)


def count_in(words: str) -> Sum | None:
    """Read a count: `10,000`, `rund 10.000`, `mehr als 1,5 Mio.`; `None` without a number."""
    value = _number_in(words)
    if value is None:
        return None
    hedge = _HEDGE.search(words.casefold())
    if hedge is None or hedge.lastgroup == "about":
        return Sum(value, value, None, approx=hedge is not None)
    return Sum(value, None, None) if hedge.lastgroup == "above" else Sum(None, value, None)


def _number_in(words: str) -> Decimal | None:
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
    return min(known, key=_ROLE_ORDER.__getitem__) if known else _head_of(folded)


def _head_of(folded: str) -> str | None:
    """Write "KI-Chefin", "AI chief" and "chief AI officer" as "head of AI"."""
    for pattern in _HEADS:
        found = pattern.fullmatch(folded)
        if found is not None and found["field"] in _FIELDS:
            return f"head of {_FIELDS[found['field']]}"
    return None


def _round(folded: str, reported: date) -> str | None:  # noqa: ARG001
    series = _SERIES.search(folded)
    if series is not None:
        rest = " extension" if "extension" in folded or "erweiterung" in folded else ""
        return f"Series {(series.group(1) or series.group(2)).upper()}{rest}"
    return _FORMS["round"].get(folded)


def _listed(field: str) -> Callable[[str, date], str | None]:
    return lambda folded, _reported: _FORMS[field].get(folded)


def _facility(folded: str, reported: date) -> str | None:  # noqa: ARG001
    """Read a facility by the longest words for one that are in it: "data center halls"."""
    forms = _FORMS["facility"]
    inside = [form for form in forms if re.search(rf"\b{re.escape(form)}\b", folded)]
    return forms[max(inside, key=lambda form: (len(form), form))] if inside else None


def _place(folded: str, reported: date) -> str | None:  # noqa: ARG001
    found = find_place(folded)
    return None if found is None else found.name


def _count(folded: str, reported: date) -> str | None:  # noqa: ARG001
    number = _number_in(folded)
    if number is None:
        return None
    hedge = _HEDGE.search(folded)
    words = {None: "", "about": "about ", "above": "more than ", "below": "up to "}
    return words[hedge and hedge.lastgroup] + decimal_text(number)


def _percent(folded: str, reported: date) -> str | None:  # noqa: ARG001
    share = percent_in(folded)
    return None if share is None else decimal_text(share)


def _period(folded: str, reported: date) -> str | None:
    """Write a period as `2025`, `2025-Q3`, `2025-H1`, with `FY` before a business year."""
    if _RUN_RATE.search(folded):
        return "annualised"
    year = _YEAR.search(folded.replace("fy", "fy "))
    part = _PART.search(folded)
    if year is None and part is None:
        return None
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
    "facility": _facility,
    "place": _place,
    "segment": _listed("segment"),
    "count": _count,
    "percent": _percent,
    "period": _period,
}
