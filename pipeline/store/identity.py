"""Stable ids: the same input gives the same id on every machine."""

from __future__ import annotations

from hashlib import blake2b

__all__ = ["article_id", "hashed", "topic_id"]


def hashed(*parts: str | None) -> str:
    """Hash the parts into 16 hexadecimal digits; `None` differs from the empty text."""
    joined = "\x1f".join(["\x00" if part is None else part for part in parts])
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def article_id(url: str) -> str:
    """Make an article's id from its canonical URL."""
    return hashed("article", url)


def topic_id(predicate: str, subject: str, other: str | None) -> str:
    """Hash what claims of one fact share: the predicate and its canonical entities, ordered."""
    return hashed("topic", predicate, subject, other)
