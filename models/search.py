"""Full-text search over articles and evidence: the conditions that the indexes answer.

`:words` is bound by the caller: FTS5's query language on SQLite (quote each word), what
`websearch_to_tsquery` takes on PostgreSQL. `r` is the revision's alias, `c` the claim's.
"""

from __future__ import annotations

from models.view_sql import Dialect

__all__ = ["claim_matches", "revision_matches"]

_REVISION: dict[Dialect, str] = {
    "sqlite": "r.id in (select rowid from revision_search where revision_search match :words)",
    "postgresql": (
        "to_tsvector('simple', left(r.title || ' ' || r.text, 200000))"
        " @@ websearch_to_tsquery('simple', :words)"
    ),
}
_CLAIM: dict[Dialect, str] = {
    "sqlite": "c.id in (select rowid from claim_search where claim_search match :words)",
    "postgresql": ("to_tsvector('simple', c.evidence) @@ websearch_to_tsquery('simple', :words)"),
}


def revision_matches(dialect: Dialect) -> str:
    """Condition on `revision r`: its title or text holds the words."""
    return _REVISION[dialect]


def claim_matches(dialect: Dialect) -> str:
    """Condition on `claim c`: its evidence holds the words."""
    return _CLAIM[dialect]
