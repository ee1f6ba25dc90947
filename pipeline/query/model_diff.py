"""What two models read in the same texts: the claims that only one has, and those that differ.

All readings are kept, those that do not stand too, so that a newer model can be judged before
its readings take the places, and after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from models.tables import Extraction
from pipeline.query.explain import claims_read
from pipeline.query.records import ClaimRecord

__all__ = ["Difference", "ReadTwice", "compared", "models_by_age", "read_twice"]

_AT_ONCE = 100  # texts whose claims are in memory together

_old = aliased(Extraction, name="old")
_new = aliased(Extraction, name="new")

_Key: TypeAlias = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that is gone (no `new`), new (no `old`), or changed in sum, time, words or status."""

    old: ClaimRecord | None
    new: ClaimRecord | None

    @property
    def kind(self) -> Literal["gone", "new", "changed"]:
        """What became of the claim."""
        if self.new is None:
            return "gone"
        return "new" if self.old is None else "changed"

    @property
    def claim(self) -> ClaimRecord:
        """The newer one that there is."""
        found = self.new or self.old
        assert found is not None  # a difference has one of them
        return found


@dataclass(frozen=True, slots=True)
class ReadTwice:
    """A text that both models read: claims that are the same, and those that are not."""

    same: tuple[ClaimRecord, ...]
    differences: tuple[Difference, ...]


def models_by_age(connection: Connection) -> list[str]:
    """Name the models that have read anything, the one that began last at the end."""
    query = select(Extraction.model).group_by(Extraction.model).order_by(func.min(Extraction.id))
    return list(connection.scalars(query))


def read_twice(connection: Connection, old: str, new: str) -> Iterator[ReadTwice]:
    """Compare all texts that both models read, one after the other."""
    last = 0
    while True:
        query = (
            select(_old.revision, _old.id.label("old"), _new.id.label("new"))
            .join(_new, _new.revision == _old.revision)
            .where(_old.model == old, _new.model == new, _old.revision > last)
            .order_by(_old.revision)
            .limit(_AT_ONCE)
        )
        rows = connection.execute(query).all()
        if not rows:
            return
        for row in rows:
            yield compared(claims_read(connection, [row.old]), claims_read(connection, [row.new]))
        last = rows[-1].revision


def compared(old: Iterable[ClaimRecord], new: Iterable[ClaimRecord]) -> ReadTwice:
    """Match the claims of two readings: first those that say the same, then those on the same."""
    same: list[ClaimRecord] = []
    left: dict[_Key, list[ClaimRecord]] = defaultdict(list)
    for claim in old:
        left[_about(claim)].append(claim)
    unmatched: list[ClaimRecord] = []
    for claim in new:
        twin = next(
            (each for each in left[_about(claim)] if _content(each) == _content(claim)), None
        )
        if twin is None:
            unmatched.append(claim)
        else:
            left[_about(claim)].remove(twin)
            same.append(claim)
    differences = []
    for claim in unmatched:
        others = left[_about(claim)]
        differences.append(Difference(others.pop(0) if others else None, claim))
    differences += [Difference(claim, None) for claims in left.values() for claim in claims]
    return ReadTwice(tuple(same), tuple(differences))


def _about(claim: ClaimRecord) -> _Key:
    return claim.predicate, claim.subject, claim.object


def _content(claim: ClaimRecord) -> tuple[object, ...]:
    """All that a claim says; not how sure the model was, nor which words it took for it."""
    money, time = claim.sum, claim.time
    return (
        claim.status,
        claim.attributed_to,
        money and (money.min, money.max, money.currency, money.approx),
        time and (time.start, time.end),
        dict(claim.qualifiers),
    )
