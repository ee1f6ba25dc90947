"""Which text and which reading of an article are the current ones, and what to write of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, select, update

from models.tables import Article, Claim, Extraction, Revision, Source, table_of
from pipeline.store.batches import Batch
from pipeline.store.identity import topic_id
from pipeline.store.rows import Prepared
from pipeline.store.sayings import ordered
from pipeline.store.transactions import chunks, upsert

__all__ = ["Standing", "add_sources", "plan", "plan_beside", "standing"]

_ARTICLE, _REVISION, _EXTRACTION, _CLAIM = map(table_of, (Article, Revision, Extraction, Claim))
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the graph has of an article: its current revision and extraction."""

    revision: int
    digest: str
    updated: datetime | None
    seen_at: datetime
    extraction: int
    model: str
    source: str | None


def standing(connection: Connection, articles: Iterable[str]) -> dict[str, Standing]:
    """Read what the graph has of articles, by id."""
    query = (
        select(
            Article.id,
            Article.revision,
            Revision.digest,
            Revision.updated,
            Revision.seen_at,
            Article.extraction,
            Extraction.model,
            Article.source,
        )
        .join(Revision, Revision.id == Article.revision)
        .join(Extraction, Extraction.id == Article.extraction)
    )
    return {
        row.id: Standing(*row[1:])
        for chunk in chunks(articles)
        for row in connection.execute(query.where(Article.id.in_(chunk)))
    }


def add_sources(
    connection: Connection, group: Sequence[Prepared], before: Mapping[str, Standing]
) -> None:
    """Add sources by name; an article that two of them have is put down to the first by name."""
    names = {each.article["source"] for each in group} - {None}
    upsert(connection, table_of(Source), [{"name": name} for name in sorted(names)])
    earlier = [
        {"article_id": each.id, "name": each.article["source"]}
        for each in group
        if each.id in before and _first_by_name(each, before[each.id]) != before[each.id].source
    ]
    if earlier:
        connection.execute(
            update(_ARTICLE)
            .where(_ARTICLE.c.id == bindparam("article_id"))
            .values(source=bindparam("name")),
            earlier,
        )


def plan(
    connection: Connection,
    batch: Batch,
    each: Prepared,
    before: Standing | None,
    canonical: Mapping[str, str],
) -> None:
    """Add to the batch all rows of an article that is new or differs from what is stored."""
    revision = None if before is None else _known_revision(connection, each, before)
    extraction = None if revision is None else _known_extraction(connection, each, revision)
    is_current = before is None or _moment_of(each) >= (
        before.updated or _BEGINNING,
        before.seen_at,
        before.digest,
    )
    if revision is None:
        revision = batch.number(_REVISION)
        batch.revisions.append({"id": revision, "article": each.id, **each.revision})
    elif before is not None and revision != before.revision and is_current:
        batch.seen_again.append({"revision_id": revision, "moment": each.found.seen_at})
    if extraction is None:
        extraction = batch.number(_EXTRACTION)
        _add_reading(batch, each, revision, extraction, canonical, is_current=is_current)
    elif is_current:
        batch.revived.append(extraction)
    row = {**each.article, "revision": revision, "extraction": extraction}
    if before is None:
        batch.new_articles.append({**row, "first_seen": each.found.seen_at})
    elif is_current:
        batch.retired.append(before.extraction)
        batch.articles.append({**row, "source": _first_by_name(each, before)})


def plan_beside(
    connection: Connection,
    batch: Batch,
    each: Prepared,
    before: Standing,
    canonical: Mapping[str, str],
) -> bool:
    """Add another model's reading of the current text, which does not take the place yet.

    Tells whether there is one to add: the text is still the current one and was not read so.
    """
    if before.digest != each.revision["digest"]:
        return False
    if _known_extraction(connection, each, before.revision) is not None:
        return False
    number = batch.number(_EXTRACTION)
    _add_reading(batch, each, before.revision, number, canonical, is_current=False)
    return True


def _known_revision(connection: Connection, each: Prepared, before: Standing) -> int | None:
    """Find the revision with this very text, if the article ever had it."""
    if before.digest == each.revision["digest"]:
        return before.revision
    return connection.scalar(
        select(Revision.id).where(
            Revision.article == each.id, Revision.digest == each.revision["digest"]
        )
    )


def _known_extraction(connection: Connection, each: Prepared, revision: int) -> int | None:
    return connection.scalar(
        select(Extraction.id).where(
            Extraction.revision == revision, Extraction.model == each.found.extraction.model
        )
    )


def _moment_of(each: Prepared) -> tuple[datetime, datetime, str]:
    """Order revisions by the page's own date, then by when they were seen."""
    updated = each.revision["updated"] or _BEGINNING
    return updated, each.found.seen_at, each.revision["digest"]


def _first_by_name(each: Prepared, before: Standing) -> str | None:
    names = [name for name in (each.article["source"], before.source) if name is not None]
    return min(names, default=None)


def _add_reading(
    batch: Batch,
    each: Prepared,
    revision: int,
    extraction: int,
    canonical: Mapping[str, str],
    *,
    is_current: bool,
) -> None:
    found = each.found
    batch.extractions.append(
        {
            "id": extraction,
            "revision": revision,
            "model": found.extraction.model,
            "at": found.seen_at,
        }
    )
    batch.mentions += [{"extraction": extraction, **mention} for mention in each.mentions]
    batch.amounts += [{"extraction": extraction, **amount} for amount in each.amounts]
    for claim in each.claims:
        other = claim["object"]
        pair = ordered(
            claim["predicate"],
            canonical[claim["subject"]],
            None if other is None else canonical[other],
        )
        batch.claims.append(
            {
                "id": batch.number(_CLAIM),
                "extraction": extraction,
                "article": each.id,
                "current": is_current,
                "leads": False,
                "topic": topic_id(claim["predicate"], *pair),
                "fact": None,
                **claim,
            }
        )
