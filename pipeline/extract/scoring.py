"""What the fact heads say of one window: scored pairs, then the details of those that count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.documents import Amount, Entity, Mention, Span, Status
from pipeline.extract.encoding import Encoded
from pipeline.extract.nodes import KINDS, NAMES, NONE, Graph, Node, allowed, build_graph
from pipeline.extract.weights import Weights

__all__ = ["STATUSES", "Leanings", "Statement", "Wanted", "score_window"]

STATUSES: tuple[Status, ...] = ("actual", "planned", "rumoured", "denied")
Sum = tuple[Any, Any, str | None]
# Of predicate, subject, object and score: whether it can become a claim.
Wanted = Callable[[str, Entity, Entity | None, float], bool]
_LEAST_SHARE = 0.1  # of what all sentences say of a pair, in one that says it, too
_LEAST_SPEAKER = 0.001  # probability under which nobody looks at a speaker


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence's claim: `score` is the pair's in the window, `weight` the sentence's share.

    `amounts` are the places of its sum, whichever of them is nearest to be chosen later.
    `statuses` holds the probability of each of STATUSES; `speakers` that of each party of the
    window saying it, None for nobody who is named, the likeliest first.
    """

    predicate: str
    subject: Entity
    object: Entity | None
    amounts: tuple[Amount, ...]
    statuses: tuple[float, ...]
    speakers: tuple[tuple[Entity | None, float], ...]
    sentence: Span
    score: float
    weight: float


@dataclass(frozen=True, slots=True)
class Leanings:
    """Taken from the score of there being no sum, no speaker: the head says so too often."""

    sum: float = 0.0
    speaker: float = 0.0


@dataclass(frozen=True)
class _Nodes:
    """A window's nodes; the last is none. Of each: what it is, and what a detail could choose."""

    nodes: list[Node]
    entities: list[Entity | None]
    amounts: list[tuple[Amount, ...]]

    @cached_property
    def sums(self) -> NDArray[np.bool_]:
        """Which nodes are sums, and the choice of none of them."""
        return np.array([*map(bool, self.amounts), True])

    @cached_property
    def parties(self) -> NDArray[np.bool_]:
        """Which nodes can speak, and the choice of none of them."""
        speaking = [e is not None and e.type in ("ORG", "PERSON") for e in self.entities]
        return np.array([*speaking, True])


def score_window(  # noqa: PLR0917  one caller, nothing to mix up
    encoded: Encoded,
    mentions: Sequence[Mention],
    amounts: Sequence[Amount],
    weights: Weights,
    floor: float,
    wanted: Wanted | None = None,
) -> list[Statement]:
    """Every statement of the window that scores at least `floor`, of those that are `wanted`."""
    leanings = Leanings(**weights.settings.get("leanings", {}))
    known = _nodes(encoded, mentions, amounts)
    graph = build_graph(encoded.window, known.nodes)
    if graph is None:
        return []
    inputs = {field.name: getattr(graph, field.name) for field in fields(Graph)}
    scores, cells, nodes = weights.pairs.run(None, {"states": encoded.states, **inputs})
    scores = np.where(allowed(graph.kinds, graph.subjects, graph.objects), scores, -30.0)
    chosen = _chosen(graph, scores, len(known.nodes), floor)
    if wanted is not None:
        chosen = [each for each in chosen if wanted(*_told_by(graph, known, each))]
    if not chosen:
        return []
    rows = np.array([cell for cell, _, _, _ in chosen])
    predicates = np.array([predicate for _, predicate, _, _ in chosen], np.int64)
    status, sums, speakers = weights.details.run(
        None,
        {
            "cells": cells[rows],
            "predicates": predicates,
            "nodes": np.ascontiguousarray(nodes[:, graph.sentences[rows]].transpose(1, 0, 2)),
        },
    )
    return [
        _statement(encoded, graph, known, item, details, leanings)
        for item, details in zip(chosen, zip(status, sums, speakers, strict=True), strict=True)
    ]


def _nodes(encoded: Encoded, mentions: Sequence[Mention], amounts: Sequence[Amount]) -> _Nodes:
    places: dict[Entity | Sum, list[tuple[int, int]]] = {}
    sums: dict[Sum, list[Amount]] = {}
    for mention in mentions:
        rows = encoded.window.rows_of(mention.span.start, mention.span.end)
        if rows:
            places.setdefault(mention.entity, []).append(rows)
    for amount in amounts:
        rows = encoded.window.rows_of(amount.span.start, amount.span.end)
        if rows:
            value = (amount.min, amount.max, amount.currency)
            places.setdefault(value, []).append(rows)
            sums.setdefault(value, []).append(amount)
    keys = list(places)
    return _Nodes(
        nodes=[
            *(
                Node(
                    KINDS.index(key.type if isinstance(key, Entity) else "AMOUNT"),
                    tuple(places[key]),
                )
                for key in keys
            ),
            Node(NONE, ()),
        ],
        entities=[*(key if isinstance(key, Entity) else None for key in keys), None],
        amounts=[*(() if isinstance(key, Entity) else tuple(sums[key]) for key in keys), ()],
    )


def _chosen(
    graph: Graph, scores: NDArray[np.float32], count: int, floor: float
) -> list[tuple[int, int, float, float]]:
    """(cell, predicate, probability of the pair, sentence's share) above the floor, by pair."""
    pairs, of_pair = np.unique(graph.subjects * count + graph.objects, return_inverse=True)
    strength = np.exp(scores.astype(np.float64))
    total = np.zeros((len(pairs), strength.shape[1]))
    np.add.at(total, of_pair, strength)
    likely = total / (1 + total)
    shares = strength / total[of_pair]
    cells, predicates = np.nonzero((likely[of_pair] >= floor) & (shares >= _LEAST_SHARE))
    order = np.lexsort((cells, predicates, of_pair[cells]))
    return [
        (cell, predicate, float(likely[of_pair[cell], predicate]), float(shares[cell, predicate]))
        for cell, predicate in zip(cells[order].tolist(), predicates[order].tolist(), strict=True)
    ]


def _told_by(
    graph: Graph, known: _Nodes, item: tuple[int, int, float, float]
) -> tuple[str, Entity, Entity | None, float]:
    cell, predicate, score, _ = item
    subject = known.entities[int(graph.subjects[cell])]
    assert subject is not None  # only entities are subjects
    return NAMES[predicate], subject, known.entities[int(graph.objects[cell])], score


def _statement(  # noqa: PLR0917  as above
    encoded: Encoded,
    graph: Graph,
    known: _Nodes,
    item: tuple[int, int, float, float],
    details: tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]],
    leanings: Leanings,
) -> Statement:
    cell, _, _, share = item
    status, sums, speakers = details
    predicate, subject, object_, score = _told_by(graph, known, item)
    target = int(graph.objects[cell])
    amounts = known.amounts[target]
    if object_ is not None:
        best = _best(sums, known.sums, leanings.sum)
        amounts = known.amounts[best] if best is not None else ()
    return Statement(
        predicate=predicate,
        subject=subject,
        object=object_,
        amounts=amounts,
        statuses=tuple(_likely(status).tolist()),
        speakers=_speakers(speakers, known, leanings.speaker),
        sentence=encoded.window.sentences[int(graph.sentences[cell])],
        score=score,
        weight=share,
    )


def _best(scores: NDArray[np.float32], open_to: NDArray[np.bool_], leaning: float) -> int | None:
    """The best node of those allowed, None where "none", the last, is better by `leaning`."""
    masked = np.where(open_to, scores, -np.inf)
    masked[-1] -= leaning
    best = int(masked.argmax())
    return None if best == len(masked) - 1 else best


def _speakers(
    scores: NDArray[np.float32], known: _Nodes, leaning: float
) -> tuple[tuple[Entity | None, float], ...]:
    """Parties and None, the last, which `leaning` is taken from, by their probability."""
    masked = np.where(known.parties, scores, -np.inf)
    masked[-1] -= leaning
    likely = _likely(masked)
    order = np.argsort(-likely, kind="stable")
    named = (*known.entities, None)
    return tuple((named[i], float(likely[i])) for i in order if likely[i] >= _LEAST_SPEAKER)


def _likely(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    shares: NDArray[np.float32] = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares
