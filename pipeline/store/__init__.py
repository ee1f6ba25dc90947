"""From articles and what was found in them to rows and facts, in one transaction a batch.

`store_articles` puts articles into the graph; claims that say the same become one fact. The
fetches that brought them are recorded with them.
"""

from pipeline.store.judging import judge, judgements, undo
from pipeline.store.records import (
    LastFetch,
    RefusedPage,
    SourceInfo,
    last_fetches,
    record_fetches,
    record_run,
    record_sources,
)
from pipeline.store.rows import Found
from pipeline.store.writing import Stored, store_article, store_articles, stored_already

__all__ = [
    "Found",
    "LastFetch",
    "RefusedPage",
    "SourceInfo",
    "Stored",
    "judge",
    "judgements",
    "last_fetches",
    "record_fetches",
    "record_run",
    "record_sources",
    "store_article",
    "store_articles",
    "stored_already",
    "undo",
]
