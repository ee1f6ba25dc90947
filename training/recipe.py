"""The declared recipe: what `recipe.toml` says, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Inputs", "Recipe", "Stage", "Training", "Vocabulary", "WeightsFile", "read_recipe"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files under the data folder."""

    articles: list[str]
    development: list[str]
    sentences: list[str]
    relations: list[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    pieces: int
    words: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of the loop; see recipe.toml for what each key means."""

    epochs: int
    frozen_layers: int
    dropout: float
    encoder_rate: float
    head_rate: float
    warm_up: float
    last_rate: float
    renamed_articles: float
    renamed_entities: float
    packs_first: int
    packs_later: int
    packs_until: float
    relation_packs: int = 0
    single_sentences: int = 0
    shortened_articles: float = 0.0
    dropped_sentences: float = 0.0
    unread_pieces: float = 0.0
    own: bool = False
    also: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Training:
    seed: int
    articles_a_step: int
    pack_size: int
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """`precision`: of claims at the default threshold, on the development articles."""

    name: str
    precision: float


@dataclass(frozen=True, slots=True)
class Recipe:
    inputs: Inputs
    vocabulary: Vocabulary
    training: Training
    weights: WeightsFile


def read_recipe(path: Path) -> Recipe:
    """The recipe; a missing or unknown key is a TypeError that names it."""
    table = tomllib.loads(path.read_text("utf-8"))
    stages = tuple(Stage(**stage) for stage in table["training"].pop("stages"))
    return Recipe(
        Inputs(**table["inputs"]),
        Vocabulary(**table["vocabulary"]),
        Training(**table["training"], stages=stages),
        WeightsFile(**table["weights"]),
    )
