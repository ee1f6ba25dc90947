"""Annotated articles and sentences as training reads them: text, mentions, sums, facts."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.documents import Language
from pipeline.predicates import PREDICATES

__all__ = [
    "Annotated",
    "GoldAmount",
    "GoldFact",
    "GoldMention",
    "annotated",
    "mentions_of",
    "read_corpus",
    "read_gold",
]

_LETTER = r"[^\W_]"
_Key = tuple[str, str]
_Value = tuple[float | None, float | None, str | None]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """`entity` is the folded canonical name."""

    start: int
    end: int
    type: str
    entity: str


@dataclass(frozen=True, slots=True)
class GoldAmount:
    """`value` is (min, max, currency)."""

    start: int
    end: int
    value: tuple[float | None, float | None, str | None]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """Entities as (folded name, type); `start`..`end` is the evidence, -1 where it is unknown."""

    predicate: str
    subject: tuple[str, str]
    object: tuple[str, str] | None
    amount: tuple[float | None, float | None, str | None] | None
    status: str | None
    attributed_to: tuple[str, str] | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """`marks_products`: whether a product without a mark is none; `marks_names`: whether a name is.

    `judged` are the pairs of which every fact is told, None: all. Facts without an object have the
    sum in its place, or None.
    """

    id: str
    lang: Language
    text: str
    mentions: tuple[GoldMention, ...]
    amounts: tuple[GoldAmount, ...] = ()
    facts: tuple[GoldFact, ...] = ()
    marks_products: bool = True
    marks_names: bool = True
    judged: frozenset[tuple[_Key, _Key | _Value | None]] | None = None


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Every JSON line of a file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def read_gold(paths: Iterable[Path]) -> list[Annotated]:
    """The gold articles; facts outside the signatures of `PREDICATES` are left out."""
    return [annotated(line) for path in paths for line in lines(path)]


def read_corpus(paths: Iterable[Path]) -> list[Annotated]:
    """Sentences with names of openly licensed corpora, which mark no products."""
    return [
        Annotated(
            id=str(line["id"]),
            lang=line["lang"],
            text=line["text"],
            mentions=tuple(GoldMention(s, e, t, "") for s, e, t in line["spans"]),
            marks_products=False,
        )
        for path in paths
        for line in lines(path)
    ]


def fold(name: str | None) -> str:
    """A name as the scorer compares it."""
    return re.sub(r"\s+", " ", name or "").strip().casefold()


def annotated(line: dict[str, Any]) -> Annotated:
    """One line of a gold file, or of reviewed claims.

    These have `judged`, the pairs that a person looked at, and `open`, claims of such pairs that
    nobody judged; names and sums have their places, but nobody looked for more of them.
    """
    text = line["text"]
    mentions = mentions_of(text, line["names"])
    amounts, at = [], 0
    for amount in line["amounts"]:
        start = text.find(amount["text"], amount.get("start", at))
        if start >= 0:
            at = start + 1
            amounts.append(GoldAmount(start, start + len(amount["text"]), _value(amount)))
    table: dict[str, set[_Key]] = {}
    for name in line["names"]:
        key = (fold(name["entity"]), name["type"])
        for form in (name["entity"], name["text"]):
            table.setdefault(fold(form), set()).add(key)
    facts = [_fact(fact, text, table) for fact in line["facts"]]
    facts += [_possible(fact, table) for fact in line.get("open", ())]
    whole = "judged" not in line
    return Annotated(
        id=line["id"],
        lang=line["lang"],
        text=text,
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
        amounts=tuple(amounts),
        facts=tuple(fact for fact in facts if fact is not None),
        marks_products=whole,
        marks_names=whole,
        judged=None if whole else frozenset(_judged(line["judged"], table)),
    )


def _judged(
    pairs: list[Any], table: dict[str, set[_Key]]
) -> Iterator[tuple[_Key, _Key | _Value | None]]:
    for subject, target in pairs:
        targets: list[_Key | _Value | None]
        if isinstance(target, str):
            targets = [*_keys(target, table)]
        else:
            targets = [None if target is None else _value(target)]
        yield from itertools.product(_keys(subject, table), targets)


def _keys(name: str | None, table: dict[str, set[_Key]]) -> list[_Key]:
    """The entities of this name; where there are none, those that are also called so."""
    folded = fold(name)
    keys = sorted(table.get(folded, ()))
    return [key for key in keys if key[0] == folded] or keys


def mentions_of(text: str, names: list[dict[str, Any]]) -> list[GoldMention]:
    """Where the names stand; of overlapping forms the longest has the place."""
    spans = []
    for name in names:
        starts = name.get("only") or _occurrences(text, name["text"])
        entity = fold(name["entity"])
        spans += [GoldMention(s, s + len(name["text"]), name["type"], entity) for s in starts]
    spans.sort(key=lambda m: (m.start - m.end, m.start))
    taken: set[int] = set()
    kept = []
    for mention in spans:
        covered = range(mention.start, mention.end)
        if not taken.intersection(covered):
            taken.update(covered)
            kept.append(mention)
    return kept


def _occurrences(text: str, form: str) -> list[int]:
    left = rf"(?<!{_LETTER})" if re.match(_LETTER, form[0]) else ""
    right = rf"(?!{_LETTER})" if re.match(_LETTER, form[-1]) else ""
    return [m.start() for m in re.finditer(left + re.escape(form) + right, text)]


def _value(amount: dict[str, Any]) -> _Value:
    low, high = amount.get("min"), amount.get("max")
    return (
        None if low is None else float(low),
        None if high is None else float(high),
        amount.get("currency"),
    )


def _fact(fact: dict[str, Any], text: str, table: dict[str, set[_Key]]) -> GoldFact | None:
    known = _possible(fact, table)
    start = text.find(fact["evidence"])
    if known is None or start < 0:
        return None
    return replace(
        known,
        status=fact["status"],
        attributed_to=_typed(fact.get("attributed_to"), table, frozenset({"ORG", "PERSON"})),
        start=start,
        end=start + len(fact["evidence"]),
    )


def _possible(fact: dict[str, Any], table: dict[str, set[_Key]]) -> GoldFact | None:
    """The fact, so far as it is known of a claim that may be so."""
    predicate = PREDICATES[fact["predicate"]]
    subject = _typed(fact["subject"], table, predicate.subjects)
    target = _typed(fact.get("object"), table, predicate.objects)
    if subject is None or (predicate.objects and target is None):
        return None
    amount = _value(fact["amount"]) if fact.get("amount") else None
    return GoldFact(fact["predicate"], subject, target, amount, None, None, -1, -1)


def _typed(name: str | None, table: dict[str, set[_Key]], types: frozenset[Any]) -> _Key | None:
    folded = fold(name)
    fitting = [key for key in table.get(folded, ()) if key[1] in types]
    return min(fitting, key=lambda key: (key[0] != folded, key), default=None)
