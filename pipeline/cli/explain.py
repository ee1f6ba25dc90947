"""`faktograph explain`: every claim behind a fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from pipeline.cli.database import reading
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.output import AsCsv, AsJson, AsTable, Form, chosen_form, write_records
from pipeline.cli.showing import console, evidence_text, facts_grid
from pipeline.cli.text import single_line
from pipeline.query.explain import Explanation, explain, find_fact_ids
from pipeline.query.flat import sum_fields, time_fields, witness_fields
from pipeline.query.records import ClaimRecord

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="explain")
def explain_fact(
    fact: Annotated[
        str, typer.Argument(metavar="FACT", help="A fact's id or the beginning of it.")
    ],
    *,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Show every claim behind a fact: sentence, article, date, attribution, score, model.

    The ids stand at the end of each fact that `lookup` and `facts` show. A fact's former ids
    go on working.

    \b
    Examples:
      faktograph explain 3f2a91c0
      faktograph facts -p raised --json | jq -r .fact | head -1 | xargs faktograph explain
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with reading() as connection:
        ids = find_fact_ids(connection, fact)
        if not ids:
            raise Failure(f"no fact's id begins with {fact!r}")
        if len(ids) > 1:
            raise Failure(f"{fact!r} begins several ids: {', '.join(ids)}", WRONG_USE)
        found = explain(connection, ids[0])
    if form is Form.TABLE:
        _print(found)
    else:
        write_records(_records(found), form)


def _records(found: Explanation) -> Iterator[dict[str, Any]]:
    for claim in found.claims:
        yield {
            "fact": found.fact.id,
            "claim": claim.id,
            "predicate": claim.predicate,
            "subject": claim.subject,
            "object": claim.object,
            **sum_fields(claim.sum),
            **time_fields(claim.time),
            "qualifiers": dict(claim.qualifiers),
            "status": claim.status,
            "attributed_to": claim.attributed_to,
            **witness_fields(claim.witness),
            "reported": claim.witness.reported,
            "score": round(claim.score, 4),
            "found_by": claim.found_by,
            "model": claim.model,
        }


def _print(found: Explanation) -> None:
    out = console()
    out.print(facts_grid([found.fact]))
    history = ", then ".join(f"{status} from {day}" for day, status in found.history)
    out.print()
    out.print(Text(f"{found.fact.id}: {history or found.fact.status}"))
    out.print()
    claims = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), expand=True)
    claims.add_column("reported", min_width=10)
    claims.add_column("claim", ratio=1, overflow="fold")
    claims.add_column("score", justify="right")
    for claim in found.claims:
        claims.add_row(str(claim.witness.reported), _told(claim), f"{claim.score:.2f}")
    out.print(claims)


def _told(claim: ClaimRecord) -> Text:
    names = [
        claim.status,
        *([f"according to {claim.attributed_to}"] if claim.attributed_to else []),
    ]
    if claim.sum and claim.sum.text:
        names.append(claim.sum.text)
    witness = claim.witness
    return Text("\n").join(
        (
            evidence_text(witness),
            Text(single_line(" · ".join(names))),
            Text(single_line(f"{witness.source}: {witness.title}"), style="dim"),
            Text(single_line(witness.url), style="dim"),
            Text(single_line(f"found by {claim.found_by}, model {claim.model}"), style="dim"),
        )
    )
