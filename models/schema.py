"""What stands beside the tables: the public views, and which objects are not models'."""

from __future__ import annotations

from typing import Any, cast

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from models.view_sql import Dialect, create_view
from models.views import VIEW_NAMES, VIEWS

__all__ = ["at_head", "dialect_of", "is_ours", "make_views", "remove_views"]


def dialect_of(connection: Connection) -> Dialect:
    """Name the connection's SQL dialect."""
    return cast("Dialect", connection.dialect.name)


def remove_views(connection: Connection) -> None:
    """Drop the public views, so that a migration can change the tables under them."""
    for name in set(inspect(connection).get_view_names()) & set(VIEW_NAMES):
        connection.execute(text(f"drop view {name}"))


def make_views(connection: Connection) -> None:
    """Create the public views of this program."""
    dialect = dialect_of(connection)
    for view in VIEWS:
        statement = create_view(view, dialect)
        if dialect == "postgresql":  # whose driver takes a single one for a parameter's place
            statement = statement.replace("%", "%%")
        connection.exec_driver_sql(statement)


def at_head(connection: Connection, head: str | None) -> bool:
    """Tell whether the last migration has been run."""
    return MigrationContext.configure(connection).get_current_revision() == head


def is_ours(
    thing: Any,  # noqa: ARG001 -- alembic passes it first
    name: str | None,
    kind: str,
    *_rest: Any,
) -> bool:
    """Leave out what full-text search is made of: it is no model's."""
    return not (kind in {"table", "index"} and name is not None and "search" in name)
