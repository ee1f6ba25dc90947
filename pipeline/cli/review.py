"""`faktograph review`: claims with their evidence, judged and corrected on the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.output import (
    AsCsv,
    AsJson,
    AsTable,
    Form,
    chosen_form,
    json_line,
    output_to,
    write_lines,
    write_records,
    write_table,
)
from pipeline.cli.showing import console
from pipeline.cli.sitting import Sitting
from pipeline.cli.verdicts import judging
from pipeline.predicates import PREDICATES
from pipeline.query.corrections import Statement
from pipeline.query.gold import gold_lines
from pipeline.query.reviews import (
    Reviewed,
    open_claims,
    precision_by_predicate,
    reviewed_claims,
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="review")
def review_claims(
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many claims.")] = 50,
    predicate: Annotated[str | None, typer.Option(help="Only claims of this predicate.")] = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write all verdicts there, for the next training."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Judge claims with their evidence, one at a time, and measure the model by it.

    On a terminal each claim is asked: r right, w wrong, c correct it (predicate, parties, sum,
    status, speaker, from numbered choices), s skip, n note (kept with the verdict), u undo the
    last verdict, q quit. Verdicts are kept at once; the next time goes on where the last one
    stopped. The order is as good as drawn by lot, so that the precision printed at the end speaks
    for all claims.

    Piped, or with --json or --csv, the verdicts given so far are listed, each with claim,
    evidence, sentence and article. --gold writes the articles with what is now known of them,
    as python -m training --reviewed FILE takes them.

    \b
    Examples:
      faktograph review
      faktograph review --predicate supplies --limit 20
      faktograph review --json > verdicts.jsonl
      faktograph review --gold reviewed.jsonl
    """  # noqa: D301  \b keeps the lines as they are
    if gold is not None and (predicate is not None or as_json or as_csv or as_table):
        raise Failure("--gold writes all verdicts in a form of its own: give it alone", WRONG_USE)
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    if predicate is not None and predicate not in PREDICATES:
        raise Failure(f"no predicate {predicate!r}; there are {', '.join(PREDICATES)}", WRONG_USE)
    with judging() as engine:
        if gold is not None:
            _write_gold(engine, gold)
        elif form is Form.TABLE and sys.stdin.isatty():
            _judge(engine, limit, predicate)
        else:
            _list(engine, form, predicate)


def _write_gold(engine: Engine, file: Path) -> None:
    with engine.connect() as connection, output_to(file):
        written = write_lines(map(json_line, gold_lines(connection)))
        if not written:
            raise Failure("no claim has been reviewed")
    typer.echo(f"{file}: {written} article{'' if written == 1 else 's'} with verdicts", err=True)


def _list(engine: Engine, form: Form, predicate: str | None) -> None:
    found = [each for each in _reviewed(engine) if predicate in (None, each.claim.predicate)]
    if not found:
        typer.echo("no claim has been reviewed", err=True)
        raise typer.Exit(1)
    if form is Form.TABLE:
        _tell_precision(found)
    else:
        write_records(map(_record, found), form)


def _judge(engine: Engine, limit: int, predicate: str | None) -> None:
    with engine.connect() as connection:
        claims = open_claims(connection, limit, predicate)
    if not claims:
        typer.echo("no claim is left to review", err=True)
        raise typer.Exit(1)
    try:
        Sitting(engine, claims, console()).run()
    except (EOFError, KeyboardInterrupt, typer.Abort):
        typer.echo()
    _tell_precision(_reviewed(engine))


def _reviewed(engine: Engine) -> list[Reviewed]:
    with engine.connect() as connection:
        return reviewed_claims(connection)


def _tell_precision(found: Sequence[Reviewed]) -> None:
    rows = [
        (each.predicate, each.judged, each.right, f"{each.share:.2f}")
        for each in precision_by_predicate(found)
    ]
    right = sum(each.verdict == "right" for each in found)
    if found:
        rows.append(("all", len(found), right, f"{right / len(found):.2f}"))
    write_table(
        ("predicate", "judged", "right", "precision"), rows, "nothing judged" if not rows else None
    )


def _record(each: Reviewed) -> dict[str, Any]:
    """One verdict with all that it is about, as training and measuring take it."""
    claim, witness = each.claim, each.claim.witness
    money = claim.sum
    return {
        "claim": claim.id,
        "verdict": each.verdict,
        "corrected": each.corrected and _corrected(each.corrected),
        "note": each.note,
        "by": each.by,
        "at": each.at,
        "predicate": claim.predicate,
        "subject": claim.subject,
        "object": claim.object,
        "amount": money.text if money else None,
        "min": money.min if money else None,
        "max": money.max if money else None,
        "currency": money.currency if money else None,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "qualifiers": dict(claim.qualifiers),
        "evidence": witness.evidence,
        "sentence": witness.sentence,
        "title": witness.title,
        "url": witness.url,
        "lang": witness.lang,
        "reported": witness.reported,
        "score": claim.score,
        "found_by": claim.found_by,
        "model": claim.model,
    }


def _corrected(right: Statement) -> dict[str, str | None]:
    return {
        "predicate": right.predicate,
        "subject": right.subject.name,
        "object": right.object.name if right.object else None,
        "amount": right.sum.text if right.sum else None,
        "status": right.status,
        "attributed_to": right.attributed_to.name if right.attributed_to else None,
    }
