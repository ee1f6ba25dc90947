"""`faktograph sql`: read-only SQL on the documented views."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from pipeline.cli.database import reading
from pipeline.cli.failures import warn
from pipeline.cli.output import (
    AsCsv,
    AsJson,
    AsTable,
    Form,
    chosen_form,
    write_records,
    write_table,
)
from pipeline.query.sql import SqlAnswer, run_sql

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(metavar="SQL", help="One select; - reads it from stdin.")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=10_000_000, help="At most so many rows.")] = 1000,
    timeout: Annotated[
        float, typer.Option(min=0.01, max=86_400, help="Seconds that it may take.")
    ] = 30.0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Run one SQL query that reads. What writes is refused by the database itself.

    The views are the contract: statements, funding_rounds, investments, valuations,
    acquisitions, stakes, partnerships, supply_deals, sites, launches, roles, moves, finances,
    lawsuits, competitors. docs/views.md tells their columns.

    \b
    Examples:
      faktograph sql "select company, amount, investors from funding_rounds limit 9"
      faktograph sql "select * from sites where place = 'Memphis'" --csv
      faktograph sql - < question.sql
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    text = (sys.stdin.read() if query == "-" else query).removeprefix("\ufeff")
    with reading(timeout) as connection:
        answer = run_sql(connection, text, limit)
    if form is Form.TABLE:
        write_table(answer.columns, answer.rows)
    else:
        write_records(_records(answer), form, answer.columns)
    if answer.more:
        warn(f"only the first {limit} rows; --limit gives more")
    if not answer.rows:
        raise typer.Exit(1)


def _records(answer: SqlAnswer) -> Iterator[dict[str, Any]]:
    return (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
