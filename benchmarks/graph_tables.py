"""The world's articles put into the tables at once, as the store would have put them there.

A test compares the rows. Two things differ: sketches are random, as no two articles are copies,
and tallies of much-told facts are left out: the store makes them when it next adds to such a fact.
"""

from __future__ import annotations

import gc
import random
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from graph_loading import encoded, insert, loading
from graph_tellings import SHARED, Telling, fact_row, in_stories, outcomes, rated, telling_of
from graph_world import MODEL, SEEN, Key, Piece, Said, World, article_of
from sqlalchemy import Connection, Engine

from pipeline.resolve import Resolved, fold
from pipeline.store.identity import article_id, hashed
from pipeline.store.rows import text_digest
from pipeline.store.slots import Outcome

__all__ = ["fill"]

_AT_ONCE = 2_000  # articles
# Later articles than one of this many days after are all of later days.
_UNSORTED = timedelta(days=3)
_Row = dict[str, Any]

_OWN = (
    *("id", "extraction", "article", "leads", "origin", "amount_start", "amount_end"),
    *("usd", "eur", "rate_day", "reported", "evidence", "evidence_start", "evidence_end"),
    *("sentence_start", "sentence_end", "score"),
)
_STORIES = """
insert into story (id, title, first_reported, last_reported, articles)
select m.story, max(case when m.leads then a.title end), min(a.reported), max(a.reported), count(*)
from member m join article a on a.id = m.article group by m.story
"""
_MENTION = ("extraction", "start", "entity", "end", "score")


@dataclass(slots=True)
class _Filling:
    """Rows on their way into the tables; claims wait until it is known which of them lead."""

    connection: Connection
    rows: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    mentions: list[Sequence[Any]] = field(default_factory=list)
    waiting: deque[tuple[int, Piece, list[Telling]]] = field(default_factory=deque)
    told: dict[Key, Telling] = field(default_factory=dict)
    names: dict[str, tuple[Resolved, set[str]]] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    articles: dict[str, date] = field(default_factory=dict)  # when they were reported
    claims: int = 0

    def flush(self) -> None:
        """Put the rows into their tables."""
        insert(self.connection, "mention", _MENTION, self.mentions)
        self.mentions = []
        for table, rows in self.rows.items():
            if rows:
                values = (encoded([*row.values()]) for row in rows)
                insert(self.connection, table, list(rows[0]), values)
        self.rows.clear()

    def flush_claims(self, until: date) -> None:
        """Put in the claims of articles in the order they came, up to one of a later day."""
        some: list[Sequence[Any]] = []
        while self.waiting and self.waiting[0][1].day <= until:
            some += _claims(*self.waiting.popleft())
        insert(self.connection, "claim", (*_OWN, *SHARED), some)


def fill(engine: Engine, world: World) -> int:
    """Fill empty tables of SQLite with the world; return how many claims it has."""
    with _uncollected(), loading(engine) as connection:
        filling = _Filling(connection)
        pieces = world.pieces()
        while some := list(islice(pieces, _AT_ONCE)):
            for piece in some:
                _add_article(filling, piece)
            filling.flush()
            filling.flush_claims(some[-1].day - _UNSORTED)
        filling.flush_claims(date.max)
        _add_entities(filling)
        _add_facts(filling)
        filling.flush()
        _add_stories(filling)
    return filling.claims


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave rubbish lying: millions of objects stay here until the end, and none refers back."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _add_article(filling: _Filling, piece: Piece) -> None:
    article, number = article_id(piece.url), piece.number + 1
    published = datetime(piece.day.year, piece.day.month, piece.day.day, tzinfo=UTC)
    filling.articles[article] = piece.day
    rows = filling.rows
    rows["article"].append(
        {
            "id": article,
            "url": piece.url,
            "source": piece.site,
            "site": piece.site,
            "lang": piece.lang,
            "title": piece.title,
            "published": published,
            "published_precision": "day",
            "published_from": "given",
            "updated": None,
            "reported": piece.day,
            "authors": "[]",
            "access": "full",
            "agency": None,
            "dateline": None,
            "sketch": filling.chance.randbytes(256),
            "first_seen": SEEN,
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
            "digest": text_digest(article_of(piece)),
            "seen_at": SEEN,
            "updated": published,
        }
    )
    rows["extraction"].append({"id": number, "revision": number, "model": MODEL, "at": SEEN})
    heard = [
        _heard(filling, piece, said, article, filling.claims + place)
        for place, said in enumerate(piece.said, start=1)
    ]
    filling.waiting.append((filling.claims + 1, piece, heard))
    filling.claims += len(heard)


def _heard(filling: _Filling, piece: Piece, said: Said, article: str, claim: int) -> Telling:
    telling = filling.told.get(said.key)
    if telling is None:
        telling = telling_of(piece, said, article, claim)
        filling.told[said.key] = telling
        for entity, resolved in zip(
            (said.statement.subject, said.statement.object), telling.pair, strict=True
        ):
            if entity is not None and resolved is not None:
                filling.names.setdefault(resolved.id, (resolved, set()))[1].add(entity.name)
    telling.hear(piece, said, article, claim)
    number = piece.number + 1
    mentions = zip((said.subject, said.object), telling.pair, strict=True)
    filling.mentions += [
        encoded((number, span.start, resolved.id, span.end, said.score))
        for span, resolved in mentions
        if span is not None and resolved is not None
    ]
    value = telling.statement.sum
    if said.sum is not None and value is not None:
        filling.rows["amount"].append(
            {
                "extraction": number,
                "start": said.sum.start,
                "end": said.sum.end,
                "min": value,
                "max": value,
                "currency": "USD",
                "approx": False,
                **rated(value, piece.day),
            }
        )
    return telling


def _claims(first: int, piece: Piece, heard: Sequence[Telling]) -> Iterator[tuple[Any, ...]]:
    """Make the rows of an article's claims, numbered from `first` on."""
    article, origin = article_id(piece.url), f"site {piece.site}"
    for number, (said, telling) in enumerate(zip(piece.said, heard, strict=True), start=first):
        start, end = said.sentence.start, said.sentence.end
        money = said.sum
        own = (
            *(number, piece.number + 1, article, telling.leads[-1] == number, origin),
            *((money.start, money.end) if money else (None, None)),
            *rated(telling.statement.sum, piece.day).values(),
            *(piece.day, piece.text[start:end], start, end, start, end, said.score),
        )
        yield (*encoded(own), *telling.shared)


def _add_entities(filling: _Filling) -> None:
    for one, names in filling.names.values():
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
        listed = {one.name, *one.aliases} if known else set()
        filling.rows["alias"] += [
            {"entity": one.id, "name": name, "folded": fold(name), "known": name in listed}
            for name in sorted(listed | names)
        ]
    filling.rows["source"] += [
        {"name": name, "kind": None, "lang": None, "url": None}
        for name in sorted({site for telling in filling.told.values() for site in telling.sites})
    ]


def _add_facts(filling: _Filling) -> None:
    settled = outcomes(filling.told.values())
    for telling in sorted(filling.told.values(), key=lambda telling: telling.id):
        filling.rows["fact"].append(fact_row(telling, settled.get(telling.id, Outcome())))
        filling.rows["fact_status"].append(
            {"fact": telling.id, "since": telling.first, "status": telling.statement.status}
        )
        if len(filling.rows["fact"]) >= 10 * _AT_ONCE:
            filling.flush()


def _add_stories(filling: _Filling) -> None:
    """Add the stories, each by the name of its first article, and let articles point to them."""
    told = [*in_stories(filling.told.values())]
    alone = filling.articles.keys() - {article for story in told for article in story}
    members = []
    for story in (*told, *((article,) for article in sorted(alone))):
        first = min(story, key=lambda article: (filling.articles[article], article))
        key = hashed("story", first)
        members += [encoded((one, key, one == first)) for one in story]
    run = filling.connection.exec_driver_sql
    run("create temp table member (article text primary key, story text, leads boolean)")
    insert(filling.connection, "member", ("article", "story", "leads"), members)
    run(_STORIES)
    run("update article set story = m.story from member m where m.article = article.id")
    run("drop table member")
