"""`faktograph sources`: the catalogue, how each source does, and a test of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from models.database import DatabaseProblem, Unreachable
from pipeline.cli.database import reading
from pipeline.cli.failures import WRONG_USE, Failure, warn
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
from pipeline.fetch.health import GOOD, SourceHealth, source_health
from pipeline.looks import earlier_looks, record_checks
from pipeline.query.status import FetchCounts, fetch_counts
from pipeline.settings import load_settings
from pipeline.sources import LOCAL_KINDS, Source, load_catalog

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_COUNTED = timedelta(days=7)  # as the expectations of the catalogue are
_NOT_SEEN = "not yet seen working"


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
            states = _states(connection, catalog)
    except Unreachable:  # nothing has been fetched yet: the catalogue is there all the same
        states = {one.name: _State() for one in catalog}
    catalog.sort(key=lambda one: _order(one, states[one.name].health))
    if form is Form.TABLE:
        _print(catalog, states)
    else:
        write_records((_record(one, states[one.name]) for one in catalog), form)


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
    """Look at each source once and tell what it answers; no article is stored.

    One that works is from then on no longer shown as "not yet seen working".

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
    try:
        record_checks(settings, [look for look in looks if not _failed(look)])
    except DatabaseProblem as problem:
        warn(f"that they were seen working is not kept: {problem}")
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


@dataclass(frozen=True, slots=True)
class _State:
    """How a source does, `None` where it was never asked, and what came of it in seven days."""

    health: SourceHealth | None = None
    counts: FetchCounts = field(default_factory=FetchCounts)

    @property
    def rejected(self) -> dict[str, int]:
        """How often each reason stood against a page: the fetch's or the reader's."""
        failed = {name: n for name, n in self.counts.outcomes.items() if name not in GOOD}
        return {**failed, **self.counts.rejected}


def _states(connection: Connection, catalog: Sequence[Source]) -> dict[str, _State]:
    now = datetime.now(UTC)
    looks = earlier_looks(connection, catalog, now)
    counts = fetch_counts(connection, now - _COUNTED)
    found = {}
    for one in catalog:
        counted = counts.get(one.name, FetchCounts())
        health = source_health(one, looks[one.name], now, counted.links)
        found[one.name] = _State(replace(health, outcomes=counted.outcomes), counted)
    return found


def _order(source: Source, health: SourceHealth | None) -> tuple[bool, bool, str]:
    return not (health and health.broken), not (health and health.failures), source.name


def _record(source: Source, state: _State) -> dict[str, Any]:
    health, counts = state.health, state.counts
    return {
        "source": source.name,
        "enabled": source.enabled,
        "kind": source.kind,
        "language": source.language,
        "topic": source.topic,
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
        "links": counts.links,
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "rejected": state.rejected,
        "outcomes": dict(counts.outcomes),
        "next_due": health and health.next_due,
    }


def _print(catalog: Sequence[Source], states: dict[str, _State]) -> None:
    write_table(
        ("source", "last success", "next due", "in 7 days", "rejected", "state"),
        (tuple(_cells(one, states[one.name])) for one in catalog),
    )


def _cells(source: Source, state: _State) -> Iterator[object]:
    health, counts = state.health, state.counts
    yield source.name
    yield health and health.last_success
    yield health and health.next_due if source.enabled and _was_asked(health) else None
    told = {"links": counts.links, "new": counts.new, "unchanged": counts.unchanged}
    yield ", ".join(f"{count} {name}" for name, count in told.items()) if any(told.values()) else ""
    yield ", ".join(f"{count} {reason}" for reason, count in state.rejected.items())
    yield _words(source, health)


def _words(source: Source, health: SourceHealth | None) -> str:
    if not source.enabled:
        return f"off: {'; '.join(source.notes)}"
    if health and health.broken:
        return "; ".join(health.broken)
    if health and health.failures:
        since = health.failing_since and health.failing_since.date()
        ailing = "ailing, " if health.ailing else ""
        return f"{ailing}failing since {since}: {health.last_problem}"
    if health and health.last_success:
        return "well"
    seen = f"seen working on {source.seen_working}" if source.seen_working else _NOT_SEEN
    return f"not asked yet, {seen}"


def _was_asked(health: SourceHealth | None) -> bool:
    return bool(health and (health.last_success or health.failures))
