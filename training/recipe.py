"""The declared recipe: what `recipe.toml` says, typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Inputs", "Recipe", "Training", "Vocabulary", "read_recipe"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files under the data folder."""

    articles: list[str]
    development: list[str]
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    pieces: int
    words: int


@dataclass(frozen=True, slots=True)
class Training:
    seed: int
    epochs: int
    articles_a_step: int
    frozen_layers: int
    dropout: float
    encoder_rate: float
    head_rate: float
    warm_up: float
    renamed_articles: float
    renamed_entities: float
    packs_first: int
    packs_later: int
    packs_until: float
    pack_size: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Recipe:
    inputs: Inputs
    vocabulary: Vocabulary
    training: Training


def read_recipe(path: Path) -> Recipe:
    """The recipe; a missing or unknown key is a TypeError that names it."""
    table = tomllib.loads(path.read_text("utf-8"))
    return Recipe(
        Inputs(**table["inputs"]), Vocabulary(**table["vocabulary"]), Training(**table["training"])
    )
