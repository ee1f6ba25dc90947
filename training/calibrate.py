"""Scores made honest on the development articles, and the threshold chosen on them.

All on the weights as they will run, in eight bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.extract import Extractor, build_pipeline
from pipeline.extract.claims import HEAD
from training.archive import rewrite
from training.measure import predictions, read_lines
from training.scoring import judged

__all__ = ["Choice", "calibrate", "calibration_error", "isotonic"]

_BINS = 12
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """A threshold with the precision, recall and F1 that it gives."""

    threshold: float
    precision: float
    recall: float
    f1: float


def calibrate(weights: Path, data: Path, development: list[str], precision: float) -> list[Choice]:
    """Write knots and threshold into the weights' manifest; the curve they were chosen from.

    The threshold is the least with at least `precision` on the development articles.
    """
    rewrite(weights, {"floor": 0.02, "threshold": 0.0, "calibration": None})
    gold = read_lines(data / name for name in development)
    extractor = Extractor(build_pipeline(threshold=0.0, weights=weights))
    facts = [
        pair
        for article, line in zip(gold, predictions(extractor, gold), strict=True)
        for pair in zip(line["facts"], judged(article, line["facts"]), strict=True)
    ]
    raw = np.array([fact["score"] for fact, _ in facts])
    right = np.array([hit for _, hit in facts], float)
    learned = np.array([fact["found_by"] == HEAD for fact, _ in facts])
    knots = isotonic(raw[learned], right[learned])
    scores = np.where(learned, np.interp(raw, *knots), raw)
    total = sum(len(line["facts"]) for line in gold)
    curve = [_choice(scores, right, total, t) for t in np.arange(0.05, 0.95, 0.01)]
    chosen = next((c for c in curve if c.precision >= precision), curve[-1])
    rewrite(
        weights,
        {
            "floor": 0.02,
            "threshold": round(chosen.threshold, 2),
            "calibration": {"raw": knots[0].tolist(), "right": knots[1].tolist()},
        },
    )
    return curve


def isotonic(raw: Numbers, right: Numbers, bins: int = _BINS) -> tuple[Numbers, Numbers]:
    """Knots of a rising line through the share of right ones in bins of equal size."""
    order = np.argsort(raw, kind="stable")
    groups = [
        [float(raw[i].mean()), float(right[i].mean()), len(i)] for i in np.array_split(order, bins)
    ]
    merged: list[list[float]] = []
    for group in groups:
        merged.append(group)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            last, before = merged.pop(), merged.pop()
            weight = last[2] + before[2]
            merged.append(
                [(last[k] * last[2] + before[k] * before[2]) / weight for k in (0, 1)] + [weight]
            )
    x = np.array([0.0, *(g[0] for g in merged), 1.0])
    y = np.array([0.0, *(g[1] for g in merged), max(merged[-1][1], 0.99)])
    return x.round(4), y.round(4)


def calibration_error(scores: Numbers, right: Numbers, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    places = np.minimum((scores * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(scores[places == b].mean() - right[places == b].mean()) * (places == b).mean()
            for b in range(bins)
            if (places == b).any()
        )
    )


def _choice(scores: Numbers, right: Numbers, total: int, threshold: float) -> Choice:
    kept = scores >= threshold
    hits = float(right[kept].sum())
    precision = hits / max(int(kept.sum()), 1)
    recall = hits / total
    return Choice(float(threshold), precision, recall, 2 * hits / max(int(kept.sum()) + total, 1))
