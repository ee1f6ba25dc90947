"""The database that the settings name, opened for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from models.database import explained, open_reader
from pipeline.cli.failures import Failure, warn
from pipeline.query.entities import find_entities, suggest_names
from pipeline.query.records import EntityRecord
from pipeline.settings import load_settings

__all__ = ["entity_named", "reading"]


@contextmanager
def reading(timeout_s: float = 60.0) -> Iterator[Connection]:
    """Open the database for reading; statements stop after `timeout_s` seconds."""
    engine = open_reader(load_settings().database_url, timeout_s=timeout_s)
    try:
        with explained(engine.url), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def entity_named(connection: Connection, name: str, of_type: str | None = None) -> EntityRecord:
    """Find the entity that goes by `name`, the most written about where several do.

    Says on stderr which others there are. Raises Failure with suggestions where there is none.
    """
    matches = find_entities(connection, name, of_type)
    if not matches:
        near = suggest_names(connection, name)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise Failure(f"no article names {name!r}{hint}")
    first, *others = matches
    if others:
        named = ", ".join(f"{other.name} ({other.type}, {other.id})" for other in others)
        warn(f"taking {first.name} ({first.type}) for {name!r}; also called so: {named}")
    return first
