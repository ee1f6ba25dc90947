"""Articles into the graph: one transaction, the same twice changes nothing.

A changed text is a new revision, a newer model's reading a new extraction; their claims take
the place of the old ones, which are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, select

from models.database import explained
from models.tables import Article, Extraction, Rejection, Revision, table_of
from pipeline.documents import Article as Document
from pipeline.store.entities import add_entities, canonical_ids
from pipeline.store.facts import refresh
from pipeline.store.identity import article_id, hashed
from pipeline.store.revisions import Batch, Standing, add_sources, plan, standing, write
from pipeline.store.rows import Found, Prepared, prepare, text_digest
from pipeline.store.transactions import chunks, upsert, writing

__all__ = ["Stored", "store_article", "store_articles", "stored_already"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: `claims` of it are in the graph, `refused` were not let in."""

    article: str
    url: str
    result: Literal["new", "changed", "unchanged"]
    claims: int
    refused: int


def store_article(engine: Engine, found: Found) -> Stored:
    """Store one article in one transaction; see `store_articles`."""
    return store_articles(engine, [found])[0]


def store_articles(engine: Engine, found: Iterable[Found]) -> list[Stored]:
    """Store articles, all or none of them, and make the facts they touch anew.

    Raises models.database.DatabaseProblem where the database cannot be written to; nothing of
    the batch is then stored.
    """
    prepared = [prepare(each) for each in found]
    with writing(engine) as connection:
        return [stored for group in _rounds(prepared) for stored in _store(connection, group)]


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
    refresh(connection, write(connection, batch))
    _report(connection, fresh.values())
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
        )
        for each in group
    ]


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
    upsert(connection, table_of(Rejection), rows)
