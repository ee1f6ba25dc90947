"""Facts made anew for the topics that changed: read claims, merge, write what differs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, select, update

from models.tables import Article, Claim, Fact, FactStatus, FormerFact, table_of
from pipeline.store.closeness import Stretch, Sum
from pipeline.store.clusters import Told
from pipeline.store.entities import canonical_ids
from pipeline.store.merge import Merged, group, merge
from pipeline.store.origins import compared
from pipeline.store.sayings import ordered, words_in
from pipeline.store.slots import Held, Outcome, settle
from pipeline.store.terms import count_in, percent_in
from pipeline.store.transactions import chunks, upsert
from pipeline.store.wording import sum_text, time_text

__all__ = ["Refreshed", "refresh"]

_FACT = table_of(Fact)
_CLAIM = table_of(Claim)
_STATUS = table_of(FactStatus)
_SETTLED = ("superseded_by", "superseded_on", "ended_on")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of facts, by their ids. `differing` are all that were written or removed.

    `new` had no claim before, `confirmed` are told by more articles than before; `superseded`
    were replaced or ended now, and lead to what replaced them, where something did.
    """

    differing: frozenset[str]
    new: frozenset[str]
    confirmed: frozenset[str]
    superseded: Mapping[str, str | None]


def refresh(connection: Connection, topics: Iterable[str]) -> Refreshed:
    """Make the facts of the topics anew from their current claims; tell what became of them.

    The cost grows with the claims of these topics and slots, not with the graph.
    """
    touched = sorted(set(topics))
    told, held_by = _claims(connection, touched)
    groups = {topic: group(claims) for topic, claims in told.items()}
    sketches = _sketches(connection, (members for each in groups.values() for members in each))
    merged = {
        fact.id: (topic, fact) for topic, each in groups.items() for fact in merge(each, sketches)
    }
    old = _facts(connection, touched)
    new = {key: _row(topic, fact) for key, (topic, fact) in merged.items()}
    gone = old.keys() - new.keys()
    changed = {key for key, row in new.items() if not _same(old.get(key), row)}
    _write(connection, [new[key] for key in sorted(changed)])
    _write_history(connection, [merged[key][1] for key in sorted(merged)], old)
    _point_claims(connection, merged, held_by)
    _remove(connection, {key: old[key]["witness"] for key in sorted(gone)})
    slots = {new[key]["slot"] for key in changed}
    slots |= {old[key]["slot"] for key in gone | (changed & old.keys())}
    superseded = _settle(connection, {slot for slot in slots if slot is not None})
    known = {
        key: old.keys() & {key, *(held_by[claim] for claim in fact.claims)}
        for key, (_, fact) in merged.items()
    }
    return Refreshed(
        differing=frozenset(changed | gone),
        new=frozenset(key for key, before in known.items() if not before),
        confirmed=frozenset(
            key
            for key, before in known.items()
            if before and new[key]["articles"] > max(old[each]["articles"] for each in before)
        ),
        superseded=superseded,
    )


def _claims(
    connection: Connection, topics: Iterable[str]
) -> tuple[dict[str, list[Told]], dict[int, str | None]]:
    """Read the current claims by topic, and the fact that each belongs to so far."""
    rows = [
        row
        for chunk in chunks(topics)
        for row in connection.execute(_CURRENT.where(_CLAIM.c.topic.in_(chunk)))
    ]
    named = {entity for row in rows for entity in row[_PARTIES]}
    now: dict[str | None, str | None] = {None: None}
    now.update(canonical_ids(connection, sorted(named - {None})))
    told: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        told[row[0]].append(_told(row, now))
    return told, {row[2]: row[1] for row in rows}


_CURRENT = select(
    *(
        _CLAIM.c[name]
        for name in (
            *("topic", "fact", "id", "says", "predicate", "subject", "object", "attributed_to"),
            *("status", "amount_start", "amount_min", "amount_max", "currency", "approx"),
            *("usd", "eur", "rate_day", "time_start", "time_end", "precision", "qualifiers"),
            *("reported", "article", "score", "origin", "evidence_start"),
        )
    )
).where(_CLAIM.c.current)
_PARTIES = slice(5, 8)  # of the columns above: subject, object, attributed_to


def _told(row: Sequence[Any], now: Mapping[str | None, str | None]) -> Told:
    # By place: a fact that everybody repeats is made of very many rows.
    (_, _, number, says, predicate, named, other, speaker, status, *values) = row
    (amount_start, low, high, currency, approx, usd, eur, rate_day, *values) = values
    (start, end, precision, qualifiers, reported, article, score, origin, place) = values
    subject, other = ordered(predicate, str(now[named]), now[other])
    words = words_in(qualifiers, reported)
    money = None
    if amount_start is not None:
        money = Sum(low, high, currency, approx, usd, eur, rate_day)
    return Told(
        id=number,
        says=says,
        predicate=predicate,
        subject=subject,
        object=other,
        status=status,
        attributed_to=now[speaker],
        money=money,
        time=None if precision is None else Stretch(start, end, precision),
        qualifiers=words,
        number=count_in(words["count"]) if "count" in words else None,
        percent=percent_in(words["percent"]) if "percent" in words else None,
        reported=reported,
        article=article,
        score=score,
        origin=origin,
        order=(article, place),
    )


def _sketches(connection: Connection, groups: Iterable[Sequence[Told]]) -> dict[str, bytes]:
    wanted = sorted({article for claims in groups for article in compared(claims)})
    return {
        row.id: row.sketch
        for chunk in chunks(wanted)
        for row in connection.execute(
            select(Article.id, Article.sketch).where(Article.id.in_(chunk))
        )
    }


def _facts(connection: Connection, topics: Iterable[str]) -> dict[str, RowMapping]:
    return {
        row["id"]: row
        for chunk in chunks(topics)
        for row in connection.execute(select(_FACT).where(_FACT.c.topic.in_(chunk))).mappings()
    }


def _row(topic: str, fact: Merged) -> dict[str, Any]:
    money, time = fact.money, fact.time
    return {
        "id": fact.id,
        "topic": topic,
        "predicate": fact.predicate,
        "subject": fact.subject,
        "object": fact.object,
        "status": fact.status,
        "attributed_to": fact.attributed_to,
        "amount_text": sum_text(money) if money else None,
        "amount_min": money.min if money else None,
        "amount_max": money.max if money else None,
        "currency": money.currency if money else None,
        "approx": bool(money and money.approx),
        "usd": money.usd if money else None,
        "eur": money.eur if money else None,
        "rate_day": money.rate_day if money else None,
        "time_text": time_text(time) if time else None,
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
        "precision": time.precision if time else None,
        "qualifiers": fact.qualifiers,
        "number": fact.number,
        "percent": fact.percent,
        "first_reported": fact.first_reported,
        "last_reported": fact.last_reported,
        "articles": fact.articles,
        "origins": fact.origins,
        "score": fact.score,
        "witness": fact.witness,
        "slot": fact.slot,
    }


_COLUMNS = tuple(column.name for column in _FACT.c if column.name not in {"id", *_SETTLED})


def _same(old: RowMapping | None, new: Mapping[str, Any]) -> bool:
    return old is not None and all(old[name] == value for name, value in new.items())


def _write(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    upsert(connection, _FACT, rows, update=_COLUMNS)


def _write_history(
    connection: Connection, facts: Sequence[Merged], old: Mapping[str, RowMapping]
) -> None:
    stored: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for chunk in chunks(fact.id for fact in facts if fact.id in old):
        for row in connection.execute(select(_STATUS).where(_STATUS.c.fact.in_(chunk))):
            stored[row.fact].append((row.since, row.status))
    differing = [fact for fact in facts if tuple(sorted(stored[fact.id])) != fact.history]
    for chunk in chunks(fact.id for fact in differing if stored[fact.id]):
        connection.execute(delete(_STATUS).where(_STATUS.c.fact.in_(chunk)))
    rows = [
        {"fact": fact.id, "since": since, "status": status}
        for fact in differing
        for since, status in fact.history
    ]
    upsert(connection, _STATUS, rows, update=("status",))


def _point_claims(
    connection: Connection,
    merged: Mapping[str, tuple[str, Merged]],
    held_by: Mapping[int, str | None],
) -> None:
    """Let each claim point to its fact."""
    moved = [
        {"claim_id": claim, "now": key}
        for key, (_, fact) in merged.items()
        for claim in fact.claims
        if held_by[claim] != key
    ]
    if moved:
        connection.execute(
            update(_CLAIM)
            .where(_CLAIM.c.id == bindparam("claim_id"))
            .values(fact=bindparam("now")),
            moved,
        )


def _remove(connection: Connection, witnesses: Mapping[str, int]) -> None:
    """Delete facts that no claims make any more; their ids still lead to a claim."""
    rows = [{"id": key, "claim": claim} for key, claim in witnesses.items()]
    upsert(connection, table_of(FormerFact), rows, update=("claim",))
    for chunk in chunks(witnesses):
        connection.execute(delete(_FACT).where(_FACT.c.id.in_(chunk)))


def _settle(connection: Connection, slots: Iterable[str]) -> dict[str, str | None]:
    """Tell anew which facts of the slots are superseded or ended; return those that are now."""
    held: dict[str, list[Held]] = defaultdict(list)
    before: dict[str, Outcome] = {}
    for chunk in chunks(sorted(slots)):
        for row in connection.execute(select(_FACT).where(_FACT.c.slot.in_(chunk))):
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
        {"fact_id": key, **{name: getattr(outcome, name) for name in _SETTLED}}
        for facts in held.values()
        for key, outcome in settle(facts).items()
        if outcome != before[key]
    ]
    if changed:
        values: dict[str, Any] = {name: bindparam(name) for name in _SETTLED}
        connection.execute(
            update(_FACT).where(_FACT.c.id == bindparam("fact_id")).values(values), changed
        )
    return {
        row["fact_id"]: row["superseded_by"]
        for row in changed
        if before[row["fact_id"]] == Outcome() and (row["superseded_by"] or row["ended_on"])
    }
