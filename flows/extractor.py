"""The model, loaded once a process and used by one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.documents import Article, Extraction
from pipeline.extract import load
from pipeline.intake import Extractor
from pipeline.settings import load_settings

__all__ = ["shared_extractor", "times_loaded"]

_loading = threading.Lock()


class _OneAtATime:
    """An extractor for several threads: spaCy's pipelines are made for one."""

    def __init__(self, inner: Extractor) -> None:
        self._inner = inner
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        return self._inner.version

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        with self._lock:
            return iter(list(self._inner.extract(articles)))


def shared_extractor() -> Extractor:
    """The process's own extractor."""
    with _loading:
        return _loaded()


def times_loaded() -> int:
    """How often this process has loaded the model: not at all, or once."""
    return _loaded.cache_info().misses


@cache
def _loaded() -> Extractor:
    settings = load_settings()
    return _OneAtATime(load(threshold=settings.score_threshold or None))
