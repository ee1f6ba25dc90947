"""Stored articles through a newer model: their texts are in the graph, nothing is fetched.

The old readings stay in the graph; a new one takes an article's place when it is stored, so
that a run can be stopped at any moment and taken up again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, select

from models.database import explained, open_reader, open_writer
from models.tables import Article, Extraction, Revision
from pipeline.documents import Article as Document
from pipeline.intake import Extractor
from pipeline.reports import Problem, Report, Tally
from pipeline.settings import Settings
from pipeline.store import Found, store_articles
from pipeline.store.rows import text_digest
from pipeline.store.transactions import chunks

__all__ = ["outdated", "reextract"]

# What is stored under no source's name.
_NO_SOURCE = "added"


def outdated(settings: Settings, model: str, size: int = 250) -> Iterator[list[str]]:
    """Ids of articles whose current reading is by another model, `size` at a time.

    Raises models.database.DatabaseProblem.
    """
    reader = open_reader(settings.database_url)
    try:
        last = ""
        while True:
            query = (
                select(Article.id)
                .join(Extraction, Extraction.id == Article.extraction)
                .where(Extraction.model != model, Article.id > last)
                .order_by(Article.id)
                .limit(size)
            )
            with explained(reader.url), reader.connect() as connection:
                ids = list(connection.execute(query).scalars())
            if not ids:
                return
            yield ids
            last = ids[-1]
    finally:
        reader.dispose()


def reextract(settings: Settings, ids: Sequence[str], extractor: Extractor) -> Report:
    """Read stored articles anew; `changed` counts those that have a new reading.

    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    engine = open_writer(settings.database_url)
    try:
        return _read_anew(engine, ids, extractor)
    finally:
        engine.dispose()


def _read_anew(engine: Engine, ids: Sequence[str], extractor: Extractor) -> Report:
    tallies: dict[str, Tally] = {}
    documents: list[tuple[Document, datetime]] = []
    begun = time.perf_counter()
    for row in _stored(engine, ids):
        name = row.source or _NO_SOURCE
        tally = tallies.setdefault(name, Tally(name, datetime.now(UTC)))
        document = _document(row)
        if document is None:
            detail = "the stored text does not make the article that was stored"
            tally.problems.append(Problem(row.url, "not-rebuilt", detail))
        else:
            documents.append((document, row.seen_at))
    extractions = list(extractor.extract(document for document, _ in documents))
    extracted = time.perf_counter()
    found = [
        Found(document, extraction, seen_at)
        for (document, seen_at), extraction in zip(documents, extractions, strict=True)
    ]
    for each, result in zip(found, store_articles(engine, found), strict=True):
        tally = tallies[each.article.source or _NO_SOURCE]
        tally.results[result.result] += 1
        tally.claims += result.claims
        tally.refused_claims += result.refused
    seconds = {"extract": extracted - begun, "store": time.perf_counter() - extracted}
    now = datetime.now(UTC)
    return Report(tuple(tally.report(now) for tally in tallies.values()), seconds)


def _stored(engine: Engine, ids: Sequence[str]) -> Iterator[Any]:
    query = select(
        *(Article.url, Article.source, Article.lang, Article.published, Article.updated),
        *(Article.published_precision, Article.published_from, Article.authors, Article.access),
        *(Article.agency, Article.dateline),
        *(Revision.title, Revision.text, Revision.digest, Revision.seen_at),
    ).join(Revision, Revision.id == Article.revision)
    with explained(engine.url), engine.connect() as connection:
        for chunk in chunks(ids):
            yield from connection.execute(query.where(Article.id.in_(chunk)))


def _document(row: Any) -> Document | None:
    """The article as it was stored: the digest of its revision tells whether it is the same."""
    day_known = row.published is not None and row.published_precision == "day"
    document = Document(
        url=row.url,
        title=row.title,
        text=row.text,
        lang=row.lang,
        published=row.published.date() if day_known else row.published,
        published_from=row.published_from,
        updated=row.updated,
        authors=tuple(json.loads(row.authors)),
        access=row.access,
        source=row.source,
        agency=row.agency,
        dateline=row.dateline,
    )
    if text_digest(document) == row.digest:
        return document
    # Whether the page told the day of the update alone is not stored.
    document = replace(document, updated=row.updated.date() if row.updated else None)
    return document if text_digest(document) == row.digest else None
