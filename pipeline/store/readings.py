"""Another model's readings: kept beside the current ones, until all of them take their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Engine, Select, and_, select
from sqlalchemy.orm import aliased

from models.database import explained
from models.tables import Article, Extraction
from pipeline.store.batches import Batch, take_places, write
from pipeline.store.entities import add_entities, canonical_ids
from pipeline.store.facts import refresh
from pipeline.store.revisions import plan_beside, standing
from pipeline.store.rows import Found, prepare
from pipeline.store.stories import tell_stories
from pipeline.store.transactions import writing
from pipeline.store.writing import FactChanges, changes_by

__all__ = ["readings_left", "store_beside", "take_over"]

_read = aliased(Extraction, name="read")


def readings_left(engine: Engine, model: str, after: str = "", size: int = 250) -> list[str]:
    """Ids, behind `after`, of articles whose current text this model has not read yet."""
    query = (
        select(Article.id)
        .outerjoin(_read, _is_reading(model))
        .where(_read.id.is_(None), Article.id > after)
        .order_by(Article.id)
        .limit(size)
    )
    with explained(engine.url), engine.connect() as connection:
        return list(connection.scalars(query))


def store_beside(engine: Engine, found: Sequence[Found]) -> dict[str, tuple[int, int]]:
    """Keep readings beside the current ones: facts and answers stay as they are.

    Gives by article how many claims are kept and how many the door refused; an article that is
    gone, has another text by now or was read so before is left out.

    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    prepared = {each.id: each for each in map(prepare, found)}
    with writing(engine) as connection:
        before = standing(connection, prepared)
        fresh = {key: each for key, each in prepared.items() if key in before}
        add_entities(
            connection,
            [entity for each in fresh.values() for entity in each.entities],
            {name for each in fresh.values() for name in each.names},
        )
        claims = [claim for each in fresh.values() for claim in each.claims]
        parties = {claim[role] for claim in claims for role in ("subject", "object")} - {None}
        canonical = canonical_ids(connection, parties)
        batch = Batch.after_last(connection)
        kept = [
            key
            for key, each in fresh.items()
            if plan_beside(connection, batch, each, before[key], canonical)
        ]
        write(connection, batch)
    return {key: (len(fresh[key].claims), len(fresh[key].refused)) for key in kept}


def take_over(
    engine: Engine, model: str, size: int = 250
) -> Iterator[list[tuple[str | None, FactChanges]]]:
    """Let all readings of this model take the places of the current ones, and make facts anew.

    All in one transaction, `size` articles in memory at a time: whoever reads sees the old
    readings until the last is changed, then the new ones. It is undone where the caller stops
    before the end. Gives for each batch the source of each article and what changed by it.

    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    query, last = _waiting(model).order_by(Article.id).limit(size), ""
    with writing(engine) as connection:
        while rows := connection.execute(query.where(Article.id > last)).all():
            last = rows[-1].id
            readings = {row.id: (row.extraction, row.new) for row in rows}
            refreshed = refresh(connection, take_places(connection, readings))
            tell_stories(connection, readings)
            changes = changes_by(connection, list(readings), refreshed)
            yield [(row.source, changes[row.id]) for row in rows]


def _waiting(model: str) -> Select[str, str | None, int, int]:
    """Articles that this model has read, but another reading stands for."""
    return select(Article.id, Article.source, Article.extraction, _read.id.label("new")).join(
        _read, and_(_is_reading(model), _read.id != Article.extraction)
    )


def _is_reading(model: str) -> ColumnElement[bool]:
    return and_(_read.revision == Article.revision, _read.model == model)
