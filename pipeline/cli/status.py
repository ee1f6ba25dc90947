"""`faktograph status`: what is stored, the last runs, what failed and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from models.migrations import head_revision
from pipeline.cli.database import reading
from pipeline.cli.options import moment_from
from pipeline.cli.output import (
    AsCsv,
    AsJson,
    AsTable,
    Form,
    chosen_form,
    write_records,
    write_table,
)
from pipeline.query.status import Failed, Holdings, RunRecord, failures, holdings, last_runs

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_WEEK = timedelta(days=7)


@app.command()
def status(
    *,
    failed: Annotated[
        bool, typer.Option("--failures", help="What did not get in and why, one a line.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            parser=moment_from, metavar="WHEN", help="Failures since; a week where not given."
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many lines.")] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Show what is stored, the last look at each source, and what failed lately.

    With --json the whole status is one line; with --failures each failure is one.

    \b
    Examples:
      faktograph status
      faktograph status --failures --since 2d --csv
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with reading() as connection:
        problems = failures(connection, since or datetime.now(UTC) - _WEEK, limit)
        if not failed:
            stored = holdings(connection)
            runs = last_runs(connection, limit)
    if form is not Form.TABLE:
        whole = [] if failed else [_whole(stored, runs, problems)]
        write_records(map(asdict, problems) if failed else whole, form)
        return
    if not failed:
        _print(stored, runs)
    write_table(
        ("when", "stage", "source", "why", "what"),
        ((one.at, one.stage, one.source, one.reason, one.detail or one.url) for one in problems),
        title="what failed" if problems else "nothing failed",
    )


def _whole(
    stored: Holdings, runs: Sequence[RunRecord], problems: Sequence[Failed]
) -> dict[str, object]:
    return {
        "migration": head_revision(),
        **stored.counts,
        "models": dict(stored.models),
        "last_article": stored.last_article,
        "runs": [asdict(run) for run in runs],
        "failures": [asdict(problem) for problem in problems],
    }


def _print(stored: Holdings, runs: Sequence[RunRecord]) -> None:
    last = [("last article", stored.last_article)] if stored.last_article else []
    models = [(f"read by {model}", count) for model, count in stored.models.items()]
    write_table(("stored", ""), [*stored.counts.items(), *models, *last])
    write_table(
        (
            "source",
            "last run",
            "links",
            "new",
            "changed",
            "unchanged",
            "rejected",
            "failed",
            "error",
        ),
        (
            (
                run.source,
                run.started_at,
                run.links,
                run.new,
                run.changed,
                run.unchanged,
                run.rejected,
                run.failed,
                run.error,
            )
            for run in runs
        ),
        title="last look at each source" if runs else "no source was looked at yet",
    )
