"""Scores made honest on the development articles, and the threshold chosen on them.

All on the weights as they will run, in eight bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.extract import Extractor, build_pipeline
from pipeline.extract.claims import HEAD, Calibration
from training.archive import rewrite
from training.measure import predictions, read_lines
from training.scoring import judged

__all__ = ["Choice", "calibrate", "calibration_error", "fitted_line"]

_PULL = 5.0  # chosen by fitting on one half of the articles and measuring on the other
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """A threshold with the precision, recall and F1 that it gives."""

    threshold: float
    precision: float
    recall: float
    f1: float


def calibrate(weights: Path, data: Path, development: list[str], precision: float) -> list[Choice]:
    """Write calibration and threshold into the weights' manifest; the curve they were chosen from.

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
    predicates = [fact["predicate"] for fact, _ in facts]
    learned = np.array([fact["found_by"] == HEAD for fact, _ in facts])
    fitted = fitted_line(raw[learned], right[learned], np.array(predicates)[learned].tolist())
    line = Calibration(**fitted)
    scores = np.array(
        [
            line(name, score) if is_learned else score
            for name, score, is_learned in zip(predicates, raw, learned, strict=True)
        ]
    )
    total = sum(len(article["facts"]) for article in gold)
    curve = [_choice(scores, right, total, t) for t in np.arange(0.05, 0.95, 0.01)]
    chosen = next((c for c in curve if c.precision >= precision), curve[-1])
    rewrite(weights, {"threshold": round(chosen.threshold, 2), "calibration": fitted})
    return curve


def fitted_line(
    raw: Numbers, right: Numbers, predicates: list[str], pull: float = _PULL
) -> dict[str, Any]:
    """Slope and shift over log odds, and a shift for each predicate, by Newton's method.

    `pull` draws the predicates' shifts to nothing: a rare predicate keeps the common line.
    """
    names = sorted(set(predicates))
    odds = np.log(raw.clip(1e-6, 1) / (1 - raw).clip(1e-6, 1))
    one_hot = (np.array(predicates)[:, None] == np.array(names)[None]).astype(float)
    inputs = np.column_stack([odds, np.ones(len(odds)), one_hot])
    penalty = np.array([1e-3, 1e-3] + [pull] * len(names))
    weights = np.zeros(2 + len(names))
    for _ in range(30):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (likely - right) + penalty * weights
        bend = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    return {
        "slope": round(float(weights[0]), 4),
        "shift": round(float(weights[1]), 4),
        "shifts": {n: round(float(w), 4) for n, w in zip(names, weights[2:], strict=True)},
    }


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
