"""`faktograph lookup`: all about one entity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.text import Text

from pipeline.cli.database import entity_named, reading
from pipeline.cli.failures import Failure
from pipeline.cli.options import AsOf, EntityKind
from pipeline.cli.output import AsCsv, AsJson, AsTable, Form, chosen_form, write_records
from pipeline.cli.showing import console, facts_grid
from pipeline.cli.text import single_line
from pipeline.query.flat import FACT_FIELDS, fact_record
from pipeline.query.lookup import Dossier, look_up

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    *,
    of_type: EntityKind = None,
    as_of: AsOf = None,
    limit: Annotated[
        int, typer.Option(min=1, max=10_000, help="Facts a group, newest first.")
    ] = 10,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Show all about one entity: grouped, newest first, each fact with sentence and source.

    Names are compared without case, accents and legal forms, and aliases of both languages
    count. Several facts of one kind: `--limit` says how many.

    \b
    Examples:
      faktograph lookup xAI
      faktograph lookup "Tennessee Valley Authority" --limit 3
      faktograph lookup Musk --as-of 2024-06
      faktograph lookup xAI --json | jq -r .sentence
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with reading() as connection:
        dossier = look_up(connection, entity_named(connection, name, of_type), limit, as_of)
    if not dossier.groups:
        raise Failure(f"{dossier.entity.name} is named, but no fact about it is known")
    if form is Form.TABLE:
        _print(dossier)
    else:
        write_records(_records(dossier), form, ("entity", "group", *FACT_FIELDS))


def _records(dossier: Dossier) -> Iterator[dict[str, Any]]:
    for group in dossier.groups:
        for fact in group.facts:
            yield {"entity": dossier.entity.name, "group": group.says, **fact_record(fact)}


def _print(dossier: Dossier) -> None:
    out = console()
    entity = dossier.entity
    about = [entity.type, *([entity.country] if entity.country else []), entity.id]
    out.print(Text(single_line(entity.name), style="bold"), Text(" · ".join(about), style="dim"))
    others = [single_line(name) for name in dossier.aliases if name != entity.name]
    if others:
        out.print(Text(f"also {', '.join(others[:12])}", style="dim"))
    for group in dossier.groups:
        shown = len(group.facts)
        rest = f"  {shown} of {group.total}, --limit shows more" if shown < group.total else ""
        out.print()
        out.print(Text(group.says, style="bold underline"), Text(rest, style="dim"))
        out.print(facts_grid(group.facts))
