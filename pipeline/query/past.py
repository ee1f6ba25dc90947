"""Facts as they stood on an earlier day: made of what had been said of them by then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from models.tables import Article, Claim, Entity, Extraction, Revision
from pipeline.query.records import FactRecord, SumRecord, TimeRecord, Witness
from pipeline.query.witnesses import WITNESS_COLUMNS, chunks, witness_of
from pipeline.store.current import sketches_for, standing_claims
from pipeline.store.merge import Merged, merge_one
from pipeline.store.wording import sum_text, time_text

__all__ = ["as_then"]


def as_then(
    connection: Connection, facts: Mapping[str, FactRecord], as_of: date
) -> dict[str, FactRecord]:
    """Tell facts, by their ids, as the articles up to that day told them.

    Sum, time, words, status, witnesses and what had replaced it are those of the day; what belongs
    to one fact is told as it is known today.
    """
    later = [key for key, fact in facts.items() if fact.last_reported > as_of]
    claims = standing_claims(connection, "fact", later, until=as_of).by_key
    sketches = sketches_for(connection, claims.values())
    merged = {key: merge_one(key, members, sketches) for key, members in claims.items()}
    witnesses = _witnesses(connection, [fact.witness for fact in merged.values()])
    speakers = {fact.attributed_to for fact in merged.values()} - {None}
    names = _names(connection, sorted(speaker for speaker in speakers if speaker is not None))
    return {
        key: _settled(_past(fact, merged[key], witnesses, names) if key in merged else fact, as_of)
        for key, fact in facts.items()
        if key in merged or key not in later
    }


def _past(
    fact: FactRecord, then: Merged, witnesses: Mapping[int, Witness], names: Mapping[str, str]
) -> FactRecord:
    money, time = then.money, then.time
    return replace(
        fact,
        sum=None
        if money is None
        else SumRecord(
            sum_text(money),
            money.min,
            money.max,
            money.currency,
            money.approx,
            money.usd,
            money.eur,
            money.rate_day,
        ),
        time=None
        if time is None
        else TimeRecord(time_text(time), time.start, time.end, time.precision),
        number=then.number,
        percent=then.percent,
        qualifiers=json.loads(then.qualifiers),
        status=then.status,
        attributed_to=names.get(then.attributed_to or ""),
        last_reported=then.last_reported,
        articles=then.articles,
        origins=then.origins,
        score=then.score,
        witness=witnesses[then.witness],
    )


def _settled(fact: FactRecord, as_of: date) -> FactRecord:
    """Take back what replaced or ended it only later."""
    replaced = fact.superseded_on is not None and fact.superseded_on <= as_of
    ended = fact.ended_on is not None and fact.ended_on <= as_of
    return replace(
        fact,
        superseded_by=fact.superseded_by if replaced else None,
        superseded_on=fact.superseded_on if replaced else None,
        ended_on=fact.ended_on if ended else None,
    )


def _witnesses(connection: Connection, claims: list[int]) -> dict[int, Witness]:
    query = (
        select(*WITNESS_COLUMNS)
        .join(Article, Article.id == Claim.article)
        .join(Extraction, Extraction.id == Claim.extraction)
        .join(Revision, Revision.id == Extraction.revision)
    )
    return {
        row.claim: witness_of(row)
        for some in chunks(claims)
        for row in connection.execute(query.where(Claim.id.in_(some)))
    }


def _names(connection: Connection, entities: list[str]) -> dict[str, str]:
    return {
        row.id: row.name
        for some in chunks(entities)
        for row in connection.execute(select(Entity.id, Entity.name).where(Entity.id.in_(some)))
    }
