"""Why a fact is believed: every claim behind it, and how its status changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, func, null, select
from sqlalchemy.orm import aliased

from models.tables import Article, Claim, Entity, Extraction, Fact, FactStatus, FormerFact, Revision
from pipeline.query.loading import load_facts, qualifiers_of, sum_of, time_of
from pipeline.query.records import ClaimRecord, FactRecord
from pipeline.query.witnesses import WITNESS_COLUMNS, chunks, witness_of

__all__ = ["Explanation", "claims_numbered", "claims_of", "claims_read", "explain", "find_fact_ids"]

_subject = aliased(Entity, name="subject_entity")
_object = aliased(Entity, name="object_entity")
_speaker = aliased(Entity, name="speaker_entity")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fact, the days from which on it had each status, and its claims, oldest first."""

    fact: FactRecord
    history: tuple[tuple[date, str], ...]
    claims: tuple[ClaimRecord, ...]


def find_fact_ids(connection: Connection, given: str, limit: int = 10) -> list[str]:
    """Find the ids that `given` can mean: the id itself, one it had before, or its beginning."""
    prefix = given.strip().lower()
    if not prefix.isalnum():
        return []
    exact = connection.execute(select(Fact.id).where(Fact.id == prefix)).scalars().all()
    if exact:
        return list(exact)
    former = (
        select(Claim.fact)
        .join(FormerFact, FormerFact.claim == Claim.id)
        .where(FormerFact.id == prefix, Claim.fact.is_not(None))
    )
    moved = [name for name in connection.execute(former).scalars() if name is not None]
    if moved:
        return moved
    # A range, not LIKE: the primary key's index answers it. "z" stands after every digit.
    beginning = select(Fact.id).where(Fact.id >= prefix, Fact.id < prefix + "z")
    return list(connection.execute(beginning.order_by(Fact.id).limit(limit)).scalars())


def explain(connection: Connection, fact: str) -> Explanation:
    """Tell what stands behind the fact of this id. Raises LookupError where there is none."""
    found = load_facts(connection, [fact])
    if not found:
        raise LookupError(f"there is no fact {fact}")
    history = connection.execute(
        select(FactStatus.since, FactStatus.status)
        .where(FactStatus.fact == fact)
        .order_by(FactStatus.since)
    )
    return Explanation(
        found[0],
        tuple((row.since, row.status) for row in history),
        tuple(claims_of(connection, fact)),
    )


def claims_of(connection: Connection, fact: str) -> list[ClaimRecord]:
    """Give the claims behind a fact, the oldest first."""
    return [_claim(row) for row in connection.execute(_claims().where(Claim.fact == fact))]


def claims_numbered(connection: Connection, numbers: Sequence[int]) -> list[ClaimRecord]:
    """Give the claims of these numbers, in their order."""
    found = {
        row.id: _claim(row)
        for chunk in chunks(numbers)
        for row in connection.execute(_claims().where(Claim.id.in_(chunk)))
    }
    return [found[number] for number in numbers]


def claims_read(connection: Connection, extractions: Sequence[int]) -> list[ClaimRecord]:
    """Give the claims of readings, whether they stand or not, in the order of their places."""
    query = _claims().where(Claim.extraction.in_(extractions))
    ordered = query.order_by(None).order_by(Claim.evidence_start, Claim.id)
    return [_claim(row) for row in connection.execute(ordered)]


def _claims() -> Select[Any]:
    words = func.substr(
        Revision.text, Claim.amount_start + 1, Claim.amount_end - Claim.amount_start
    )
    return (
        select(
            Claim.id,
            Claim.fact,
            Claim.predicate,
            _subject.name.label("subject_name"),
            _object.name.label("object_name"),
            _speaker.name.label("attributed_to"),
            words.label("amount_text"),
            Claim.amount_min,
            Claim.amount_max,
            Claim.currency,
            Claim.approx,
            Claim.usd,
            Claim.eur,
            Claim.rate_day,
            null().label("time_text"),
            Claim.time_start,
            Claim.time_end,
            Claim.precision,
            Claim.qualifiers,
            Claim.status,
            Claim.score,
            Claim.found_by,
            Claim.current,
            Extraction.model,
            *WITNESS_COLUMNS,
        )
        .join(_subject, _subject.id == Claim.subject)
        .outerjoin(_object, _object.id == Claim.object)
        .outerjoin(_speaker, _speaker.id == Claim.attributed_to)
        .join(Article, Article.id == Claim.article)
        .join(Extraction, Extraction.id == Claim.extraction)
        .join(Revision, Revision.id == Extraction.revision)
        .order_by(Claim.reported, Claim.id)
    )


def _claim(row: Row[Any]) -> ClaimRecord:
    return ClaimRecord(
        id=row.id,
        fact=row.fact,
        predicate=row.predicate,
        subject=row.subject_name,
        object=row.object_name,
        sum=sum_of(row),
        time=time_of(row),
        qualifiers=qualifiers_of(row),
        status=row.status,
        attributed_to=row.attributed_to,
        score=row.score,
        found_by=row.found_by,
        model=row.model,
        current=row.current,
        witness=witness_of(row),
    )
