"""How many independent origins a fact has: a wire copy is no second one.

A claim's origin is whom it cites, else the wire agency, else the site that printed it. Two
texts that are near-duplicates are one origin, whatever they say of themselves.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

from pipeline.store.clusters import Told

__all__ = ["count_origins", "near_duplicates", "sketch"]

_KEPT = 64  # smallest hashes of a text
_WORDS = 5  # words in a shingle
_ALIKE = 0.5  # shared part of two sketches from which on the texts are copies
_MOST = 40  # articles of a fact compared pair by pair; more witnesses than that need no count
_WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes:
    """Hash every run of five words and keep the 64 smallest hashes, four bytes each, sorted."""
    words = _WORD.findall(text.casefold())
    runs = {
        " ".join(words[start : start + _WORDS]) for start in range(max(1, len(words) - _WORDS + 1))
    }
    hashes = sorted(
        {struct.unpack("<I", blake2b(run.encode(), digest_size=4).digest())[0] for run in runs}
    )[:_KEPT]
    return struct.pack(f"<{len(hashes)}I", *hashes)


def near_duplicates(one: bytes, other: bytes) -> bool:
    """Tell whether two sketches are of copies of one text."""
    left, right = _hashes(one), _hashes(other)
    smallest = sorted(left | right)[: min(_KEPT, len(left), len(right))]
    if not smallest:
        return False
    shared = sum(value in left and value in right for value in smallest)
    return shared / len(smallest) >= _ALIKE


def count_origins(claims: Sequence[Told], sketches: Mapping[str, bytes]) -> int:
    """Count the groups of claims that go back to different sources.

    `sketches` holds those of the claims' articles, by the article's id.
    """
    origin: dict[str, str] = {}

    def root(key: str) -> str:
        while origin.setdefault(key, key) != key:
            key = origin[key]
        return key

    for one, other in _copies({claim.article for claim in claims}, sketches):
        pairs = [_said_by(claim) for claim in claims if claim.article in {one, other}]
        for said_by in pairs[1:]:
            origin[root(said_by)] = root(pairs[0])
    return len({root(_said_by(claim)) for claim in claims})


def _said_by(claim: Told) -> str:
    if claim.attributed_to is not None:
        return f"entity {claim.attributed_to}"
    if claim.agency is not None:
        return f"agency {claim.agency.casefold()}"
    return f"site {claim.site}"


def _copies(articles: Iterable[str], sketches: Mapping[str, bytes]) -> list[tuple[str, str]]:
    compared = sorted(article for article in articles if article in sketches)[:_MOST]
    return [
        (one, other)
        for one, other in combinations(compared, 2)
        if near_duplicates(sketches[one], sketches[other])
    ]


def _hashes(packed: bytes) -> set[int]:
    return set(struct.unpack(f"<{len(packed) // 4}I", packed))
