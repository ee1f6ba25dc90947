"""The weights file, a zip of three ONNX graphs and the tokenizer, and the settings beside it.

The settings (name, threshold, calibration) are a small JSON file of their own, so that choosing
them anew leaves the weights as they are.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

# Since 1.29 its wheels for Linux tell their maker about machine and models, but for this.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime

__all__ = [
    "DETAILS", "ENCODER", "PAIRS", "PATH", "TOKENIZER",
    "Weights", "WeightsError", "load_weights", "settings_path",
]  # fmt: skip

ENCODER, PAIRS, DETAILS = "encoder.onnx", "pairs.onnx", "details.onnx"
TOKENIZER = "tokenizer.json"
PATH = Path(__file__).with_name("weights") / "faktograph.zip"


class WeightsError(Exception):
    """The weights are missing or not readable: install the package again or train them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`version` is the name and the digest of weights and settings."""

    path: Path
    version: str
    tokenizer: Tokenizer
    encoder: onnxruntime.InferenceSession
    pairs: onnxruntime.InferenceSession
    details: onnxruntime.InferenceSession
    settings: Mapping[str, Any]


def settings_path(weights: Path) -> Path:
    """Where the settings of a weights file lie."""
    return weights.with_suffix(".json")


def load_weights(path: Path = PATH, threads: int = 1) -> Weights:
    """Read the file; raises WeightsError."""
    try:
        told = settings_path(path).read_bytes()
        settings = json.loads(told)
        digest = hashlib.sha256(path.read_bytes() + told).hexdigest()
        with zipfile.ZipFile(path) as archive:
            return Weights(
                path=path,
                version=f"{settings['name']}-{digest[:12]}",
                tokenizer=Tokenizer.from_buffer(archive.read(TOKENIZER)),
                encoder=_session(archive.read(ENCODER), threads),
                pairs=_session(archive.read(PAIRS), threads),
                details=_session(archive.read(DETAILS), threads),
                settings=settings,
            )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise WeightsError(
            f"cannot read the model weights {path}: {error}; reinstall the package or run the"
            " recipe in training/"
        ) from error


def _session(graph: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
