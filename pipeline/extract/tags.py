"""BIO tags of the four types, and the best legal sequence of them."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from pipeline.documents import EntityType

__all__ = ["OUTSIDE", "TAGS", "TYPES", "best_tags", "tagged_spans"]

TYPES: tuple[EntityType, ...] = ("ORG", "PERSON", "LOC", "PRODUCT")
TAGS = ("O", *(f"{mark}-{kind}" for kind in TYPES for mark in "BI"))
OUTSIDE = 0


def _legal() -> NDArray[np.float32]:
    cost = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for index in range(len(TYPES)):
        inside = 2 + 2 * index
        cost[:, inside] = -1e4
        cost[inside - 1, inside] = cost[inside, inside] = 0
    return cost


_STEPS = _legal()
_INSIDE = [index for index, tag in enumerate(TAGS) if tag.startswith("I-")]


def best_tags(scores: NDArray[np.float32], openings: Collection[int] = ()) -> NDArray[np.int64]:
    """Viterbi over log probabilities (words, tags); an inside tag follows its own type only.

    `openings` are words that begin a sentence: no name goes on into them.
    """
    count = len(scores)
    scores = scores.copy()
    scores[np.ix_(list(openings), _INSIDE)] = -1e4
    likeliest: NDArray[np.int64] = scores.argmax(axis=1)
    if not _STEPS[np.concatenate(([OUTSIDE], likeliest[:-1])), likeliest].any():
        return likeliest
    back = np.zeros((count, len(TAGS)), np.int64)
    total = scores[0] + _STEPS[OUTSIDE]
    for index in range(1, count):
        steps = total[:, None] + _STEPS
        back[index] = steps.argmax(axis=0)
        total = steps.max(axis=0) + scores[index]
    path = np.zeros(count, np.int64)
    path[-1] = total.argmax()
    for index in range(count - 1, 0, -1):
        path[index - 1] = back[index, path[index]]
    return path


def tagged_spans(path: NDArray[np.int64]) -> list[tuple[int, int, EntityType]]:
    """First word, last word plus one and type of every name in a legal sequence."""
    spans: list[tuple[int, int, EntityType]] = []
    for index, tag in enumerate(path):
        if tag == OUTSIDE:
            continue
        kind = TYPES[(int(tag) - 1) // 2]
        if tag % 2 == 1:
            spans.append((index, index + 1, kind))
        else:
            first, _, _ = spans.pop()
            spans.append((first, index + 1, kind))
    return spans
