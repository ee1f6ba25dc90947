"""A run's report as people see it in Prefect: Markdown, and a table. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.reports import Report, SourceReport

__all__ = ["as_markdown", "as_table", "merged"]

_SHOWN_PROBLEMS = 50
_COUNTS = ("links", "new", "changed", "unchanged", "claims", "refused_claims")


def merged(reports: Iterable[Report]) -> Report:
    """One report of several; their seconds add up over all threads."""
    sources: list[SourceReport] = []
    seconds: Counter[str] = Counter()
    for report in reports:
        sources += report.sources
        seconds.update(report.seconds)
    return Report(tuple(sorted(sources, key=lambda each: each.source)), dict(seconds))


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
        parts.append("## Failed")
        parts.append("\n".join(f"- **{_safe(n)}**: {_safe(why)}" for n, why in failures.items()))
    parts += ["## Sources", _sources(report), "## Where the time went", _seconds(report)]
    problems = [problem for source in report.sources for problem in source.problems]
    if problems:
        shown = [f"- {_link(p.where)}: {p.reason}: {_safe(p.detail)}" for p in problems]
        parts += ["## Pages that gave no article", "\n".join(shown[:_SHOWN_PROBLEMS])]
        if len(shown) > _SHOWN_PROBLEMS:
            parts.append(f"… and {len(shown) - _SHOWN_PROBLEMS} more: `faktograph status`")
    return "\n\n".join(parts) + "\n"


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
        f"| {_safe(s.source)} | {s.links} | {s.new} | {s.changed} | {s.unchanged} | {s.claims} "
        f"| {_reasons(s.reasons)} |"
        for s in report.sources
    ]
    return "\n".join([head, "|" + " --- |" * 7, *rows])


def _seconds(report: Report) -> str:
    slowest = sorted(report.seconds.items(), key=lambda item: item[1], reverse=True)
    return "\n".join(f"- {stage}: {seconds:.1f} s" for stage, seconds in slowest) or "- nowhere"


def _reasons(reasons: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in reasons.items())


def _link(where: str) -> str:
    if where.startswith(("http://", "https://")):
        return "<" + where.translate({ord(c): None for c in "<> \n\r"}) + ">"
    return f"`{where.replace('`', '')}`"


def _safe(text: str) -> str:
    """Text that came from outside, kept from being taken for Markdown or HTML."""
    flat = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        flat = flat.replace(mark, "\\" + mark)
    return flat
