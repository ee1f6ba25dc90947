"""What a claim says, apart from the article that says it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from models.columns import decimal_text
from pipeline.predicates import PREDICATES
from pipeline.store.identity import hashed
from pipeline.store.terms import kind_of, said_alike

__all__ = ["ordered", "says_id", "words_in"]

# Qualifiers that tell facts apart; the others only add to them.
_TELLING = ("count", "facility", "percent", "period", "place", "role", "round", "segment")


def ordered(predicate: str, subject: str, other: str | None) -> tuple[str, str | None]:
    """Put the entities of a symmetric predicate into one order."""
    if other is not None and other < subject and PREDICATES[predicate].symmetric:
        return other, subject
    return subject, other


@lru_cache(maxsize=65536)
def words_in(qualifiers: str, reported: date) -> Mapping[str, str]:
    """Read a claim's qualifiers (JSON), each brought to one form in both languages."""
    return {
        name: said_alike(name, value, reported) for name, value in json.loads(qualifiers).items()
    }


def says_id(
    predicate: str,
    pair: tuple[str, str | None],
    bounds: tuple[Decimal | None, Decimal | None, str | None],
    days: tuple[date | None, date | None],
    words: Mapping[str, str],
) -> str:
    """Hash what is said: the entities as named, lower and upper bound with currency, the days."""
    low, high, currency = bounds
    return hashed(
        "fact",
        predicate,
        *ordered(predicate, *pair),
        None if low is None else decimal_text(low),
        None if high is None else decimal_text(high),
        currency,
        *(None if day is None else day.isoformat() for day in days),
        *(words[name].casefold() if name in words else None for name in _TELLING),
        kind_of(words["purpose"]) if "purpose" in words else None,
    )
