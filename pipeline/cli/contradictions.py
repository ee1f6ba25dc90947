"""`faktograph contradictions`: where articles say opposite things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from pipeline.cli.database import entity_named, reading
from pipeline.cli.failures import Failure
from pipeline.cli.options import Limit
from pipeline.cli.output import AsCsv, AsJson, AsTable, Form, chosen_form, write_records
from pipeline.cli.showing import console, evidence_text, statement, status_text
from pipeline.cli.text import single_line
from pipeline.query.contradictions import Contradiction, Voice, contradictions
from pipeline.query.flat import witness_fields

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="contradictions")
def show_contradictions(
    about: Annotated[
        str | None, typer.Argument(metavar="NAME", help="About this one; all where not given.")
    ] = None,
    *,
    limit: Limit = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """List what one article states and another denies, and sums of one event that differ.

    Each contradiction has two voices, each with its words and source; in JSON and CSV each
    voice is a line.

    \b
    Examples:
      faktograph contradictions
      faktograph contradictions OpenAI --json
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with reading() as connection:
        entity = None if about is None else entity_named(connection, about)
        found = contradictions(connection, entity, limit)
    if not found:
        raise Failure("nothing contradicts anything else")
    if form is Form.TABLE:
        _print(found)
    else:
        write_records(_records(found), form)


def _records(found: Sequence[Contradiction]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(found, 1):
        for voice in one.voices:
            yield {
                "contradiction": number,
                "kind": one.kind,
                "statement": statement(one.fact),
                "fact": voice.fact,
                "status": voice.status,
                "amount": voice.sum,
                "attributed_to": voice.attributed_to,
                **witness_fields(voice.witness),
                "reported": voice.witness.reported,
            }


def _print(found: Sequence[Contradiction]) -> None:
    out = console()
    for one in found:
        out.print(Text(statement(one.fact), style="bold"))
        for voice in one.voices:
            out.print(_told(voice))
            out.print(Padding(evidence_text(voice.witness), (0, 0, 0, 4)))
        out.print()


def _told(voice: Voice) -> Text:
    witness = voice.witness
    line = Text("  ").append_text(status_text(voice.status))
    if voice.sum:
        line.append(f"  {single_line(voice.sum)}")
    parts = [witness.source, str(witness.reported)]
    if voice.attributed_to:
        parts.append(f"according to {voice.attributed_to}")
    line.append(f"  {single_line(' · '.join(parts))}  {voice.fact[:8]}", style="dim")
    return line
