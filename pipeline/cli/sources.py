"""`faktograph sources`: the catalogue, how each source does, and a test of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from models.database import Unreachable
from pipeline.cli.database import reading
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.output import (
    AsCsv,
    AsJson,
    AsTable,
    Form,
    chosen_form,
    write_records,
    write_table,
)
from pipeline.cli.progress import progress_bars
from pipeline.cli.sourcing import chosen_sources
from pipeline.fetch.discovery import Discovery, discover
from pipeline.fetch.health import SourceHealth, source_health
from pipeline.looks import earlier_looks
from pipeline.query.status import FetchCounts, fetch_counts
from pipeline.settings import load_settings
from pipeline.sources import LOCAL_KINDS, Source, load_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_COUNTED = timedelta(days=7)  # as the expectations of the catalogue are


@app.callback(invoke_without_command=True)
def sources(
    context: typer.Context,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Also those that are switched off, with the reason.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Show the sources and how each does: what is broken or failing first.

    \b
    Examples:
      faktograph sources
      faktograph sources --all --json | jq 'select(.enabled | not)'
      faktograph sources check
    """  # noqa: D301  \b keeps the lines as they are
    if context.invoked_subcommand is not None:
        return
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    catalog = [one for one in load_catalog(load_settings()) if every or one.enabled]
    try:
        with reading() as connection:
            health = _health(connection, catalog)
    except Unreachable:  # nothing has been fetched yet: the catalogue is there all the same
        health = {}
    catalog.sort(key=lambda one: _order(one, health))
    if form is Form.TABLE:
        _print(catalog, health)
    else:
        write_records((_record(one, health.get(one.name)) for one in catalog), form)


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="These only; all that are on.")
    ] = None,
    *,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Look at each source once and tell what it answers; nothing is stored.

    \b
    Examples:
      faktograph sources check
      faktograph sources check heise the-decoder
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    settings = load_settings()
    wanted = [
        replace(one, enabled=True)
        for one in chosen_sources(load_catalog(settings), names)
        if one.kind not in LOCAL_KINDS
    ]
    if not wanted:
        raise Failure("none of these is on the network: there is nothing to ask", WRONG_USE)
    looks: list[Discovery] = []
    with progress_bars() as advance:
        for look in discover(wanted, settings):
            looks.append(look)
            advance("sources", len(looks), len(wanted))
    looks.sort(key=lambda look: (not _failed(look), look.source.name))
    records = map(_look_record, looks)
    if form is Form.TABLE:
        rows = [tuple(record.values()) for record in records]
        write_table(("source", "ok", "links", "taken", "http", "problem"), rows)
    else:
        write_records(records, form)
    if any(map(_failed, looks)):
        raise typer.Exit(1)


def _failed(look: Discovery) -> bool:
    return bool(look.problems) or look.seen == 0


def _look_record(look: Discovery) -> dict[str, Any]:
    statuses = [str(record.status) for record in look.records if record.status]
    problem = "; ".join(look.problems) or ("" if look.seen else "it announces no links")
    return {
        "source": look.source.name,
        "ok": not _failed(look),
        "links": look.seen,
        "taken": len(look.links),
        "http": " ".join(statuses),
        "problem": problem,
    }


def _health(connection: Connection, catalog: Sequence[Source]) -> dict[str, SourceHealth]:
    now = datetime.now(UTC)
    looks = earlier_looks(connection, catalog, now)
    counts = fetch_counts(connection, now - _COUNTED)
    found = {}
    for one in catalog:
        counted = counts.get(one.name, FetchCounts())
        health = source_health(one, looks[one.name], now, counted.links)
        found[one.name] = replace(health, outcomes=counted.outcomes)
    return found


def _order(source: Source, health: dict[str, SourceHealth]) -> tuple[bool, bool, str]:
    found = health.get(source.name)
    return not (found and found.broken), not (found and found.failures), source.name


def _record(source: Source, health: SourceHealth | None) -> dict[str, Any]:
    return {
        "source": source.name,
        "enabled": source.enabled,
        "kind": source.kind,
        "language": source.language,
        "addresses": list(source.addresses),
        "category": source.category,
        "seen_working": source.seen_working,
        "notes": list(source.notes),
        "last_success": health and health.last_success,
        "failing_since": health and health.failing_since,
        "failures": health.failures if health else 0,
        "last_problem": health and health.last_problem,
        "ailing": bool(health and health.ailing),
        "broken": list(health.broken) if health else [],
        "outcomes": dict(health.outcomes) if health else {},
        "next_due": health and health.next_due,
    }


def _print(catalog: Sequence[Source], health: dict[str, SourceHealth]) -> None:
    write_table(
        ("source", "language", "kind", "last success", "fetched in 7 days", "state"),
        (tuple(_cells(one, health.get(one.name))) for one in catalog),
    )


def _cells(source: Source, health: SourceHealth | None) -> Iterator[object]:
    yield source.name
    yield source.language or "de, en"
    yield source.kind
    yield health and health.last_success
    yield ", ".join(f"{count} {name}" for name, count in health.outcomes.items()) if health else ""
    yield _state(source, health)


def _state(source: Source, health: SourceHealth | None) -> str:
    if not source.enabled:
        return f"off: {'; '.join(source.notes)}"
    if health and health.broken:
        return "; ".join(health.broken)
    if health and health.failures:
        since = health.failing_since and health.failing_since.date()
        return f"failing since {since}: {health.last_problem}"
    if health and health.last_success:
        return "well"
    return "not asked yet"
