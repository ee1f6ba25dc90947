"""Scores made honest on the development articles, and the threshold chosen on them.

All on the weights as they will run, in eight bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.claims import HEAD, Calibration
from training.archive import write_settings
from training.measure import Rereading, read_lines
from training.scoring import Scores, judged, score

__all__ = ["Choice", "best_leanings", "calibrate", "calibration_error", "fitted_line"]

_FLOOR = 0.05  # raw score under which no claim is looked at
_LIKELY = 0.45  # raw score of a claim that is likely to be shown
_STEP = 0.01  # between thresholds that are tried
_STEPS = (0.0, 1.0, 2.0, 3.0)
# Of 382 speakers in articles never seen, .749 to .815 found from 0.7 to 1 at the same F1.
_SPEAKER = 1.0
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
    """Write calibration and threshold into the weights' settings; the curve they were chosen from.

    The threshold is the least from which on at least `precision` of the claims are right on the
    development articles.
    """
    gold = read_lines(data / name for name in development)
    reading = Rereading(weights, gold)
    name = reading.encoder.weights.settings["name"]
    settings: dict[str, Any] = {"name": name, "floor": _FLOOR, "threshold": 0.0}
    settings["leanings"] = best_leanings(reading, gold, settings)
    facts = [
        pair
        for article, line in zip(gold, reading.predictions(settings), strict=True)
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
    curve = [_choice(scores, right, total, t) for t in np.arange(0.05, 0.95, _STEP)]
    lower = [choice.threshold for choice in curve if choice.precision < precision]
    threshold = max(lower, default=0.0) + _STEP
    settings |= {"threshold": round(threshold, 2), "calibration": fitted}
    write_settings(weights, settings)
    return curve


def best_leanings(
    reading: Rereading, gold: list[dict[str, Any]], settings: dict[str, Any]
) -> dict[str, Any]:
    """For sums the best F1 of facts that are likely to be shown.

    The development articles have too few speakers to choose by.
    """
    leanings: dict[str, Any] = {"sum": 0.0, "speaker": _SPEAKER}

    def measured(changes: dict[str, Any]) -> Scores:
        lines = reading.predictions({**settings, "leanings": {**leanings, **changes}})
        for line in lines:
            line["facts"] = [fact for fact in line["facts"] if fact["score"] >= _LIKELY]
        return score(gold, lines)

    leanings["sum"] = max(_STEPS, key=lambda x: measured({"sum": x}).facts.f1)
    return leanings


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
