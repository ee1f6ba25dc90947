"""The heads over the shared states: names, pairs of nodes, and the details of a fact.

A pair is scored in every sentence from four views: the nodes over the article (PURE's span
states, averaged), their mentions in the sentence, what each node attends to in the sentence
(so that "the company" can stand for it), and what both attend to together (ATLOP's localised
context). Then each cell looks at its rivals: who else could stand in its place.
"""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.extract.nodes import DISTANCES, GAPS, KINDS, NAMES, Graph

__all__ = ["DetailHead", "GraphTensors", "NameHead", "PairHead", "Pairs", "graph_tensors"]

STATUSES = 4
TAGS = 9
_LEAST_GATE = 1e-6  # less than any gate's weight


class GraphTensors(NamedTuple):
    """`pipeline.extract.nodes.Graph` as tensors."""

    kinds: Tensor
    first: Tensor
    last: Tensor
    pool: Tensor
    place: Tensor
    rows: Tensor
    row_mask: Tensor
    distance: Tensor
    subjects: Tensor
    objects: Tensor
    sentences: Tensor
    gap: Tensor
    table: Tensor
    slots: Tensor


class Pairs(NamedTuple):
    """Scores (K, predicates) and states (K, D) of the cells, the nodes' states (N, S, D)."""

    scores: Tensor
    states: Tensor
    nodes: Tensor


def graph_tensors(graph: Graph, device: torch.device) -> GraphTensors:
    """The arrays of a graph on a device."""
    return GraphTensors(
        *(torch.from_numpy(getattr(graph, f.name)).to(device) for f in fields(graph))
    )


class NameHead(nn.Module):
    """States of first pieces to tag scores."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner = nn.Linear(width, width)
        self.out = nn.Linear(width, TAGS)
        self.dropout = nn.Dropout(0.1)

    def forward(self, states: Tensor) -> Tensor:
        return self.out(self.dropout(functional.gelu(self.inner(states))))


class _Rivals(nn.Module):
    """What else is said of a cell's subject and of its object in the same sentence.

    The sum over rivals is weighed by each one's own gate. It begins as nothing, so that weights
    trained without it stay as they are.
    """

    def __init__(self, size: int, gates: int = 4) -> None:
        super().__init__()
        self.gates = gates
        self.weigh = nn.Linear(size, 2 * gates)
        self.values = nn.Linear(size, size)
        self.inner = nn.Linear(3 * size, size)
        self.out = nn.Linear(size, size)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, cells: Tensor, graph: GraphTensors) -> Tensor:
        """`cells` (K, D) and the same with what their rivals add."""
        count, size = cells.shape
        places = graph.distance.shape[0] * graph.distance.shape[1]
        values = self.values(cells).float().view(count, self.gates, size // self.gates)
        weights = self.weigh(cells).float().clamp(-8, 8).exp()
        own, *others = self.inner.weight.split(size, dim=1)
        hidden = functional.linear(cells, own, self.inner.bias)
        for side, nodes in enumerate((graph.subjects, graph.objects)):
            at = nodes * graph.distance.shape[1] + graph.sentences
            weight = weights[:, side * self.gates : (side + 1) * self.gates, None]
            both = torch.cat([weight * values, weight], dim=-1).view(count, -1)
            table = both.new_zeros(places, both.shape[1])
            summed = table.index_put((at,), both, accumulate=True).view(places, self.gates, -1)
            # Read on by place, of which there are fewer than cells; places without cells are 0.
            mean = summed[:, :, :-1] / summed[:, :, -1:].clamp(min=_LEAST_GATE)
            read = functional.linear(mean.reshape(places, size).to(cells.dtype), others[side])
            hidden = hidden + read[at]
        return cells + self.out(functional.gelu(hidden))


class PairHead(nn.Module):
    """Scores every typed pair of nodes in every sentence."""

    def __init__(self, width: int, size: int = 256, heads: int = 4) -> None:
        super().__init__()
        self.heads, self.size = heads, size
        self.mention = nn.Linear(2 * width, size)
        self.kind = nn.Embedding(len(KINDS), size)
        self.queries = nn.Linear(size, 2 * size)
        self.keys = nn.Linear(width, 2 * size)
        self.values = nn.Linear(width, size)
        self.distances = nn.ModuleList(nn.Embedding(DISTANCES, size) for _ in range(2))
        self.sides = nn.ModuleList(nn.Linear(3 * size, size) for _ in range(2))
        self.factors = nn.ModuleList(nn.Linear(size, size) for _ in range(2))
        self.context = nn.Linear(size, size)
        self.gap = nn.Embedding(GAPS, size)
        self.norm = nn.LayerNorm(size)
        self.inner = nn.Linear(size, size)
        self.rivals = _Rivals(size)
        self.last_norm = nn.LayerNorm(size)
        self.out = nn.Linear(size, len(NAMES))
        self.dropout = nn.Dropout(0.25)
        for embedding in (self.kind, self.gap, *self.distances):
            nn.init.normal_(embedding.weight, std=0.1)
        nn.init.constant_(self.out.bias, -6.0)

    def forward(self, states: Tensor, graph: GraphTensors) -> Pairs:
        """`states` (length, width) of one window."""
        ends = torch.cat([states[graph.first], states[graph.last]], dim=-1)
        mentions = functional.gelu(self.mention(ends))
        nodes = graph.pool @ mentions + self.kind(graph.kinds)
        values = self._split(self.values(states))
        attention = self._attention(nodes, states, graph)
        sides = []
        for side in range(2):
            attended = self._read(attention[side], values, graph)
            whole, here, read = self.sides[side].weight.split(self.size, dim=1)
            # The layer on all three at once, each where there are fewest of them.
            joined = functional.linear(attended, read, self.sides[side].bias)
            joined = joined + functional.linear(nodes, whole)[:, None, :]
            joined = joined + graph.place @ functional.linear(mentions, here)
            sides.append(functional.gelu(joined + self.distances[side](graph.distance)))
        subject, target, sentence = graph.subjects, graph.objects, graph.sentences
        product = self.factors[0](sides[0])[subject, sentence]
        product = product * self.factors[1](sides[1])[target, sentence]
        context = self.context(self._together(attention, values, graph))
        mixed = sides[0][subject, sentence] + sides[1][target, sentence] + product
        cells = self.dropout(functional.gelu(self.norm(mixed + context + self.gap(graph.gap))))
        cells = self.rivals(cells + self.dropout(functional.gelu(self.inner(cells))), graph)
        cells = self.last_norm(cells)
        return Pairs(self.out(cells), cells, sides[1])

    def _split(self, rows: Tensor) -> Tensor:
        return rows.view(rows.shape[0], self.heads, self.size // self.heads)

    def _attention(self, nodes: Tensor, states: Tensor, graph: GraphTensors) -> list[Tensor]:
        """Two of (S, heads, N, L): what nodes look for as subject and as object, by sentence.

        The keys' layer is laid into the queries, of which there are fewer than states; its bias
        is the same for all that a node looks at and makes no difference.
        """
        depth = self.size // self.heads
        queries = self.queries(nodes).view(-1, 2 * self.heads, depth).transpose(0, 1)
        looked = queries @ self.keys.weight.view(2 * self.heads, depth, -1) * depth**-0.5
        scores = states @ looked.flatten(0, 1).T
        hidden = (1.0 - graph.row_mask) * -1e4
        by_sentence = (scores[graph.rows] + hidden[:, :, None]).transpose(1, 2)
        return list(by_sentence.unflatten(1, (2, self.heads, nodes.shape[0])).unbind(1))

    def _read(self, scores: Tensor, values: Tensor, graph: GraphTensors) -> Tensor:
        """What each node attends to in each sentence, (N, S, D)."""
        read = scores.softmax(-1) @ values[graph.rows].transpose(1, 2)
        return read.permute(2, 0, 1, 3).reshape(read.shape[2], read.shape[0], self.size)

    def _together(self, scores: list[Tensor], values: Tensor, graph: GraphTensors) -> Tensor:
        """What both nodes of each cell attend to in its sentence, (K, D)."""
        nodes, longest = graph.kinds.shape[0], graph.rows.shape[1]
        heads = torch.arange(self.heads, device=values.device)[:, None] * nodes
        subjects, objects = (
            score.reshape(-1, longest)[
                (graph.sentences * self.heads * nodes + named)[graph.table][:, None] + heads
            ]
            for score, named in zip(scores, (graph.subjects, graph.objects), strict=True)
        )
        read = (subjects + objects).softmax(-1) @ values[graph.rows].transpose(1, 2)
        return read.transpose(1, 2).reshape(-1, self.size)[graph.slots]


class DetailHead(nn.Module):
    """Of chosen facts: status, which node is the sum, which node says it (the last: none)."""

    def __init__(self, size: int = 256) -> None:
        super().__init__()
        self.predicate = nn.Embedding(len(NAMES), size)
        self.status = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, STATUSES))
        self.facts = nn.ModuleList(nn.Linear(size, size) for _ in range(2))
        self.nodes = nn.ModuleList(nn.Linear(size, size) for _ in range(2))
        self.slots = nn.ModuleList(nn.Linear(size, 1) for _ in range(2))
        self.none = nn.ModuleList(nn.Linear(size, 1) for _ in range(2))
        nn.init.normal_(self.predicate.weight, std=0.1)

    def forward(
        self, pairs: Tensor, predicates: Tensor, nodes: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """`pairs` (F, D), `predicates` (F), `nodes` (F, N, D) to (F, 4) and twice (F, N + 1)."""
        facts = pairs + self.predicate(predicates)
        slots = []
        for fact, node, slot, none in zip(
            self.facts, self.nodes, self.slots, self.none, strict=True
        ):
            hidden = functional.gelu(fact(facts)[:, None, :] + node(nodes))
            slots.append(torch.cat([slot(hidden).squeeze(-1), none(facts)], dim=-1))
        return self.status(facts), slots[0], slots[1]
