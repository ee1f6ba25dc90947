"""A set of ids as one parameter: the statement is the same, and prepared once, for any number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from models.view_sql import Dialect

__all__ = ["among", "as_parameter"]

_AMONG: Mapping[Dialect, str] = {
    "sqlite": "in (select value from json_each(:{}))",
    "postgresql": "= any(:{})",
}


def among(dialect: Dialect, name: str) -> str:
    """Write the end of a condition: that a column's value is in the set of this name."""
    return _AMONG[dialect].format(name)


def as_parameter(dialect: Dialect, ids: Iterable[str]) -> str | list[str]:
    """Give the set as `among` takes it, sorted."""
    return json.dumps(sorted(ids)) if dialect == "sqlite" else sorted(ids)
