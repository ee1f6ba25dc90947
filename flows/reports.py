"""A run's report as people see it in Prefect: Markdown, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.markdown import link, plain
from pipeline.reports import Report

__all__ = ["as_markdown", "as_table", "checks_as_markdown", "keep_report"]

_SHOWN_PROBLEMS = 50
_COUNTS = ("links", "new", "changed", "unchanged", "left_out", "claims", "refused_claims")
_FACTS = ("facts_new", "facts_confirmed", "facts_superseded")


def keep_report(flow: str, what: str, report: Report, failures: Mapping[str, str]) -> None:
    """Keep a run's report as the artifacts `FLOW-report` and `FLOW-table`."""
    create_markdown_artifact(
        as_markdown(flow.capitalize(), report, failures), key=f"{flow}-report", description=what
    )
    create_table_artifact(as_table(report), key=f"{flow}-table", description="A row a source")


def as_table(report: Report) -> list[dict[str, Any]]:
    """A row a source."""
    return [
        {
            "source": source.source,
            **{count: getattr(source, count) for count in (*_COUNTS, *_FACTS)},
            "rejected": _reasons(source.reasons),
            "error": source.error or "",
        }
        for source in report.sources
    ]


def as_markdown(title: str, report: Report, failures: Mapping[str, str]) -> str:
    """The report in words; `failures` says for each failed task what went wrong."""
    parts = [f"# {title}", _totals(report)]
    if failures:
        parts += ["## Failed", _failures(failures)]
    parts += ["## Sources", _sources(report), "## Where the time went", _seconds(report)]
    problems = [problem for source in report.sources for problem in source.problems]
    if problems:
        shown = problems[:_SHOWN_PROBLEMS]
        lines = [f"- {link(p.where)}: {plain(p.reason)}: {plain(p.detail)}" for p in shown]
        parts += ["## Pages that gave no article", "\n".join(lines)]
        more = _rejected(report) - len(shown)
        if more:
            parts.append(f"… and {more} more: `faktograph status --failures`")
    return "\n\n".join(parts) + "\n"


def checks_as_markdown(rows: Iterable[Mapping[str, Any]], failures: Mapping[str, str]) -> str:
    """What each source answered; `rows` have source, links, taken, http and problem."""
    listed = list(rows)
    parts = ["# Sources", f"{len(listed)} asked, {len(failures)} failed."]
    if failures:
        parts += ["## Failed", _failures(failures)]
    head = "| source | links | about AI | HTTP |"
    lines = [
        f"| {plain(row['source'])} | {row['links']} | {row['taken']} | {row['http']} |"
        for row in listed
    ]
    return "\n\n".join([*parts, "## All", "\n".join([head, "|" + " --- |" * 4, *lines])]) + "\n"


def _failures(failures: Mapping[str, str]) -> str:
    return "\n".join(f"- **{plain(name)}**: {plain(why)}" for name, why in failures.items())


def _totals(report: Report) -> str:
    left_out = report.total("left_out")
    return (
        f"{report.total('new')} new articles, {report.total('changed')} changed, "
        f"{report.total('unchanged')} unchanged, {_rejected(report)} without an article"
        f"{f', {left_out} not wanted' if left_out else ''}; "
        f"{report.total('claims')} claims, {report.total('refused_claims')} refused; "
        f"facts: {report.total('facts_new')} new, {report.total('facts_confirmed')} confirmed, "
        f"{report.total('facts_superseded')} superseded."
    )


def _rejected(report: Report) -> int:
    return sum(source.rejected for source in report.sources)


def _sources(report: Report) -> str:
    head = "| source | links | new | changed | unchanged | claims | facts | no article |"
    rows = [
        f"| {plain(s.source)} | {s.links} | {s.new} | {s.changed} | {s.unchanged} | {s.claims} "
        f"| {s.facts_new} new, {s.facts_confirmed} confirmed, {s.facts_superseded} superseded "
        f"| {_reasons(s.reasons)} |"
        for s in report.sources
    ]
    return "\n".join([head, "|" + " --- |" * 8, *rows])


def _seconds(report: Report) -> str:
    slowest = sorted(report.seconds.items(), key=lambda item: item[1], reverse=True)
    whole = sum(report.seconds.values()) or 1.0
    lines = [f"- {stage}: {spent:.1f} s, {spent / whole:.0%}" for stage, spent in slowest]
    return "\n".join(lines) or "- nowhere"


def _reasons(reasons: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {plain(reason)}" for reason, count in reasons.items())
