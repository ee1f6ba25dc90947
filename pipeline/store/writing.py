"""Articles into the graph: one transaction, the same twice changes nothing.

A changed text is a new revision, a newer model's reading a new extraction; their claims take
the place of the old ones, which are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, select

from models import tables
from models.database import DatabaseProblem, explained
from models.tables import Article, Claim, Extraction, Revision, table_of
from pipeline.documents import Article as Document
from pipeline.documents import Rejection
from pipeline.store.batches import Batch, write
from pipeline.store.entities import add_entities, canonical_ids
from pipeline.store.facts import Refreshed, refresh
from pipeline.store.identity import article_id, hashed
from pipeline.store.records import Attempt, RefusedPage, add_attempts, add_refused, record_fetches
from pipeline.store.repeats import mark_repeats
from pipeline.store.revisions import Standing, add_sources, plan, standing
from pipeline.store.rows import Found, Prepared, prepare, text_digest
from pipeline.store.stories import tell_stories
from pipeline.store.transactions import chunks, upsert, writing

__all__ = [
    "FactChanges",
    "Stored",
    "changes_by",
    "store_article",
    "store_articles",
    "stored_already",
]


@dataclass(frozen=True, slots=True)
class FactChanges:
    """How many facts an article made: told first by it, told again by it, ended by its news."""

    new: int = 0
    confirmed: int = 0
    superseded: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article; `claims` of it passed the door, `refused` did not."""

    article: str
    url: str
    result: Literal["new", "changed", "unchanged", "failed"]
    claims: int
    refused: int
    facts: FactChanges = FactChanges()


def store_article(engine: Engine, found: Found) -> Stored:
    """Store one article in one transaction; see `store_articles`."""
    return store_articles(engine, [found])[0]


def store_articles(
    engine: Engine,
    found: Sequence[Found],
    *,
    fetches: Iterable[Attempt] = (),
    refused: Iterable[RefusedPage] = (),
) -> list[Stored]:
    """Store articles and make the facts they touch anew, in one transaction.

    The fetches that brought them, and pages refused beside them, go into the same transaction:
    what is recorded as fetched is stored. An article that cannot be stored is reported as
    failed, and kept among the rejections; the others are stored without it.

    Raises models.database.DatabaseProblem where the database cannot be written to: nothing of
    the batch is then stored.
    """
    attempts, pages = list(fetches), list(refused)
    try:
        return _store_all(engine, found, attempts, pages)
    except DatabaseProblem:
        raise
    except Exception as error:
        if len(found) == 1:
            return [_failed(engine, found[0], error, attempts, pages)]
    stored = [each for one in found for each in store_articles(engine, [one])]
    record_fetches(engine, attempts, pages)
    return stored


def _store_all(
    engine: Engine,
    found: Iterable[Found],
    attempts: Iterable[Attempt],
    pages: Iterable[RefusedPage],
) -> list[Stored]:
    prepared = [prepare(each) for each in found]
    with writing(engine) as connection:
        stored = [one for group in _rounds(prepared) for one in _store(connection, group)]
        add_attempts(connection, attempts)
        add_refused(connection, pages)
        return stored


def _failed(
    engine: Engine,
    found: Found,
    error: Exception,
    attempts: Iterable[Attempt],
    pages: Sequence[RefusedPage],
) -> Stored:
    """Keep why an article could not be stored; its text is not in the graph."""
    article = found.article
    problem = Rejection(article.url, "not-stored", f"{type(error).__name__}: {error}"[:500])
    record_fetches(engine, attempts, [*pages, RefusedPage(problem, article.source, found.seen_at)])
    return Stored(article_id(article.url), article.url, "failed", 0, 0)


def stored_already(engine: Engine, articles: Iterable[Document], model: str) -> set[str]:
    """Tell which articles (by URL) are stored as they are, read by this model."""
    digests = {article_id(article.url): (article.url, text_digest(article)) for article in articles}
    query = (
        select(Article.id, Revision.digest)
        .join(Revision, Revision.id == Article.revision)
        .join(Extraction, Extraction.id == Article.extraction)
        .where(Extraction.model == model)
    )
    with explained(engine.url), engine.connect() as connection:
        return {
            digests[row.id][0]
            for chunk in chunks(digests)
            for row in connection.execute(query.where(Article.id.in_(chunk)))
            if digests[row.id][1] == row.digest
        }


def _rounds(prepared: Sequence[Prepared]) -> list[list[Prepared]]:
    """Split a batch so that no article comes twice in one round."""
    rounds: list[dict[str, Prepared]] = []
    for each in prepared:
        for group in rounds:
            if each.id not in group:
                group[each.id] = each
                break
        else:
            rounds.append({each.id: each})
    return [list(group.values()) for group in rounds]


def _store(connection: Connection, group: Sequence[Prepared]) -> list[Stored]:
    """Store articles that are all different."""
    before = standing(connection, [each.id for each in group])
    fresh = {each.id: each for each in group if not _is_stored(each, before.get(each.id))}
    add_sources(connection, group, before)
    add_entities(
        connection,
        [entity for each in fresh.values() for entity in each.entities],
        {name for each in fresh.values() for name in each.names},
    )
    canonical = canonical_ids(connection, _parties(fresh.values()))
    batch = Batch.after_last(connection)
    for each in fresh.values():
        plan(connection, batch, each, before.get(each.id), canonical)
    added = [claim for claim in batch.claims if claim["current"]]
    batch.led_no_more += mark_repeats(connection, added)
    topics = write(connection, batch)
    refreshed = refresh(connection, topics, added)
    tell_stories(connection, fresh)
    _report(connection, fresh.values())
    facts = changes_by(connection, list(fresh), refreshed)
    return [
        Stored(
            article=each.id,
            url=each.found.article.url,
            result="unchanged"
            if each.id not in fresh
            else "changed"
            if each.id in before
            else "new",
            claims=len(each.claims),
            refused=len(each.refused),
            facts=facts.get(each.id, FactChanges()),
        )
        for each in group
    ]


def changes_by(
    connection: Connection, articles: Sequence[str], refreshed: Refreshed
) -> dict[str, FactChanges]:
    """Tell which of the articles made which changes to facts; each change is counted once.

    What another's departure ended is put down to the first of them.
    """
    query = (
        select(Claim.article, Claim.fact)
        .join(Article, Article.extraction == Claim.extraction)
        .order_by(Claim.reported, Claim.article)
    )
    makers: dict[str | None, str] = {}
    for chunk in chunks(articles):
        for row in connection.execute(query.where(Article.id.in_(chunk))).all():
            makers.setdefault(row.fact, row.article)
    first = next(iter(articles), None)
    heirs = Counter(makers.get(heir, first) for heir in refreshed.superseded.values())
    new = Counter(makers.get(fact) for fact in refreshed.new)
    confirmed = Counter(makers.get(fact) for fact in refreshed.confirmed)
    return {each: FactChanges(new[each], confirmed[each], heirs[each]) for each in articles}


def _is_stored(each: Prepared, before: Standing | None) -> bool:
    return (
        before is not None
        and before.digest == each.revision["digest"]
        and before.model == each.found.extraction.model
    )


def _parties(fresh: Iterable[Prepared]) -> set[str]:
    """Gather the entities that claims are about."""
    claims = [claim for each in fresh for claim in each.claims]
    return {claim[role] for claim in claims for role in ("subject", "object")} - {None}


def _report(connection: Connection, fresh: Iterable[Prepared]) -> None:
    """Keep what the door refused, for people to see."""
    rows = [
        {
            "id": hashed("store", each.found.article.url, refused.reason, refused.detail),
            "stage": "store",
            "at": each.found.seen_at,
            "source": each.found.article.source,
            "url": each.found.article.url,
            "reason": refused.reason,
            "detail": refused.detail,
        }
        for each in fresh
        for refused in each.refused
    ]
    upsert(connection, table_of(tables.Rejection), rows)
