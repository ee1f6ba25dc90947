"""Claims as statements that a person can correct, and what they were corrected to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, select
from sqlalchemy.orm import aliased

from models.tables import Amount, Claim, Entity, Extraction, Mention, Review, Revision
from pipeline.query.records import EntityRecord
from pipeline.query.witnesses import chunks

__all__ = [
    "PlacedSum",
    "Statement",
    "claims_corrected",
    "claims_said",
    "named_beside",
    "sums_beside",
]

_subject = aliased(Entity, name="subject_entity")
_object = aliased(Entity, name="object_entity")
_speaker = aliased(Entity, name="speaker_entity")


@dataclass(frozen=True, slots=True)
class PlacedSum:
    """A sum of money and the place in its article where it stands."""

    start: int
    text: str
    min: Decimal | None
    max: Decimal | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim says or should say, in the entities that its article names."""

    predicate: str
    subject: EntityRecord
    object: EntityRecord | None
    sum: PlacedSum | None
    status: str
    attributed_to: EntityRecord | None


def claims_said(connection: Connection, claims: Sequence[int]) -> dict[int, Statement]:
    """Give what the claims of these numbers say."""
    return _found(connection, _statements(Claim), claims)


def claims_corrected(connection: Connection, claims: Sequence[int]) -> dict[int, Statement]:
    """Give what those of the claims that were corrected should have said."""
    standing = Review.undone_at.is_(None) & (Review.verdict == "corrected")
    return _found(connection, _statements(Review).where(standing), claims)


def named_beside(connection: Connection, claim: int) -> list[EntityRecord]:
    """Give the entities that the claim's article names, in the order of the alphabet."""
    query = (
        select(Entity.id, Entity.name, Entity.type)
        .join(Mention, Mention.entity == Entity.id)
        .join(Claim, Claim.extraction == Mention.extraction)
        .where(Claim.id == claim)
        .distinct()
    )
    found = [EntityRecord(row.id, row.name, row.type) for row in connection.execute(query)]
    return sorted(found, key=lambda entity: (entity.name.casefold(), entity.type))


def sums_beside(connection: Connection, claim: int) -> list[PlacedSum]:
    """Give the sums of the claim's article in the order of the text, equal ones once."""
    rows = connection.execute(
        select(
            Amount.start,
            _words(Amount.start, Amount.end).label("text"),
            Amount.min,
            Amount.max,
            Amount.currency,
        )
        .join(Claim, Claim.extraction == Amount.extraction)
        .join(Extraction, Extraction.id == Claim.extraction)
        .join(Revision, Revision.id == Extraction.revision)
        .where(Claim.id == claim)
        .order_by(Amount.start)
    )
    found: dict[object, PlacedSum] = {}
    for row in rows:
        found.setdefault(tuple(row)[2:], PlacedSum(*row))
    return list(found.values())


def _found(
    connection: Connection, query: Select[*tuple[Any, ...]], claims: Sequence[int]
) -> dict[int, Statement]:
    return {
        row.claim: _statement(row)
        for some in chunks(claims)
        for row in connection.execute(query.where(Claim.id.in_(some)))
    }


def _words(start: Any, end: Any) -> Any:
    return func.substr(Revision.text, start + 1, end - start)


def _statements(of: type[Claim | Review]) -> Select[*tuple[Any, ...]]:
    """Statements of claims or of their corrections; a sum that stays is the claim's own."""
    kept = of.amount_start == Claim.amount_start
    end = case((kept, Claim.amount_end), else_=Amount.end)
    query = select(
        Claim.id.label("claim"),
        of.predicate,
        of.status,
        *(
            column.label(f"{role}_{name}")
            for role, entity in (("subject", _subject), ("object", _object), ("by", _speaker))
            for name, column in (("id", entity.id), ("name", entity.name), ("type", entity.type))
        ),
        of.amount_start,
        _words(of.amount_start, end).label("amount_text"),
        case((kept, Claim.amount_min), else_=Amount.min).label("amount_min"),
        case((kept, Claim.amount_max), else_=Amount.max).label("amount_max"),
        case((kept, Claim.currency), else_=Amount.currency).label("currency"),
    ).select_from(Claim)
    if of is Review:
        query = query.join(Review, Review.claim == Claim.id)
    return (
        query.join(Extraction, Extraction.id == Claim.extraction)
        .join(Revision, Revision.id == Extraction.revision)
        .join(_subject, _subject.id == of.subject)
        .outerjoin(_object, _object.id == of.object)
        .outerjoin(_speaker, _speaker.id == of.attributed_to)
        .outerjoin(
            Amount, and_(Amount.extraction == Claim.extraction, Amount.start == of.amount_start)
        )
    )


def _statement(row: Row[Any]) -> Statement:
    return Statement(
        predicate=row.predicate,
        subject=EntityRecord(row.subject_id, row.subject_name, row.subject_type),
        object=EntityRecord(row.object_id, row.object_name, row.object_type)
        if row.object_id
        else None,
        sum=None
        if row.amount_start is None
        else PlacedSum(
            row.amount_start, row.amount_text, row.amount_min, row.amount_max, row.currency
        ),
        status=row.status,
        attributed_to=EntityRecord(row.by_id, row.by_name, row.by_type) if row.by_id else None,
    )
