"""Short trainings of equal length that differ in one thing: how much they read, or how deep.

    python -m training.compare --data ../shared --work /tmp/it --shares 0.25 0.5 1 --layers 6 9 12
    python -m training.compare --data ../shared --work /tmp/it --layers 6 8 10 --minutes 8 \
        --checkpoint run/latest.pt

One row a training, from the base model or a checkpoint's lower layers on, only the encoder's last
layers (`--trained`) and the heads being trained: development F1 of names, entities and facts (at
the best threshold), names in GermEval sentences (left out, unless the checkpoint learnt them),
words a second on one thread. From the base model all are far from what the whole recipe reaches;
only their differences tell something.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from pipeline.extract import Extractor, build_pipeline
from training.archive import write_settings
from training.base import Base, read_base
from training.calibrate import calibrate
from training.encoder import Encoder
from training.examples import examples_of
from training.export import write_weights
from training.fit import Fit
from training.gold import Annotated, read_corpus, read_gold
from training.measure import predictions, read_lines
from training.model import Model
from training.own import read_own
from training.recipe import Recipe, read_recipe
from training.relations import read_relations
from training.scoring import Counts, score
from training.vocabulary import vocabulary_of

_HERE = Path(__file__).parent
_LEFT_OUT = "germeval"


def main() -> None:
    """Train and measure each variant; one table."""
    parser = argparse.ArgumentParser(prog="python -m training.compare", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("FAKTOGRAPH_TRAINING_DATA"))
    parser.add_argument("--work", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--epochs", type=int, default=1, help="over all articles; others as long")
    parser.add_argument("--minutes", type=float, default=0, help="end each after so long")
    parser.add_argument("--checkpoint", type=Path, help="begin with its lower layers and its heads")
    parser.add_argument("--shares", type=float, nargs="*", default=[], help="of the articles")
    parser.add_argument("--layers", type=int, nargs="*", default=[], help="of the encoder")
    parser.add_argument("--trained", type=int, default=3, help="how many of the last layers")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data FOLDER or set FAKTOGRAPH_TRAINING_DATA")
    options.work.mkdir(parents=True, exist_ok=True)
    recipe = read_recipe(_HERE / "recipe.toml")
    whole = read_base().layers
    print("| articles | layers | names | entities | facts | GermEval, unseen | words/s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    variants = [(share, whole) for share in options.shares]
    variants += [(1.0, layers) for layers in options.layers]
    for share, layers in dict.fromkeys(variants):
        weights = options.work / f"{share:g}-{layers}.zip"
        count = _train(recipe, options, weights, share, layers)
        row = _measured(recipe, options.data, weights)
        print(f"| {count:,} | {layers} | {' | '.join(row)} |", flush=True)


def _cut(base: Base, layers: int) -> Base:
    """The lowest `layers` layers."""
    tensors = {
        name: values
        for name, values in base.tensors.items()
        if not name.startswith("layers.") or int(name.split(".")[1]) < layers
    }
    return replace(base, layers=layers, tensors=tensors)


def _train(
    recipe: Recipe, options: argparse.Namespace, weights: Path, share: float, layers: int
) -> int:
    """Write weights; how many articles they read."""
    data: Path = options.data
    torch.manual_seed(recipe.training.seed)
    base = _cut(read_base(), layers)
    articles = read_gold([data / name for name in recipe.inputs.articles])
    sentences = read_corpus([data / name for name in recipe.inputs.sentences])
    tokenizer, kept = vocabulary_of(base, (t.text for t in articles + sentences), recipe.vocabulary)
    sentences = [sentence for sentence in sentences if not _is_left_out(sentence.id)]
    relations = read_relations([data / name for name in recipe.inputs.relations])
    articles = _sample(articles + read_own(_HERE / "articles"), share, recipe.training.seed)
    model = Model(Encoder.from_base(base, kept), base.width)
    if options.checkpoint:
        known = model.state_dict()
        learnt = torch.load(options.checkpoint)
        model.load_state_dict({name: value for name, value in learnt.items() if name in known})
    # What the frozen layers make of an article that is never renamed is kept: steps are short.
    stage = replace(
        recipe.training.stages[1],
        epochs=round(options.epochs / share), frozen_layers=base.layers - options.trained,
        renamed_articles=0.0,
    )  # fmt: skip
    fit = Fit(articles, sentences, relations, tokenizer, recipe.training)
    fit.run(model, stage, options.minutes, weights.with_suffix(".pt"))
    sample = next(e for a in articles for e in examples_of(a, tokenizer) if e.graph is not None)
    write_weights(model, tokenizer, sample, weights)
    write_settings(weights, {"name": recipe.weights.name, "floor": 0.0, "threshold": 0.0})
    return len(articles)


def _is_left_out(sentence: str) -> bool:
    return sentence.startswith(_LEFT_OUT) and sentence.endswith("0")


def _sample(articles: list[Annotated], share: float, seed: int) -> list[Annotated]:
    """The same share of each language; a smaller share is part of a larger one."""
    rng = random.Random(seed)  # noqa: S311  no secret
    shuffled = rng.sample(articles, len(articles))
    languages = {article.lang for article in articles}
    parts = [[each for each in shuffled if each.lang == lang] for lang in sorted(languages)]
    return [each for part in parts for each in part[: round(len(part) * share)]]


def _measured(recipe: Recipe, data: Path, weights: Path) -> list[str]:
    curve = calibrate(weights, data, recipe.inputs.development, recipe.weights.precision)
    extractor = Extractor(build_pipeline(weights=weights))
    gold = read_lines(data / name for name in recipe.inputs.development)
    began = time.process_time()
    found = score(gold, predictions(extractor, gold))
    seconds = time.process_time() - began
    words = sum(len(line["text"].split()) for line in gold)
    facts = max(choice.f1 for choice in curve)
    names = _germeval(extractor, recipe, data)
    figures = (found.mentions.f1, found.entities.f1, facts, names.f1)
    return [*(f"{figure:.3f}" for figure in figures), f"{words / seconds:,.0f}"]


def _germeval(extractor: Extractor, recipe: Recipe, data: Path) -> Counts:
    """Names without products, which GermEval does not mark."""
    paths = [data / name for name in recipe.inputs.sentences if _LEFT_OUT in name]
    lines: list[dict[str, Any]] = [
        {**line, "title": "", "published": "2014-01-01"}
        for line in read_lines(paths)
        if _is_left_out(str(line["id"]))
    ]
    counts = Counts()
    for line, told in zip(lines, predictions(extractor, lines), strict=True):
        right = {(start, end, kind) for start, end, kind in line["spans"]}
        mine = {(m["start"], m["end"], m["type"]) for m in told["mentions"]}
        mine = {name for name in mine if name[2] != "PRODUCT"}
        counts.add(len(right & mine), len(mine), len(right))
    return counts


if __name__ == "__main__":
    main()
