"""The encoder in torch: BERT's layers, plain enough to export and to freeze in part."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.base import Base

__all__ = ["Encoder"]


class PooledDropout(nn.Module):
    """Dropout whose masks are stretches of one random pool: drawing them anew is slow on a CPU."""

    pool: Tensor

    def __init__(self, size: int = 1 << 23) -> None:
        super().__init__()
        self.rate = 0.0
        self.register_buffer("pool", torch.ones(size, dtype=torch.bfloat16), persistent=False)

    def draw(self, rate: float) -> None:
        """From now on leave out a share `rate` of the values."""
        self.rate = rate
        kept = torch.rand(self.pool.numel(), device=self.pool.device) >= rate
        self.pool = kept.to(torch.bfloat16) / (1 - rate)

    def forward(self, values: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return values
        start = int(torch.randint(self.pool.numel() - values.numel(), (1,)))
        return values * self.pool[start : start + values.numel()].view_as(values)


class _Layer(nn.Module):
    def __init__(
        self, width: int, inner: int, heads: int, epsilon: float, dropout: nn.Module
    ) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, epsilon)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.narrow_norm = nn.LayerNorm(width, epsilon)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = states.shape
        shape = (batch, length, self.heads, width // self.heads)
        query, key, value = (
            part(states).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        # Written out: on a CPU in bfloat16 the fused kernel takes half as long again.
        scores = query @ (key * (width // self.heads) ** -0.5).transpose(2, 3)
        mixed = (scores + mask.to(scores.dtype)).softmax(-1) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        states = self.attended_norm(states + self.dropout(self.attended(mixed)))
        inner = functional.gelu(self.widen(states))
        return self.narrow_norm(states + self.dropout(self.narrow(inner)))


class Encoder(nn.Module):
    """Piece ids (batch, length) and their mask to states (batch, length, width)."""

    def __init__(
        self, *, layers: int, width: int, inner: int, heads: int, positions: int, pieces: int,
        epsilon: float,
    ) -> None:  # fmt: skip
        super().__init__()
        self.frozen = 0
        self.word = nn.Embedding(pieces, width)
        self.position = nn.Embedding(positions, width)
        self.norm = nn.LayerNorm(width, epsilon)
        self.dropout = PooledDropout()
        self.layers = nn.ModuleList(
            _Layer(width, inner, heads, epsilon, self.dropout) for _ in range(layers)
        )

    @classmethod
    def from_base(cls, base: Base, kept: list[int]) -> Encoder:
        """The encoder with the base's weights and the `kept` pieces' embeddings."""
        encoder = cls(
            layers=base.layers, width=base.width, inner=base.inner, heads=base.heads,
            positions=base.positions, pieces=len(kept), epsilon=base.epsilon,
        )  # fmt: skip
        tensors = dict(base.tensors)
        state = {
            "word.weight": tensors.pop("word")[kept],
            "position.weight": tensors.pop("pos") + tensors.pop("type")[0],
            **tensors,
        }
        encoder.load_state_dict({name: torch.tensor(values) for name, values in state.items()})
        return encoder

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the first `layers` layers as they are."""
        self.frozen = layers
        self.requires_grad_(requires_grad=True)
        for module in (self.word, self.position, self.norm, *self.layers[:layers]):
            module.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.read(self.word(ids), mask)

    def read(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """The same from the pieces' embeddings."""
        return self._through(self.layers, self._placed(embedded), mask)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the frozen layers make of the pieces; the same at every step."""
        with torch.no_grad():
            was_training = self.training
            self.eval()
            states = self._through(self.layers[: self.frozen], self._placed(self.word(ids)), mask)
            self.train(was_training)
        return states

    def upper(self, states: Tensor, mask: Tensor) -> Tensor:
        """The layers above the frozen ones."""
        return self._through(self.layers[self.frozen :], states, mask)

    def _placed(self, embedded: Tensor) -> Tensor:
        positions = torch.arange(embedded.shape[1], device=embedded.device)
        return self.norm(embedded + self.position(positions))

    @staticmethod
    def _through(layers: Iterable[nn.Module], states: Tensor, mask: Tensor) -> Tensor:
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in layers:
            states = layer(states, bias)
        return states
