"""From torch to the one weights file: three ONNX graphs, made smaller as `compress.py` says.

Embeddings become eight bits with a scale for each piece.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from pipeline.extract.nodes import Graph
from pipeline.extract.weights import DETAILS, ENCODER, PAIRS, TOKENIZER
from training.archive import write_archive
from training.compress import eight_bits_by_block, eight_bits_by_column, sixteen_bits
from training.examples import Example
from training.heads import GraphTensors, graph_tensors
from training.model import Model

__all__ = ["write_weights"]

_OPSET = 18
_AXES = {
    "kinds": "N", "first": "M", "last": "M", "pool": "NM", "place": "NSM", "rows": "SL",
    "row_mask": "SL", "distance": "NS", "subjects": "K", "objects": "K",
    "sentences": "K", "gap": "K", "table": "SQ", "slots": "K",
}  # fmt: skip


class _Reading(nn.Module):
    """Ids and mask to states and the tags' log probabilities, embeddings from eight bits."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder, self.names = model.encoder, model.names
        table = model.encoder.word.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("pieces", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        embedded = self.pieces[ids].float() * self.scale[ids]
        states = self.encoder.read(embedded, mask)
        return states, self.names(states).log_softmax(-1)


class _Scoring(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        self.pairs = model.pairs

    def forward(self, states: Tensor, *graph: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return tuple(self.pairs(states, GraphTensors(*graph)))


def write_weights(
    model: Model, tokenizer: Tokenizer, sample: Example, path: Path
) -> None:  # fmt: skip
    """Write the weights file; `sample` is an article that the graphs are traced with."""
    model = model.cpu().eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_archive(
        path,
        {
            TOKENIZER: tokenizer.to_str().encode(),
            **_graphs(model, sample),
        },
    )


def _graphs(model: Model, sample: Example) -> dict[str, bytes]:
    assert sample.graph is not None  # the sample is an article with pairs
    ids = torch.from_numpy(sample.window.ids)[None]
    mask = torch.ones(ids.shape)
    graph = graph_tensors(sample.graph, torch.device("cpu"))
    reading = _Reading(model).eval()
    with torch.no_grad():
        states, _ = reading(ids, mask)
        pairs = model.pairs(states[0], graph)
    encoder = _traced(
        reading, (ids, mask), ["ids", "mask"], ["states", "tags"],
        {"ids": "BT", "mask": "BT", "states": "BT", "tags": "BT"},
    )  # fmt: skip
    names = [field.name for field in fields(Graph)]
    scoring = _traced(
        _Scoring(model).eval(), (states[0], *graph),
        ["states", *names], ["scores", "cells", "nodes"],
        {"states": "T", **_AXES, "scores": "K", "cells": "K", "nodes": "NS"},
    )  # fmt: skip
    details = _traced(
        model.details,
        (pairs.states[:3], torch.tensor([0, 1, 2]), pairs.nodes[:, [0, 0, 0]].transpose(0, 1)),
        ["cells", "predicates", "nodes"], ["status", "amount", "speaker"],
        {"cells": "F", "predicates": "F", "nodes": "FN", "status": "F", "amount": "FQ",
         "speaker": "FQ"},
    )  # fmt: skip
    return {
        ENCODER: eight_bits_by_block(encoder).SerializeToString(),
        PAIRS: eight_bits_by_column(_summing(scoring)).SerializeToString(),
        DETAILS: sixteen_bits(details).SerializeToString(),
    }


def _traced(
    module: nn.Module, inputs: tuple[Any, ...], names: list[str], outputs: list[str],
    axes: Mapping[str, str],
) -> onnx.ModelProto:  # fmt: skip
    buffer = io.BytesIO()
    torch.onnx.export(
        module, inputs, buffer, input_names=names, output_names=outputs, opset_version=_OPSET,
        dynamic_axes={name: dict(enumerate(letters)) for name, letters in axes.items()},
        dynamo=False,
    )  # fmt: skip
    return onnx.load_from_string(buffer.getvalue())


def _summing(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Have the rows that `index_put` writes to one place summed, which torch's exporter forgets."""
    for node in graph.graph.node:
        if node.op_type == "ScatterND":
            node.attribute.append(helper.make_attribute("reduction", "add"))
    return graph
