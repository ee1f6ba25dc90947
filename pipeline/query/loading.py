"""Facts by their ids, with names, evidence and source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, SQLColumnExpression, func, select, text
from sqlalchemy.orm import aliased

from models.schema import dialect_of
from models.sets import among, as_parameter
from models.tables import Article, Claim, Entity, Extraction, Fact, FactStatus, Revision
from models.view_sql import Dialect
from pipeline.query.past import as_then
from pipeline.query.records import EntityRecord, FactRecord, SumRecord, TimeRecord
from pipeline.query.witnesses import WITNESS_COLUMNS, witness_of

__all__ = [
    "load_facts",
    "qualifiers_of",
    "status_then",
    "sum_of",
    "time_of",
]

_subject = aliased(Entity, name="subject_entity")
_object = aliased(Entity, name="object_entity")
_speaker = aliased(Entity, name="speaker_entity")


def load_facts(
    connection: Connection, ids: Sequence[str], as_of: date | None = None
) -> list[FactRecord]:
    """Load the facts of these ids in the order of the ids; ids without a fact are left out.

    With `as_of` each fact stands as it did on that day; one that nobody had told is left out.
    """
    found: dict[str, FactRecord] = {}
    dialect = dialect_of(connection)
    if ids:
        rows = connection.execute(_statement(dialect), {"ids": as_parameter(dialect, ids)}).all()
        found = {row.id: _fact(row) for row in rows}
    if as_of is not None:
        found = as_then(connection, found, as_of)
    return [found[name] for name in ids if name in found]


@cache  # making it takes longer than running it
def _statement(dialect: Dialect) -> Select[Any]:
    return (
        select(
            Fact.id,
            Fact.predicate,
            *_entity_columns(_subject, "subject"),
            *_entity_columns(_object, "object"),
            Fact.amount_text,
            Fact.amount_min,
            Fact.amount_max,
            Fact.currency,
            Fact.approx,
            Fact.usd,
            Fact.eur,
            Fact.rate_day,
            Fact.time_text,
            Fact.time_start,
            Fact.time_end,
            Fact.precision,
            Fact.number,
            Fact.percent,
            Fact.qualifiers,
            Fact.status,
            _speaker.name.label("attributed_to"),
            Fact.first_reported,
            Fact.last_reported,
            Fact.articles,
            Fact.origins,
            Fact.score,
            Fact.superseded_by,
            Fact.superseded_on,
            Fact.ended_on,
            *WITNESS_COLUMNS,
        )
        .join(_subject, _subject.id == Fact.subject)
        .outerjoin(_object, _object.id == Fact.object)
        .outerjoin(_speaker, _speaker.id == Fact.attributed_to)
        .join(Claim, Claim.id == Fact.witness)
        .join(Article, Article.id == Claim.article)
        .join(Extraction, Extraction.id == Claim.extraction)
        .join(Revision, Revision.id == Extraction.revision)
        .where(text(f"fact.id {among(dialect, 'ids')}"))
    )


def _entity_columns(entity: type[Entity], prefix: str) -> tuple[SQLColumnExpression[Any], ...]:
    names = ("id", "name", "type", "country")
    return tuple(getattr(entity, name).label(f"{prefix}_{name}") for name in names)


def status_then(as_of: date | None) -> SQLColumnExpression[str]:
    """Give a fact's status on that day; without a day, its present one."""
    if as_of is None:
        return Fact.status
    then = (
        select(FactStatus.status)
        .where(FactStatus.fact == Fact.id, FactStatus.since <= as_of)
        .order_by(FactStatus.since.desc())
        .limit(1)
        .correlate(Fact)
    )
    return func.coalesce(then.scalar_subquery(), Fact.status)


def _fact(row: Row[Any]) -> FactRecord:
    return FactRecord(
        id=row.id,
        predicate=row.predicate,
        subject=EntityRecord(
            row.subject_id, row.subject_name, row.subject_type, row.subject_country
        ),
        object=None
        if row.object_id is None
        else EntityRecord(row.object_id, row.object_name, row.object_type, row.object_country),
        sum=sum_of(row),
        time=time_of(row),
        number=row.number,
        percent=row.percent,
        qualifiers=qualifiers_of(row),
        status=row.status,
        attributed_to=row.attributed_to,
        first_reported=row.first_reported,
        last_reported=row.last_reported,
        articles=row.articles,
        origins=row.origins,
        score=row.score,
        superseded_by=row.superseded_by,
        superseded_on=row.superseded_on,
        ended_on=row.ended_on,
        witness=witness_of(row),
    )


def sum_of(row: Row[Any]) -> SumRecord | None:
    """Take the sum from a row of Fact's or Claim's amount columns."""
    if row.amount_text is None:
        return None
    return SumRecord(
        row.amount_text,
        row.amount_min,
        row.amount_max,
        row.currency,
        row.approx,
        row.usd,
        row.eur,
        row.rate_day,
    )


def time_of(row: Row[Any]) -> TimeRecord | None:
    """Take the time from a row of Fact's or Claim's time columns."""
    if row.precision is None:
        return None
    return TimeRecord(row.time_text, row.time_start, row.time_end, row.precision)


def qualifiers_of(row: Row[Any]) -> dict[str, str]:
    """Take the short words of a fact: round, role, facility and so on."""
    qualifiers: dict[str, str] = json.loads(row.qualifiers)
    return qualifiers
