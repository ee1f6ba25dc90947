"""Qualifiers and times of claims, from the words of their evidence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.documents import Claim, Mention, Quantity, Span, Time
from pipeline.predicates import PREDICATES

__all__ = ["Findings", "qualified"]

_TABLE: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    kind: [(word, re.compile(pattern, re.IGNORECASE)) for word, pattern in words.items()]
    for kind, words in tomllib.loads(
        Path(__file__).with_name("qualifiers.toml").read_text("utf-8")
    ).items()
}
_STAFF = {
    "employs": frozenset({"employees", "jobs", "people", "engineers", "developers"}),
    "cut_jobs": frozenset({"employees", "jobs", "people", "engineers", "developers"}),
}
# Standing states, not events: a date nearby belongs to something else.
_TIMELESS = frozenset({"has_role", "located_in", "competes_with", "holds_stake_in"})


@dataclass(frozen=True, slots=True)
class Findings:
    """What else an article was found to say."""

    mentions: Sequence[Mention]
    quantities: Sequence[Quantity]
    times: Sequence[Time]


def qualified(claim: Claim, text: str, findings: Findings) -> Claim:
    """The claim with the qualifiers its predicate takes and its evidence gives."""
    wanted = PREDICATES[claim.predicate].qualifiers
    focus = _focus(claim, findings.mentions)
    found: dict[str, str] = {}
    for kind in wanted:
        word = _word(kind, text, claim, focus)
        if word is not None:
            found[kind] = word
    quantity = _quantity(claim, findings.quantities, focus)
    if quantity is not None:
        found[quantity[0]] = quantity[1]
    time = None if claim.predicate in _TIMELESS else _time(claim, findings.times, focus)
    return replace(claim, qualifiers={**claim.qualifiers, **found}, time=claim.time or time)


def _focus(claim: Claim, mentions: Sequence[Mention]) -> Span:
    """What qualifiers stand near: the sum, else the subject, else the evidence's beginning."""
    if claim.amount is not None and _within(claim.amount.span, claim.sentence):
        return claim.amount.span
    places = [
        m.span for m in mentions if m.entity == claim.subject and _within(m.span, claim.evidence)
    ]
    return places[0] if places else Span(claim.evidence.start, claim.evidence.start)


def _gap(start: int, end: int, focus: Span) -> int:
    return max(0, start - focus.end, focus.start - end)


def _within(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _word(kind: str, text: str, claim: Claim, focus: Span) -> str | None:
    """The table's word whose match is nearest, in the evidence or else in the sentence."""
    for stretch in (claim.evidence, claim.sentence):
        hits = [
            (_gap(*match.span(), focus), order, word, match)
            for order, (word, pattern) in enumerate(_TABLE.get(kind, ()))
            for match in pattern.finditer(text, stretch.start, stretch.end)
        ]
        if hits:
            _, _, word, match = min(hits, key=lambda hit: hit[:2])
            return word.format(*(g.upper() for g in match.groups() if g)) if "{" in word else word
    return None


def _quantity(claim: Claim, quantities: Sequence[Quantity], focus: Span) -> tuple[str, str] | None:
    """A share of `holds_stake_in`, a head count of the staff predicates."""
    units = _STAFF.get(claim.predicate)
    near = sorted(
        (q for q in quantities if _within(q.span, claim.sentence)),
        key=lambda q: _gap(q.span.start, q.span.end, focus),
    )
    for quantity in near:
        value = quantity.min if quantity.min is not None else quantity.max
        if value is None:
            continue
        if units is not None and quantity.kind == "count" and quantity.unit in units:
            return "count", format(value.normalize(), "f")
        if claim.predicate == "holds_stake_in" and quantity.kind == "percent":
            return "percent", format(value.normalize(), "f")
        if claim.predicate == "cut_jobs" and quantity.kind == "percent":
            return "percent", format(value.normalize(), "f")
    return None


def _time(claim: Claim, times: Sequence[Time], focus: Span) -> Time | None:
    """The nearest time of the evidence, else the only one of its sentence."""
    inside = [t for t in times if _within(t.span, claim.evidence)]
    if inside:
        return min(inside, key=lambda t: _gap(t.span.start, t.span.end, focus))
    around = [t for t in times if _within(t.span, claim.sentence)]
    return around[0] if len(around) == 1 else None
