"""The encoder pass: states and tag scores of each window, for all heads.

Windows go through one by one, without padding: on a CPU that is as fast as a batch (1,600 words
a second against 1,330 in batches of 4,096 pieces, one thread), takes less memory, and what a
window says can't depend on what stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.weights import Weights
from pipeline.extract.windows import Window

__all__ = ["Encoded", "encode"]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window with its states (length, width) and its words' tag log probabilities."""

    window: Window
    states: NDArray[np.float32]
    tags: NDArray[np.float32]


def encode(windows: Sequence[Window], weights: Weights) -> list[Encoded]:
    """Read all windows, in their order."""
    return [_read(window, weights) for window in windows]


def _read(window: Window, weights: Weights) -> Encoded:
    ids = window.ids[None]
    mask = np.ones(ids.shape, np.float32)
    states, tags = weights.encoder.run(None, {"ids": ids, "mask": mask})
    return Encoded(window, states[0], tags[0, window.word_pieces])
