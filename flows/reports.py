"""A run's report as people see it in Prefect: Markdown, and a table. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from flows.markdown import link, plain
from pipeline.reports import Report, SourceReport

__all__ = ["as_markdown", "as_table", "checks_as_markdown", "merged"]

_SHOWN_PROBLEMS = 50
_COUNTS = ("links", "new", "changed", "unchanged", "claims", "refused_claims")


def merged(reports: Iterable[Report]) -> Report:
    """One report of several, a line a source; their seconds add up over all threads."""
    shares: dict[str, list[SourceReport]] = defaultdict(list)
    seconds: Counter[str] = Counter()
    for report in reports:
        seconds.update(report.seconds)
        for source in report.sources:
            shares[source.source].append(source)
    return Report(tuple(_joined(shares[name]) for name in sorted(shares)), dict(seconds))


def _joined(shares: list[SourceReport]) -> SourceReport:
    return SourceReport(
        source=shares[0].source,
        started_at=min(share.started_at for share in shares),
        ended_at=max(share.ended_at for share in shares),
        **{count: sum(getattr(share, count) for share in shares) for count in _COUNTS},
        problems=tuple(problem for share in shares for problem in share.problems),
        error="; ".join(share.error for share in shares if share.error) or None,
    )


def as_table(report: Report) -> list[dict[str, Any]]:
    """A row a source."""
    return [
        {
            "source": source.source,
            **{count: getattr(source, count) for count in _COUNTS},
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
        shown = [f"- {link(p.where)}: {plain(p.reason)}: {plain(p.detail)}" for p in problems]
        parts += ["## Pages that gave no article", "\n".join(shown[:_SHOWN_PROBLEMS])]
        if len(shown) > _SHOWN_PROBLEMS:
            parts.append(f"… and {len(shown) - _SHOWN_PROBLEMS} more: `faktograph status`")
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
    rejected = sum(len(source.problems) for source in report.sources)
    return (
        f"{report.total('new')} new articles, {report.total('changed')} changed, "
        f"{report.total('unchanged')} unchanged, {rejected} without an article; "
        f"{report.total('claims')} claims, {report.total('refused_claims')} refused."
    )


def _sources(report: Report) -> str:
    head = "| source | links | new | changed | unchanged | claims | no article |"
    rows = [
        f"| {plain(s.source)} | {s.links} | {s.new} | {s.changed} | {s.unchanged} | {s.claims} "
        f"| {_reasons(s.reasons)} |"
        for s in report.sources
    ]
    return "\n".join([head, "|" + " --- |" * 7, *rows])


def _seconds(report: Report) -> str:
    slowest = sorted(report.seconds.items(), key=lambda item: item[1], reverse=True)
    return "\n".join(f"- {stage}: {seconds:.1f} s" for stage, seconds in slowest) or "- nowhere"


def _reasons(reasons: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {plain(reason)}" for reason, count in reasons.items())
