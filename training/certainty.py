"""`python -m training.certainty`: what each wording of certainty.toml weighs for each status.

A multinomial logistic regression on the facts of the training articles, our own among them, their
evidence given; the model's own opinion is no input, because it has seen the same articles. It knows
most of what the wording tells, so that only a share of the weights is added to it.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.documents import Span
from pipeline.extract.certainty import WEIGHTS, features
from pipeline.extract.scoring import STATUSES
from training.gold import Annotated, read_gold
from training.own import read_own
from training.recipe import read_recipe

__all__ = ["fitted"]

Numbers = NDArray[np.float64]
Example = tuple[frozenset[str], int]
_PULL = 3.0  # chosen on fifths of the training articles
_STEPS = 300
# Of 0, 1/4, 1/2, 3/4 and 1 a quarter and a half were right most often, on the development articles
# and on others that the model had not seen either.
_SHARE = 0.3


def main() -> None:
    """Fit on the training articles, print the accuracy on fifths left out, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.certainty", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("FAKTOGRAPH_TRAINING_DATA"))
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data FOLDER or set FAKTOGRAPH_TRAINING_DATA")
    here = Path(__file__).parent
    recipe = read_recipe(here / "recipe.toml")
    articles = read_gold(options.data / name for name in recipe.inputs.articles)
    articles += read_own(here / "articles")
    right = total = 0
    for fold in range(5):
        weights = fitted([e for i, a in enumerate(articles) if i % 5 != fold for e in _of(a)])
        held = [e for a in articles[fold::5] for e in _of(a)]
        right += sum(_choice(weights, found) == status for found, status in held)
        total += len(held)
    print(f"{right / total:.3f} of {total} statuses right by the wording alone")
    weights = fitted([example for article in articles for example in _of(article)])
    lines = (
        f" {json.dumps(name)}: {json.dumps([round(_SHARE * weight, 2) for weight in row])}"
        for name, row in sorted(weights.items())
    )
    WEIGHTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def fitted(examples: list[Example]) -> dict[str, list[float]]:
    """Weights by feature, one for each of STATUSES; that of the first is nothing."""
    names = [*sorted({name for found, _ in examples for name in found}), "always"]
    place = {name: index for index, name in enumerate(names)}
    inputs = np.zeros((len(examples), len(names)))
    inputs[:, -1] = 1
    for row, (found, _) in enumerate(examples):
        inputs[row, [place[name] for name in found]] = 1
    wanted = np.eye(len(STATUSES))[[status for _, status in examples]]
    weights = _descend(inputs, wanted)
    weights -= weights[:, :1]
    return dict(zip(names, weights.tolist(), strict=True))


def _descend(inputs: Numbers, wanted: Numbers) -> Numbers:
    """Accelerated steps under a fixed bound of the curvature (Böhning)."""
    weights = np.zeros((inputs.shape[1], wanted.shape[1]))
    ahead, pace = weights.copy(), 1.0
    bound = np.linalg.inv(0.5 * inputs.T @ inputs + _PULL * np.eye(inputs.shape[1]))
    for _ in range(_STEPS):
        odds = inputs @ ahead
        likely = np.exp(odds - odds.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        stepped = ahead + bound @ (inputs.T @ (wanted - likely) - _PULL * ahead)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = stepped + (pace - 1) / faster * (stepped - weights)
        weights, pace = stepped, faster
    return weights


def _of(article: Annotated) -> Iterator[Example]:
    for fact in article.facts:
        words = Span(fact.start, fact.end)
        found = features(article.text, article.lang, words, fact.predicate)
        yield frozenset(found), STATUSES.index(fact.status)


def _choice(weights: dict[str, list[float]], found: frozenset[str]) -> int:
    rows = [weights.get(name, [0.0] * len(STATUSES)) for name in (*found, "always")]
    return int(np.sum(rows, axis=0).argmax())


if __name__ == "__main__":
    main()
