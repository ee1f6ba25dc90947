"""Stored articles through a newer model: their texts are in the graph, nothing is fetched.

In two steps, so that answers never mix a half-done run in: first every article is read and its
new reading kept beside the old one, which stands; when all are read, the new readings take the
places, all at once. A run can be stopped at any moment and taken up again, and all readings are
kept: `pipeline.query.model_diff` compares them.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, select

from models.database import explained, open_reader, open_writer
from models.tables import Article, Revision
from pipeline.documents import Article as Document
from pipeline.documents import Extraction
from pipeline.intake import Extractor
from pipeline.reports import Problem, Report, Tally, merged
from pipeline.settings import Settings
from pipeline.store import Found
from pipeline.store.identity import article_id
from pipeline.store.readings import readings_left, store_beside, take_over
from pipeline.store.rows import text_digest
from pipeline.store.transactions import chunks

__all__ = ["outdated", "read_anew", "reextract", "take_places"]

_log = logging.getLogger(__name__)

# What is stored under no source's name.
_NO_SOURCE = "added"


def reextract(settings: Settings, extractor: Extractor, size: int = 250) -> Report:
    """Read all that another model read, then let the new readings take the places.

    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    model = extractor.version
    read = merged(read_anew(settings, ids, extractor) for ids in outdated(settings, model, size))
    return merged([read, take_places(settings, model, size)])


def outdated(settings: Settings, model: str, size: int = 250) -> Iterator[list[str]]:
    """Ids of articles whose text this model has not read, `size` at a time.

    Raises models.database.DatabaseProblem.
    """
    reader = open_reader(settings.database_url)
    try:
        last = ""
        while ids := readings_left(reader, model, last, size):
            yield ids
            last = ids[-1]
    finally:
        reader.dispose()


def read_anew(settings: Settings, ids: Sequence[str], extractor: Extractor) -> Report:
    """Read stored articles anew and keep the readings beside those that stand.

    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    with _writer(settings) as engine:
        return _read_anew(engine, ids, extractor)


def take_places(settings: Settings, model: str, size: int = 250) -> Report:
    """Let this model's readings take the places, all or none; `changed` counts the articles.

    Nobody else can write meanwhile. Raises models.database.DatabaseProblem where the database
    cannot be written to.
    """
    tallies: dict[str, Tally] = {}
    begun = time.perf_counter()
    with _writer(settings) as engine:
        for batch in take_over(engine, model, size):
            for source, facts in batch:
                tally = _tally(tallies, source)
                tally.results["changed"] += 1
                tally.facts.update(asdict(facts))
    return _report(tallies, {"take places": time.perf_counter() - begun})


@contextmanager
def _writer(settings: Settings) -> Iterator[Engine]:
    engine = open_writer(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def _read_anew(engine: Engine, ids: Sequence[str], extractor: Extractor) -> Report:
    tallies: dict[str, Tally] = {}
    documents: list[tuple[Document, datetime]] = []
    begun = time.perf_counter()
    for row in _stored(engine, ids):
        document = _document(row)
        if document is None:
            detail = "the stored text does not make the article that was stored"
            _tally(tallies, row.source).refuse(Problem(row.url, "not-rebuilt", detail))
        else:
            documents.append((document, row.seen_at))
    found = [
        Found(document, extraction, seen_at)
        for (document, seen_at), extraction in zip(
            documents, _extracted(extractor, [each for each, _ in documents], tallies), strict=True
        )
        if extraction is not None
    ]
    extracted = time.perf_counter()
    source_of = {article_id(each.article.url): each.article.source for each in found}
    kept = store_beside(engine, found)
    for article, source in source_of.items():
        tally = _tally(tallies, source)
        claims, refused = kept.get(article, (0, 0))
        tally.results["read" if article in kept else "unchanged"] += 1
        tally.claims += claims
        tally.refused_claims += refused
    seconds = {"extract": extracted - begun, "store": time.perf_counter() - extracted}
    return _report(tallies, seconds)


def _extracted(
    extractor: Extractor, documents: Sequence[Document], tallies: dict[str, Tally]
) -> list[Extraction | None]:
    """Extract; a batch that fails is taken apart, so that one bad article stops no other."""
    try:
        return list(extractor.extract(documents))
    except Exception as error:
        if len(documents) > 1:
            return [each for one in documents for each in _extracted(extractor, [one], tallies)]
        [document] = documents
        told = {"source": document.source or _NO_SOURCE, "article": document.url}
        _log.exception("extracting %s failed", document.url, extra=told)
        problem = Problem(document.url, "error", f"extracting failed: {error!r}")
        _tally(tallies, document.source).refuse(problem)
        return [None]


def _tally(tallies: dict[str, Tally], source: str | None) -> Tally:
    name = source or _NO_SOURCE
    return tallies.setdefault(name, Tally(name, datetime.now(UTC)))


def _report(tallies: dict[str, Tally], seconds: dict[str, float]) -> Report:
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
