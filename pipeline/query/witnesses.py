"""The claim that shows a fact: its words, and the article they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, SQLColumnExpression, func

from models.tables import Article, Claim, Revision
from pipeline.query.records import Witness

__all__ = ["WITNESS_COLUMNS", "chunks", "witness_of"]

_Id = TypeVar("_Id", str, int)

# Well under the number of parameters that every SQLite takes in one statement.
_AT_ONCE = 500

# Everything that `witness_of` reads; the statement joins Claim, Article, Extraction, Revision.
WITNESS_COLUMNS: tuple[SQLColumnExpression[Any], ...] = (
    Claim.id.label("claim"),
    Claim.evidence,
    func.substr(
        Revision.text, Claim.sentence_start + 1, Claim.sentence_end - Claim.sentence_start
    ).label("sentence"),
    Article.id.label("article"),
    Article.url,
    Article.title,
    func.coalesce(Article.source, Article.site).label("source"),
    Article.lang,
    Article.published,
    Claim.reported,
)


def chunks(ids: Sequence[_Id]) -> list[Sequence[_Id]]:
    """Split `ids` into portions that one statement can take as parameters."""
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]


def witness_of(row: Row[Any]) -> Witness:
    """Take the witness from a row of `WITNESS_COLUMNS`."""
    return Witness(
        row.claim,
        row.evidence,
        row.sentence,
        row.article,
        row.url,
        row.title,
        row.source,
        row.lang,
        row.published,
        row.reported,
    )
