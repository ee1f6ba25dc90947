"""The world's articles put into the tables at once, as the store would have put them there.

Indexes and full-text search are made when the rows are in. Sums are converted at the rate of
their event's day, and sketches are random: no two articles are copies.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from operator import itemgetter
from typing import Any

from graph_world import MODEL, Key, Piece, Said, Statement, World
from sqlalchemy import Connection, Engine, Table, bindparam, text, update

from models import tables
from models.tables import Base, table_of
from pipeline.resolve import Resolved, fold, resolve
from pipeline.store.closeness import Stretch, Sum
from pipeline.store.identity import article_id, hashed, topic_id
from pipeline.store.merge import slot_of
from pipeline.store.rows import whole_sum
from pipeline.store.sayings import ordered, says_id
from pipeline.store.slots import Held, Outcome, settle
from pipeline.store.wording import sum_text, time_text

__all__ = ["fill"]

_AT_ONCE = 20_000
_SEEN = datetime(2027, 1, 1, tzinfo=UTC)
_FILLED = (
    *(tables.Source, tables.Story, tables.Article, tables.Revision, tables.Extraction),
    *(tables.Entity, tables.Alias, tables.Mention, tables.Amount, tables.Claim, tables.Fact),
    tables.FactStatus,
)
_Row = dict[str, Any]


@dataclass(slots=True)
class _Telling:
    """A statement as the graph has it, and what its articles make of it."""

    statement: Statement
    id: str
    topic: str
    subject: str
    object: str | None
    money: Sum | None
    first: date
    last: date
    witness: tuple[float, date, str, int, int]  # least is best; the last is the claim's number
    leads: tuple[date, str, int, int]  # likewise, of the first claim
    articles: int = 0
    sites: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Filling:
    """Rows on their way into the tables."""

    connection: Connection
    rows: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    told: dict[Key, _Telling] = field(default_factory=dict)
    entities: dict[str, Resolved] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    claims: int = 0

    def flush(self) -> None:
        for model in _FILLED:
            table = table_of(model)
            _insert(self.connection, table, self.rows.pop(table.name, []))


def fill(engine: Engine, world: World) -> int:
    """Fill empty tables with the world; return how many claims it has."""
    with engine.connect() as connection, _unindexed(connection):
        filling = _Filling(connection)
        pieces = world.pieces()
        while some := list(islice(pieces, _AT_ONCE // 10)):
            for piece in some:
                _add_article(filling, piece)
            filling.flush()
        _add_entities(filling)
        _add_facts(filling)
        filling.flush()
        claim = table_of(tables.Claim)
        connection.execute(
            update(claim).where(claim.c.id == bindparam("number")).values(leads=True),
            [{"number": telling.leads[-1]} for telling in filling.told.values()],
        )
    return filling.claims


def _add_article(filling: _Filling, piece: Piece) -> None:
    article, number = article_id(piece.url), piece.number + 1
    rows = filling.rows
    rows["article"].append(
        {
            "id": article,
            "url": piece.url,
            "source": None,
            "site": piece.site,
            "lang": piece.lang,
            "title": piece.title,
            "published": datetime(piece.day.year, piece.day.month, piece.day.day, tzinfo=UTC),
            "published_precision": "day",
            "published_from": "given",
            "updated": None,
            "reported": piece.day,
            "authors": "[]",
            "access": "full",
            "agency": None,
            "dateline": None,
            "sketch": filling.chance.randbytes(256),
            "first_seen": _SEEN,
            "revision": number,
            "extraction": number,
            "story": None,
        }
    )
    rows["revision"].append(
        {
            "id": number,
            "article": article,
            "title": piece.title,
            "text": piece.text,
            "digest": hashed(piece.text),
            "seen_at": _SEEN,
            "updated": None,
        }
    )
    rows["extraction"].append({"id": number, "revision": number, "model": MODEL, "at": _SEEN})
    for said in piece.said:
        filling.claims += 1
        telling = _heard(filling, piece, said, article)
        places = ((said.subject, telling.subject), (said.object, telling.object))
        rows["mention"] += [
            {
                "extraction": number,
                "start": span.start,
                "entity": entity,
                "end": span.end,
                "score": said.score,
            }
            for span, entity in places
            if span is not None
        ]
        claim = _claim(piece, said, telling)
        rows["claim"].append(
            {"id": filling.claims, "extraction": number, "article": article, **claim}
        )
        if said.sum is not None:
            start, end = said.sum.start, said.sum.end
            amount = {"extraction": number, "start": start, "end": end, **_sum(telling.money)}
            rows["amount"].append(amount)


def _heard(filling: _Filling, piece: Piece, said: Said, article: str) -> _Telling:
    telling = filling.told.get(said.key)
    witness = (-said.score, piece.day, article, said.sentence.start, filling.claims)
    if telling is None:
        telling = _new(filling, said.statement, piece.day, witness)
        filling.told[said.key] = telling
    telling.leads = min(telling.leads, witness[1:])
    telling.first = min(telling.first, piece.day)
    telling.last = max(telling.last, piece.day)
    telling.witness = min(telling.witness, witness)
    telling.articles += 1
    telling.sites.add(piece.site)
    return telling


def _new(
    filling: _Filling,
    statement: Statement,
    day: date,
    witness: tuple[float, date, str, int, int],
) -> _Telling:
    pair: list[str | None] = []
    for entity in (statement.subject, statement.object):
        resolved = resolve(entity) if entity else None
        if resolved is not None:
            filling.entities[resolved.id] = resolved
        pair.append(resolved.id if resolved else None)
    subject, other = ordered(statement.predicate, str(pair[0]), pair[1])
    money = None
    if statement.sum is not None and statement.day is not None:
        money = whole_sum(statement.sum, statement.sum, "USD", statement.day, approx=False)
    bounds = (statement.sum, statement.sum, "USD" if money else None)
    says = says_id(
        statement.predicate,
        (subject, other),
        bounds,
        (statement.day, statement.day),
        statement.qualifiers,
    )
    topic = topic_id(statement.predicate, subject, other)
    return _Telling(statement, says, topic, subject, other, money, day, day, witness, witness[1:])


def _claim(piece: Piece, said: Said, telling: _Telling) -> _Row:
    money = said.sum
    return {
        "current": True,
        "leads": False,
        "topic": telling.topic,
        "says": telling.id,
        "origin": f"site {piece.site}",
        "fact": telling.id,
        "amount_start": money.start if money else None,
        "amount_end": money.end if money else None,
        "reported": piece.day,
        "evidence": piece.text[said.sentence.start : said.sentence.end],
        "evidence_start": said.sentence.start,
        "evidence_end": said.sentence.end,
        "sentence_start": said.sentence.start,
        "sentence_end": said.sentence.end,
        "score": said.score,
        "found_by": MODEL,
        **_content(telling),
    }


def _content(telling: _Telling) -> _Row:
    """What a claim and its fact have alike."""
    statement = telling.statement
    amount = {
        f"amount_{name}" if name in {"min", "max"} else name: value
        for name, value in _sum(telling.money).items()
    }
    return {
        "predicate": statement.predicate,
        "subject": telling.subject,
        "object": telling.object,
        "status": statement.status,
        "attributed_to": None,
        **amount,
        "time_start": statement.day,
        "time_end": statement.day,
        "precision": "day" if statement.day else None,
        "qualifiers": json.dumps(dict(statement.qualifiers)),
    }


def _sum(money: Sum | None) -> _Row:
    names = ("min", "max", "currency", "approx", "usd", "eur", "rate_day")
    if money is None:
        return {**dict.fromkeys(names), "approx": False}
    return {name: getattr(money, name) for name in names}


def _add_entities(filling: _Filling) -> None:
    for one in filling.entities.values():
        known = one.by != "name"
        filling.rows["entity"].append(
            {
                "id": one.id,
                "type": one.type,
                "name": one.name,
                "canonical": one.id,
                "known": known,
                "kind": one.kind,
                "country": one.country,
                "parent": one.parent,
                "latitude": one.latitude,
                "longitude": one.longitude,
            }
        )
        filling.rows["alias"] += [
            {"entity": one.id, "name": name, "folded": fold(name), "known": known}
            for name in dict.fromkeys((one.name, *one.aliases))
        ]


def _add_facts(filling: _Filling) -> None:
    outcomes = _outcomes(filling.told.values())
    for telling in filling.told.values():
        statement, outcome = telling.statement, outcomes.get(telling.id, Outcome())
        day = statement.day
        filling.rows["fact"].append(
            {
                "id": telling.id,
                "topic": telling.topic,
                **_content(telling),
                "amount_text": sum_text(telling.money) if telling.money else None,
                "time_text": time_text(Stretch(day, day, "day")) if day else None,
                "number": None,
                "percent": None,
                "first_reported": telling.first,
                "last_reported": telling.last,
                "articles": telling.articles,
                "origins": len(telling.sites),
                "score": -telling.witness[0],
                "witness": telling.witness[-1],
                "slot": _slot(telling),
                "superseded_by": outcome.superseded_by,
                "superseded_on": outcome.superseded_on,
                "ended_on": outcome.ended_on,
            }
        )
        filling.rows["fact_status"].append(
            {"fact": telling.id, "since": telling.first, "status": statement.status}
        )
        if len(filling.rows["fact"]) >= _AT_ONCE:
            filling.flush()


def _slot(telling: _Telling) -> str | None:
    return slot_of(telling.statement.predicate, telling.subject, telling.object)


def _outcomes(told: Iterable[_Telling]) -> Mapping[str, Outcome]:
    slots: dict[str, list[Held]] = defaultdict(list)
    for telling in told:
        slot, statement = _slot(telling), telling.statement
        if slot is not None:
            slots[slot].append(
                Held(
                    telling.id,
                    statement.predicate,
                    telling.subject,
                    statement.qualifiers.get("role"),
                    statement.status,
                    statement.day,
                    telling.first,
                    telling.last,
                )
            )
    return {key: outcome for held in slots.values() for key, outcome in settle(held).items()}


def _insert(connection: Connection, table: Table, rows: Sequence[_Row]) -> None:
    """Insert rows that all have the same keys past SQLAlchemy, by the driver's own means."""
    if not rows:
        return
    names = list(rows[0])
    quoted = ", ".join(f'"{name}"' for name in names)
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        raw.executemany(
            f'insert into "{table.name}" ({quoted}) values ({marks})',
            _bound(connection, table, names, rows),
        )
        return
    with raw.cursor().copy(f'copy "{table.name}" ({quoted}) from stdin') as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def _bound(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[_Row]
) -> Iterator[tuple[Any, ...]]:
    """Give the values as SQLite's driver takes them: days, moments and sums as text."""
    take = itemgetter(*names)
    made = [
        (place, make)
        for place, name in enumerate(names)
        if (
            make := table.c[name]
            .type.dialect_impl(connection.dialect)
            .bind_processor(connection.dialect)
        )
    ]
    for row in rows:
        values = list(take(row))
        for place, make in made:
            if values[place] is not None:
                values[place] = make(values[place])
        yield tuple(values)


@contextmanager
def _unindexed(connection: Connection) -> Iterator[None]:
    """Take away what slows down inserting, and bring it back; one transaction in between."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        raw: Any = connection.connection.driver_connection
        connection.rollback()
        raw.execute("pragma foreign_keys = off")  # parents come after their children here
        raw.execute("pragma journal_mode = off")  # nobody else looks, and half of it is no use
        raw.execute("pragma synchronous = off")
    restore = (_without_search_sqlite if sqlite else _without_search_postgres)(connection)
    indexes = [index for table in Base.metadata.sorted_tables for index in table.indexes]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)
    restore()
    connection.commit()
    if sqlite:
        raw.execute("pragma journal_mode = wal")


def _without_search_sqlite(connection: Connection) -> Callable[[], None]:
    query = "select name, sql from sqlite_master where type = 'trigger'"
    triggers = connection.execute(text(query)).all()
    for trigger in triggers:
        connection.exec_driver_sql(f"drop trigger {trigger.name}")

    def restore() -> None:
        for table in ("revision", "claim"):
            search = f"{table}_search"
            connection.exec_driver_sql(f"insert into {search}({search}) values ('rebuild')")
        for trigger in triggers:
            connection.exec_driver_sql(trigger.sql)

    return restore


def _without_search_postgres(connection: Connection) -> Callable[[], None]:
    connection.execute(text("set local session_replication_role = replica"))  # no foreign keys
    query = "select indexname, indexdef from pg_indexes where indexname like '%\\_search'"
    indexes = connection.execute(text(query)).all()
    for index in indexes:
        connection.exec_driver_sql(f"drop index {index.indexname}")

    def restore() -> None:
        for index in indexes:
            connection.exec_driver_sql(index.indexdef.replace("%", "%%"))
        connection.exec_driver_sql("analyze")  # the server's own vacuum would, a minute later

    return restore
