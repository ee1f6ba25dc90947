"""Facts that fit a filter, newest first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, text, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models.schema import dialect_of
from models.search import claim_matches
from models.tables import Claim, Entity, Fact
from pipeline.predicates import PREDICATES, Predicate
from pipeline.query.loading import load_facts, status_then
from pipeline.query.records import EntityRecord, FactRecord

__all__ = ["FactFilter", "count_facts", "find_facts", "newest_ids", "words_asked"]

_Placement = tuple[EntityRecord | None, EntityRecord | None]  # subject and object
_ANYWHERE: _Placement = (None, None)
_Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts are wanted; what is `None` or empty does not restrict.

    `about` is an entity on either side, `subject` and `object` are entities on that side (where a
    predicate is symmetric, on either). `since` and `until` bound the days on which articles
    reported it, `happened_from` and `happened_to` the days on which it happened (the first
    report where no article says). `low` and `high` are sums in whole USD or EUR as `currency`
    says. `country` is the subject's ISO code. With `as_of` the answer is the one of that day.
    `standing` leaves out what newer facts superseded or ended. `words` have all to stand in
    one article's evidence.
    """

    predicates: tuple[str, ...] = ()
    about: EntityRecord | None = None
    subject: EntityRecord | None = None
    object: EntityRecord | None = None
    since: date | None = None
    until: date | None = None
    happened_from: date | None = None
    happened_to: date | None = None
    low: int | None = None
    high: int | None = None
    currency: Literal["USD", "EUR"] = "USD"
    statuses: tuple[str, ...] = ()
    country: str | None = None
    as_of: date | None = None
    standing: bool = False
    words: str | None = None


def find_facts(connection: Connection, wanted: FactFilter, limit: int) -> list[FactRecord]:
    """Find the newest `limit` facts that fit, by the last report, then by id.

    With `as_of` those whose sum was another one on that day may be fewer.
    """
    found = load_facts(connection, newest_ids(connection, wanted, limit), wanted.as_of)
    if wanted.as_of is None:
        return found
    return [fact for fact in found if _is_between(fact, wanted)]


def newest_ids(connection: Connection, wanted: FactFilter, limit: int) -> list[str]:
    """Find the ids of the newest `limit` facts that fit."""
    newest = heapq.nlargest(limit, set(_candidates(connection, wanted, limit)))
    return [name for _, name in newest]


def count_facts(connection: Connection, wanted: FactFilter) -> int:
    """Count all facts that fit."""
    conditions = list(_conditions(wanted, connection))
    counts = (
        connection.execute(
            select(func.count()).select_from(leg.where(*conditions).subquery())
        ).scalar_one()
        for leg in _legs(wanted)
    )
    return sum(counts)


def _is_between(fact: FactRecord, wanted: FactFilter) -> bool:
    """Tell whether the fact's sum keeps to the bounds; where there are none, every one does."""
    value = None
    if fact.sum is not None:
        value = fact.sum.usd if wanted.currency == "USD" else fact.sum.eur
    low, high = wanted.low, wanted.high
    if value is None:
        return low is None and high is None
    return (low is None or value >= low) and (high is None or value <= high)


def _candidates(
    connection: Connection, wanted: FactFilter, limit: int
) -> Iterator[tuple[date, str]]:
    """Day and id of the newest facts of each leg: a leg is one walk along one index."""
    conditions = list(_conditions(wanted, connection))
    newest = (Fact.last_reported.desc(), Fact.id.desc())
    legs = [leg.where(*conditions).order_by(*newest).limit(limit) for leg in _legs(wanted)]
    if len(legs) > 1:  # one question for all of them
        statement: Any = union_all(*(select(leg.subquery()) for leg in legs))
    elif legs:
        [statement] = legs
    else:
        return
    for row in connection.execute(statement):
        yield row[0], row[1]


def _legs(wanted: FactFilter) -> Iterator[Select[date, str]]:
    start = select(Fact.last_reported, Fact.id)
    placements = _placements(wanted)
    if not wanted.predicates and placements == [_ANYWHERE]:
        yield start
        return
    for name in wanted.predicates or PREDICATES:
        for placement in _ways_round(placements, PREDICATES[name]):
            if _fits(placement, PREDICATES[name]):
                columns = zip((Fact.subject, Fact.object), placement, strict=True)
                stands = (column == entity.id for column, entity in columns if entity)
                yield start.where(Fact.predicate == name, *stands)


def _placements(wanted: FactFilter) -> list[_Placement]:
    """Give the ways in which the wanted entities can stand as subject and object."""
    if wanted.about is None:
        return [(wanted.subject, wanted.object)]
    placements: list[_Placement] = []
    if wanted.subject in {None, wanted.about}:
        placements.append((wanted.about, wanted.object))
    if wanted.object in {None, wanted.about}:
        placements.append((wanted.subject, wanted.about))
    return placements


def _ways_round(placements: list[_Placement], predicate: Predicate) -> list[_Placement]:
    """Add each placement the other way round where that says the same."""
    if not predicate.symmetric:
        return placements
    turned = [(second, first) for first, second in placements]
    return list(dict.fromkeys((*placements, *turned)))


def _fits(placement: _Placement, predicate: Predicate) -> bool:
    subject, object_ = placement
    return (subject is None or subject.type in predicate.subjects) and (
        object_ is None or object_.type in predicate.objects
    )


def _conditions(wanted: FactFilter, connection: Connection) -> Iterator[_Condition]:
    begins = func.coalesce(Fact.time_start, Fact.time_end, Fact.first_reported)
    ends = func.coalesce(Fact.time_end, Fact.time_start, Fact.first_reported)
    value = Fact.usd if wanted.currency == "USD" else Fact.eur
    bounds: tuple[tuple[Any, Callable[[Any], _Condition]], ...] = (
        (wanted.since, Fact.last_reported.__ge__),
        (wanted.until, Fact.first_reported.__le__),
        (wanted.happened_from, ends.__ge__),
        (wanted.happened_to, begins.__le__),
        (wanted.low, value.__ge__),
        (wanted.high, value.__le__),
        (wanted.statuses or None, status_then(wanted.as_of).in_),
        (wanted.country, lambda code: Fact.subject.in_(_entities_of(code))),
        (words_asked(wanted.words), lambda words: Fact.id.in_(_facts_saying(words, connection))),
        (wanted.as_of, Fact.first_reported.__le__),
    )
    yield from (condition(bound) for bound, condition in bounds if bound is not None)
    if value is Fact.eur and (wanted.low, wanted.high) != (None, None):
        yield Fact.usd.is_not(None)  # as all sums with a rate have; it lets an index in
    if wanted.standing:
        yield _not_by(Fact.superseded_on, wanted.as_of)
        yield _not_by(Fact.ended_on, wanted.as_of)


def _entities_of(country: str) -> Select[str]:
    return select(Entity.id).where(Entity.country == country)


def _not_by(column: InstrumentedAttribute[date | None], as_of: date | None) -> _Condition:
    return column.is_(None) if as_of is None else or_(column.is_(None), column > as_of)


def words_asked(words: str | None) -> str | None:
    """Write each word as full-text search takes it literally; `None` where there is none."""
    bare = (words or "").translate({ord('"'): " ", 0: " "})
    return " ".join(f'"{word}"' for word in bare.split()) or None


def _facts_saying(words: str, connection: Connection) -> Select[str | None]:
    """Select the facts with current evidence that holds all words, as `words_asked` has them."""
    dialect = dialect_of(connection)
    claim = aliased(Claim, name="c")
    return (
        select(claim.fact)
        .where(claim.current, claim.fact.is_not(None), text(claim_matches(dialect)))
        .params(words=words)
    )
