"""Claims added to facts by their tallies, without reading the facts' other claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from models.tables import Fact, FactStatus, FactTally, table_of
from pipeline.store.closeness import Sum
from pipeline.store.clusters import Told
from pipeline.store.current import facts_where, sketches_of, told_of
from pipeline.store.tallies import Added, Tally
from pipeline.store.transactions import chunks, upsert

__all__ = ["retell"]

_FACT, _STATUS, _TALLY = table_of(Fact), table_of(FactStatus), table_of(FactTally)
_CHANGED = ("articles", "origins", "score", "last_reported", "witness", "attributed_to")
_Facts = dict[str, RowMapping]


def retell(
    connection: Connection, joining: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[_Facts, _Facts]:
    """Add new claims (rows, by their fact) to the facts that have a tally.

    Gives the rows, as they were before, of the facts that were changed so, and of those that
    have to be made anew.
    """
    facts = facts_where(connection, "id", sorted(joining))
    tallies = _tallies(connection, sorted(facts))
    histories = _histories(connection, sorted(tallies))
    new = [(key, claim) for key in tallies for claim in joining[key]]
    claims: dict[str, list[Told]] = defaultdict(list)
    for (key, _), told in zip(new, told_of(connection, [row for _, row in new]), strict=True):
        claims[key].append(told)
    wanted = {key: tally.compared_with(claims[key]) for key, tally in tallies.items()}
    sketches = sketches_of(connection, set().union(*wanted.values()))
    rows, kept = [], []
    for key, tally in tallies.items():
        known = {article: sketches[article] for article in wanted[key]}
        added = tally.add(claims[key], histories[key], _money(facts[key]), known)
        if added is not None:
            rows.append(_row(facts[key], added))
            kept.append({"fact": key, "tally": tally.write()})
    if rows:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _CHANGED}
        connection.execute(
            update(_FACT).where(_FACT.c.id == bindparam("fact_id")).values(values), rows
        )
    upsert(connection, _TALLY, kept, update=("tally",))
    retold = {row["fact_id"]: facts[row["fact_id"]] for row in rows}
    return retold, {key: row for key, row in facts.items() if key not in retold}


def _tallies(connection: Connection, facts: Sequence[str]) -> dict[str, Tally]:
    return {
        row.fact: Tally.read(row.tally)
        for chunk in chunks(facts)
        for row in connection.execute(select(_TALLY).where(_TALLY.c.fact.in_(chunk))).all()
    }


def _histories(connection: Connection, facts: Sequence[str]) -> dict[str, list[tuple[date, str]]]:
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for chunk in chunks(facts):
        query = select(_STATUS).where(_STATUS.c.fact.in_(chunk)).order_by(_STATUS.c.since)
        for row in connection.execute(query).all():
            found[row.fact].append((row.since, row.status))
    return found


def _money(fact: RowMapping) -> Sum | None:
    if fact["amount_text"] is None:
        return None
    return Sum(fact["amount_min"], fact["amount_max"], fact["currency"], fact["approx"])


def _row(fact: RowMapping, added: Added) -> dict[str, Any]:
    witness = added.witness
    return {
        "fact_id": fact["id"],
        "new_articles": fact["articles"] + added.articles,
        "new_origins": fact["origins"] + added.origins,
        "new_score": max(fact["score"], added.score),
        "new_last_reported": max(fact["last_reported"], added.last_reported),
        "new_witness": fact["witness"] if witness is None else witness.id,
        "new_attributed_to": fact["attributed_to"] if witness is None else witness.attributed_to,
    }
