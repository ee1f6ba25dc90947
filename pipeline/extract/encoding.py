"""One encoder pass for many windows: batches of like length, states and tag scores back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.weights import Weights
from pipeline.extract.windows import PAD, Window

__all__ = ["Encoded", "encode"]

_MOST = 4096  # pieces in a batch, padding included: more is slower and takes more memory


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window with its states (length, width) and its words' tag log probabilities."""

    window: Window
    states: NDArray[np.float32]
    tags: NDArray[np.float32]


def encode(windows: Sequence[Window], weights: Weights) -> list[Encoded]:
    """Read all windows; the order is that of `windows`."""
    order = sorted(range(len(windows)), key=lambda index: len(windows[index].ids))
    read: list[Encoded | None] = [None] * len(windows)
    for batch in _batches(order, windows):
        chosen = [windows[index] for index in batch]
        ids, mask = _padded(chosen)
        states, tags = weights.encoder.run(None, {"ids": ids, "mask": mask})
        for row, index in enumerate(batch):
            window = windows[index]
            read[index] = Encoded(
                window, states[row, : len(window.ids)], tags[row, window.word_pieces]
            )
    return [encoded for encoded in read if encoded is not None]


def _batches(order: list[int], windows: Sequence[Window]) -> list[list[int]]:
    """Neighbours in length together, at most `_MOST` pieces with the padding."""
    batches: list[list[int]] = []
    for index in order:
        longest = len(windows[index].ids)
        if batches and (len(batches[-1]) + 1) * longest <= _MOST:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def _padded(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    longest = max(len(window.ids) for window in windows)
    ids = np.full((len(windows), longest), PAD, np.int64)
    mask = np.zeros((len(windows), longest), np.float32)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
    return ids, mask
