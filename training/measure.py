"""Predictions of the real pipeline on gold articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.documents import Article
from pipeline.extract import Extractor, build_pipeline, to_prediction
from pipeline.extract.components import ENCODED
from pipeline.extract.extractor import extraction_of

__all__ = ["Rereading", "predictions", "read_lines"]


def read_lines(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The gold articles as JSON has them."""
    return [json.loads(x) for path in paths for x in path.read_text("utf-8").splitlines() if x]


def articles_of(gold: list[dict[str, Any]]) -> list[Article]:
    """The articles of gold lines; the id is the address."""
    return [
        Article(
            url=line["id"],
            title=line["title"],
            text=line["text"],
            lang=line["lang"],
            published=date.fromisoformat(line["published"][:10]),
        )
        for line in gold
    ]


def predictions(extractor: Extractor, gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A prediction line for each gold article, as `faktograph extract` prints it."""
    articles = articles_of(gold)
    return [
        to_prediction(article.url, article.text, found)
        for article, found in zip(articles, extractor.extract(articles), strict=True)
    ]


class Rereading:
    """Articles encoded once, their facts told anew under other settings of the manifest."""

    def __init__(self, weights: Path, gold: list[dict[str, Any]]) -> None:
        self.nlp = build_pipeline(threshold=0.0, weights=weights)
        self.facts: Any = self.nlp.get_pipe("faktograph_facts")
        self.encoder: Any = self.nlp.get_pipe("faktograph_encoder")
        with self.nlp.select_pipes(disable=["faktograph_facts"]):
            self.docs = list(Extractor(self.nlp).docs(articles_of(gold)))
        self.encoded = [doc.user_data[ENCODED] for doc in self.docs]

    def predictions(self, settings: dict[str, Any]) -> list[dict[str, Any]]:
        """A prediction line an article, every claim above the floor."""
        self.encoder.weights = replace(self.encoder.weights, settings=settings)
        for doc, encoded in zip(self.docs, self.encoded, strict=True):
            doc.user_data[ENCODED] = encoded
            self.facts.read([doc])
        return [to_prediction(doc._.article.url, doc.text, extraction_of(doc)) for doc in self.docs]
