"""Claims that only repeat what the graph has: they join a fact without reading its topic anew.

A claim that no rule can tell apart from an earlier one goes where that one went, and nothing else
goes elsewhere for it (`pipeline.store.clusters`). What everybody repeats, a company's seat or its
head, so costs the same however often it was told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Integer, Row, Text, column, text

from pipeline.store.clusters import is_told_by_day
from pipeline.store.transactions import chunks

__all__ = ["mark_repeats"]

# A list travels as one value.
_LEADING = """
with wanted as ({wanted})
select wanted.number, claim.id, claim.fact, claim.reported, claim.article, claim.evidence_start
from wanted join claim on claim.leads
    and claim.topic = wanted.topic and claim.says = wanted.says
    and claim.reported >= wanted.since and claim.reported <= wanted.until
    and claim.approx = wanted.approx and (claim.amount_start is null) = wanted.bare
    and (wanted.status is null or claim.status = wanted.status)
"""
_WANTED = {
    "sqlite": "select {} from json_each(:claims)".format(
        ", ".join(
            f"value ->> '{name}' as {name}"
            for name in ("number", "topic", "says", "since", "until", "approx", "bare", "status")
        )
    ),
    "postgresql": "select * from json_to_recordset(cast(:claims as json)) as claims(number"
    " bigint, topic text, says text, since date, until date, approx boolean, bare boolean,"
    " status text)",
}
_RESULT = (
    *(column("number", Integer), column("id", Integer), column("fact", Text)),
    *(column("reported", Date), column("article", Text), column("evidence_start", Integer)),
)


def mark_repeats(connection: Connection, claims: Sequence[dict[str, Any]]) -> list[int]:
    """Mark which of new, current claims lead, and name the `fact` that those like them are in.

    Gives the claims (by id) in the database that lead no more.
    """
    kinds: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for claim in claims:
        kinds.setdefault(tuple(_wanted(claim).values()), []).append(claim)
    firsts = {(first := min(same, key=_place))["id"]: first for same in kinds.values()}
    stored = _leading(connection, firsts.values())
    for same in kinds.values():
        for claim in same:
            claim["leads"] = claim["id"] in firsts
    led_no_more = []
    for same in kinds.values():
        first = next(claim for claim in same if claim["leads"])
        row = stored.get(first["id"])
        if row is None:
            continue
        for claim in same:
            claim["fact"] = row.fact
        if _place(first) < (row.reported, row.article, row.evidence_start):
            led_no_more.append(row.id)
        else:
            first["leads"] = False
    return led_no_more


def _leading(
    connection: Connection, claims: Iterable[Mapping[str, Any]]
) -> dict[int, Row[int, int, str | None, date, str, int]]:
    """Find the leading claims in the database that claims are like, by the latter's ids."""
    statement = text(_LEADING.format(wanted=_WANTED[connection.dialect.name])).columns(*_RESULT)
    return {
        row.number: row
        for chunk in chunks(claims)
        for row in connection.execute(
            statement,
            {"claims": json.dumps([{"number": claim["id"], **_wanted(claim)} for claim in chunk])},
        )
    }


def _wanted(claim: Mapping[str, Any]) -> dict[str, Any]:
    """What claims like this one have in common; see `pipeline.store.clusters.kind_told`."""
    by_day = is_told_by_day(claim["predicate"], dated=claim["precision"] is not None)
    day = claim["reported"]
    return {
        "topic": claim["topic"],
        "says": claim["says"],
        "since": (day if by_day else date.min).isoformat(),
        "until": (day if by_day else date.max).isoformat(),
        "approx": claim["approx"],
        "bare": claim["amount_start"] is None,
        "status": claim["status"] if by_day else None,
    }


def _place(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    return claim["reported"], claim["article"], claim["evidence_start"]
