"""What queries answer with: facts, claims, entities, as plain frozen records.

Days are dates, moments are UTC, sums exact decimals; `usd` and `eur` are whole units at the
European Central Bank's rate of `rate_day`. `None` means that no article says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

__all__ = [
    "ClaimRecord",
    "EntityRecord",
    "FactRecord",
    "SumRecord",
    "TimeRecord",
    "Witness",
]


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity by its canonical id, name and type; country is an ISO code."""

    id: str
    name: str
    type: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class SumRecord:
    """A sum in words, read, and converted."""

    text: str | None
    min: Decimal | None
    max: Decimal | None
    currency: str | None
    approx: bool
    usd: int | None
    eur: int | None
    rate_day: date | None


@dataclass(frozen=True, slots=True)
class TimeRecord:
    """When it happened or is to happen: in words, first and last day, how precisely."""

    text: str | None
    start: date | None
    end: date | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """The words that say it and the article they stand in.

    `evidence` is the shortest stretch, `sentence` the whole sentence around it.
    """

    claim: int
    evidence: str
    sentence: str
    article: str
    url: str
    title: str
    source: str
    lang: str
    published: datetime | None
    reported: date


@dataclass(frozen=True, slots=True)
class FactRecord:
    """One fact over all articles. `number` is a headcount, `percent` a share.

    `superseded_by` is the id of the newer fact in its place, `ended_on` the day a departure
    ended a role.
    """

    id: str
    predicate: str
    subject: EntityRecord
    object: EntityRecord | None
    sum: SumRecord | None
    time: TimeRecord | None
    number: int | None
    percent: float | None
    qualifiers: Mapping[str, str]
    status: str
    attributed_to: str | None
    first_reported: date
    last_reported: date
    articles: int
    origins: int
    score: float
    superseded_by: str | None
    superseded_on: date | None
    ended_on: date | None
    witness: Witness


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """What one article says, and which model or rule read it there.

    `current` is false once a newer text or a newer model took the claim's place.
    """

    id: int
    fact: str | None
    predicate: str
    subject: str
    object: str | None
    sum: SumRecord | None
    time: TimeRecord | None
    qualifiers: Mapping[str, str]
    status: str
    attributed_to: str | None
    score: float
    found_by: str
    model: str
    current: bool
    witness: Witness
