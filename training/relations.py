"""Openly licensed relation corpora as texts of which some pairs' facts are known.

The sources' relations are not ours: one of them counts only where the wording makes it one of our
predicates for certain, what it may be besides is left open, and all other pairs are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.gold import Annotated, GoldFact, GoldMention, lines

__all__ = ["read_relations"]

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """Our predicate for a source's relation where `wording` stands in the text.

    `turned`: the source names our object first. `besides`: what the pair may be as well. No
    predicate: the pair is none of ours.
    """

    predicate: str | None
    types: tuple[str, str] = ("ORG", "ORG")
    turned: bool = False
    besides: tuple[str, ...] = ()
    wording: str = ""


_ROUND = (
    r"\b(?:rounds?|series [a-f]|funding|venture capital|invest(?:ed|or|ors|ment)|backed|seed)\b"
)
_STAKE = r"\b(?:stake|shareholders?|owns?|owned|per ?cent|shares)\b|%"
_TIES = ("acquired", "holds_stake_in", "invested_in")
_TRADE = ("supplies", "uses", "partners_with", "invested_in", "holds_stake_in")
_FOUNDING = r"\b(?:co-?)?(?:founded|established|started|set up|created|formed)\b"
_FOUNDER = r"\b(?:co-?)?founders?\b"

_MEANINGS: dict[str, tuple[_Meaning, ...]] = {
    "acquired_by": (_Meaning("acquired", turned=True, besides=_TIES),),
    "subsidiary_of": (_Meaning("holds_stake_in", turned=True, besides=_TIES),),
    "shareholder_of": (
        _Meaning("invested_in", wording=_ROUND, besides=_TIES),
        _Meaning("holds_stake_in", wording=_STAKE, besides=_TIES),
    ),
    "client_of": (_Meaning("supplies", turned=True, besides=_TRADE),),
    "competitor_of": (_Meaning("competes_with"),),
    "collaboration": (_Meaning("partners_with", besides=_TRADE),),
    "undefined": (_Meaning(None),),
    "traded_on": (_Meaning(None),),
    "regulated_by": (_Meaning(None),),
    "HEADQUARTERS": (_Meaning("located_in", types=("ORG", "LOC")),),
    "FOUNDED_BY": (
        _Meaning(
            "has_role", ("ORG", "PERSON"), turned=True, wording=_FOUNDER,
            besides=("founded", "joined", "left"),
        ),
        _Meaning(
            "founded", ("ORG", "PERSON"), turned=True, wording=_FOUNDING,
            besides=("has_role", "joined", "left"),
        ),
    ),
    "CEO": (
        _Meaning(
            "has_role", ("ORG", "PERSON"), turned=True, besides=("founded", "joined", "left")
        ),
    ),
    "SUBSIDIARY_OF": (_Meaning("holds_stake_in", turned=True, besides=_TIES),),
    "Subsidiaryof": (_Meaning("holds_stake_in", turned=True, besides=_TIES),),
    "Acquisition:buyer-acquired": (_Meaning("acquired", besides=_TIES),),
    "SpinOff:parent-child": (_Meaning("holds_stake_in", besides=_TIES),),
}  # fmt: skip
# A pronoun or a description is no name; a node needs one.
_NAME = re.compile(
    r"(?!(?:The|It|Its|He|She|They|This|That|His|Her|Which|Who|We|I|In)\b)\W?[A-Z0-9]"
)


def read_relations(paths: Iterable[Path], longest: int = 900) -> list[Annotated]:
    """Texts of at most `longest` characters with a pair that means something to us."""
    found = (_annotated(path.name, at, line) for path in paths for at, line in _numbered(path))
    return [text for text in found if text is not None and len(text.text) <= longest]


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    return enumerate(lines(path))


def _annotated(source: str, at: int, line: dict[str, Any]) -> Annotated | None:
    text: str = line["text"]
    keys: dict[int, _Key] = {}
    facts: list[GoldFact] = []
    judged: set[tuple[_Key, _Key]] = set()
    for relation in line["relations"]:
        meaning = next(filter(_fits(text), _MEANINGS.get(relation["type"], ())), None)
        ends = (relation["head"], relation["tail"])
        spans = [line["entities"][end] for end in ends]
        if meaning is None or not all(_NAME.match(text[s["start"] : s["end"]]) for s in spans):
            continue
        # An entity's type is that of the first relation it is known by.
        head, tail = (
            keys.setdefault(end, (f"{source}:{at}:{end}", kind))
            for end, kind in zip(ends, meaning.types, strict=True)
        )
        subject, target = (tail, head) if meaning.turned else (head, tail)
        judged |= {(subject, target), (target, subject)}
        facts += _facts(meaning, subject, target, spans)
    if not judged:
        return None
    mentions = [
        GoldMention(line["entities"][end]["start"], line["entities"][end]["end"], key[1], key[0])
        for end, key in keys.items()
    ]
    return Annotated(
        id=f"{source}:{at}", lang=line["lang"], text=text,
        mentions=tuple(sorted(mentions, key=lambda m: m.start)), facts=tuple(facts),
        marks_products=False, marks_names=False, judged=frozenset(judged),
    )  # fmt: skip


def _fits(text: str) -> Callable[[_Meaning], bool]:
    return lambda meaning: re.search(meaning.wording, text, re.IGNORECASE) is not None


def _facts(
    meaning: _Meaning, subject: _Key, target: _Key, spans: list[dict[str, Any]]
) -> Iterator[GoldFact]:
    """What the pair is, with the text between the names for evidence, and what it may be."""
    if meaning.predicate is None:
        return
    start, end = min(s["start"] for s in spans), max(s["end"] for s in spans)
    yield GoldFact(meaning.predicate, subject, target, None, None, None, start, end)
    for other in meaning.besides:
        if other != meaning.predicate:
            yield GoldFact(other, subject, target, None, None, None, -1, -1)
