"""`faktograph export`: the graph for other tools."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from pipeline.cli.database import reading
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.options import AsOf
from pipeline.cli.output import Form, json_line, output_to, write_lines, write_records
from pipeline.query.export import all_entities, all_facts
from pipeline.query.flat import FACT_FIELDS, fact_record
from pipeline.query.formats import ftm_records, write_graphml

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_DAY_S = 86_400.0  # a large graph takes its time


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"
    FTM = "ftm"
    PARQUET = "parquet"


@app.command()
def export(
    to: Annotated[Format, typer.Argument(metavar="FORMAT", show_default=False)],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; - or none is stdout."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Export all facts with their evidence: jsonl, csv, graphml, ftm or parquet.

    jsonl and csv hold one fact a line, with the fields of the view statements. graphml has
    entities as nodes and facts as edges, for Gephi and networkx. ftm are FollowTheMoney
    entities, for Aleph and nomenklatura. parquet is for DuckDB and pandas and needs
    pip install 'faktograph[parquet]'.

    \b
    Examples:
      faktograph export jsonl > facts.jsonl
      faktograph export graphml --output graph.graphml
      faktograph export parquet -o facts.parquet --as-of 2024-12-31
    """  # noqa: D301  \b keeps the lines as they are
    write = _WRITERS[to]
    if output is not None and str(output) == "-":
        output = None
    if to is Format.PARQUET and output is None and sys.stdout.isatty():
        raise Failure("parquet is no text: give --output FILE", WRONG_USE)
    with reading(_DAY_S) as connection, output_to(output):
        written = write(connection, as_of)
    if not written:
        raise Failure("the graph has no facts yet")


def _jsonl(connection: Connection, as_of: date | None) -> int:
    return write_records(map(fact_record, all_facts(connection, as_of)), Form.JSON)


def _csv(connection: Connection, as_of: date | None) -> int:
    return write_records(map(fact_record, all_facts(connection, as_of)), Form.CSV, FACT_FIELDS)


def _ftm(connection: Connection, as_of: date | None) -> int:
    records = ftm_records(all_entities(connection), all_facts(connection, as_of))
    return write_lines(map(json_line, records))


def _graphml(connection: Connection, as_of: date | None) -> int:
    stream = sys.stdout.buffer
    return write_graphml(stream, all_entities(connection), all_facts(connection, as_of))


def _parquet(connection: Connection, as_of: date | None) -> int:
    try:
        from pipeline.query.formats.parquet import write_parquet  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise Failure("parquet needs pip install 'faktograph[parquet]'", WRONG_USE) from error
    return write_parquet(sys.stdout.buffer, all_facts(connection, as_of))


_WRITERS: dict[Format, Callable[[Connection, date | None], int]] = {
    Format.JSONL: _jsonl,
    Format.CSV: _csv,
    Format.GRAPHML: _graphml,
    Format.FTM: _ftm,
    Format.PARQUET: _parquet,
}
