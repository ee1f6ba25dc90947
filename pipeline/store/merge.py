"""From claims to facts: one event told ten times is one fact with ten witnesses.

Pure: the claims of a topic in, its facts out, whatever order they come in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pipeline.store.closeness import Stretch, Sum, digits
from pipeline.store.clusters import Told, events
from pipeline.store.identity import hashed
from pipeline.store.origins import count_origins

__all__ = [
    "RANK",
    "Merged",
    "favourites",
    "group",
    "identities",
    "merge_one",
    "slot_of",
    "witness_key",
]

_Value = TypeVar("_Value")

_JSON = json.JSONEncoder(ensure_ascii=False)

# How far each status has got; what is denied stands apart.
RANK = {"rumoured": 1, "planned": 2, "actual": 3}


@dataclass(frozen=True, slots=True)
class Merged:
    """A fact made of claims. `history` tells from which day on it stood as which status."""

    id: str
    predicate: str
    subject: str
    object: str | None
    status: str
    history: tuple[tuple[date, str], ...]
    attributed_to: str | None
    money: Sum | None
    time: Stretch | None
    qualifiers: str
    number: int | None
    percent: float | None
    first_reported: date
    last_reported: date
    articles: int
    origins: int
    score: float
    witness: int
    slot: str | None
    claims: tuple[int, ...]


def group(claims: Iterable[Told]) -> list[list[Told]]:
    """Sort the claims of one topic into facts, each in order of report, the earliest first."""
    groups = [sorted(members, key=_first_key) for members in events(claims)]
    return sorted(groups, key=lambda members: _first_key(members[0]))


def identities(groups: Iterable[Sequence[Told]]) -> list[str]:
    """Give the ids of the facts that the groups of one topic make, in order."""
    taken: set[str] = set()
    ids = []
    for first, *_ in groups:
        # The same words about two events, far apart in time, are two facts.
        again = first.says in taken
        ids.append(hashed("again", first.says, first.reported.isoformat()) if again else first.says)
        taken.add(first.says)
    return ids


def merge_one(identity: str, claims: Iterable[Told], sketches: Mapping[str, bytes]) -> Merged:
    """Make the fact of this id of all its claims.

    `sketches` are those of the articles that `compared` names, for telling copies from witnesses.
    """
    members = sorted(claims, key=_first_key)
    first = members[0]
    history = _history(members)
    status = history[-1][1]
    chosen = favourites(members)
    money = chosen["money"]
    witness = min(members, key=lambda claim: witness_key(claim, status, money))
    words = {
        name.removeprefix("word "): word
        for name, word in chosen.items()
        if name.startswith("word ")
    }
    return Merged(
        id=identity,
        predicate=first.predicate,
        subject=first.subject,
        object=first.object,
        status=status,
        history=history,
        attributed_to=witness.attributed_to,
        money=money,
        time=chosen["time"],
        qualifiers=_JSON.encode(words),
        number=None if chosen["number"] is None else _whole(chosen["number"]),
        percent=None if chosen["percent"] is None else float(chosen["percent"]),
        first_reported=first.reported,
        last_reported=members[-1].reported,
        articles=len({claim.article for claim in members}),
        origins=count_origins(members, sketches),
        score=max(claim.score for claim in members),
        witness=witness.id,
        slot=slot_of(first.predicate, first.subject, first.object, words.get("place")),
        claims=tuple(claim.id for claim in members),
    )


def favourites(members: Sequence[Told]) -> dict[str, Any]:
    """Choose what the fact of these claims shows: sum, number, time, a word for each qualifier."""
    currency = _favourite(members, _currency, lambda code: (code != "USD", code))
    same = [claim for claim in members if _currency(claim) == currency]
    chosen: dict[str, Any] = {
        "currency": currency,
        "money": _favourite(same, lambda claim: claim.money, _sum_key),
        "number": _favourite(members, lambda claim: claim.number, _sum_key),
        "percent": _favourite(members, lambda claim: claim.percent, _number_key),
        "time": _favourite(members, lambda claim: claim.time, _time_key, narrow=True),
    }
    for name in sorted({name for claim in members for name in claim.qualifiers}):
        word = _favourite(members, lambda claim, name=name: claim.qualifiers.get(name), _word_key)  # type: ignore[misc]
        chosen[f"word {name}"] = word
    return chosen


def slot_of(
    predicate: str, subject: str, other: str | None, place: str | None = None
) -> str | None:
    """Name what can have one value at a time, or `None` where facts never replace each other.

    How many people a company employs at a `place` is not how many it employs.
    """
    if predicate == "valued_at":
        return f"{predicate} {subject}"
    if predicate == "employs":
        return f"{predicate} {subject} {(place or '').casefold()}".rstrip()
    if predicate == "holds_stake_in":
        return f"{predicate} {subject} {other}"
    if predicate in {"has_role", "joined", "left"}:
        return f"roles {other}"
    return None


def witness_key(claim: Told, status: str, money: Sum | None) -> tuple[object, ...]:
    """Order claims by how well they show the fact as it stands: best first."""
    return (
        claim.status != status,
        money is not None and claim.money != money,
        -claim.score,
        claim.reported,
        claim.order,
    )


def _first_key(claim: Told) -> tuple[object, ...]:
    return claim.reported, claim.says, claim.order


def _history(members: Sequence[Told]) -> tuple[tuple[date, str], ...]:
    """Tell how the fact stood from day to day.

    What was planned is not made a rumour again by a late report of it, nor what is done a plan;
    a denial stands until somebody states it as planned or done on a later day.
    """
    days: dict[date, set[str]] = defaultdict(set)
    for claim in members:
        days[claim.reported].add(claim.status)
    told: list[tuple[date, str]] = []
    status = ""
    for day in sorted(days):
        new = _next_status(status, days[day])
        if new != status:
            told.append((day, new))
            status = new
    return tuple(told)


def _next_status(status: str, said: set[str]) -> str:
    strongest = max(said & RANK.keys(), key=RANK.__getitem__, default="")
    if "denied" in said and strongest != "actual":
        return "denied"
    if status == "denied" and strongest == "rumoured":
        return status
    return max(status, strongest, key=lambda name: RANK.get(name, 0))


def _favourite(
    members: Sequence[Told],
    read: Callable[[Told], _Value | None],
    key: Callable[[_Value], tuple[object, ...]],
    *,
    narrow: bool = False,
) -> _Value | None:
    """Choose the value that most articles give; `narrow` puts `key` before their number."""
    if len(members) == 1:  # as most facts are
        return read(members[0])
    articles: dict[_Value, set[str]] = defaultdict(set)
    for claim in members:
        value = read(claim)
        if value is not None:
            articles[value].add(claim.article)
    if not articles:
        return None

    def order(value: _Value) -> tuple[object, ...]:
        support = (-len(articles[value]),)
        return (*key(value), *support) if narrow else (*support, *key(value))

    return min(articles, key=order)


def _currency(claim: Told) -> str | None:
    return claim.money.currency if claim.money else None


def _sum_key(money: Sum) -> tuple[object, ...]:
    bounds = [bound for bound in (money.min, money.max) if bound is not None]
    return (
        not bounds,
        money.approx,
        -max((digits(bound) for bound in bounds), default=0),
        *(str(part) for part in (money.min, money.max, money.currency)),
    )


def _number_key(number: Decimal) -> tuple[object, ...]:
    return -digits(number), number


def _time_key(time: Stretch) -> tuple[object, ...]:
    is_open = time.start is None or time.end is None
    length = (time.end - time.start).days if time.start and time.end else 0
    return is_open, length, time.start or date.min, time.end or date.max, time.precision


def _word_key(word: str) -> tuple[object, ...]:
    return (word,)


def _whole(number: Sum) -> int | None:
    """Make a whole number that the database can hold, or `None`."""
    value = number.min if number.min is not None else number.max
    return int(value) if value is not None and abs(value) < Decimal(2) ** 63 else None
