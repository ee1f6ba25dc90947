"""Statements of the world as facts: what their articles make of them, before there are rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from graph_loading import encoded
from graph_world import MODEL, Piece, Said, Statement

from pipeline.resolve import Resolved, resolve
from pipeline.store.closeness import Stretch, Sum
from pipeline.store.identity import topic_id
from pipeline.store.merge import slot_of
from pipeline.store.sayings import ordered, says_id, words_in
from pipeline.store.slots import Held, Outcome, settle
from pipeline.store.stories import Teller, is_fresh, stories, weight_of
from pipeline.store.sums import whole_sum
from pipeline.store.wording import sum_text, time_text

__all__ = ["SHARED", "Telling", "fact_row", "in_stories", "outcomes", "rated", "telling_of"]

SHARED = (
    *("current", "topic", "says", "fact", "predicate", "subject", "object", "status"),
    *("attributed_to", "amount_min", "amount_max", "currency", "approx", "time_start", "time_end"),
    *("precision", "qualifiers", "found_by"),
)


@dataclass(slots=True)
class Telling:
    """A statement as the graph has it, and what its articles make of it.

    `pair` are the entities as named, `words` the qualifiers in one form, `shared` what all its
    claims have alike (`SHARED`), encoded. `weight` is how much telling it while it is news speaks
    for one story; `tellers` do so.
    """

    statement: Statement
    id: str
    topic: str
    pair: tuple[Resolved, Resolved | None]
    words: Mapping[str, str]
    shared: tuple[Any, ...]
    weight: int
    first: date
    last: date
    witness: tuple[float, date, str, int, int]  # least is best; the last is the claim's number
    leads: tuple[date, str, int, int]  # likewise, of the first claim
    articles: int = 0
    sites: set[str] = field(default_factory=set)
    tellers: list[tuple[date, str]] = field(default_factory=list)

    def hear(self, piece: Piece, said: Said, article: str, claim: int) -> None:
        """Take in one claim, by its number."""
        place = (piece.day, article, said.sentence.start, claim)
        self.leads = min(self.leads, place)
        self.witness = min(self.witness, (-said.score, *place))
        self.first = min(self.first, piece.day)
        self.last = max(self.last, piece.day)
        self.articles += 1
        self.sites.add(piece.site)
        if self.weight and is_fresh(piece.day, self.first):
            self.tellers.append((piece.day, article))

    @property
    def parties(self) -> tuple[str, str | None]:
        """Ids of subject and object as the fact has them."""
        return _ids(self.statement.predicate, self.pair)


def telling_of(piece: Piece, said: Said, article: str, claim: int) -> Telling:
    """Begin a telling with its first claim, which is still to be heard."""
    statement = said.statement
    other = statement.object
    pair = (resolve(statement.subject), resolve(other) if other else None)
    named = (pair[0].id, pair[1].id if pair[1] else None)
    parties = _ids(statement.predicate, pair)
    value, day = statement.sum, statement.day
    currency = "USD" if value is not None else None
    qualifiers = json.dumps(dict(statement.qualifiers), ensure_ascii=False, sort_keys=True)
    words = words_in(qualifiers, piece.day)
    says = says_id(statement.predicate, named, (value, value, currency), (day, day), words)
    topic = topic_id(statement.predicate, *parties)
    shared = (
        *(True, topic, says, says, statement.predicate, *named, statement.status, None),
        *(value, value, currency, False, day, day, "day" if day else None, qualifiers, MODEL),
    )
    place = (piece.day, article, said.sentence.start, claim)
    return Telling(
        statement=statement,
        id=says,
        topic=topic,
        pair=pair,
        words=words,
        shared=tuple(encoded(shared)),
        weight=weight_of(statement.predicate, certain=value is not None),
        first=piece.day,
        last=piece.day,
        witness=(-said.score, *place),
        leads=place,
    )


def _ids(predicate: str, pair: tuple[Resolved, Resolved | None]) -> tuple[str, str | None]:
    return ordered(predicate, pair[0].id, pair[1].id if pair[1] else None)


@lru_cache(maxsize=100_000)
def _sum_on(value: Decimal, day: date) -> Sum:
    """Convert a sum in dollars at the rate of a day."""
    return whole_sum(value, value, "USD", day, approx=False)


def _slot(telling: Telling) -> str | None:
    """Name what the fact takes up, if one replaces another there."""
    return slot_of(telling.statement.predicate, *telling.parties)


def outcomes(told: Iterable[Telling]) -> Mapping[str, Outcome]:
    """Tell what became of facts, by their ids, where newer ones took their place."""
    slots: dict[str, list[Held]] = defaultdict(list)
    for telling in told:
        place, statement = _slot(telling), telling.statement
        if place is not None:
            slots[place].append(
                Held(
                    telling.id,
                    statement.predicate,
                    telling.parties[0],
                    telling.words.get("role"),
                    statement.status,
                    statement.day,
                    telling.first,
                    telling.last,
                )
            )
    return {key: outcome for held in slots.values() for key, outcome in settle(held).items()}


def fact_row(telling: Telling, outcome: Outcome) -> dict[str, Any]:
    """Make the row of the fact that all its claims come to."""
    statement = telling.statement
    day, value = statement.day, statement.sum
    subject, other = telling.parties
    return {
        "id": telling.id,
        "topic": telling.topic,
        "predicate": statement.predicate,
        "subject": subject,
        "object": other,
        "status": statement.status,
        "attributed_to": None,
        "amount_text": None if value is None else sum_text(_sum_on(value, telling.leads[0])),
        "amount_min": value,
        "amount_max": value,
        "currency": None if value is None else "USD",
        "approx": False,
        **rated(value, telling.leads[0]),
        "time_text": time_text(Stretch(day, day, "day")) if day else None,
        "time_start": day,
        "time_end": day,
        "precision": "day" if day else None,
        "qualifiers": json.dumps(dict(telling.words), ensure_ascii=False),
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


def rated(value: Decimal | None, day: date) -> dict[str, Any]:
    """Give a sum in whole units at the rate of the day."""
    names = ("usd", "eur", "rate_day")
    if value is None:
        return dict.fromkeys(names)
    money = _sum_on(value, day)
    return {name: getattr(money, name) for name in names}


def in_stories(told: Iterable[Telling]) -> Iterator[Collection[str]]:
    """Join articles (ids) that tell one event; the others tell a story each."""
    tellers = (
        Teller(telling.id, article, telling.weight)
        for telling in told
        if telling.articles > 1
        for day, article in telling.tellers
        if is_fresh(day, telling.first)
    )
    yield from stories(tellers)
