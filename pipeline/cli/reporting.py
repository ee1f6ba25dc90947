"""What a run came to, source by source, and the exit code that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from pipeline.cli.failures import warn
from pipeline.cli.output import Form, write_records, write_table
from pipeline.reports import Problem, Report

__all__ = ["print_report", "show_report"]

_COUNTS = ("links", "new", "changed", "unchanged", "claims")
_SHOWN = 20  # problems told one by one; the rest is in the database and in --json


def show_report(report: Report, form: Form) -> None:
    """Write the report, tell problems on stderr, and exit with 1 where something failed."""
    if form is Form.TABLE:
        print_report(report)
    else:
        write_records(_records(report), form)
        _warn(report)
    if report.failed:
        raise typer.Exit(1)


def _records(report: Report) -> Iterator[dict[str, Any]]:
    for source in report.sources:
        yield {
            "source": source.source,
            "started_at": source.started_at,
            "ended_at": source.ended_at,
            **{name: getattr(source, name) for name in _COUNTS},
            "refused_claims": source.refused_claims,
            "problems": [
                {"where": problem.where, "reason": problem.reason, "detail": problem.detail}
                for problem in source.problems
            ],
            "error": source.error,
        }


def print_report(report: Report) -> None:
    """Print the report as a table, what failed on stderr."""
    rows = [
        (
            source.source,
            *(getattr(source, name) for name in _COUNTS),
            ", ".join(f"{count} {reason}" for reason, count in source.reasons.items()),
        )
        for source in report.sources
    ]
    if len(rows) > 1:
        rows.append(("all", *(report.total(name) for name in _COUNTS), ""))
    write_table(("source", *_COUNTS, "problems"), rows)
    _warn(report)


def _warn(report: Report) -> None:
    problems = [problem for source in report.sources for problem in source.problems]
    for source in report.sources:
        if source.error:
            warn(f"{source.source}: {source.error}")
    for problem in problems[:_SHOWN]:
        warn(_told(problem))
    if len(problems) > _SHOWN:
        warn(f"and {len(problems) - _SHOWN} more; `faktograph status --failures` lists them")


def _told(problem: Problem) -> str:
    if problem.where in problem.detail:
        return problem.detail
    return f"{problem.where}: {problem.detail}"
