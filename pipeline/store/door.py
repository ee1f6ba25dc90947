"""The door to the graph: what is not in the article's text does not get in.

Each claim is checked alone; a refused one is reported with its reason and the rest is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.documents import Amount, Article, Claim, Entity, Extraction, Mention, Span
from pipeline.predicates import PREDICATES

__all__ = ["Checked", "Refused", "check"]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that the text does not bear out. `reason` is a short code."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be stored of an extraction, and what was refused of it."""

    mentions: tuple[Mention, ...]
    amounts: tuple[Amount, ...]
    claims: tuple[Claim, ...]
    refused: tuple[Refused, ...]


def check(article: Article, extraction: Extraction) -> Checked:
    """Keep the mentions, amounts and claims that stand in the article's text."""
    text = article.text
    refused: list[Refused] = []
    mentions = []
    for mention in extraction.mentions:
        if _stands(text, mention.span, mention.text):
            mentions.append(mention)
        else:
            refused.append(Refused("name-not-in-text", f"{mention.text!r} at {_at(mention.span)}"))
    amounts = []
    for amount in extraction.amounts:
        if _stands(text, amount.span, amount.text):
            amounts.append(amount)
        else:
            refused.append(Refused("amount-not-in-text", f"{amount.text!r} at {_at(amount.span)}"))
    named = {mention.entity for mention in mentions}
    claims = []
    for claim in extraction.claims:
        problem = _problem(text, claim, named)
        if problem is None:
            claims.append(claim)
        else:
            refused.append(problem)
    return Checked(tuple(mentions), tuple(amounts), tuple(claims), tuple(refused))


def _problem(text: str, claim: Claim, named: set[Entity]) -> Refused | None:
    said = f"{claim.subject.name} {claim.predicate} {claim.object.name if claim.object else ''}"
    said = said.strip()
    wrong = _wrong_kind(claim)
    if wrong is not None:
        return Refused("wrong-kind", f"{said}: {wrong}")
    parties = (
        ("subject", claim.subject),
        ("object", claim.object),
        ("source", claim.attributed_to),
    )
    for role, entity in parties:
        if entity is not None and entity not in named and not _is_word(text, entity.name):
            return Refused(f"{role}-not-in-text", f"{said}: {entity.name!r} is not in the text")
    if claim.amount is not None and not _stands(text, claim.amount.span, claim.amount.text):
        return Refused("amount-not-in-text", f"{said}: {claim.amount.text!r} is not in the text")
    if not (_inside(text, claim.evidence) and _inside(text, claim.sentence)):
        return Refused("evidence-not-in-text", f"{said}: evidence at {_at(claim.evidence)}")
    return None


def _wrong_kind(claim: Claim) -> str | None:
    predicate = PREDICATES.get(claim.predicate)
    if predicate is None:
        return "no such predicate"
    if claim.subject.type not in predicate.subjects:
        return f"{claim.subject.type} cannot be its subject"
    if claim.object is None:
        return "its object is missing" if predicate.objects else None
    if claim.object.type not in predicate.objects:
        return f"{claim.object.type} cannot be its object"
    return "it is about itself" if claim.object == claim.subject else None


def _is_word(text: str, name: str) -> bool:
    """Whether the name stands in the text, not only inside another word ("Meta" in "Metall")."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _stands(text: str, span: Span, words: str) -> bool:
    return _inside(text, span) and text[span.start : span.end] == words


def _inside(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _at(span: Span) -> str:
    return f"{span.start}-{span.end}"
