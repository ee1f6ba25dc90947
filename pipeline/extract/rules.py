"""Claims that the wording of two neighbouring names makes certain ("Nvidia-Chef Jensen Huang")."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents import Claim, Mention, Span
from pipeline.extract.sentences import sentence_spans

__all__ = ["certain_claims"]

_FILE = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))
_UNLESS = re.compile(_FILE["unless"], re.IGNORECASE)
_LONGEST_TITLE = 60  # characters between two names


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    predicate: str
    left: frozenset[str]
    right: frozenset[str]
    subject_first: bool
    between: re.Pattern[str]
    after: re.Pattern[str]


_RULES = tuple(
    _Rule(
        name=rule["name"],
        predicate=rule["predicate"],
        left=frozenset(rule["left"]),
        right=frozenset(rule["right"]),
        subject_first=rule["subject"] == "left",
        between=re.compile(rule["between"], re.IGNORECASE),
        after=re.compile(rule.get("after", ""), re.IGNORECASE),
    )
    for rule in _FILE["rule"]
)


def certain_claims(text: str, mentions: Sequence[Mention]) -> Iterator[Claim]:
    """Claims of neighbouring `mentions`, which are in the order of the text."""
    sentences = sentence_spans(text)
    for left, right in itertools.pairwise(mentions):
        between = text[left.span.end : right.span.start]
        if len(between) > _LONGEST_TITLE or "\n" in between or left.entity == right.entity:
            continue
        for rule in _RULES:
            if not _fits(rule, left, right, between) or not rule.after.match(text, right.span.end):
                continue
            if _UNLESS.search(text, max(0, left.span.start - 30), left.span.start):
                continue
            subject, target = (left, right) if rule.subject_first else (right, left)
            evidence = Span(left.span.start, right.span.end)
            yield Claim(
                predicate=rule.predicate,
                subject=subject.entity,
                object=target.entity,
                evidence=evidence,
                sentence=next(
                    (s for s in sentences if s.start <= evidence.start < s.end), evidence
                ),
                status="actual",
                score=_FILE["score"],
                found_by=f"rule:{rule.name}",
            )


def _fits(rule: _Rule, left: Mention, right: Mention, between: str) -> bool:
    return (
        left.entity.type in rule.left
        and right.entity.type in rule.right
        and rule.between.fullmatch(between) is not None
    )
