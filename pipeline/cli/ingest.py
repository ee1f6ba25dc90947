"""`faktograph ingest`: follow the sources."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from pipeline.cli.failures import warn
from pipeline.cli.options import moment_from
from pipeline.cli.output import AsCsv, AsJson, AsTable, chosen_form
from pipeline.cli.progress import progress_bars
from pipeline.cli.reporting import show_report
from pipeline.cli.sourcing import chosen_sources
from pipeline.ingest import ingest
from pipeline.loading import LateExtractor
from pipeline.looks import due
from pipeline.settings import load_settings
from pipeline.sources import load_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="ingest")
def ingest_sources(
    *,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="This one only; may be given more than once."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(parser=moment_from, metavar="WHEN", help="Not older: 12h, 2d, 2026-01-01."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what seems not to be about the AI industry.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Follow the sources: find links, fetch what is new, keep what the articles state.

    A page that fails is told and recorded and never stops the run. Run it again at any time:
    it goes on where it was. Sources are asked when they are due, one that keeps failing less
    and less; one that is named is asked now.

    \b
    Examples:
      faktograph ingest
      faktograph ingest --since 2d
      faktograph ingest --source heise --source the-decoder
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    settings = load_settings()
    chosen = chosen_sources(load_catalog(settings), source)
    if not source:
        chosen = due(settings, chosen)
        if not chosen:
            warn("no source is due yet; --source NAME asks one all the same")
            return
    with progress_bars() as advance:
        extractor = LateExtractor(settings.score_threshold or None)
        report = ingest(settings, chosen, extractor, since, advance, everything=everything)
    show_report(report, form)
