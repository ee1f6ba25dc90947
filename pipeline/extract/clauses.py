"""Claims that the wording of a clause makes certain ("xAI hat rund 6 Mrd. USD aufgebracht").

A sentence is read with its names and sums as signs, so that a pattern speaks of kinds and
words only. Where a sentence plans, doubts, denies or asks, nothing is certain.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents import Amount, Claim, Entity, Mention, Span
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.signs import Signed, in_signs

__all__ = ["clause_claims"]

_FILE = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text("utf-8"))
_UNCERTAIN = re.compile(_FILE["uncertain"], re.IGNORECASE)
_SLOT = re.compile(r"<([A-Z]+):(\w+)>")


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    predicate: str
    score: float
    pattern: re.Pattern[str]


def _pattern(written: str) -> re.Pattern[str]:
    """`<O:subject>` is a sign of one of the kinds O (ORG), P, L, R (PRODUCT), A (sum)."""
    words = written.replace(" ~ ", r"(?: [^\s⟦,;:–]+){0,4} ")
    # The head of a compound ("Social-Media-Plattform") is no object.
    words = re.sub(r"(<[A-Z]+:object>)", r"\1(?!-)", words)
    return re.compile(_SLOT.sub(r"⟦(?P<\2>[\1]\\d+)⟧", words), re.IGNORECASE)


_RULES = tuple(
    _Rule(rule["name"], rule["predicate"], rule["score"], _pattern(written))
    for rule in _FILE["rule"]
    for written in rule["patterns"]
)


def clause_claims(
    text: str, mentions: Sequence[Mention], amounts: Sequence[Amount]
) -> Iterator[Claim]:
    """Claims of single sentences; `mentions` and `amounts` are in the order of the text."""
    for sentence in sentence_spans(text):
        signed = in_signs(text, sentence, (*mentions, *amounts))
        if len(signed.meanings) < 2 or _UNCERTAIN.search(signed.text):
            continue
        for rule in _RULES:
            for found in rule.pattern.finditer(signed.text):
                claim = _claim(rule, found, signed, sentence)
                if claim.subject != claim.object:
                    yield claim


def _claim(rule: _Rule, found: re.Match[str], signed: Signed, sentence: Span) -> Claim:
    roles = {role: signed.meanings[name] for role, name in found.groupdict().items() if name}
    amount = roles.get("amount")
    return Claim(
        predicate=rule.predicate,
        subject=_entity(roles["subject"]),
        object=_entity(roles["object"]) if "object" in roles else None,
        amount=amount if isinstance(amount, Amount) else None,
        evidence=signed.span(found.start(), found.end()),
        sentence=sentence,
        status="actual",
        score=rule.score,
        found_by=f"rule:{rule.name}",
    )


def _entity(named: Mention | Amount) -> Entity:
    assert isinstance(named, Mention)  # the patterns give sums no such role
    return named.entity
