"""Weights in eight bits a column: what the graph says stays near, what it holds shrinks."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.compress import eight_bits_by_column, sixteen_bits

WIDTH = 64


def graph_of(layer: str, matrix: NDArray[np.float32]) -> onnx.ModelProto:
    """`rows` through one layer, written in one of the ways in which torch's exporter writes it."""
    bias = numpy_helper.from_array(np.linspace(-1, 1, WIDTH, dtype=np.float32), "bias")
    weights = [numpy_helper.from_array(matrix, "matrix"), bias]
    if layer == "gemm":
        nodes = [helper.make_node("Gemm", ["rows", "matrix", "bias"], ["out"], name="layer")]
    elif layer == "turned gemm":
        weights[0] = numpy_helper.from_array(np.ascontiguousarray(matrix.T), "matrix")
        nodes = [
            helper.make_node("Gemm", ["rows", "matrix", "bias"], ["out"], name="layer", transB=1)
        ]
    else:  # a part of a larger layer, turned round
        weights[0] = numpy_helper.from_array(np.concatenate([matrix.T, -matrix.T]), "both")
        nodes = [
            helper.make_node("Split", ["both"], ["part", "rest"], num_outputs=2),
            helper.make_node("Transpose", ["part"], ["turned"], perm=[1, 0]),
            helper.make_node("MatMul", ["rows", "turned"], ["product"], name="layer"),
            helper.make_node("Add", ["product", "bias"], ["out"]),
        ]
    graph = helper.make_graph(
        nodes, "graph",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["N", WIDTH])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["N", WIDTH])],
        weights,
    )  # fmt: skip
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


def said(graph: onnx.ModelProto, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (out,) = session.run(None, {"rows": rows})
    return np.asarray(out)


@pytest.mark.parametrize("layer", ["gemm", "turned gemm", "split and turned"])
@pytest.mark.parametrize("count", [1, 7])
def test_a_layer_in_eight_bits_says_the_same_to_a_hundredth(layer: str, count: int) -> None:
    random = np.random.default_rng(count)
    # Columns of very different size: each needs a scale of its own.
    matrix = random.normal(size=(WIDTH, WIDTH)) * np.logspace(-2, 1, WIDTH)
    rows = random.normal(size=(count, WIDTH)).astype(np.float32)
    whole = graph_of(layer, matrix.astype(np.float32))
    small = eight_bits_by_column(onnx.ModelProto.FromString(whole.SerializeToString()))
    assert [node.op_type for node in small.graph.node].count("MatMulInteger") == 1
    assert small.ByteSize() < whole.ByteSize() / 2
    before, after = said(whole, rows), said(small, rows)
    size = np.linalg.norm(matrix, axis=0) * np.linalg.norm(rows, axis=1)[:, None]
    assert np.all(np.abs(after - before) < 0.01 * size)


def test_small_matrices_stay_exact() -> None:
    few = np.eye(WIDTH, 8, dtype=np.float32)
    graph = helper.make_model(
        helper.make_graph(
            [helper.make_node("MatMul", ["rows", "few"], ["out"], name="layer")], "graph",
            [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["N", WIDTH])],
            [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["N", 8])],
            [numpy_helper.from_array(few, "few")],
        ),
        opset_imports=[helper.make_opsetid("", 18)], ir_version=9,
    )  # fmt: skip
    rows = np.random.default_rng(1).normal(size=(3, WIDTH)).astype(np.float32)
    assert np.array_equal(said(eight_bits_by_column(graph), rows), rows[:, :8])


def test_sixteen_bits_are_read_back_to_three_digits() -> None:
    matrix = np.random.default_rng(2).normal(size=(WIDTH, WIDTH)).astype(np.float32)
    rows = np.eye(WIDTH, dtype=np.float32)
    whole = graph_of("gemm", matrix)
    before = said(whole, rows)
    half = sixteen_bits(whole)
    assert half.ByteSize() < 2.2 * matrix.size
    assert np.allclose(said(half, rows), before, atol=4e-3)
