"""What replaces what, told anew in the tables for the slots in which something changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from models.tables import Fact, table_of
from pipeline.store.slots import Held, Outcome, settle
from pipeline.store.transactions import chunks

__all__ = ["SETTLED", "settle_slots"]

SETTLED = ("superseded_by", "superseded_on", "ended_on")
_FACT = table_of(Fact)


def settle_slots(connection: Connection, slots: Iterable[str]) -> dict[str, str | None]:
    """Tell anew which facts of the slots are superseded or ended; return those that are now."""
    held: dict[str, list[Held]] = defaultdict(list)
    before: dict[str, Outcome] = {}
    for chunk in chunks(sorted(slots)):
        for row in connection.execute(select(_FACT).where(_FACT.c.slot.in_(chunk))).all():
            held[row.slot].append(
                Held(
                    row.id,
                    row.predicate,
                    row.subject,
                    json.loads(row.qualifiers).get("role"),
                    row.status,
                    row.time_start,
                    row.first_reported,
                    row.last_reported,
                )
            )
            before[row.id] = Outcome(row.superseded_by, row.superseded_on, row.ended_on)
    changed = [
        {"fact_id": key, **{name: getattr(outcome, name) for name in SETTLED}}
        for facts in held.values()
        for key, outcome in settle(facts).items()
        if outcome != before[key]
    ]
    if changed:
        values: dict[str, Any] = {name: bindparam(name) for name in SETTLED}
        connection.execute(
            update(_FACT).where(_FACT.c.id == bindparam("fact_id")).values(values), changed
        )
    return {
        row["fact_id"]: row["superseded_by"]
        for row in changed
        if before[row["fact_id"]] == Outcome() and (row["superseded_by"] or row["ended_on"])
    }
