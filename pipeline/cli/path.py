"""`faktograph path`: how two entities hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich.text import Text

from pipeline.cli.database import entity_named, reading
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.options import AsOf
from pipeline.cli.output import AsCsv, AsJson, AsTable, Form, chosen_form, write_records
from pipeline.cli.showing import console, facts_grid
from pipeline.cli.text import single_line
from pipeline.query.flat import FACT_FIELDS, fact_record
from pipeline.query.path import Hop, find_path

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def path(
    start: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an id.")],
    goal: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    hops: Annotated[int, typer.Option(min=1, max=10, help="The longest chain to look for.")] = 6,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Show the shortest chain of facts between two entities, with the evidence of each step.

    Denied facts join nothing. A chain goes through a place only where there is no other.

    \b
    Examples:
      faktograph path xAI "Tennessee Valley Authority"
      faktograph path "Jensen Huang" Microsoft --hops 3
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with reading() as connection:
        ends = [entity_named(connection, name) for name in (start, goal)]
        if ends[0] == ends[1]:
            raise Failure(f"both names mean {ends[0].name}", WRONG_USE)
        chain = find_path(connection, ends[0], ends[1], hops, as_of)
    if not chain:
        raise Failure(f"no chain of up to {hops} facts joins {ends[0].name} and {ends[1].name}")
    if form is Form.TABLE:
        _print(chain)
    else:
        write_records(_records(chain), form, ("hop", "from", "to", *FACT_FIELDS))


def _records(chain: Sequence[Hop]) -> Iterator[dict[str, Any]]:
    for number, hop in enumerate(chain, 1):
        for fact in hop.facts:
            yield {
                "hop": number,
                "from": hop.start.name,
                "to": hop.end.name,
                **fact_record(fact),
            }


def _print(chain: Sequence[Hop]) -> None:
    out = console()
    names = [chain[0].start.name, *(hop.end.name for hop in chain)]
    out.print(Text(" → ".join(map(single_line, names)), style="bold"))
    for hop in chain:
        out.print()
        out.print(Text(single_line(f"{hop.start.name} → {hop.end.name}"), style="bold underline"))
        out.print(facts_grid(hop.facts))
