"""Answers on stdout: a table on a terminal, JSON lines when piped, CSV when asked for."""

from __future__ import annotations

import csv
import json
import math
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.text import single_line, visible

__all__ = [
    "AsCsv",
    "AsJson",
    "AsTable",
    "Form",
    "chosen_form",
    "json_line",
    "output_to",
    "reader_left",
    "until_reader_leaves",
    "write_lines",
    "write_records",
    "write_table",
]


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


AsJson = Annotated[bool, typer.Option("--json", help="JSON lines; so too when piped.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="CSV with a header line.")]
AsTable = Annotated[bool, typer.Option("--table", help="A table, also when piped.")]

# Written as \u00XX: JSON that is looked at on a terminal must not steer it.
_RAW_CONTROLS = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# What a spreadsheet takes for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def chosen_form(*, as_json: bool, as_csv: bool, as_table: bool) -> Form:
    """Choose the form asked for, else by where stdout goes. Two at once are wrong use."""
    asked = [
        form
        for form, wanted in ((Form.JSON, as_json), (Form.CSV, as_csv), (Form.TABLE, as_table))
        if wanted
    ]
    if len(asked) > 1:
        raise typer.BadParameter("choose one of --json, --csv and --table")
    if asked:
        return asked[0]
    return Form.TABLE if sys.stdout.isatty() else Form.JSON


def json_line(record: Mapping[str, Any]) -> str:
    """One record as a line of JSON: dates in ISO form, sums as numbers, infinity as text."""
    known = {name: str(value) if _endless(value) else value for name, value in record.items()}
    line = json.dumps(known, ensure_ascii=False, default=_plain)
    return _RAW_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def write_records(
    records: Iterable[Mapping[str, Any]], form: Form, fields: Sequence[str] | None = None
) -> int:
    """Write records as JSON lines or CSV as they come and say how many there were.

    CSV takes its columns from `fields`, else from the first record.
    """
    if form is Form.JSON:
        return write_lines(map(json_line, records))
    with until_reader_leaves():
        written = _write_csv(records, fields)
        sys.stdout.flush()
    return written


def write_lines(lines: Iterable[str]) -> int:
    """Write lines as they come, each at once, and say how many there were."""
    count = 0
    with until_reader_leaves():
        for line in lines:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
            count += 1
    return count


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None
) -> None:
    """Write a table as wide as the terminal, or its title where there are no rows."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  100 ms that JSON and CSV need not wait for
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from pipeline.cli.showing import console  # noqa: PLC0415

    out = console()
    known = list(rows)
    if not known:
        out.print(Text(single_line(title or "none")))
        return
    table = Table(box=SIMPLE_HEAD, title=title and Text(single_line(title)), title_justify="left")
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in known:
        table.add_row(
            *(
                Text(_shown(cell), justify="right" if isinstance(cell, int | Decimal) else "left")
                for cell in row
            )
        )
    out.print(table)


@contextmanager
def output_to(output: Path | None) -> Iterator[None]:
    """Send stdout to the file, which appears only once it is whole.

    What is no file, a device or a named pipe, is written to as it is.
    """
    if output is None:
        with until_reader_leaves():
            yield
            sys.stdout.flush()
        return
    if output.is_dir():
        raise Failure(f"{output} is a folder: name a file in it", WRONG_USE)
    if not output.parent.is_dir():
        raise Failure(f"there is no folder {output.parent} to write {output.name} to", WRONG_USE)
    if output.exists() and not output.is_file():
        with output.open("w", encoding="utf-8", newline="") as stream, redirect_stdout(stream):
            yield
        return
    whole = output.resolve()  # the file that a link leads to
    unfinished = whole.with_name(f".{whole.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as stream, redirect_stdout(stream):
            yield
        unfinished.replace(whole)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def until_reader_leaves() -> Iterator[None]:
    """End quietly when the reader of a pipe (`| head`) has enough: nothing failed."""
    try:
        yield
    except BrokenPipeError:
        reader_left()


def reader_left() -> NoReturn:
    """End the command as done; what is still to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit from None


def _write_csv(records: Iterable[Mapping[str, Any]], fields: Sequence[str] | None) -> int:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    count = 0
    if fields is not None:
        writer.writerow(fields)
    for record in records:
        count += 1
        if fields is None:
            fields = list(record)
            writer.writerow(fields)
        writer.writerow([_cell(record.get(name)) for name in fields])
    return count


def _endless(value: object) -> bool:
    """Whether it is an infinity or no number, for which JSON has no word."""
    return isinstance(value, float | Decimal) and not math.isfinite(value)


def _plain(value: object) -> int | float | str | list[Any]:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _cell(value: object) -> object:
    """Make a CSV cell; text that a spreadsheet would run as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = visible(value)
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return _plain(value)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return single_line(str(value))
