"""Statements of the windows joined to the claims of the article, with their evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.documents import Amount, Article, Claim, Entity, Mention
from pipeline.extract.clauses import clause_claims
from pipeline.extract.consistency import consistent
from pipeline.extract.evidence import evidence_of, nearest_amount, signed
from pipeline.extract.rules import certain_claims
from pipeline.extract.scoring import Statement
from pipeline.extract.telling import read_telling
from pipeline.predicates import PREDICATES

__all__ = ["Calibration", "Sieve", "join_claims"]

HEAD = "pair-head"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Raw scores to shares of right claims: a line over log odds, shifted by predicate."""

    slope: float = 1.0
    shift: float = 0.0
    shifts: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Calibration:
        """From the manifest; without a calibration the score stays as it is."""
        return cls(**settings.get("calibration", {}))

    def __call__(self, predicate: str, score: float) -> float:
        odds = math.log(max(score, 1e-6) / max(1 - score, 1e-6))
        line = self.slope * odds + self.shift + self.shifts.get(predicate, 0.0)
        return 1 / (1 + math.exp(-min(max(line, -30.0), 30.0)))


@dataclass(frozen=True, slots=True)
class Sieve:
    """What of an article can become a claim: what scores `threshold`, and what a rule says.

    `certain`: the claims of the rules; `ruled`: predicate, subject and object of each.
    """

    calibration: Calibration
    threshold: float
    certain: Mapping[tuple[Any, ...], Claim]
    ruled: frozenset[tuple[str, Entity, Entity | None]]

    @classmethod
    def of(
        cls,
        text: str,
        mentions: Sequence[Mention],
        amounts: Sequence[Amount],
        calibration: Calibration,
        threshold: float,
    ) -> Sieve:
        rules = (*certain_claims(text, mentions), *clause_claims(text, mentions, amounts))
        certain = {_key(claim): claim for claim in rules}
        ruled = frozenset((c.predicate, c.subject, c.object) for c in certain.values())
        return cls(calibration, threshold, certain, ruled)

    def lets_through(
        self, predicate: str, subject: Entity, target: Entity | None, score: float
    ) -> bool:
        """Tell whether the head's raw score, or a rule, can make a claim of it."""
        likely = self.calibration(predicate, score) >= self.threshold
        return likely or (predicate, subject, target) in self.ruled


def join_claims(
    article: Article,
    statements: Iterable[Statement],
    mentions: Sequence[Mention],
    amounts: Sequence[Amount],
    sieve: Sieve,
) -> tuple[Claim, ...]:
    """One claim for each (predicate, subject, object, sum), the best evidence first.

    The statements are those that the sieve lets through. A rule that says what the head says, too,
    raises its score; what it says alone is a claim.
    """
    best: dict[tuple[Any, ...], Claim] = {}
    telling = read_telling(article, mentions)
    for statement in sorted(statements, key=lambda s: -s.score * s.weight):
        claim = telling.told(_claim(article, statement, mentions, sieve.calibration), statement)
        rule = sieve.certain.get(_key(claim))
        if rule is not None and rule.score > claim.score:
            claim = replace(claim, score=rule.score, found_by=rule.found_by, status=rule.status)
        if claim.score < sieve.threshold:
            continue
        key = _key(claim)
        if key in best:
            best[key] = _joined(best[key], claim)
        elif not _repeats(claim, best):
            best[key] = claim
    for key, claim in sieve.certain.items():
        if claim.score >= sieve.threshold:
            best.setdefault(key, telling.spoken(claim))
    kept = consistent(best.values(), article.text, amounts)
    return tuple(sorted(kept, key=lambda c: (c.evidence, c.predicate, -c.score)))


def _joined(first: Claim, other: Claim) -> Claim:
    """The same said twice: the best evidence and the surest reading may stand in two windows.

    A headline leaves out who says it and how sure that is.
    """
    score = max(first.score, other.score)
    if first.sentence.start > 0 or other.sentence.start == 0:
        return replace(first, score=score)
    return replace(first, score=score, status=other.status, attributed_to=other.attributed_to)


def _claim(
    article: Article, statement: Statement, mentions: Sequence[Mention], calibration: Calibration
) -> Claim:
    predicate = PREDICATES[statement.predicate]
    amount = (
        nearest_amount(statement.amounts, statement.sentence) if predicate.takes_amount else None
    )
    if amount is not None and statement.predicate == "reported_profit":
        amount = signed(amount, article.text, statement.sentence)
    evidence = evidence_of(
        article.text, statement.sentence, (statement.subject, statement.object), amount, mentions
    )
    return Claim(
        predicate=statement.predicate,
        subject=statement.subject,
        object=statement.object,
        evidence=evidence,
        sentence=statement.sentence,
        status="actual",
        score=round(calibration(statement.predicate, statement.score), 4),
        found_by=HEAD,
        amount=amount,
    )


def _value(amount: Amount | None) -> tuple[Any, ...] | None:
    return None if amount is None else (amount.min, amount.max, amount.currency)


def _parties(claim: Claim) -> tuple[Entity | None, ...]:
    """Subject and object, in a fixed order where the predicate has no direction."""
    parties = (claim.subject, claim.object)
    if PREDICATES[claim.predicate].symmetric and claim.object is not None:
        return tuple(sorted((claim.subject, claim.object)))
    return parties


def _key(claim: Claim) -> tuple[Any, ...]:
    return (claim.predicate, _parties(claim), _value(claim.amount))


def _repeats(claim: Claim, best: Mapping[tuple[Any, ...], Claim]) -> bool:
    """Whether the claim adds no sum to what is already said of the same parties."""
    return claim.amount is None and any(
        key[:2] == (claim.predicate, _parties(claim)) for key in best
    )
