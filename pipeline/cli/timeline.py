"""`faktograph timeline`: what happened to one entity, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.database import entity_named, reading
from pipeline.cli.failures import Failure
from pipeline.cli.options import AsOf, EntityKind, Limit, Predicates, Since, Until
from pipeline.cli.output import AsCsv, AsJson, AsTable, Form, chosen_form, write_records
from pipeline.cli.showing import console, short_id, source_text, statement, status_text
from pipeline.query.facts import FactFilter
from pipeline.query.flat import FACT_FIELDS, fact_record
from pipeline.query.timeline import TimelineEvent, timeline

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="timeline")
def show_timeline(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    *,
    of_type: EntityKind = None,
    predicate: Predicates = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Limit = 200,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Tell what happened to one entity, the oldest first, and how what is known of it changed.

    A fact stands on the day of the event ("happened"), or on the day of its first report where
    no article tells the day ("reported"). A rumour that was confirmed or denied, a valuation
    that was superseded and a role that ended stand on the day that became known, too.

    \b
    Examples:
      faktograph timeline xAI
      faktograph timeline OpenAI -p valued_at -p raised
      faktograph timeline Memphis --since 2024 --json
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with reading() as connection:
        wanted = FactFilter(
            predicates=tuple(predicate or ()),
            about=entity_named(connection, name, of_type),
            since=since,
            until=until,
            as_of=as_of,
        )
        events = timeline(connection, wanted, limit)
    if not events:
        raise Failure(f"nothing is known of {name} there and then")
    if form is Form.TABLE:
        _print(events)
    else:
        write_records(_records(events), form, ("day", "what", *FACT_FIELDS))


def _records(events: Sequence[TimelineEvent]) -> Iterator[dict[str, Any]]:
    for event in events:
        yield {
            "day": event.day,
            "what": event.what,
            **fact_record(event.fact),
            "status": event.status,
        }


def _print(events: Sequence[TimelineEvent]) -> None:
    lines = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    lines.add_column("day", min_width=10)
    lines.add_column("what")
    lines.add_column("fact", ratio=1, overflow="fold")
    lines.add_column("", no_wrap=True)
    for event in events:
        said = Text("\n").join((_headline(event), source_text(event.fact)))
        lines.add_row(str(event.day), event.what, said, Text(short_id(event.fact.id), style="dim"))
    console().print(lines)


def _headline(event: TimelineEvent) -> Text:
    told = Text(statement(event.fact))
    if event.status != "actual":
        told.append_text(status_text(event.status))
    return told
