"""Facts made anew for the topics that changed: read claims, merge, write what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, select, update

from models.tables import Claim, Fact, FactStatus, FactTally, FormerFact, table_of
from pipeline.store.clusters import Told, alike
from pipeline.store.current import Standing, facts_where, sketches_for, standing_claims
from pipeline.store.joining import Changed, join
from pipeline.store.merge import Merged, group, identities, merge_one
from pipeline.store.retelling import retell
from pipeline.store.settling import SETTLED, settle_slots
from pipeline.store.tallies import FEWEST, Tally
from pipeline.store.transactions import chunks, upsert
from pipeline.store.wording import sum_text, time_text

__all__ = ["Refreshed", "refresh"]

_FACT, _CLAIM = table_of(Fact), table_of(Claim)
_STATUS, _TALLY = table_of(FactStatus), table_of(FactTally)


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


@dataclass(frozen=True, slots=True)
class _Made:
    """A fact made of claims, and the claims."""

    topic: str
    fact: Merged
    members: Sequence[Told]


def refresh(
    connection: Connection, topics: Iterable[str], added: Sequence[Mapping[str, Any]] = ()
) -> Refreshed:
    """Make the facts of the topics anew from their current claims; tell what became of them.

    `added` are new, current claims that `mark_repeats` has seen: those of other topics join the
    facts that there are (`pipeline.store.joining`), and a much-told one is changed only by what
    they add. The cost so grows with what is new to the graph, not with the graph.
    """
    touched = set(topics)
    joined = join(connection, [claim for claim in added if claim["topic"] not in touched])
    _point_new(connection, joined.joining)
    retold, untold = retell(connection, joined.joining)
    whole = standing_claims(connection, "topic", sorted(touched))
    single = standing_claims(connection, "fact", sorted(untold))
    old = facts_where(connection, "topic", sorted(touched)) | untold
    old |= facts_where(connection, "id", sorted(joined.parted))
    _mark_leading(connection, whole)
    changes = [
        *_changed(whole),
        *joined.changed,
        *(Changed(old[key]["topic"], key, members) for key, members in single.by_key.items()),
    ]
    made = _make(connection, changes)
    new = {key: _row(each) for key, each in made.items()}
    gone = old.keys() - new.keys()
    changed = {key for key, row in new.items() if not _same(old.get(key), row)}
    _write([new[key] for key in sorted(changed)], connection)
    _write_history(connection, [made[key].fact for key in sorted(made)], old)
    _write_tallies(connection, [made[key] for key in sorted(made)], old)
    held_by = joined.held_by | single.held_by | whole.held_by
    _point_claims(connection, made, held_by)
    _remove(connection, {key: old[key]["witness"] for key in sorted(gone)})
    slots = {new[key]["slot"] for key in changed} | {row["slot"] for row in retold.values()}
    slots |= {old[key]["slot"] for key in gone | (changed & old.keys())}
    superseded = settle_slots(connection, {slot for slot in slots if slot is not None})
    known = {
        key: [one for one in {key, *map(held_by.get, each.fact.claims)} if one in old]
        for key, each in made.items()
    }
    more = {
        key
        for key, before in known.items()
        if before and new[key]["articles"] > max(old[each]["articles"] for each in before)
    }
    return Refreshed(
        differing=frozenset(changed | gone | retold.keys()),
        new=frozenset(key for key, before in known.items() if not before),
        confirmed=frozenset(more | retold.keys()),
        superseded=superseded,
    )


def _changed(whole: Standing) -> Iterator[Changed]:
    """Sort all claims of topics into facts."""
    for topic, claims in whole.by_key.items():
        groups = group(claims)
        for key, members in zip(identities(groups), groups, strict=True):
            yield Changed(topic, key, members)


def _make(connection: Connection, changes: Sequence[Changed]) -> dict[str, _Made]:
    sketches = sketches_for(connection, [each.members for each in changes])
    return {
        each.id: _Made(each.topic, merge_one(each.id, each.members, sketches), each.members)
        for each in changes
    }


def _row(made: _Made) -> dict[str, Any]:
    fact = made.fact
    money, time = fact.money, fact.time
    return {
        "id": fact.id,
        "topic": made.topic,
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


_COLUMNS = tuple(column.name for column in _FACT.c if column.name not in {"id", *SETTLED})


def _same(old: RowMapping | None, new: Mapping[str, Any]) -> bool:
    return old is not None and all(old[name] == value for name, value in new.items())


def _write(rows: Sequence[dict[str, Any]], connection: Connection) -> None:
    upsert(connection, _FACT, rows, update=_COLUMNS)


def _write_history(
    connection: Connection, facts: Sequence[Merged], old: Mapping[str, RowMapping]
) -> None:
    stored: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for chunk in chunks(fact.id for fact in facts if fact.id in old):
        for row in connection.execute(select(_STATUS).where(_STATUS.c.fact.in_(chunk))).all():
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


def _write_tallies(
    connection: Connection, made: Sequence[_Made], old: Mapping[str, RowMapping]
) -> None:
    """Keep what the claims of facts add up to."""
    few = [key for each in made if (key := each.fact.id) in old and each.fact.articles < FEWEST]
    for chunk in chunks(key for key in few if old[key]["articles"] >= FEWEST):
        connection.execute(delete(_TALLY).where(_TALLY.c.fact.in_(chunk)))
    rows = [
        {"fact": each.fact.id, "tally": Tally.of(each.members, each.fact.status).write()}
        for each in made
        if each.fact.articles >= FEWEST
    ]
    upsert(connection, _TALLY, rows, update=("tally",))


def _mark_leading(connection: Connection, whole: Standing) -> None:
    """Mark which claims of whole topics lead, where that has changed."""
    leading = {same[0].id for claims in whole.by_key.values() for same in alike(claims)}
    for now, numbers in ((True, leading - whole.leading), (False, whole.leading - leading)):
        for chunk in chunks(sorted(numbers)):
            connection.execute(update(_CLAIM).where(_CLAIM.c.id.in_(chunk)).values(leads=now))


def _point_new(connection: Connection, joining: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Let new claims that join a fact in other words than its others point to it."""
    _point(
        connection,
        [
            {"claim_id": claim["id"], "now": key}
            for key, claims in joining.items()
            for claim in claims
            if claim["fact"] is None
        ],
    )


def _point_claims(
    connection: Connection,
    made: Mapping[str, _Made],
    held_by: Mapping[int, str | None],
) -> None:
    """Let each claim point to its fact."""
    _point(
        connection,
        [
            {"claim_id": claim, "now": key}
            for key, each in made.items()
            for claim in each.fact.claims
            if held_by[claim] != key
        ],
    )


def _point(connection: Connection, moved: Sequence[Mapping[str, Any]]) -> None:
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
