"""New claims sorted into the facts that the graph has, without reading what these are made of.

Which facts a topic has depends on its leading claims alone (`pipeline.store.clusters`). Where
these come to the facts that there are, the new claims join them; only facts that come, part or
run together are made of all their claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from pipeline.store.clusters import Told, kind_told
from pipeline.store.current import Standing, leading_claims, standing_claims, told_of
from pipeline.store.merge import group, identities

__all__ = ["Changed", "Joined", "join"]

_Row = Mapping[str, Any]
_Kinds = dict[tuple[object, ...], list[Told]]


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact of other claims than before: its topic, its id, all its claims."""

    topic: str
    id: str
    members: Sequence[Told]


@dataclass(slots=True)
class Joined:
    """Where new claims belong. `joining` has them (rows) by the facts that only get more of them.

    `changed` are made of the claims of the facts `parted`, and of new ones; `held_by` tells to
    which fact their claims belong so far.
    """

    joining: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    changed: list[Changed] = field(default_factory=list)
    parted: set[str] = field(default_factory=set)
    held_by: dict[int, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Group:
    """Leading claims of one fact to be, and the facts that their kinds are in so far."""

    topic: str
    id: str
    kinds: frozenset[tuple[object, ...]]
    facts: frozenset[str]


def join(connection: Connection, claims: Sequence[_Row]) -> Joined:
    """Sort claims into facts that are new in the table, and marked by `mark_repeats`."""
    joined = Joined()
    opened = {claim["topic"] for claim in claims if claim["leads"]}
    new: dict[str, dict[tuple[object, ...], list[tuple[_Row, Told]]]] = {
        topic: defaultdict(list) for topic in opened
    }
    sorted_anew = []
    for claim in claims:
        if claim["topic"] in opened:
            sorted_anew.append(claim)
        else:
            joined.joining[claim["fact"]].append(claim)
    for claim, told in zip(sorted_anew, told_of(connection, sorted_anew), strict=True):
        new[claim["topic"]][kind_told(told)].append((claim, told))
    leading = leading_claims(connection, sorted(opened))
    changed: list[_Group] = []
    for topic, leaders in leading.by_key.items():
        groups = _groups(topic, leaders, leading)
        parts = Counter(fact for one in groups for fact in one.facts)
        for one in groups:
            if one.facts == {one.id} and parts[one.id] == 1:
                for kind in one.kinds & new[topic].keys():
                    joined.joining[one.id] += [claim for claim, _ in new[topic][kind]]
            else:
                changed.append(one)
    _gather(connection, joined, changed, new)
    return joined


def _groups(topic: str, leaders: Iterable[Told], leading: Standing) -> list[_Group]:
    """Sort the leading claims of a topic into facts to be."""
    groups = group(leaders)
    return [
        _Group(
            topic,
            key,
            frozenset(map(kind_told, members)),
            frozenset(fact for each in members if (fact := leading.held_by[each.id]) is not None),
        )
        for key, members in zip(identities(groups), groups, strict=True)
    ]


def _gather(
    connection: Connection,
    joined: Joined,
    changed: Sequence[_Group],
    new: Mapping[str, Mapping[tuple[object, ...], Sequence[tuple[_Row, Told]]]],
) -> None:
    """Give each changed fact all its claims."""
    topics = {fact: one.topic for one in changed for fact in one.facts}
    joined.parted |= topics.keys()
    stored = standing_claims(connection, "fact", sorted(topics))
    joined.held_by |= stored.held_by
    kinds: dict[str, _Kinds] = defaultdict(lambda: defaultdict(list))
    for fact, members in stored.by_key.items():
        for told in members:
            kinds[topics[fact]][kind_told(told)].append(told)
    for one in changed:
        members = [told for kind in one.kinds for told in kinds[one.topic].get(kind, ())]
        for kind in one.kinds & new[one.topic].keys():
            for claim, told in new[one.topic][kind]:
                if claim["fact"] is None:  # the others are stored in their fact already
                    joined.held_by[told.id] = None
                    members.append(told)
        joined.changed.append(Changed(one.topic, one.id, members))
