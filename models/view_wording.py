"""A fact put into plain English, in SQL: the `statement` column of the public views."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["STATEMENT", "VERBS"]

# With the word that leads to the object.
VERBS: Mapping[str, str] = {
    "raised": "raised",
    "invested_in": "invested in",
    "valued_at": "is valued at",
    "acquired": "acquired",
    "holds_stake_in": "holds a stake in",
    "partners_with": "partners with",
    "supplies": "supplies",
    "located_in": "is located in",
    "builds": "builds in",
    "launched": "launched",
    "founded": "founded",
    "has_role": "has a role at",
    "joined": "joined",
    "left": "left",
    "competes_with": "competes with",
    "reported_revenue": "reported revenue of",
    "reported_profit": "reported a profit of",
    "spends": "spends",
    "uses": "uses",
    "sued": "sued",
    "fined": "fined",
    "employs": "employs",
    "cut_jobs": "cut jobs:",
}

_VERB = (
    "case f.predicate "
    + " ".join(f"when '{name}' then '{words}'" for name, words in VERBS.items())
    + " else replace(f.predicate, '_', ' ') end"
)

# "xAI raised 6 bn USD", "Elon Musk invested in xAI: 750 m USD", "Jensen Huang has a role at
# Nvidia (CEO)".
STATEMENT = (
    f"s.name || ' ' || {_VERB} || coalesce(' ' || o.name, '')"
    " || case when f.amount_text is null then '' when o.name is null then ' ' || f.amount_text"
    " else ': ' || f.amount_text end"
    " || case when f.number is null then '' else ' ' || f.number end"
    " || coalesce(' (' || coalesce({word:role}, {word:round}, {word:facility},"
    " {word:percent} || ' %', {word:product}, {word:purpose}, {word:period}) || ')', '')"
)
