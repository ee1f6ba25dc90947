"""Claims that only repeat what the graph has: they join a fact without reading its topic anew.

A claim that no rule can tell apart from an earlier one goes where that one went, and nothing else
goes elsewhere for it (`pipeline.store.clusters`). What everybody repeats, a company's seat or its
head, so costs the same however often it was told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Date, Integer, Text, column, text

from pipeline.store.clusters import is_told_by_day
from pipeline.store.transactions import chunks

__all__ = ["mark_repeats"]

# The first claim that is alike, by day and place. A list travels as one value.
_ALIKE = """
with wanted as ({wanted})
select wanted.number, claim.fact, claim.reported, claim.article, claim.evidence_start
from wanted join claim on claim.id = (
    select id from claim as alike
    where alike.current and alike.topic = wanted.topic and alike.says = wanted.says
        and alike.approx = wanted.approx and (alike.amount_start is null) = wanted.bare
        and (wanted.day is null or alike.reported = wanted.day and alike.status = wanted.status)
    order by alike.reported, alike.article, alike.evidence_start limit 1
)
"""
_WANTED = {
    "sqlite": "select {} from json_each(:claims)".format(
        ", ".join(
            f"value ->> '{name}' as {name}"
            for name in ("number", "topic", "says", "approx", "bare", "day", "status")
        )
    ),
    "postgresql": "select * from json_to_recordset(cast(:claims as json)) as claims("
    "number bigint, topic text, says text, approx boolean, bare boolean, day date, status text)",
}
_RESULT = (
    column("number", Integer),
    column("fact", Text),
    column("reported", Date),
    column("article", Text),
    column("evidence_start", Integer),
)


def mark_repeats(connection: Connection, claims: Sequence[dict[str, Any]]) -> None:
    """Name in new, current claims that repeat an earlier one the `fact` that it belongs to."""
    statement = text(_ALIKE.format(wanted=_WANTED[connection.dialect.name])).columns(*_RESULT)
    for chunk in chunks(claims):
        new = {claim["id"]: claim for claim in chunk if claim["current"]}
        wanted = json.dumps([_wanted(claim) for claim in new.values()])
        for row in connection.execute(statement, {"claims": wanted}):
            claim = new[row.number]
            if (row.reported, row.article, row.evidence_start) < _place(claim):
                claim["fact"] = row.fact


def _wanted(claim: Mapping[str, Any]) -> dict[str, Any]:
    by_day = is_told_by_day(claim["predicate"], dated=claim["precision"] is not None)
    return {
        "number": claim["id"],
        "topic": claim["topic"],
        "says": claim["says"],
        "approx": claim["approx"],
        "bare": claim["amount_start"] is None,
        "day": claim["reported"].isoformat() if by_day else None,
        "status": claim["status"],
    }


def _place(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    return claim["reported"], claim["article"], claim["evidence_start"]
