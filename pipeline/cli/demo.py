"""`faktograph demo`: the bundled newsroom, served, ingested and asked."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import platformdirs
import typer
from rich.text import Text
from sqlalchemy import Connection

from models.database import explained, open_reader
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.output import Form, write_records, write_table
from pipeline.cli.progress import progress_bars
from pipeline.cli.reporting import print_report
from pipeline.cli.showing import console, facts_grid
from pipeline.extract import load
from pipeline.ingest import ingest
from pipeline.newsroom import serve
from pipeline.newsroom.catalog import source_tables, sources
from pipeline.query.facts import FactFilter, find_facts
from pipeline.query.flat import fact_record
from pipeline.query.sql import run_sql
from pipeline.reports import Report
from pipeline.settings import Settings, load_settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_ALL = 100_000
_ROUNDS = """
select company, amount, round, first_reported, articles, origins
from funding_rounds where status = 'actual' order by amount_usd desc, fact limit 6"""
_SEVERAL = """
select statement, status, articles, origins, first_reported
from statements where articles > 1 order by articles desc, origins desc, fact limit 8"""


@app.command()
def demo(
    *,
    into: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A new database file; one of its own where not given."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="All facts as JSON lines.")] = False,
) -> None:
    """Serve the sample newsroom on this machine, ingest it over HTTP, show what it says.

    Two dozen sample articles, half German, half English, written for this demonstration on
    public facts, on six invented news sites of different make. Nothing leaves the machine.
    The database is fresh each time; what to ask it next stands at the end.

    \b
    Examples:
      faktograph demo
      faktograph demo --into demo.db
    """  # noqa: D301  \b keeps the lines as they are
    database = _fresh(into)
    began = time.monotonic()
    with serve() as newsroom, progress_bars() as advance:
        settings = _settings(database, newsroom.base_url)
        extractor = load(threshold=settings.score_threshold or None)
        report = ingest(settings, sources(newsroom.base_url), extractor, progress=advance)
    seconds = time.monotonic() - began
    engine = open_reader(database)
    with explained(engine.url), engine.connect() as connection:
        if as_json:
            facts = find_facts(connection, FactFilter(), _ALL)
            write_records(map(fact_record, facts), Form.JSON)
        else:
            _show(connection, report, seconds)
            _tell_more(database)
    engine.dispose()
    if any(source.error for source in report.sources) or not report.total("new"):
        raise typer.Exit(1)


def _fresh(into: Path | None) -> Path:
    """Choose the file: that of the last demonstration is removed, one of the user's never."""
    if into is not None:
        if into.exists():
            raise Failure(f"{into} is there already: name a new file", WRONG_USE)
        return into
    own = platformdirs.user_data_path("faktograph", appauthor=False) / "demo.db"
    for file in (own, own.with_name("demo.db-wal"), own.with_name("demo.db-shm")):
        file.unlink(missing_ok=True)
    return own


def _settings(database: Path, base_url: str) -> Settings:
    settings = load_settings()
    pages = replace(settings.pages, directory=database.with_name(f"{database.stem}-pages"))
    return replace(
        settings,
        database_url=f"sqlite:///{database.resolve().as_posix()}",
        sources=source_tables(base_url),
        pages=pages,
    )


def _show(connection: Connection, report: Report, seconds: float) -> None:
    out = console()
    print_report(report)
    told = sum(report.total(name) for name in ("new", "changed", "unchanged"))
    _head(f"{told} articles, {report.total('claims')} claims, {seconds:.1f} seconds")
    _head("The largest rounds")
    rounds = run_sql(connection, _ROUNDS, 10)
    write_table(rounds.columns, rounds.rows)
    _head("What several articles tell, in both languages")
    several = run_sql(connection, _SEVERAL, 10)
    write_table(several.columns, several.rows)
    _head("The newest facts, with their evidence")
    newest = find_facts(connection, FactFilter(), 5)
    out.print(facts_grid(newest, ("when", "what is said", "fact")))


def _head(words: str) -> None:
    console().print(Text(f"\n{words}", style="bold"))


def _tell_more(database: Path) -> None:
    _head("Ask on:")
    # Not through the console: a line to copy must not be broken.
    typer.echo(
        f"  export FAKTOGRAPH_DATABASE_URL=sqlite:///{database.resolve().as_posix()}\n"
        "  faktograph lookup xAI\n"
        '  faktograph path "Elon Musk" Nvidia\n'
        "  faktograph facts --predicate raised --min 1bn\n"
        '  faktograph sql "select person, role, company from roles"'
    )
