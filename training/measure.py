"""Predictions of the real pipeline on gold articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.documents import Article
from pipeline.extract import Extractor, to_prediction

__all__ = ["predictions", "read_lines"]


def read_lines(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The gold articles as JSON has them."""
    return [json.loads(x) for path in paths for x in path.read_text("utf-8").splitlines() if x]


def predictions(extractor: Extractor, gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A prediction line for each gold article, as `faktograph extract` prints it."""
    articles = [
        Article(
            url=line["id"],
            title=line["title"],
            text=line["text"],
            lang=line["lang"],
            published=date.fromisoformat(line["published"][:10]),
        )
        for line in gold
    ]
    return [
        to_prediction(article.url, article.text, found)
        for article, found in zip(articles, extractor.extract(articles), strict=True)
    ]
