"""Claims that stand at present and the facts made of them, read as merging wants them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select, text

from models.tables import Article, Claim, Fact, table_of
from pipeline.store.closeness import Stretch, Sum
from pipeline.store.clusters import Told
from pipeline.store.entities import canonical_ids
from pipeline.store.origins import compared
from pipeline.store.sayings import ordered, words_in
from pipeline.store.terms import count_in, percent_in
from pipeline.store.transactions import chunks

__all__ = [
    "Standing",
    "facts_where",
    "leading_claims",
    "sketches_for",
    "sketches_of",
    "standing_claims",
    "told_of",
]

_CLAIM = table_of(Claim)
_FACT = table_of(Fact)
_NAMES = (
    *("leads", "topic", "fact", "id", "says", "predicate", "subject", "object", "attributed_to"),
    *("status", "amount_start", "amount_min", "amount_max", "currency", "approx"),
    *("usd", "eur", "rate_day", "time_start", "time_end", "precision", "qualifiers"),
    *("reported", "article", "score", "origin", "evidence_start"),
)
_PARTIES = slice(6, 9)  # of the names above: subject, object, attributed_to
_CURRENT = select(*(_CLAIM.c[name] for name in _NAMES)).where(_CLAIM.c.current)


class Standing:
    """Claims by a key of theirs, the fact that each belongs to so far, and which of them lead."""

    __slots__ = ("by_key", "held_by", "leading")

    def __init__(self) -> None:
        self.by_key: dict[str, list[Told]] = defaultdict(list)
        self.held_by: dict[int, str | None] = {}
        self.leading: set[int] = set()


def standing_claims(
    connection: Connection, key: str, values: Iterable[str], until: date | None = None
) -> Standing:
    """Read the current claims that have one of the values as their `topic` or `fact`.

    With `until` only those that were reported by that day.
    """
    return _standing(
        connection,
        _CURRENT if until is None else _CURRENT.where(_CLAIM.c.reported <= until),
        key,
        values,
    )


def leading_claims(connection: Connection, topics: Iterable[str]) -> Standing:
    """Read of each kind of claims of the topics the one that leads."""
    return _standing(connection, _CURRENT.where(text("claim.leads")), "topic", topics)


def _standing(
    connection: Connection, query: Select[Any], key: str, values: Iterable[str]
) -> Standing:
    rows = [
        tuple(row)
        for chunk in chunks(values)
        for row in connection.execute(query.where(_CLAIM.c[key].in_(chunk))).all()
    ]
    found, place = Standing(), _NAMES.index(key)
    for row, told in zip(rows, _told(connection, rows), strict=True):
        found.by_key[row[place]].append(told)
        found.held_by[told.id] = row[2]
        if row[0]:
            found.leading.add(told.id)
    return found


def told_of(connection: Connection, claims: Sequence[Mapping[str, Any]]) -> list[Told]:
    """Make of rows of the table of claims what merging sees, in their order."""
    return _told(connection, [tuple(claim[name] for name in _NAMES) for claim in claims])


def sketches_for(connection: Connection, groups: Iterable[Sequence[Told]]) -> dict[str, bytes]:
    """Read the sketches that tell copies apart in these groups of claims."""
    return sketches_of(connection, {article for claims in groups for article in compared(claims)})


def sketches_of(connection: Connection, articles: Iterable[str]) -> dict[str, bytes]:
    """Read the sketches of articles, by the article's id."""
    return {
        row.id: row.sketch
        for chunk in chunks(sorted(articles))
        for row in connection.execute(
            select(Article.id, Article.sketch).where(Article.id.in_(chunk))
        ).all()
    }


def facts_where(connection: Connection, key: str, values: Iterable[str]) -> dict[str, RowMapping]:
    """Read the facts, by id, that have one of the values as their `topic` or `id`."""
    column: ColumnElement[str] = _FACT.c[key]
    return {
        row["id"]: row
        for chunk in chunks(values)
        for row in connection.execute(select(_FACT).where(column.in_(chunk))).mappings().all()
    }


def _told(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[Told]:
    named = {entity for row in rows for entity in row[_PARTIES]}
    now: dict[str | None, str | None] = {None: None}
    now.update(canonical_ids(connection, sorted(named - {None})))
    return [_as_told(row, now) for row in rows]


def _as_told(row: Sequence[Any], now: Mapping[str | None, str | None]) -> Told:
    # By place: a fact that everybody repeats is made of very many rows.
    (_, _, _, number, says, predicate, named, other, speaker, status, *values) = row
    (amount_start, low, high, currency, approx, usd, eur, rate_day, *values) = values
    (start, end, precision, qualifiers, reported, article, score, origin, place) = values
    subject, other = ordered(predicate, str(now[named]), now[other])
    words = words_in(qualifiers, reported)
    money = None
    if amount_start is not None:
        money = Sum(low, high, currency, approx, usd, eur, rate_day)
    return Told(
        id=number,
        says=says,
        predicate=predicate,
        subject=subject,
        object=other,
        status=status,
        attributed_to=now[speaker],
        money=money,
        time=None if precision is None else Stretch(start, end, precision),
        qualifiers=words,
        number=count_in(words["count"]) if "count" in words else None,
        percent=percent_in(words["percent"]) if "percent" in words else None,
        reported=reported,
        article=article,
        score=score,
        origin=origin,
        order=(article, place),
    )
