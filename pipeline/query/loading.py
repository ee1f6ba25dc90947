"""Facts by their ids, with names, evidence and source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import aliased

from models.tables import Article, Claim, Entity, Extraction, Fact, FactStatus, Revision
from pipeline.query.records import EntityRecord, FactRecord, SumRecord, TimeRecord, Witness

__all__ = [
    "WITNESS_COLUMNS",
    "chunks",
    "load_facts",
    "qualifiers_of",
    "status_then",
    "sum_of",
    "time_of",
    "witness_of",
]

# Well under the number of parameters that every SQLite takes in one statement.
_Id = TypeVar("_Id", str, int)
_AT_ONCE = 500

_subject = aliased(Entity, name="subject_entity")
_object = aliased(Entity, name="object_entity")
_speaker = aliased(Entity, name="speaker_entity")

# Everything that `witness_of` reads; the statement joins Claim, Article, Extraction, Revision.
WITNESS_COLUMNS: tuple[SQLColumnExpression[Any], ...] = (
    Claim.id.label("claim"),
    Claim.evidence,
    func.substr(
        Revision.text, Claim.sentence_start + 1, Claim.sentence_end - Claim.sentence_start
    ).label("sentence"),
    Article.id.label("article"),
    Article.url,
    Article.title,
    func.coalesce(Article.source, Article.site).label("source"),
    Article.lang,
    Article.published,
    Claim.reported,
)


def load_facts(
    connection: Connection, ids: Sequence[str], as_of: date | None = None
) -> list[FactRecord]:
    """Load the facts of these ids in the order of the ids; ids without a fact are left out.

    With `as_of` each fact stands as it did on that day: its status, its witnesses so far,
    what superseded it by then.
    """
    found: dict[str, FactRecord] = {}
    for some in chunks(ids):
        rows = connection.execute(_statement(as_of).where(Fact.id.in_(some)))
        found.update((row.id, _fact(row, as_of)) for row in rows)
    return [found[name] for name in ids if name in found]


def chunks(ids: Sequence[_Id]) -> list[Sequence[_Id]]:
    """Split `ids` into portions that one statement can take as parameters."""
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]


@lru_cache(maxsize=8)  # making it takes longer than running it
def _statement(as_of: date | None) -> Select[Any]:
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
            status_then(as_of).label("status"),
            _speaker.name.label("attributed_to"),
            Fact.first_reported,
            _last_reported(as_of).label("last_reported"),
            _articles(as_of).label("articles"),
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
        .join(Claim, Claim.id == _witness(as_of))
        .join(Article, Article.id == Claim.article)
        .join(Extraction, Extraction.id == Claim.extraction)
        .join(Revision, Revision.id == Extraction.revision)
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


def _witness(as_of: date | None) -> SQLColumnExpression[int]:
    """Choose the claim to show: the witness, or of those out by then the last and best."""
    if as_of is None:
        return Fact.witness
    claim = aliased(Claim)
    return (
        select(claim.id)
        .where(claim.fact == Fact.id, claim.reported <= as_of)
        .order_by(claim.reported.desc(), claim.score.desc(), claim.id)
        .limit(1)
        .correlate(Fact)
        .scalar_subquery()
    )


def _last_reported(as_of: date | None) -> SQLColumnExpression[date]:
    if as_of is None:
        return Fact.last_reported
    claim = aliased(Claim)
    return _by_then(claim, func.max(claim.reported), as_of)


def _articles(as_of: date | None) -> SQLColumnExpression[int]:
    if as_of is None:
        return Fact.articles
    claim = aliased(Claim)
    return _by_then(claim, func.count(claim.article.distinct()), as_of)


def _by_then(
    claim: type[Claim], value: SQLColumnExpression[Any], as_of: date
) -> SQLColumnExpression[Any]:
    return (
        select(value)
        .where(claim.fact == Fact.id, claim.current, claim.reported <= as_of)
        .correlate(Fact)
        .scalar_subquery()
    )


def _fact(row: Row[Any], as_of: date | None) -> FactRecord:
    superseded = as_of is None or (row.superseded_on is not None and row.superseded_on <= as_of)
    ended = row.ended_on is not None and (as_of is None or row.ended_on <= as_of)
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
        superseded_by=row.superseded_by if superseded else None,
        superseded_on=row.superseded_on if superseded else None,
        ended_on=row.ended_on if ended else None,
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


def witness_of(row: Row[Any]) -> Witness:
    """Take the witness from a row of `WITNESS_COLUMNS`."""
    return Witness(
        row.claim,
        row.evidence,
        row.sentence,
        row.article,
        row.url,
        row.title,
        row.source,
        row.lang,
        row.published,
        row.reported,
    )
