"""What the claims of a fact add up to, so that one more can be added without the rest.

A tally counts the articles behind each value, and whom the claims go back to. A claim is added
only where it is certain that making the fact anew of all its claims would come to the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any, Self

from pipeline.store.closeness import Stretch, Sum
from pipeline.store.clusters import Told
from pipeline.store.merge import RANK, favourites, witness_key
from pipeline.store.origins import MOST, earliest, has_copy, said_by

__all__ = ["FEWEST", "Added", "Tally"]

FEWEST = 4  # articles from which on a fact has a tally: fewer are read as quickly


@dataclass(frozen=True, slots=True)
class Added:
    """What changes in a fact with some claims more; `witness` is a new one, if there is."""

    articles: int
    origins: int
    score: float
    last_reported: date
    witness: Told | None


@dataclass(slots=True)
class Tally:
    """The sums of a fact's claims.

    `counts` has by value how many articles give it, `chosen` the values that the fact shows.
    A new article is looked through for copies of `articles`; where `until` (day and id) is told
    instead, of `MOST` and more, only earlier ones are.
    """

    counts: dict[str, Counter[str]]
    chosen: dict[str, str]
    voices: set[str]
    articles: list[str]
    until: tuple[str, str] | None
    witness: list[Any]

    @classmethod
    def of(cls, members: Sequence[Told], status: str) -> Self:
        """Add up the claims of a fact of this status."""
        articles = earliest(members)
        day, last = articles[-1]
        are_all = len(articles) < MOST
        chosen = favourites(members)
        best = min(witness_key(claim, status, chosen["money"]) for claim in members)
        return cls(
            _counted(members),
            {name: _written(value) for name, value in chosen.items() if value is not None},
            {said_by(claim) for claim in members},
            sorted(article for _, article in articles) if are_all else [],
            None if are_all else (day.isoformat(), last),
            _plain(best),
        )

    @classmethod
    def read(cls, written: str) -> Self:
        """Read what `write` wrote."""
        kept = json.loads(written)
        return cls(
            {name: Counter(values) for name, values in kept["counts"].items()},
            kept["chosen"],
            set(kept["voices"]),
            kept["articles"],
            kept["until"] and (kept["until"][0], kept["until"][1]),
            kept["witness"],
        )

    def write(self) -> str:
        """Write it as JSON, the same each time."""
        kept = {
            "counts": {name: dict(sorted(self.counts[name].items())) for name in self.counts},
            "chosen": self.chosen,
            "voices": sorted(self.voices),
            "articles": self.articles,
            "until": self.until,
            "witness": self.witness,
        }
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    def add(
        self,
        claims: Sequence[Told],
        history: Sequence[tuple[date, str]],
        money: Sum | None,
        sketches: Mapping[str, bytes],
    ) -> Added | None:
        """Add claims of articles that are new to the fact; `None` where that is not certain.

        `history` and `money` are the fact's, `sketches` those of the articles in `compared_with`.
        """
        since, status = history[-1]
        if not all(self._is_plain(claim, since, status) for claim in claims):
            return None
        more = _counted(claims)
        if not all(self._stays(name, more[name]) for name in more):
            return None
        if self.until is None and not self._takes_in(claims, sketches):
            return None
        for name, values in more.items():
            self.counts[name].update(values)
        voices = {said_by(claim) for claim in claims} - self.voices
        self.voices |= voices
        best = min(claims, key=lambda claim: witness_key(claim, status, money))
        key = _plain(witness_key(best, status, money))
        better = key < self.witness
        if better:
            self.witness = key
        return Added(
            articles=len({claim.article for claim in claims}),
            origins=len(voices),
            score=max(claim.score for claim in claims),
            last_reported=max(claim.reported for claim in claims),
            witness=best if better else None,
        )

    def compared_with(self, claims: Sequence[Told]) -> set[str]:
        """Name the articles whose sketches tell whether new ones are copies."""
        if len(self.voices.union(map(said_by, claims))) == 1:
            return set()
        new = {claim.article for claim in claims} if self.until is None else set()
        return new.union(self.articles)

    def _takes_in(self, claims: Sequence[Told], sketches: Mapping[str, bytes]) -> bool:
        """Tell whether new articles are copies of none and leave the fact below `MOST` of them."""
        new = sorted({claim.article for claim in claims})
        if len(self.articles) + len(new) >= MOST:
            return False
        others = [*self.articles, *new]
        if sketches.keys() >= set(others):
            for place, article in enumerate(new, start=len(self.articles)):
                if has_copy(sketches[article], (sketches[other] for other in others[:place])):
                    return False
        self.articles = sorted(others)
        return True

    def _is_plain(self, claim: Told, since: date, status: str) -> bool:
        """Tell whether a claim is too late to be a copy looked for, and changes no status."""
        if claim.reported < since:
            return False
        if self.until is not None and (claim.reported.isoformat(), claim.article) <= self.until:
            return False
        if claim.status == status:
            return True
        if status == "denied":
            return claim.status == "rumoured"
        return RANK.get(claim.status, 9) < RANK[status]

    def _stays(self, name: str, more: Mapping[str, int]) -> bool:
        """Tell whether the fact goes on showing the value it shows."""
        chosen = self.chosen.get(name)
        if chosen is None:
            return False
        counts = self.counts[name]
        if name == "time":  # the narrowest, however often it is told
            return all(value in counts for value in more)
        most = counts[chosen] + more.get(chosen, 0)
        return all(value == chosen or counts[value] + n < most for value, n in more.items())


def _counted(claims: Iterable[Told]) -> dict[str, Counter[str]]:
    """Count by kind of value and value the articles that give it."""
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in claims:
        for name, value in _values(claim):
            told[name].add((claim.article, value))
    return {name: Counter(value for _, value in pairs) for name, pairs in told.items()}


def _values(claim: Told) -> Iterable[tuple[str, str]]:
    if claim.money is not None:
        yield "money", _written(claim.money)
        if claim.money.currency is not None:
            yield "currency", claim.money.currency
    for name in ("number", "percent", "time"):
        value = getattr(claim, name)
        if value is not None:
            yield name, _written(value)
    for name, word in claim.qualifiers.items():
        yield f"word {name}", word


def _written(value: object) -> str:
    if isinstance(value, Sum):
        return f"{value.min} {value.max} {value.currency} {value.approx}"
    return " ".join(map(str, astuple(value))) if isinstance(value, Stretch) else str(value)


def _plain(key: tuple[Any, ...]) -> list[Any]:
    """Write the key of a witness so that it comes back from JSON as it was."""
    other_status, other_sum, score, reported, (article, place) = key
    return [other_status, other_sum, score, reported.isoformat(), article, place]
