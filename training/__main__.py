"""`python -m training`: see README.md beside this file."""

from __future__ import annotations

import argparse
import itertools
import os
from pathlib import Path

import torch
from tokenizers import Tokenizer
from wordfreq import iter_wordlist

from training.base import Base, read_base
from training.encoder import Encoder
from training.fit import fit
from training.gold import Annotated, read_corpus, read_gold
from training.model import Model
from training.recipe import Recipe, read_recipe
from training.vocabulary import cut_vocabulary, unigram_tokenizer

_HERE = Path(__file__).parent


def main() -> None:
    """Parse the command line and run the steps."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("FAKTOGRAPH_TRAINING_DATA"))
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--recipe", type=Path, default=_HERE / "recipe.toml")
    parser.add_argument("--minutes", type=float, help="the recipe's limit, overridden")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data FOLDER or set FAKTOGRAPH_TRAINING_DATA")
    recipe = read_recipe(options.recipe)
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.training.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    base = read_base()
    articles = read_gold([options.data / name for name in recipe.inputs.articles])
    sentences = read_corpus([options.data / name for name in recipe.inputs.sentences])
    tokenizer, kept = _vocabulary(base, recipe, articles + sentences)
    tokenizer.save(str(options.work / "tokenizer.json"))
    encoder = Encoder.from_base(
        base, kept, dropout=recipe.training.dropout, frozen=recipe.training.frozen_layers
    )
    model = Model(encoder, base.width).to(device)
    fit(model, articles, sentences, tokenizer, recipe.training, device, options.work)


def _vocabulary(base: Base, recipe: Recipe, texts: list[Annotated]) -> tuple[Tokenizer, list[int]]:
    words = itertools.chain.from_iterable(
        zip(*(itertools.islice(iter_wordlist(lang), recipe.vocabulary.words) for lang in ("de", "en")),
            strict=False)
    )  # fmt: skip
    kept = cut_vocabulary(base, (t.text for t in texts), words, recipe.vocabulary.pieces)
    return unigram_tokenizer([base.pieces[index] for index in kept]), kept


if __name__ == "__main__":
    main()
