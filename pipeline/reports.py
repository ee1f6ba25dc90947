"""What a run did, source by source: for the terminal, the flow's artifact and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Problem", "Report", "SourceReport", "Tally"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One item that gave no article: `where` it was, a reason code, and words for people."""

    where: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source's share of a run; the counts are articles, but `links` and `claims`."""

    source: str
    started_at: datetime
    ended_at: datetime
    links: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    claims: int = 0
    refused_claims: int = 0
    problems: tuple[Problem, ...] = ()
    error: str | None = None

    @property
    def reasons(self) -> Mapping[str, int]:
        """How often each reason stood against an article."""
        return dict(Counter(problem.reason for problem in self.problems).most_common())


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `seconds` tells how long each stage took, waiting included."""

    sources: tuple[SourceReport, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether anything at all went wrong."""
        return any(source.error or source.problems for source in self.sources)

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
    claims: int = 0
    refused_claims: int = 0
    problems: list[Problem] = field(default_factory=list)
    error: str | None = None

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
            claims=self.claims,
            refused_claims=self.refused_claims,
            problems=tuple(self.problems),
            error=self.error,
        )
