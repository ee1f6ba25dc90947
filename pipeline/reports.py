"""What a run did, source by source: for the terminal, the flow's artifact and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

__all__ = ["Problem", "Report", "SourceReport", "Tally", "merged"]

# Problems that a report tells one by one, so that it stays small over a million pages; all of
# them are counted, and in the database.
_MOST_PROBLEMS = 200
# Addresses beyond this, which hardly any has, are told in part.
_LONGEST_WHERE = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """One item that gave no article: `where` it was, a reason code, and words for people."""

    where: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source's share of a run; the counts are articles, but `links`, `claims` and facts.

    `left_out` were not wanted of a backfill; `facts_new` were told for the first time,
    `facts_confirmed` again, `facts_superseded` were replaced or ended by what is new. `problems`
    are the first ones, `reasons` says how often each reason stood against an article.
    """

    source: str
    started_at: datetime
    ended_at: datetime
    links: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    claims: int = 0
    refused_claims: int = 0
    facts_new: int = 0
    facts_confirmed: int = 0
    facts_superseded: int = 0
    problems: tuple[Problem, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    error: str | None = None

    @property
    def rejected(self) -> int:
        """How many pages gave no article."""
        return sum(self.reasons.values())


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `seconds` tells how long each stage took, waiting included."""

    sources: tuple[SourceReport, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether anything at all went wrong."""
        return any(source.error or source.reasons for source in self.sources)

    def total(self, count: str) -> int:
        """The sum of one of the counts over all sources."""
        return sum(getattr(source, count) for source in self.sources)


@dataclass(slots=True)
class Tally:
    """A `SourceReport` in the making."""

    source: str
    started_at: datetime
    links: int = 0
    results: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    refused_claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    error: str | None = None

    def refuse(self, problem: Problem) -> None:
        """Count an item that gave no article, and keep what was wrong with the first ones."""
        self.reasons[problem.reason] += 1
        if len(self.problems) < _MOST_PROBLEMS:
            where, more = problem.where[:_LONGEST_WHERE], problem.where[_LONGEST_WHERE:]
            self.problems.append(replace(problem, where=f"{where}…" if more else where))

    def report(self, ended_at: datetime) -> SourceReport:
        """What it comes to."""
        return SourceReport(
            source=self.source,
            started_at=self.started_at,
            ended_at=ended_at,
            links=self.links,
            new=self.results["new"],
            changed=self.results["changed"],
            unchanged=self.results["unchanged"],
            left_out=self.results["left out"],
            claims=self.claims,
            refused_claims=self.refused_claims,
            facts_new=self.facts["new"],
            facts_confirmed=self.facts["confirmed"],
            facts_superseded=self.facts["superseded"],
            problems=tuple(self.problems),
            reasons=dict(self.reasons.most_common()),
            error=self.error,
        )


_COUNTS = (
    *("links", "new", "changed", "unchanged", "left_out", "claims", "refused_claims"),
    *("facts_new", "facts_confirmed", "facts_superseded"),
)


def merged(reports: Iterable[Report]) -> Report:
    """One report of several, a line a source; their seconds add up over all threads.

    Takes them one by one, so that those of a long run need not be kept.
    """
    sources: dict[str, SourceReport] = {}
    seconds: Counter[str] = Counter()
    for report in reports:
        seconds.update(report.seconds)
        for source in report.sources:
            before = sources.get(source.source)
            sources[source.source] = source if before is None else _joined(before, source)
    return Report(tuple(sources[name] for name in sorted(sources)), dict(seconds))


def _joined(one: SourceReport, other: SourceReport) -> SourceReport:
    counts = {name: getattr(one, name) + getattr(other, name) for name in _COUNTS}
    errors = [each.error for each in (one, other) if each.error]
    return SourceReport(
        source=one.source,
        started_at=min(one.started_at, other.started_at),
        ended_at=max(one.ended_at, other.ended_at),
        **counts,
        problems=(*one.problems, *other.problems)[:_MOST_PROBLEMS],
        reasons=dict((Counter(one.reasons) + Counter(other.reasons)).most_common()),
        error="; ".join(errors) or None,
    )
