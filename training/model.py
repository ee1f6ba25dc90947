"""Encoder and heads as one module, and batches for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.extract.windows import PAD
from training.encoder import Encoder
from training.examples import Example
from training.heads import DetailHead, NameHead, PairHead, graph_tensors
from training.losses import detail_loss, name_loss, pair_loss

__all__ = ["Losses", "Model", "padded"]


@dataclass(slots=True)
class Losses:
    """Mean losses of a batch: a word's tag, a true fact's pairs, its details."""

    names: Tensor
    pairs: Tensor
    status: Tensor
    amounts: Tensor
    speakers: Tensor

    def total(self) -> Tensor:
        """What is minimised."""
        return (
            4.0 * self.names + self.pairs + 0.5 * self.status + 0.3 * self.amounts
            + 0.5 * self.speakers
        )  # fmt: skip


def padded(windows: Sequence[np.ndarray], device: torch.device) -> tuple[Tensor, Tensor]:
    """Ids and mask (batch, length) of windows of different lengths."""
    longest = max(len(ids) for ids in windows)
    ids = np.full((len(windows), longest), PAD, np.int64)
    mask = np.zeros((len(windows), longest), np.float32)
    for row, window in enumerate(windows):
        ids[row, : len(window)] = window
        mask[row, : len(window)] = 1
    return torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device)


class Model(nn.Module):
    """One encoder, three heads."""

    def __init__(self, encoder: Encoder, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.names = NameHead(width)
        self.pairs = PairHead(width)
        self.details = DetailHead()
        self.kept: dict[int, Tensor] = {}

    def keep(self, examples: Sequence[Example]) -> None:
        """From now on remember what the frozen layers make of these examples, of no others."""
        self.kept = {id(example): torch.empty(0) for example in examples}

    def _lower(self, batch: Sequence[Example], device: torch.device) -> tuple[Tensor, Tensor]:
        """The frozen layers' states of a batch, padded, and its mask."""
        new = [e for e in batch if not len(self.kept.get(id(e), ()))]
        fresh: dict[int, Tensor] = {}
        if new:
            states = self.encoder.lower(*padded([e.window.ids for e in new], device))
            for row, example in enumerate(new):
                fresh[id(example)] = states[row, : len(example.window.ids)]
                if id(example) in self.kept:
                    self.kept[id(example)] = fresh[id(example)].to("cpu", torch.bfloat16)
        parts = [
            fresh[id(e)] if id(e) in fresh else self.kept[id(e)].to(device).float() for e in batch
        ]
        lengths = torch.tensor([len(part) for part in parts], device=device)
        mask = torch.arange(int(lengths.max()), device=device)[None] < lengths[:, None]
        return nn.utils.rnn.pad_sequence(parts, batch_first=True), mask.float()

    def losses(self, batch: Sequence[Example], device: torch.device) -> Losses:
        """The losses of a batch, weighed as `Losses.total` says."""
        states = self.encoder.upper(*self._lower(batch, device))
        tagged = self.names(states)
        zero = torch.zeros((), device=device)
        names, pairs, status, amounts, speakers = zero, zero, zero, zero, zero
        words = facts = sums = 0
        for row, example in enumerate(batch):
            at = torch.from_numpy(example.window.word_pieces).to(device)
            tags = torch.from_numpy(example.tags).to(device)
            if example.marks_names:
                products = example.marks_products
                names = names + name_loss(tagged[row, at], tags, marks_products=products)
                words += len(example.tags)
            if example.graph is None:
                continue
            graph = graph_tensors(example.graph, device)
            scored = self.pairs(states[row, : len(example.window.ids)], graph)
            pairs = pairs + pair_loss(scored, example)
            facts += len(example.details)
            told = [d for d in example.details if d.cells and d.status is not None]
            if told:
                a, b, c = detail_loss(self.details, scored, graph, told)
                status, amounts, speakers = status + a, amounts + b, speakers + c
                sums += sum(d.asks_amount for d in told)
        return Losses(
            names / max(words, 1), pairs / max(facts, 1), status / max(facts, 1),
            amounts / max(sums, 1), speakers / max(facts, 1),
        )  # fmt: skip
