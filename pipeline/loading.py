"""The model, loaded when the first article needs it: a run that finds none starts at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from pipeline.documents import Article, Extraction
from pipeline.intake import Extractor

__all__ = ["LateExtractor"]


class LateExtractor:
    """What `pipeline.extract.load` gives, later; `threshold` is for it."""

    def __init__(self, threshold: float | None = None) -> None:
        self._threshold = threshold

    @property
    def version(self) -> str:
        """Name and digest of the weights."""
        return self._loaded.version

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction an article, in order. Raises pipeline.extract.ModelError."""
        return self._loaded.extract(articles)

    @cached_property
    def _loaded(self) -> Extractor:
        from pipeline.extract import load  # noqa: PLC0415  (seconds, and spaCy)

        return load(threshold=self._threshold)
