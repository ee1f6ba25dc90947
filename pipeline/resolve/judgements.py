"""Which entities are one: verdicts of people and rules, undone but never deleted.

A canonical entity is a connected component of the standing "same" verdicts. A "not" keeps two
entities apart for good, through every chain, until it is undone. All functions are pure, and
none depends on the order of the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from pipeline.resolve.resolution import Resolved

__all__ = [
    "Clusters",
    "Judgement",
    "JudgementConflictError",
    "Verdict",
    "clusters",
    "judge",
    "standing",
    "undo",
]

Verdict = Literal["same", "not", "unsure"]
Pair = tuple[str, str]

_WEIGHT: Mapping[Verdict, int] = {"not": 2, "same": 1, "unsure": 0}


class JudgementConflictError(Exception):
    """Two entities were judged not the same; that has to be undone before they can be merged."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two entities' ids, by a person or a rule; once `undone_at` is set, no more."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str | None = None
    undone_at: datetime | None = None
    undone_by: str | None = None

    @property
    def pair(self) -> Pair:
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


@dataclass(frozen=True, slots=True)
class Clusters:
    """What the verdicts come to: `canonical` maps every merged id to the one that stands for it.

    `blocked` are the "same" verdicts without effect, as they would join what is judged "not".
    """

    canonical: Mapping[str, str]
    blocked: tuple[Judgement, ...] = ()

    def of(self, entity: str) -> str:
        return self.canonical.get(entity, entity)


def judge(history: Iterable[Judgement], new: Judgement) -> tuple[Judgement, ...]:
    """Add a verdict; what else stands on the pair by the same author is undone by it.

    Raises JudgementConflictError for "same" where "not" stands, and ValueError for an entity
    judged against itself.
    """
    past = tuple(history)
    if new.left == new.right:
        raise ValueError(f"{new.left} cannot be judged against itself: name two entities")
    held = standing(past).get(new.pair)
    if held is not None and held.verdict == "not" and new.verdict == "same":
        raise JudgementConflictError(
            f"{new.left} and {new.right} were judged not the same by {held.by} "
            f"on {held.at:%Y-%m-%d}: undo that first"
        )
    kept = (
        _undone(old, new.by, new.at) if old.pair == new.pair and old.by == new.by else old
        for old in past
    )
    return (*kept, new)


def undo(
    history: Iterable[Judgement], left: str, right: str, by: str, at: datetime
) -> tuple[Judgement, ...]:
    """Mark every standing verdict on the two as undone; the history keeps them."""
    pair = (left, right) if left <= right else (right, left)
    return tuple(_undone(old, by, at) if old.pair == pair else old for old in history)


def _undone(old: Judgement, by: str, at: datetime) -> Judgement:
    return old if old.undone_at is not None else replace(old, undone_at=at, undone_by=by)


def standing(history: Iterable[Judgement]) -> dict[Pair, Judgement]:
    """Give the verdict that holds for each pair: "not" before "same" before "unsure"."""
    held: dict[Pair, Judgement] = {}
    for judgement in sorted(history, key=_order):
        old = held.get(judgement.pair)
        if judgement.undone_at is None and (
            old is None or _WEIGHT[judgement.verdict] > _WEIGHT[old.verdict]
        ):
            held[judgement.pair] = judgement
    return held


def _order(judgement: Judgement) -> tuple[datetime, Pair, str, str]:
    return (judgement.at, judgement.pair, judgement.by, judgement.verdict)


def clusters(history: Iterable[Judgement], entities: Mapping[str, Resolved]) -> Clusters:
    """Join what is judged the same, oldest verdict first, unless a "not" stands in between.

    A cluster is known by its registry entity or place, else by its fullest name.
    """
    held = sorted(standing(history).values(), key=_order)
    members: dict[str, frozenset[str]] = {}
    foes: dict[str, set[str]] = {}
    for judgement in held:
        if judgement.verdict == "not":
            foes.setdefault(judgement.left, set()).add(judgement.right)
            foes.setdefault(judgement.right, set()).add(judgement.left)
    blocked = []
    for judgement in held:
        if judgement.verdict == "same":
            left = members.get(judgement.left, frozenset({judgement.left}))
            right = members.get(judgement.right, frozenset({judgement.right}))
            if any(foes.get(one, set()) & right for one in left):
                blocked.append(judgement)
                continue
            joined = left | right
            members.update(dict.fromkeys(joined, joined))
    heads = {
        cluster: min(cluster, key=lambda i: _rank(i, entities)) for cluster in {*members.values()}
    }
    return Clusters({one: heads[cluster] for one, cluster in members.items()}, tuple(blocked))


def _rank(entity: str, entities: Mapping[str, Resolved]) -> tuple[bool, int, str, str]:
    known = entities.get(entity)
    if known is None:
        return (True, 0, "", entity)
    return (known.by == "name", -len(known.name), known.name, entity)
