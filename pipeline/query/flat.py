"""Facts as flat records, for files and for programs; fields are named as in the views."""

from __future__ import annotations

from typing import Any

from pipeline.query.records import FactRecord, SumRecord, TimeRecord, Witness

__all__ = ["FACT_FIELDS", "fact_record", "sum_fields", "time_fields", "witness_fields"]

FACT_FIELDS = (
    "fact",
    "subject",
    "subject_type",
    "predicate",
    "object",
    "object_type",
    "amount",
    "amount_min",
    "amount_max",
    "currency",
    "approx",
    "amount_usd",
    "amount_eur",
    "number",
    "percent",
    "event_date",
    "event_from",
    "event_to",
    "qualifiers",
    "status",
    "attributed_to",
    "evidence",
    "sentence",
    "title",
    "source",
    "url",
    "lang",
    "published",
    "first_reported",
    "last_reported",
    "articles",
    "origins",
    "superseded_by",
    "superseded_on",
    "ended_on",
    "score",
)


def fact_record(fact: FactRecord) -> dict[str, Any]:
    """Flatten a fact; the fields are named as in the view `statements`."""
    return {
        "fact": fact.id,
        "subject": fact.subject.name,
        "subject_type": fact.subject.type,
        "predicate": fact.predicate,
        "object": fact.object.name if fact.object else None,
        "object_type": fact.object.type if fact.object else None,
        **sum_fields(fact.sum),
        "number": fact.number,
        "percent": fact.percent,
        **time_fields(fact.time),
        "qualifiers": dict(fact.qualifiers),
        "status": fact.status,
        "attributed_to": fact.attributed_to,
        **witness_fields(fact.witness),
        "first_reported": fact.first_reported,
        "last_reported": fact.last_reported,
        "articles": fact.articles,
        "origins": fact.origins,
        "superseded_by": fact.superseded_by,
        "superseded_on": fact.superseded_on,
        "ended_on": fact.ended_on,
        "score": round(fact.score, 4),
    }


def sum_fields(money: SumRecord | None) -> dict[str, Any]:
    """Flatten a sum; all fields are there, empty without one."""
    return {
        "amount": money and money.text,
        "amount_min": money and money.min,
        "amount_max": money and money.max,
        "currency": money and money.currency,
        "approx": money and money.approx,
        "amount_usd": money and money.usd,
        "amount_eur": money and money.eur,
    }


def time_fields(time: TimeRecord | None) -> dict[str, Any]:
    """Flatten a time; all fields are there, empty without one."""
    return {
        "event_date": time and time.text,
        "event_from": time and time.start,
        "event_to": time and time.end,
    }


def witness_fields(witness: Witness) -> dict[str, Any]:
    """Flatten evidence and source."""
    return {
        "evidence": witness.evidence,
        "sentence": witness.sentence,
        "title": witness.title,
        "source": witness.source,
        "url": witness.url,
        "lang": witness.lang,
        "published": witness.published,
    }
