"""Pairs of entities worth asking about: near in spelling, short for one another, part of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from pipeline.extract.surface import fold, initials, is_acronym
from pipeline.resolve.resolution import Resolved

__all__ = ["Candidate", "candidates"]

_LARGEST_BLOCK = 30  # a key that more entities share says nothing
_LIKELY = 0.8
_SHORTEST_FUZZY = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one. `score` in 0..1; `reason` is for the person who decides."""

    left: Resolved
    right: Resolved
    score: float
    reason: str


def candidates(entities: Iterable[Resolved]) -> list[Candidate]:
    """List the likely pairs, likeliest first, each once.

    Two entities that the registry or the map of places tells apart are never paired, nor are
    names that differ in their numbers ("GPT-4", "GPT-5"). Takes time in proportion to the
    number of entities: only names that share a rare key are compared.
    """
    blocks: dict[tuple[str, str], list[Resolved]] = defaultdict(list)
    for entity in {entity.id: entity for entity in entities}.values():
        for key in _keys(entity):
            blocks[entity.type, key].append(entity)
    found: dict[tuple[str, str], Candidate] = {}
    for block in blocks.values():
        if len(block) <= _LARGEST_BLOCK:
            for candidate in _compared(block):
                found.setdefault((candidate.left.id, candidate.right.id), candidate)
    return sorted(found.values(), key=lambda c: (-c.score, c.left.name, c.right.name))


def _keys(entity: Resolved) -> set[str]:
    """Give the keys under which an entity meets the ones that it may be: words, ends, initials."""
    words = [fold(word) for word in entity.name.split()] or [entity.name]
    whole = fold(entity.name)
    keys = {f"word {word}" for word in (words[0], words[-1])} | {"all " + " ".join(sorted(words))}
    keys |= {f"begins {whole[:4]}", f"ends {whole[-5:]}"}
    keys |= {f"initials {letters}" for letters in initials(entity.name)}
    if is_acronym(entity.name):
        keys.add(f"initials {entity.name.replace('.', '').upper()}")
    return keys


def _compared(block: Sequence[Resolved]) -> Iterator[Candidate]:
    for one, other in combinations(sorted(block, key=lambda entity: entity.id), 2):
        known = one.by != "name" and other.by != "name"
        abroad = one.country and other.country and one.country != other.country
        if known or abroad or _digits(one.name) != _digits(other.name):
            continue
        score, reason = _likeness(one, other)
        if score >= _LIKELY:
            yield Candidate(one, other, score, reason)


def _digits(name: str) -> str:
    return "".join(c if c.isdigit() else " " for c in name).strip()


def _likeness(one: Resolved, other: Resolved) -> tuple[float, str]:
    short, long = sorted((one.name, other.name), key=lambda name: (len(name), name))
    if is_acronym(short) and short.replace(".", "").upper() in initials(long):
        return 0.9, f"{short} are the initials of {long}"
    short_words, long_words = short.casefold().split(), long.casefold().split()
    if sorted(short_words) == sorted(long_words):
        return 0.95, "the same words in another order"
    if long_words[: len(short_words)] == short_words:
        return 0.85, f"{long} begins with {short}"
    if long_words[-len(short_words) :] == short_words:
        return 0.8 if one.type == "PERSON" else 0.82, f"{long} ends with {short}"
    if len(short) < _SHORTEST_FUZZY:
        return 0.0, ""
    likeness = fuzz.ratio(fold(one.name), fold(other.name)) / 100
    return (likeness, f"spelt alike ({likeness:.0%})") if likeness >= 0.85 else (0.0, "")
