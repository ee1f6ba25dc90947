"""Claims that the wording of a clause makes certain ("xAI hat rund 6 Mrd. USD aufgebracht").

A sentence is read with its names and sums as signs, so that a pattern speaks of kinds and
words only. Where a sentence plans, doubts, denies or asks, nothing is certain.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.documents import Amount, Claim, Entity, Mention, Span, Status
from pipeline.extract.nearness import starting_in
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.signs import Signed, in_signs, lists_joined
from pipeline.predicates import PREDICATES

__all__ = ["clause_claims"]

_FILE = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text("utf-8"))
_UNCERTAIN = re.compile(_FILE["uncertain"], re.IGNORECASE)
_UNSTATED = re.compile(_FILE["unstated"], re.IGNORECASE)
_DESCRIPTION = re.compile(_FILE["description"], re.IGNORECASE)
_SLOT = re.compile(r"<([A-Z]+):(\w+)>")
# Where a list may begin or end so that all of it belongs to the clause: in "X bought Y and Z
# sold W" neither Y nor Z is the other's companion.
_LIST_BEGINS = re.compile(
    r"(?:^|[,;:–„“\"(] ?|\b(?:dass|that|haben|hatten|zählen|gehören|include) )$"
)
_LIST_ENDS = re.compile(
    r"[.,;:!)–“”]|$| (?:in|im|am|an|für|mit|bei|aus|seit|zu|zum|ein|vor|teil|ab|gemeinsam|gegründet"
    r"|übernommen|gekauft|beteiligt|zusammen|by|for|on|with|at|from|as|to|together|last|this|late|taking|joining)\b"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """`kinds`: for each sign of the pattern, which kinds of name or sum it can be."""

    name: str
    predicate: str
    score: float
    status: Status
    pattern: re.Pattern[str]
    kinds: tuple[frozenset[str], ...]


def _pattern(written: str) -> re.Pattern[str]:
    """`<O:subject>` is a sign of one of the kinds O (ORG), P, L, R (PRODUCT), A (sum)."""
    words = written.replace(" ~ ", r"(?: [^\s⟦,;:–]+){0,4} ")
    # The head of a compound ("Social-Media-Plattform") is no object.
    words = re.sub(r"(<[A-Z]+:object>)", r"\1(?!-)", words)
    return re.compile(_SLOT.sub(r"⟦(?P<\2>[\1]\\d+)⟧", words), re.IGNORECASE)


_RULES = tuple(
    _Rule(
        rule["name"],
        rule["predicate"],
        rule["score"],
        rule.get("status", "actual"),
        _pattern(each),
        tuple(frozenset(kinds) for kinds, _ in _SLOT.findall(each)),
    )
    for rule in _FILE["rule"]
    for each in rule["patterns"]
)


def clause_claims(
    text: str, mentions: Sequence[Mention], amounts: Sequence[Amount]
) -> Iterator[Claim]:
    """Claims of single sentences; `mentions` and `amounts` are in the order of the text."""
    firm = _most_told_of(mentions)
    before: set[Entity] = set()
    named, told = ([item.span.start for item in items] for items in (mentions, amounts))
    for sentence in sentence_spans(text):
        here = mentions[starting_in(named, sentence)]
        sums = amounts[starting_in(told, sentence)]
        firms = [m for m in here if m.entity.type == "ORG"]
        described = _described(text, sentence, firm, firms) if firm and before == {firm} else []
        before = {m.entity for m in firms} or before
        signed = lists_joined(in_signs(text, sentence, (*here, *described, *sums)))
        rules = _rules_for(frozenset(name[0] for name in signed.meanings))
        if not rules or _UNSTATED.search(signed.text):
            continue
        uncertain = _UNCERTAIN.search(signed.text) is not None
        for rule in rules:
            if rule.status == "actual" and uncertain:
                continue
            for found in rule.pattern.finditer(signed.text):
                yield from _claims(rule, found, signed, sentence)


def _most_told_of(mentions: Sequence[Mention]) -> Entity | None:
    """Name the firm that the article is about: the one it names most often."""
    counts = Counter(m.entity for m in mentions if m.entity.type == "ORG")
    return max(counts, key=lambda entity: (counts[entity], entity.name), default=None)


def _described(text: str, sentence: Span, firm: Entity, others: Sequence[Mention]) -> list[Mention]:
    """Let "the company" stand for `firm` where no other stands before it in the sentence."""
    found = _DESCRIPTION.search(text, sentence.start, sentence.end)
    if found is None or any(m.span.start < found.start() for m in others):
        return []
    return [Mention(Span(found.start(), found.end()), found[0], firm, 1.0)]


@lru_cache(maxsize=64)
def _rules_for(kinds: frozenset[str]) -> tuple[_Rule, ...]:
    """Choose the rules whose signs a sentence with signs of these kinds can have."""
    return tuple(rule for rule in _RULES if all(slot & kinds for slot in rule.kinds))


def _claims(rule: _Rule, found: re.Match[str], signed: Signed, sentence: Span) -> Iterator[Claim]:
    """One claim for each pair of subject and object, of lists too."""
    roles = {role: name for role, name in found.groupdict().items() if name}
    amount = signed.meanings[roles["amount"]] if "amount" in roles else None
    for subject, target in _pairs(found, roles, signed):
        if subject != target and _fits(rule, subject, target):
            yield Claim(
                predicate=rule.predicate,
                subject=subject,
                object=target,
                amount=amount if isinstance(amount, Amount) else None,
                evidence=signed.span(found.start(), found.end()),
                sentence=sentence,
                status=rule.status,
                score=rule.score,
                found_by=f"rule:{rule.name}",
            )


def _pairs(
    found: re.Match[str], roles: Mapping[str, str], signed: Signed
) -> Iterator[tuple[Entity, Entity | None]]:
    if "both" in roles:
        yield from itertools.combinations(_named(found, "both", roles, signed), 2)
        return
    for subject in _named(found, "subject", roles, signed):
        for target in _named(found, "object", roles, signed) if "object" in roles else (None,):
            yield subject, target


def _named(
    found: re.Match[str], role: str, roles: Mapping[str, str], signed: Signed
) -> Sequence[Entity]:
    """Who fills a role: all of a list, or of one that runs out of the clause its near end."""
    names = signed.lists.get(roles[role], (roles[role],))
    start, end = found.start(role) - 1, found.end(role) + 1
    if start == found.start() and not _LIST_BEGINS.search(signed.text[:start]):
        names = names[-1:]
    elif end == found.end() and not _LIST_ENDS.match(signed.text, end):
        names = names[:1]
    return [m.entity for m in map(signed.meanings.__getitem__, names) if isinstance(m, Mention)]


def _fits(rule: _Rule, subject: Entity, target: Entity | None) -> bool:
    predicate = PREDICATES[rule.predicate]
    return subject.type in predicate.subjects and (
        target is None or target.type in predicate.objects
    )
