"""What the fact head reads beside the encoding: nodes, typed pairs, sentences, distances.

A node is an entity of the window, a sum of money (equal sums are one node) or `NONE`, the
object of facts without one. Everything here is arrays, for training and for running alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.windows import Window
from pipeline.predicates import PREDICATES

__all__ = [
    "DISTANCES", "GAPS", "KINDS", "NAMES", "NONE", "WITHOUT_OBJECT",
    "Graph", "Node", "allowed", "build_graph",
]  # fmt: skip

KINDS = ("ORG", "PERSON", "LOC", "PRODUCT", "AMOUNT", "NONE")
NAMES = tuple(PREDICATES)
NONE = KINDS.index("NONE")
# These facts are told without a sum or count, too.
WITHOUT_OBJECT = frozenset({"raised", "spends", "employs", "cut_jobs"})
DISTANCES = 12  # six distances in sentences, each with and without a place in the first one
_GAP_EDGES = (3, 6, 11, 21)
GAPS = 2 * (len(_GAP_EDGES) + 1) + 1


@dataclass(frozen=True, slots=True)
class Node:
    """`kind` indexes KINDS; `rows` are first and last word's row of each mention."""

    kind: int
    rows: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The fact head's input. N nodes, M mentions, S sentences of at most L rows.

    `pool` (N, M) averages mentions to nodes, `place` (N, S, M) to a node's part of a sentence;
    `rows` (S, L) are each sentence's, as far as `row_mask` goes; `distance` (N, S) is a bucket.
    `subjects`, `objects`, `sentences` and `gap`, a bucket, are of the K cells: pairs in the
    sentences that may speak of them. `table` (S, Q) has the cells of each sentence, filled up with
    any; `slots` (K) are the places of the cells in it, counted row by row.
    """

    kinds: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    pool: NDArray[np.float32]
    place: NDArray[np.float32]
    rows: NDArray[np.int64]
    row_mask: NDArray[np.float32]
    distance: NDArray[np.int64]
    subjects: NDArray[np.int64]
    objects: NDArray[np.int64]
    sentences: NDArray[np.int64]
    gap: NDArray[np.int64]
    table: NDArray[np.int64]
    slots: NDArray[np.int64]


def _signatures() -> NDArray[np.bool_]:
    table = np.zeros((len(KINDS), len(KINDS), len(NAMES)), bool)
    for index, (name, predicate) in enumerate(PREDICATES.items()):
        objects: set[str] = set(predicate.objects)
        if not objects:
            objects |= {"AMOUNT"} if predicate.takes_amount else set()
            objects |= {"NONE"} if name in WITHOUT_OBJECT else set()
        for subject in predicate.subjects:
            for kind in objects:
                table[KINDS.index(subject), KINDS.index(kind), index] = True
    return table


_ALLOWED = _signatures()


def allowed(
    kinds: NDArray[np.int64], subjects: NDArray[np.int64], objects: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which predicates (pairs, predicates) the types of each pair admit."""
    return _ALLOWED[kinds[subjects], kinds[objects]]


def build_graph(window: Window, nodes: Sequence[Node]) -> Graph | None:
    """The arrays for `nodes` of `window`; None where no two of them could be a fact."""
    kinds = np.array([node.kind for node in nodes], np.int64)
    mentions = [(index, *rows) for index, node in enumerate(nodes) for rows in node.rows]
    owner = np.array([m[0] for m in mentions], np.int64)
    first = np.array([m[1] for m in mentions], np.int64)
    last = np.array([m[2] for m in mentions], np.int64)
    starts = np.array([start for start, _ in window.sentence_rows])
    sentence = np.searchsorted(starts, first, side="right") - 1
    one_hot = (owner[None, :] == np.arange(len(nodes))[:, None]).astype(np.float32)
    here = one_hot[:, None, :] * (sentence[None, :] == np.arange(len(starts))[:, None])[None]
    distance = _distances(here.any(axis=2))
    subjects, objects, sentences = _cells(kinds, distance)
    if not len(subjects):
        return None
    rows, row_mask = _sentence_rows(window)
    table, slots = _by_sentence(sentences, len(starts))
    return Graph(
        kinds=kinds,
        first=first,
        last=last,
        pool=one_hot / np.maximum(one_hot.sum(1, keepdims=True), 1),
        place=(here / np.maximum(here.sum(2, keepdims=True), 1)).astype(np.float32),
        rows=rows,
        row_mask=row_mask,
        distance=distance,
        subjects=subjects,
        objects=objects,
        sentences=sentences,
        gap=_gaps(owner, first, sentence, len(starts), len(nodes))[subjects, objects, sentences],
        table=table,
        slots=slots,
    )


def _cells(
    kinds: NDArray[np.int64], distance: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Typed pairs in sentences that name a sum itself, one of two entities, or both just before."""
    signed: NDArray[np.bool_] = np.logical_or.reduce(_ALLOWED, axis=2)
    typed = signed[kinds[:, None], kinds[None, :]]
    np.fill_diagonal(typed, val=False)
    here: NDArray[np.bool_] = np.equal(distance % 6, 0)
    before: NDArray[np.bool_] = np.equal(distance % 6, 1)
    either = here[:, None] | here[None, :] | (before[:, None] & before[None, :])
    named = np.where((kinds == KINDS.index("AMOUNT"))[None, :, None], here[None, :], either)
    possible = typed[:, :, None] & (named | (kinds == NONE)[None, :, None])
    subjects, objects, sentences = np.nonzero(possible)
    return subjects.astype(np.int64), objects.astype(np.int64), sentences.astype(np.int64)


def _by_sentence(
    sentences: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The cells of each sentence side by side, and each cell's slot there."""
    order = np.argsort(sentences, kind="stable")
    sizes = np.bincount(sentences, minlength=count)
    nth = np.arange(len(sentences)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    table = np.zeros((count, sizes.max()), np.int64)
    table[sentences[order], nth] = order
    slots = np.empty(len(sentences), np.int64)
    slots[order] = sentences[order] * table.shape[1] + nth
    return table, slots


def _sentence_rows(window: Window) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    longest = max(end - start for start, end in window.sentence_rows)
    rows = np.zeros((len(window.sentence_rows), longest), np.int64)
    mask = np.zeros(rows.shape, np.float32)
    for index, (start, end) in enumerate(window.sentence_rows):
        rows[index, : end - start] = np.arange(start, end)
        mask[index, : end - start] = 1
    return rows, mask


def _distances(present: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How far each node's nearest mention is from each sentence: here, before, after."""
    at = np.arange(present.shape[1])
    far = present.shape[1] + 3
    last = np.maximum.accumulate(np.where(present, at, -far), axis=1)
    following = np.minimum.accumulate(np.where(present, at, 2 * far)[:, ::-1], axis=1)[:, ::-1]
    after = np.where(following - at == 1, 4, np.where(following < far, 5, 3))
    result = np.where(last >= 0, np.minimum(at - last, 3), after)
    titled = present[:, :1].astype(np.int64)
    return result + 6 * titled


def _gaps(
    owner: NDArray[np.int64],
    first: NDArray[np.int64],
    sentence: NDArray[np.int64],
    sentences: int,
    nodes: int,
) -> NDArray[np.int64]:
    """Signed bucket of the rows between two nodes' nearest mentions in a sentence; 0: none."""
    table = np.zeros((nodes, nodes, sentences), np.int64)
    for index in range(sentences):
        inside = np.flatnonzero(sentence == index)
        offset = first[inside][None, :] - first[inside][:, None]
        order = np.argsort(-np.abs(offset), axis=None)
        left, right = np.unravel_index(order, offset.shape)
        steps = offset[left, right]
        bucket = 1 + np.searchsorted(_GAP_EDGES, np.abs(steps), side="right")
        # The nearest come last and stay.
        table[owner[inside[left]], owner[inside[right]], index] = bucket + np.where(
            steps > 0, 0, GAPS // 2
        )
    return table
