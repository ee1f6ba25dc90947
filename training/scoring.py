"""How right predictions are, as the fact guide counts: names, entities, sums and facts.

Gold and prediction lines are dictionaries in the gold format (`pipeline/newsroom/gold.jsonl`)
and as `faktograph extract` writes them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.predicates import PREDICATES

__all__ = [
    "Counts", "Scores", "gold_mentions", "judged", "known", "matched", "names_of", "same_sum",
    "score",
]  # fmt: skip

_Line = Mapping[str, Any]
_Money = tuple[float | None, float | None, str | None]
_LETTER = r"[^\W_]"


@dataclass(slots=True)
class Counts:
    """How many were right, predicted, and to be found."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Count an article's."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        """Right of those predicted, 0..1; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right of those to be found, 0..1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0


@dataclass(slots=True)
class Scores:
    """Counts by measure; `status`, `attribution` and `speakers` are over facts that were found.

    `attribution` asks only of facts that gold attributes, `speakers` of every attribution.
    """

    mentions: Counts = field(default_factory=Counts)
    entities: Counts = field(default_factory=Counts)
    amounts: Counts = field(default_factory=Counts)
    facts: Counts = field(default_factory=Counts)
    status: Counts = field(default_factory=Counts)
    attribution: Counts = field(default_factory=Counts)
    speakers: Counts = field(default_factory=Counts)


def score(gold: Iterable[_Line], predicted: Iterable[_Line]) -> Scores:
    """Compare predictions with gold articles of the same ids; a missing line predicts nothing."""
    guesses = {line["id"]: line for line in predicted}
    scores = Scores()
    for article in gold:
        _score_article(article, guesses.get(article["id"], {}), scores)
    return scores


def judged(article: _Line, facts: Sequence[_Line]) -> list[bool]:
    """Of each fact predicted for a gold article whether it is right, the best scores first."""
    names, left = names_of(article), list(article["facts"])
    right = [False] * len(facts)
    for index in sorted(range(len(facts)), key=lambda i: -facts[i]["score"]):
        hit = next((g for g in left if _same_fact(g, facts[index], names)), None)
        if hit is not None:
            left.remove(hit)
            right[index] = True
    return right


def matched(article: _Line, facts: Sequence[_Line]) -> list[_Line]:
    """The gold article's facts that are among those predicted."""
    names = names_of(article)
    pairs = _paired(article["facts"], facts, lambda a, b: _same_fact(a, b, names))
    return [fact for fact, _ in pairs]


def _score_article(article: _Line, guess: _Line, scores: Scores) -> None:
    names = names_of(article)
    spans = gold_mentions(article)
    mentions = guess.get("mentions", ())
    found = {(m["start"], m["end"], m["type"]) for m in mentions}
    scores.mentions.add(len(spans & found), len(found), len(spans))
    entities = {(_fold(name["entity"]), name["type"]) for name in article["names"]}
    linked = {(known(m["entity"], names), m["type"]) for m in mentions}
    scores.entities.add(len(entities & linked), len(linked), len(entities))
    sums, found_sums = article["amounts"], guess.get("amounts", ())
    scores.amounts.add(len(_paired(sums, found_sums, same_sum)), len(found_sums), len(sums))
    facts, found_facts = article["facts"], guess.get("facts", ())
    pairs = _paired(facts, found_facts, lambda a, b: _same_fact(a, b, names))
    scores.facts.add(len(pairs), len(found_facts), len(facts))
    for fact, other in pairs:
        scores.status.add(int(fact["status"] == other["status"]), 1, 1)
        if fact["attributed_to"]:
            said, heard = fact["attributed_to"], other["attributed_to"]
            scores.attribution.add(int(known(said, names) == known(heard, names)), 1, 1)
        scores.speakers.add(*_speaker(fact, other, names))


def _speaker(fact: _Line, other: _Line, names: Mapping[str, str]) -> tuple[int, int, int]:
    """Right, predicted and gold attributions of a fact that was found."""
    said, heard = fact["attributed_to"], other["attributed_to"]
    right = bool(said and heard) and known(said, names) == known(heard, names)
    return int(right), int(bool(heard)), int(bool(said))


def _paired(gold: Sequence[_Line], found: Sequence[_Line], same: Any) -> list[tuple[_Line, _Line]]:
    """Match each gold item with the first prediction left that is the same."""
    left, pairs = list(found), []
    for item in gold:
        hit = next((n for n, other in enumerate(left) if same(item, other)), None)
        if hit is not None:
            pairs.append((item, left.pop(hit)))
    return pairs


def gold_mentions(article: _Line) -> set[tuple[int, int, str]]:
    """Every occurrence of every name; where names overlap, the longest has the place."""
    spans = [
        (start, start + len(name["text"]), name["type"])
        for name in article["names"]
        for start in name.get("only") or _occurrences(article["text"], name["text"])
    ]
    taken: set[int] = set()
    kept = set()
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            kept.add((start, end, kind))
    return kept


def _occurrences(text: str, form: str) -> list[int]:
    left = rf"(?<!{_LETTER})" if re.match(_LETTER, form[0]) else ""
    right = rf"(?!{_LETTER})" if re.match(_LETTER, form[-1]) else ""
    return [found.start() for found in re.finditer(left + re.escape(form) + right, text)]


def names_of(article: _Line) -> dict[str, str]:
    """Every form of a name that a gold article lists, folded, and its entity."""
    table: dict[str, str] = {}
    for name in article["names"]:
        for form in (name["entity"], name["text"]):
            table.setdefault(_fold(form), _fold(name["entity"]))
    return table


def _fold(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


def known(name: str | None, names: Mapping[str, str]) -> str:
    """The entity that a name means in an article, folded; an unknown name is its own."""
    return names.get(_fold(name), _fold(name))


def _money(amount: _Line) -> _Money:
    low, high = amount.get("min"), amount.get("max")
    return (
        None if low is None else float(low),
        None if high is None else float(high),
        amount.get("currency"),
    )


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.01 * max(abs(one), abs(other), 1e-9)


def same_sum(one: _Line | None, other: _Line | None) -> bool:
    """Whether two sums agree within one percent, in the same currency."""
    if not one or not other:
        return False
    (low, high, currency), (other_low, other_high, other_currency) = _money(one), _money(other)
    return currency == other_currency and _near(low, other_low) and _near(high, other_high)


def _same_fact(fact: _Line, other: _Line, names: Mapping[str, str]) -> bool:
    if fact["predicate"] != other["predicate"]:
        return False
    ends = Counter(known(fact[role], names) for role in ("subject", "object"))
    others = Counter(known(other[role], names) for role in ("subject", "object"))
    straight = known(fact["subject"], names) == known(other["subject"], names)
    if ends != others or not (straight or PREDICATES[fact["predicate"]].symmetric):
        return False
    return not fact["amount"] or same_sum(fact["amount"], other["amount"])
