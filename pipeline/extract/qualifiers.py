"""Qualifiers and times of claims, from the words of their evidence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.documents import Claim, EntityType, Mention, Quantity, Span, Time
from pipeline.extract.event_times import event_time, period_of
from pipeline.extract.nearness import between, gap, within
from pipeline.predicates import PREDICATES

__all__ = ["Findings", "qualified"]

_TABLE: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    kind: [(word, re.compile(pattern, re.IGNORECASE)) for word, pattern in words.items()]
    for kind, words in tomllib.loads(
        Path(__file__).with_name("qualifiers.toml").read_text("utf-8")
    ).items()
}
_AS_WRITTEN = "{}"  # the table's word for what the text's own words say best
_STAFF = frozenset({"employees", "jobs", "people", "engineers", "developers"})
_COUNTED = {
    "holds_stake_in": ("percent",),
    "employs": ("count",),
    "cut_jobs": ("count", "percent"),
}
# Whose nearest name a qualifier of the kind must be: "Lumo chief Ida Lund praised Max Ott".
_BOUND: dict[str, tuple[frozenset[EntityType], ...]] = {
    "role": (frozenset({"PERSON"}), frozenset({"ORG"})),
    "percent": (frozenset({"ORG", "PERSON"}),),
    "count": (frozenset({"ORG"}),),
}
_REACH = 45  # characters before and behind a role
_FAR = 1000  # characters before and behind; what is longer is a list or a trap, no sentence
# Before the role that somebody takes up or gives up; others only tell who that is.
_TAKING = re.compile(
    r"\b(?:als|as|zum|zur|wird|werde|wurde|neue[rn]?|new|becom\w+|became|named|appointed)"
    r"(?: [\w-]+){0,2} $",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"zurück|abgetreten|\babberuf|entlass|gegangen|ausgeschieden|\bstep|\bresign|\bquit|\bousted"
    r"|\bfired|\bdismiss|\bdepart|\bleav|\bleft\b|\bremoved",
    re.IGNORECASE,
)
_CUTTING = re.compile(
    r"entl[aä]ss|abbau|abgebaut|streich|gestrichen|kündig|wegfall|\bweg\b|fallen|verlier"
    r"|\b(?:lay|laid|cut|shed|slash|eliminat|redundan|losing|lost|dismiss|(?:go|let)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r",? (?:and|und|sowie|&) |/|, ")
_Hit = tuple[Span, str, re.Match[str]]


@dataclass(frozen=True, slots=True)
class Findings:
    """What else an article was found to say."""

    mentions: Sequence[Mention]
    quantities: Sequence[Quantity]
    times: Sequence[Time]


def qualified(claim: Claim, text: str, findings: Findings) -> Claim:
    """The claim with the qualifiers its predicate takes and its evidence gives."""
    found, time = _found(_shortened(claim), text, findings)
    return replace(claim, qualifiers={**claim.qualifiers, **found}, time=claim.time or time)


def _shortened(claim: Claim) -> Claim:
    """The claim in no more of its sentence than stands near the beginning of its evidence."""
    first, last = sorted((claim.sentence, claim.evidence))
    if max(first.end, last.end) - first.start <= _FAR:
        return claim
    at = claim.evidence.start
    sentence = Span(max(claim.sentence.start, at - _FAR), min(claim.sentence.end, at + _FAR))
    evidence = Span(at, min(claim.evidence.end, at + _FAR))
    return replace(claim, sentence=sentence, evidence=evidence)


def _found(claim: Claim, text: str, findings: Findings) -> tuple[dict[str, str], Time | None]:
    wanted = PREDICATES[claim.predicate].qualifiers
    near = [m for m in findings.mentions if within(m.span, claim.sentence)]
    focus = _focus(claim, near)
    found: dict[str, str] = {}
    for kind in wanted:
        word = _word(kind, text, claim, focus, near)
        if word is not None:
            found[kind] = word
    quantity = _quantity(claim, text, findings.quantities, focus, near)
    if quantity is not None:
        found[quantity[0]] = quantity[1]
    time = event_time(claim, text, findings.times, near)
    if "period" in wanted and time is not None and (period := period_of(time, text)):
        found["period"] = period
    return found, time


def _focus(claim: Claim, near: Sequence[Mention]) -> Span:
    """What qualifiers stand near: the sum, else the subject, else the evidence's beginning."""
    if claim.amount is not None and within(claim.amount.span, claim.sentence):
        return claim.amount.span
    places = [m.span for m in near if m.entity == claim.subject and within(m.span, claim.evidence)]
    return places[0] if places else Span(claim.evidence.start, claim.evidence.start)


def _is_bound(kind: str, text: str, span: Span, claim: Claim, near: Sequence[Mention]) -> bool:
    """Tell whether the nearest names are the claim's own, so far as it is named here."""
    parties = (claim.subject, claim.object)
    for types in _BOUND.get(kind, ()):
        rivals = [m for m in near if m.entity.type in types]
        own = [m.span for m in rivals if m.entity in parties]
        if not own:
            continue
        nearest = min(rivals, key=lambda m: gap(m.span, span))
        # "the founders Ida Lund and Max Ott": what is said of one of a row is said of all
        in_row = kind == "role" and any(
            _AND.fullmatch(text, *between(nearest.span, party)) for party in own
        )
        if nearest.entity not in parties and not in_row:
            return False
    return True


def _word(kind: str, text: str, claim: Claim, focus: Span, near: Sequence[Mention]) -> str | None:
    """The table's word whose match is nearest, in the evidence or else in the sentence."""
    for stretch in dict.fromkeys((claim.evidence, claim.sentence)):
        hits = [
            (Span(*match.span()), word, match)
            for word, pattern in _TABLE.get(kind, ())
            for match in pattern.finditer(text, stretch.start, stretch.end)
            if not any(m.span.start < match.end() and match.start() < m.span.end for m in near)
        ]
        hits = [
            hit
            for hit in hits
            if not any(within(hit[0], other[0]) and hit[0] != other[0] for other in hits)
            and _is_bound(kind, text, hit[0], claim, near)
            and (kind != "role" or _is_of_the_move(claim, text, hit[0]))
        ]
        if hits:
            hits.sort(key=lambda hit: hit[0])
            nearest = min(range(len(hits)), key=lambda i: gap(hits[i][0], focus))
            row = _row(hits, nearest, text) if kind == "role" else hits[nearest : nearest + 1]
            return ", ".join(dict.fromkeys(_said(word, match) for _, word, match in row))
    return None


def _is_of_the_move(claim: Claim, text: str, role: Span) -> bool:
    """Tell whether the role is what is taken up or given up, where somebody comes or goes."""
    if claim.predicate not in ("joined", "left"):
        return True
    start = max(claim.sentence.start, role.start - _REACH)
    end = min(claim.sentence.end, role.end + _REACH)
    is_taken = _TAKING.search(text, start, role.start) is not None
    return is_taken and (
        claim.predicate == "joined" or _LEAVING.search(text, start, end) is not None
    )


def _row(hits: Sequence[_Hit], nearest: int, text: str) -> Sequence[_Hit]:
    """The words of a hit and of its neighbours in a row: "founder and chief executive"."""
    first = last = nearest
    while first and _AND.fullmatch(text, hits[first - 1][0].end, hits[first][0].start):
        first -= 1
    while last + 1 < len(hits) and _AND.fullmatch(text, hits[last][0].end, hits[last + 1][0].start):
        last += 1
    return hits[first : last + 1]


def _said(word: str, match: re.Match[str]) -> str:
    if word == _AS_WRITTEN:
        return match.group()
    return word.format(*(g.upper() for g in match.groups() if g)) if "{" in word else word


def _quantity(
    claim: Claim,
    text: str,
    quantities: Sequence[Quantity],
    focus: Span,
    near: Sequence[Mention],
) -> tuple[str, str] | None:
    """A share of `holds_stake_in`, a head count of the staff predicates."""
    for kind in _COUNTED.get(claim.predicate, ()):
        fitting = [
            q
            for q in quantities
            if q.kind == kind
            and (kind == "percent" or q.unit in _STAFF)
            and (q.min is not None or q.max is not None)
            and within(q.span, claim.sentence)
            and _is_bound(kind, text, q.span, claim, near)
        ]
        if kind == "count" and len(fitting) > 1:
            fitting = _of_the_cut(claim, text, fitting)
        if fitting:
            best = min(fitting, key=lambda q: gap(q.span, focus))
            value = best.max if best.min is None else best.min
            assert value is not None  # of the two one is given
            return kind, format(value.normalize(), "f")
    return None


def _of_the_cut(claim: Claim, text: str, counts: list[Quantity]) -> list[Quantity]:
    """Of several counts the one next to the word for a cut; of a staff it is not certain."""
    words = _CUTTING.finditer(text, claim.sentence.start, claim.sentence.end)
    places = [Span(*word.span()) for word in words] if claim.predicate == "cut_jobs" else []
    if not places:
        return []
    return [min(counts, key=lambda q: min(gap(q.span, place) for place in places))]
