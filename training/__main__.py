"""`python -m training`: see README.md beside this file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import torch

from pipeline.extract.weights import PATH
from training.archive import write_settings
from training.base import read_base
from training.calibrate import calibrate
from training.encoder import Encoder
from training.examples import examples_of
from training.export import write_weights
from training.fit import Fit
from training.gold import read_corpus, read_gold
from training.model import Model
from training.own import read_own
from training.recipe import read_recipe
from training.relations import read_relations
from training.vocabulary import vocabulary_of

_HERE = Path(__file__).parent


def main() -> None:
    """Parse the command line and run the steps."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("FAKTOGRAPH_TRAINING_DATA"))
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--recipe", type=Path, default=_HERE / "recipe.toml")
    parser.add_argument(
        "--first-stage", type=int, default=1, help="begin there, after the last: export alone"
    )
    parser.add_argument("--checkpoint", type=Path, help="a run's latest.pt to go on from")
    parser.add_argument("--weights", type=Path, default=PATH, help="where the weights go")
    parser.add_argument(
        "--reviewed", type=Path, nargs="+", default=[], metavar="FILE",
        help="what `faktograph review --gold` wrote: articles for the last stage",
    )  # fmt: skip
    parser.add_argument("--minutes", type=float, default=0, help="end a stage after so long")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data FOLDER or set FAKTOGRAPH_TRAINING_DATA")
    for file in options.reviewed:
        if not file.is_file():
            parser.error(f"there is no file {file}: write it with faktograph review --gold {file}")
    recipe = read_recipe(options.recipe)
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.training.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    base = read_base()
    articles = read_gold([options.data / name for name in recipe.inputs.articles])
    sentences = read_corpus([options.data / name for name in recipe.inputs.sentences])
    reviewed = read_gold(options.reviewed)
    relations = read_relations([options.data / name for name in recipe.inputs.relations])
    tokenizer, kept = vocabulary_of(base, (t.text for t in articles + sentences), recipe.vocabulary)
    tokenizer.save(str(options.work / "tokenizer.json"))
    encoder = Encoder.from_base(base, kept)
    model = Model(encoder, base.width)
    if options.checkpoint:
        model.load_state_dict(torch.load(options.checkpoint))
    model.to(device)
    for stage in recipe.training.stages[options.first_stage - 1 :]:
        also = read_gold([options.data / name for name in stage.also])
        if stage.own:
            also += read_own(_HERE / "articles")
        if stage is recipe.training.stages[-1]:
            also += reviewed
        fit = Fit(articles + also, sentences, relations, tokenizer, recipe.training)
        fit.run(model, stage, options.minutes, options.work / "latest.pt")
    sample = next(
        e for article in articles for e in examples_of(article, tokenizer) if e.graph is not None
    )
    write_weights(model, tokenizer, sample, options.weights)
    write_settings(options.weights, {"name": recipe.weights.name, "floor": 0.0, "threshold": 0.0})
    curve = calibrate(
        options.weights, options.data, recipe.inputs.development, recipe.weights.precision
    )
    for choice in curve[::5]:
        sys.stdout.write(
            f"threshold {choice.threshold:.2f}  precision {choice.precision:.3f}"
            f"  recall {choice.recall:.3f}  F1 {choice.f1:.3f}\n"
        )


if __name__ == "__main__":
    main()
