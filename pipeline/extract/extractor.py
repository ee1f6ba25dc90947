"""Articles to extractions, through one spaCy pipeline for both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from pipeline.documents import Article, Extraction
from pipeline.extract.components import BATCH
from pipeline.extract.weights import WeightsError

__all__ = ["Extractor", "ModelError", "build_pipeline", "extraction_of", "load"]


class ModelError(Exception):
    """The model asked for cannot be used: install it, or name another."""


class Extractor:
    """A loaded pipeline. The same text gives the same extraction, whatever else is in the batch."""

    def __init__(self, nlp: Pipeline) -> None:
        self.nlp = nlp

    @property
    def version(self) -> str:
        """Name and digest of the weights, and the other pipeline's name where one finds names."""
        encoder: Any = self.nlp.get_pipe("faktograph_encoder")
        version: str = encoder.weights.version
        if "faktograph_other_names" not in self.nlp.pipe_names:
            return version
        names: Any = self.nlp.get_pipe("faktograph_other_names")
        return f"{version}+{names.model}"

    def doc(self, article: Article) -> Doc:
        """The article as a tokenised Doc, ready for the pipeline."""
        tokenizer: Any = self.nlp.tokenizer
        doc: Doc = tokenizer.read(article.text, article.lang)
        doc._.article = article
        return doc

    def docs(self, articles: Iterable[Article]) -> Iterator[Doc]:
        """Read docs, for displaCy and for spaCy's own tools."""
        yield from self.nlp.pipe((self.doc(a) for a in articles), batch_size=BATCH)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction an article, in order, a batch of articles in memory at a time."""
        yield from map(extraction_of, self.docs(articles))


def extraction_of(doc: Doc) -> Extraction:
    """What the pipeline left on a doc."""
    return Extraction(
        mentions=doc._.mentions,
        amounts=doc._.amounts,
        quantities=doc._.quantities,
        times=doc._.times,
        claims=doc._.claims,
        model=doc._.model,
    )


def build_pipeline(
    model: str | None = None,
    threshold: float | None = None,
    weights: Path | None = None,
    threads: int = 1,
) -> Pipeline:
    """The spaCy pipeline; `nlp.to_disk(PATH)` saves it for `spacy.load(PATH)`."""
    tokenizer = {"tokenizer": {"@tokenizers": "faktograph.two_tokenizers.v1"}}
    nlp = spacy.blank("xx", config={"nlp": tokenizer})
    nlp.add_pipe(
        "faktograph_encoder",
        config={"weights": str(weights) if weights else None, "threads": threads},
    )
    if model:
        nlp.add_pipe("faktograph_other_names", config={"model": model})
    else:
        nlp.add_pipe("faktograph_names")
    nlp.add_pipe("faktograph_values")
    nlp.add_pipe("faktograph_facts", config={"threshold": threshold})
    return nlp


@lru_cache(maxsize=2)
def load(
    model: str | None = None,
    threshold: float | None = None,
    weights: Path | None = None,
    threads: int = 1,
) -> Extractor:
    """The extractor, loaded once a process.

    `model` names another installed spaCy pipeline that finds the names, or a folder with one
    saved by `build_pipeline`; `threshold` is the least score of a claim. Raises ModelError.
    """
    try:
        if model and (Path(model) / "faktograph_encoder").is_dir():
            return Extractor(spacy.load(model))
        return Extractor(build_pipeline(model, threshold, weights, threads))
    except WeightsError as error:
        raise ModelError(str(error)) from error
    except OSError as error:
        raise ModelError(
            f"no spaCy pipeline {model!r} is installed: install it with pip, or leave out --model"
        ) from error
