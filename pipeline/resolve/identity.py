"""Stable ids: the same type and name give the same id on every machine."""

from __future__ import annotations

import hashlib
import re

from pipeline.documents import EntityType
from pipeline.extract.surface import fold

__all__ = ["entity_id"]

_DIGITS = 16
_LONGEST_SLUG = 40


def entity_id(type: EntityType, name: str) -> str:  # noqa: A002 - the field's own word
    """Make the id of what is called `name`: type, readable name, hash of type and folded name.

    >>> entity_id("ORG", "Open AI, Inc.") == entity_id("ORG", "OpenAI")
    True
    """
    key = fold(name)
    digest = hashlib.sha256(f"{type}\0{key}".encode()).hexdigest()[:_DIGITS]
    slug = re.sub(r"[^a-z0-9]+", "", key)[:_LONGEST_SLUG]
    return "-".join(part for part in (type.lower(), slug, digest) if part)
