"""Where articles say opposite things, or different sums of one event."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, func, intersect, or_, select
from sqlalchemy.orm import aliased

from models.tables import Claim, Fact
from pipeline.query.explain import claims_of
from pipeline.query.loading import load_facts
from pipeline.query.records import ClaimRecord, EntityRecord, FactRecord, Witness

__all__ = ["Contradiction", "Voice", "contradictions"]

# Reports of one event that give no date of their own come within so many days.
_SAME_EVENT = timedelta(days=60)
# A price, a round, a quarter's result has one sum; a company's worth changes within weeks.
_OF_ONE_SUM = ("raised", "acquired", "reported_revenue", "reported_profit")
_APART = ("round", "period")


@dataclass(frozen=True, slots=True)
class Voice:
    """One side: its status and sum, who is said to say so, and the words that say it."""

    fact: str
    status: str
    sum: str | None
    attributed_to: str | None
    witness: Witness


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two voices on one thing: one denies what the other states, or their sums differ."""

    kind: Literal["denied", "sums"]
    fact: FactRecord
    voices: tuple[Voice, Voice]


def contradictions(
    connection: Connection, about: EntityRecord | None, limit: int
) -> list[Contradiction]:
    """Find up to `limit` contradictions of each kind, the last reported first."""
    return [*_denied(connection, about, limit), *_of_sums(connection, about, limit)]


def _denied(
    connection: Connection, about: EntityRecord | None, limit: int
) -> Iterator[Contradiction]:
    """Facts that one article denies and another states."""
    stated = aliased(Claim, name="stated")
    denied = select(Claim.fact).where(Claim.status == "denied", Claim.current)
    affirmed = select(stated.id).where(
        stated.fact == Fact.id, stated.current, stated.status != "denied"
    )
    statement = select(Fact.id).where(Fact.id.in_(denied), affirmed.exists())
    newest = _about(statement, Fact, about).order_by(Fact.last_reported.desc(), Fact.id)
    ids = connection.execute(newest.limit(limit)).scalars().all()
    for fact in load_facts(connection, ids):
        claims = claims_of(connection, fact.id)
        denying = [claim for claim in claims if claim.status == "denied"]
        stating = [claim for claim in claims if claim.status != "denied"]
        yield Contradiction("denied", fact, (_voice(stating[-1]), _voice(denying[-1])))


def _of_sums(
    connection: Connection, about: EntityRecord | None, limit: int
) -> Iterator[Contradiction]:
    """Pairs of facts on one event whose sums are more than rounding apart."""
    one, other = aliased(Fact, name="one"), aliased(Fact, name="other")
    statement = (
        select(
            one.id,
            other.id.label("other"),
            *_event(one, "one"),
            *_event(other, "other"),
        )
        .join(other, other.topic == one.topic)
        .where(
            one.id < other.id,
            one.predicate.in_(_OF_ONE_SUM),
            one.status == other.status,
            one.status != "denied",
            func.abs(one.usd - other.usd) * 20 > func.abs(one.usd),
            func.abs(one.usd - other.usd) * 20 > func.abs(other.usd),
        )
        .order_by(one.last_reported.desc(), one.id, other.id)
    )
    rows = connection.execute(_about(statement, one, about))
    pairs = (
        row for row in rows if _one_event(row) and not _told_together(connection, row.id, row.other)
    )
    for row in islice(pairs, limit):
        first, second = load_facts(connection, [row.id, row.other])
        yield Contradiction("sums", first, (_fact_voice(first), _fact_voice(second)))


def _about(statement: Select[Any], fact: type[Fact], entity: EntityRecord | None) -> Select[Any]:
    if entity is None:
        return statement
    return statement.where(or_(fact.subject == entity.id, fact.object == entity.id))


def _event(fact: type[Fact], name: str) -> tuple[Any, ...]:
    fields = ("time_start", "time_end", "first_reported", "qualifiers")
    return tuple(getattr(fact, field).label(f"{name}_{field}") for field in fields)


def _one_event(row: Row[Any]) -> bool:
    """Tell whether the two facts can be about one event: time and qualifiers agree."""
    first, second = json.loads(row.one_qualifiers), json.loads(row.other_qualifiers)
    if any(name in first and name in second and first[name] != second[name] for name in _APART):
        return False
    if first.get("segment") != second.get("segment"):  # a part has another sum than the whole
        return False
    dated = (row.one_time_start or row.one_time_end, row.other_time_start or row.other_time_end)
    if all(dated):
        spans = (
            _span(row.one_time_start, row.one_time_end),
            _span(row.other_time_start, row.other_time_end),
        )
        return max(span[0] for span in spans) <= min(span[1] for span in spans)
    apart: timedelta = row.one_first_reported - row.other_first_reported
    return abs(apart) <= _SAME_EVENT


def _told_together(connection: Connection, one: str, other: str) -> bool:
    """Tell whether an article tells both: then they are two things, a quarter and its year."""
    both = intersect(*(select(Claim.article).where(Claim.fact == fact) for fact in (one, other)))
    return connection.execute(both.limit(1)).first() is not None


def _span(start: date | None, end: date | None) -> tuple[date, date]:
    known = start or end
    assert known is not None
    return start or known, end or known


def _voice(claim: ClaimRecord) -> Voice:
    return Voice(
        claim.fact or "",
        claim.status,
        claim.sum.text if claim.sum else None,
        claim.attributed_to,
        claim.witness,
    )


def _fact_voice(fact: FactRecord) -> Voice:
    return Voice(
        fact.id,
        fact.status,
        fact.sum.text if fact.sum else None,
        fact.attributed_to,
        fact.witness,
    )
