"""The tables as an entity-relationship diagram: `python -m models.diagram > docs/schema.md`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Table

from models.tables import Base

__all__ = ["schema_page"]

_INTRO = """# The tables

Made from the models by `python -m models.diagram`; a test keeps it in step. What each table is for
stands in `models/tables/`. To ask the graph, use the [views](views.md): tables may change with a
migration.
"""


def schema_page() -> str:
    """Write the page: a Mermaid diagram of all tables, their columns and what refers to what."""
    tables = Base.metadata.sorted_tables
    lines = [line for table in tables for line in _entity(table)]
    lines += sorted({line for table in tables for line in _references(table)})
    diagram = "\n".join(f"    {line}" for line in lines)
    return f"{_INTRO}\n```mermaid\nerDiagram\n{diagram}\n```\n"


def _entity(table: Table) -> list[str]:
    columns = []
    for column in table.columns:
        kind = type(column.type).__name__.lower()
        keys = ["PK"] * column.primary_key + ["FK"] * bool(column.foreign_keys)
        columns.append(f"    {kind} {column.name} {', '.join(keys)}".rstrip())
    return [f"{table.name} {{", *columns, "}"]


def _references(table: Table) -> list[str]:
    return [
        f"{key.column.table.name} {_many(column)} {table.name} : {column.name}"
        for column in table.columns
        for key in column.foreign_keys
    ]


def _many(column: Column[Any]) -> str:
    return "|o--o{" if column.nullable else "||--o{"


if __name__ == "__main__":
    print(schema_page(), end="")
