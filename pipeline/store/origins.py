"""How many independent origins a fact has: a wire copy is no second one.

A claim's origin is whom it cites, else the wire agency, else the site that printed it. Two
texts that are near-duplicates are one origin, whatever they say of themselves.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from zlib import crc32

from pipeline.store.clusters import Told

__all__ = [
    "MOST",
    "compared",
    "count_origins",
    "earliest",
    "has_copy",
    "near_duplicates",
    "said_by",
    "sketch",
]

_KEPT = 64  # smallest hashes of a text
_WORDS = 5  # words in a shingle
_ALIKE = 0.5  # shared part of two sketches from which on the texts are copies
MOST = 40  # articles of a fact looked through for copies, the earliest
_MIX = 0x9E3779B1  # an odd number near 2**32 / golden ratio spreads the checksums
_WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes:
    """Hash every run of five words and keep the 64 smallest hashes, four bytes each, sorted."""
    words = _WORD.findall(text.casefold())
    each = [words[start:] for start in range(_WORDS)]
    runs = set(map(" ".join, zip(*each, strict=False))) or {" ".join(words)}
    sums = map(crc32, map(str.encode, runs))
    hashes = sorted({checksum * _MIX & 0xFFFFFFFF for checksum in sums})[:_KEPT]
    return struct.pack(f"<{len(hashes)}I", *hashes)


def near_duplicates(one: bytes, other: bytes) -> bool:
    """Tell whether two sketches are of copies of one text."""
    return _alike(_hashes(one), _hashes(other))


def has_copy(one: bytes, others: Iterable[bytes]) -> bool:
    """Tell whether one of the other sketches is of a copy of this one's text."""
    own = _hashes(one)
    return any(_alike(own, _hashes(other)) for other in others)


def compared(claims: Sequence[Told]) -> list[str]:
    """Name the articles whose sketches `count_origins` wants; none where nothing can change."""
    if len(claims) == 1 or len({said_by(claim) for claim in claims}) == 1:
        return []
    return [article for _, article in earliest(claims)]


def earliest(claims: Iterable[Told]) -> list[tuple[date, str]]:
    """Days and ids of the articles that are looked through for copies, the earliest first."""
    first: dict[str, date] = {}
    for claim in claims:
        first[claim.article] = min(claim.reported, first.get(claim.article, claim.reported))
    return sorted((day, article) for article, day in first.items())[:MOST]


def _alike(left: frozenset[int], right: frozenset[int]) -> bool:
    if left.isdisjoint(right):  # nearly always, and quickly told
        return False
    length = min(_KEPT, len(left), len(right))
    common = left & right
    if len(common) < _ALIKE * length:
        return False
    smallest = sorted(left | right)[:length]
    return sum(value in common for value in smallest) / length >= _ALIKE


def count_origins(claims: Sequence[Told], sketches: Mapping[str, bytes]) -> int:
    """Count the groups of claims that go back to different sources.

    `sketches` holds those of the claims' articles, by the article's id.
    """
    origin = {voice: voice for voice in map(said_by, claims)}
    if len(origin) == 1:
        return 1

    def root(key: str) -> str:
        while origin[key] != key:
            key = origin[key]
        return key

    articles = compared(claims)
    said: dict[str, set[str]] = {article: set() for article in articles}
    for claim in claims:
        if claim.article in said:
            said[claim.article].add(said_by(claim))
    for one, other in _copies(articles, sketches):
        first, *rest = sorted(said[one] | said[other])
        for voice in rest:
            origin[root(voice)] = root(first)
    return len({root(voice) for voice in origin})


def said_by(claim: Told) -> str:
    """Name whom a claim goes back to: the one it cites, else its agency or site."""
    if claim.attributed_to is not None:
        return f"entity {claim.attributed_to}"
    return claim.origin


def _copies(articles: Iterable[str], sketches: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Find pairs of copies among the articles, comparing only those that share a hash."""
    hashes = {article: _hashes(sketches[article]) for article in articles}
    seen: set[int] = set()
    shared: set[int] = set()
    for own in hashes.values():
        shared |= seen & own
        seen |= own
    if not shared:  # as for most facts
        return []
    having: dict[int, list[str]] = defaultdict(list)
    pairs: set[tuple[str, str]] = set()
    for article, own in hashes.items():
        common = own & shared
        near = {other for value in common for other in having[value]}
        pairs |= {(other, article) for other in near if _alike(own, hashes[other])}
        for value in common:
            having[value].append(article)
    return sorted(pairs)


@lru_cache(maxsize=16384)
def _hashes(packed: bytes) -> frozenset[int]:
    return frozenset(struct.unpack(f"<{len(packed) // 4}I", packed))
