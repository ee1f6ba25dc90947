"""Near-duplicates: a bottom-k sketch of word shingles, the same on every machine.

Two sketches estimate the Jaccard similarity of two texts: wire copies and light rewrites come
near or above 0.5, independent reports of one event near 0.
"""

from __future__ import annotations

import re
import zlib

__all__ = ["fingerprint", "similarity"]

_WORD = re.compile(r"\w+")
_SIZE = 64
_SHINGLE = 3
_DIGITS = 8


def fingerprint(text: str) -> str:
    """The sketch of a text: up to 64 hashes, ascending, 8 hexadecimal digits each; "" for none."""
    words = _WORD.findall(text.lower())
    if not words:
        return ""
    width = min(_SHINGLE, len(words))
    joined = [" ".join(words[at : at + width]) for at in range(len(words) - width + 1)]
    hashes = {_mixed(zlib.crc32(shingle.encode())) for shingle in joined}
    return "".join(f"{value:08x}" for value in sorted(hashes)[:_SIZE])


def similarity(one: str, other: str) -> float:
    """How alike two texts are by their sketches, 0 to 1 (an estimate of Jaccard similarity)."""
    if not one or not other:
        return 0.0
    left, right = _hashes(one), _hashes(other)
    lowest = sorted(left | right)[:_SIZE]
    return sum(1 for value in lowest if value in left and value in right) / len(lowest)


def _hashes(sketch: str) -> set[str]:
    return {sketch[at : at + _DIGITS] for at in range(0, len(sketch), _DIGITS)}


def _mixed(value: int) -> int:
    """Spread CRC32, which is linear, so that the lowest values are a fair sample."""
    value = ((value ^ (value >> 16)) * 0x7FEB352D) & 0xFFFFFFFF
    value = ((value ^ (value >> 15)) * 0x846CA68B) & 0xFFFFFFFF
    return value ^ (value >> 16)
