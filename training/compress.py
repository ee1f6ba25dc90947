"""Smaller and faster weights of an ONNX graph: eight bits for matrices, sixteen for the rest.

The encoder's matrices have a scale for each block of weights (`MatMulNBits`), the pair head's one
for each column (`MatMulInteger`): its inputs are short, and blocks would cost it the gain. Both
take their activations in eight bits, scaled as they come.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

__all__ = ["eight_bits_by_block", "eight_bits_by_column", "sixteen_bits"]

_BLOCK = 32  # weights a scale; larger blocks are a tenth faster and twice as far off
_SMALL = 2048  # tensors with fewer values stay as they are


def eight_bits_by_block(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Every matrix in eight bits with a scale for each block of a column."""
    quantizer = MatMulNBitsQuantizer(
        graph, bits=8, block_size=_BLOCK, is_symmetric=True, accuracy_level=4
    )
    quantizer.process()
    return sixteen_bits(quantizer.model.model, skip=("_scales",))


def eight_bits_by_column(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Every large matrix in eight bits with a scale for each column.

    Of the eight, seven are used: processors without VNNI add two products in sixteen bits, which
    eight would overflow.
    """
    graph = _with_plain_products(_folded(graph))
    sizes = {tensor.name: tensor.dims for tensor in graph.graph.initializer}
    large = [
        node.name
        for node in graph.graph.node
        if node.op_type == "MatMul"
        and len(shape := sizes.get(node.input[1], ())) == 2
        and np.prod(shape) >= _SMALL
    ]
    if not large:  # none named would mean all
        return sixteen_bits(graph)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.onnx"
        quantize_dynamic(
            graph, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            nodes_to_quantize=large, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        return sixteen_bits(onnx.load(path))


def sixteen_bits(graph: onnx.ModelProto, skip: tuple[str, ...] = ()) -> onnx.ModelProto:
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


def _folded(graph: onnx.ModelProto) -> onnx.ModelProto:
    """What the graph makes of its weights alone (splits, transposes) done once."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    with tempfile.TemporaryDirectory() as folder:
        options.optimized_model_filepath = str(Path(folder) / "graph.onnx")
        onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        folded = onnx.load(options.optimized_model_filepath)
    used = {node.domain for node in folded.graph.node}
    domains = [each for each in folded.opset_import if each.domain in used]
    del folded.opset_import[:]
    folded.opset_import.extend(domains)
    return folded


def _with_plain_products(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Each `Gemm` with a constant matrix as `MatMul` and `Add`: only those can be quantised."""
    weights = {tensor.name: tensor for tensor in graph.graph.initializer}
    nodes = []
    for node in graph.graph.node:
        if node.op_type != "Gemm" or node.input[1] not in weights:
            nodes.append(node)
            continue
        matrix = numpy_helper.to_array(weights[node.input[1]])
        if any(each.name == "transB" and each.i for each in node.attribute):
            matrix = matrix.T
        name, product = f"{node.name}.matrix", f"{node.name}.product"
        graph.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(matrix), name))
        nodes.append(
            helper.make_node("MatMul", [node.input[0], name], [product], name=f"{node.name}.matmul")
        )
        nodes.append(helper.make_node("Add", [product, node.input[2]], [node.output[0]]))
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.graph.initializer if tensor.name in used]
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)
    return graph
