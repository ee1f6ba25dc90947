"""From torch to the one weights file: three ONNX graphs, eight bits for the encoder.

The encoder's matrices become eight bits a weight with a scale for each block (`MatMulNBits`,
activations in eight bits a block, too), embeddings eight bits with a scale for each piece; the
heads keep sixteen.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer
from torch import Tensor, nn

from pipeline.extract.nodes import Graph
from pipeline.extract.weights import DETAILS, ENCODER, PAIRS, TOKENIZER
from training.archive import write_archive
from training.examples import Example
from training.heads import GraphTensors, graph_tensors
from training.model import Model

__all__ = ["write_weights"]

_BLOCK = 32  # weights a scale; larger blocks are a tenth faster and twice as far off
_OPSET = 18
_SMALL = 2048  # tensors with fewer values stay as they are
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
    model: Model, tokenizer: Tokenizer, sample: Example, path: Path,
    *, bits: int = 8,
) -> None:  # fmt: skip
    """Write the weights file; `sample` is an article that the graphs are traced with."""
    model = model.cpu().eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_archive(
        path,
        {
            TOKENIZER: tokenizer.to_str().encode(),
            **_graphs(model, sample, bits),
        },
    )


def _graphs(model: Model, sample: Example, bits: int) -> dict[str, bytes]:
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
        ENCODER: (_eight_bits(encoder) if bits == 8 else encoder).SerializeToString(),
        PAIRS: _half(_summing(scoring)).SerializeToString(),
        DETAILS: _half(details).SerializeToString(),
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


def _eight_bits(graph: onnx.ModelProto) -> onnx.ModelProto:
    quantizer = MatMulNBitsQuantizer(
        graph, bits=8, block_size=_BLOCK, is_symmetric=True, accuracy_level=4
    )
    quantizer.process()
    return _half(quantizer.model.model, skip=("_scales",))


def _half(graph: onnx.ModelProto, skip: tuple[str, ...] = ()) -> onnx.ModelProto:
    """Large tensors in sixteen bits, cast back when the graph is loaded."""
    casts = []
    for tensor in graph.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if (
            values.dtype != np.float32
            or values.size < _SMALL
            or tensor.name.endswith(skip or ("\0",))
        ):
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    for node in reversed(casts):
        graph.graph.node.insert(0, node)
    return graph
