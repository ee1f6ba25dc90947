"""How each source and each address is doing, from the records of its fetches. Pure.

Records come in any order. Times are UTC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from pipeline.fetch.outcomes import REASONS, FetchFailure, FetchRecord
from pipeline.sources import Source

__all__ = ["GOOD", "SourceHealth", "due_sources", "is_due", "next_due", "rested", "source_health"]

GOOD = frozenset({"page", "unchanged"})
_FIRST_BACKOFF = timedelta(minutes=15)
_LONGEST_BACKOFF = timedelta(days=7)
_FAILURES_OF_THE_AILING = 5
_FIRST_REST = timedelta(hours=1)
_LONGEST_REST = timedelta(days=30)
_EXPECTATION_DAYS = 7


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One line of `faktograph sources`.

    `outcomes` counts the attempts of articles by outcome: "page", "unchanged" or a reason code.
    `failures` counts the looks at the source's own addresses that failed since the last good
    one; `failing_since` is the first of them. `broken` are expectations that do not hold.
    """

    source: str
    last_success: datetime | None
    failing_since: datetime | None
    failures: int
    last_problem: str | None
    next_due: datetime
    ailing: bool
    outcomes: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[str, ...] = ()


def next_due(records: Iterable[FetchRecord], every: timedelta, now: datetime) -> datetime:
    """When an address is to be asked again: a dead one less and less, at least once a week.

    `now` where it was never asked. A `Retry-After` and the freshness that the server declared
    are obeyed, up to a week.
    """
    ordered = sorted(records, key=lambda record: record.at)
    if not ordered:
        return now
    last = ordered[-1]
    failures = _failures_at_end(ordered)
    if failures:
        doublings: int = 1 << min(len(failures) - 1, 12)
        due = last.at + min(max(every, _FIRST_BACKOFF) * doublings, _LONGEST_BACKOFF)
    else:
        fresh = last.validators.fresh_until if last.validators else None
        due = max(last.at + every, fresh or last.at)
    return min(max(due, last.retry_at or due), last.at + max(every, _LONGEST_BACKOFF))


def is_due(records: Iterable[FetchRecord], every: timedelta, now: datetime) -> bool:
    """Whether an address may be asked again now."""
    return next_due(records, every, now) <= now


def rested(failure: FetchFailure, rest: timedelta | None) -> FetchFailure:
    """A failure with the time for which its page is left alone; `rest` was the one before.

    A page that is not there, or not for us, is asked for again after an hour, then after twice
    as long each time, up to a month; what the server asks for is obeyed where it is longer.
    """
    if not REASONS[failure.reason].settled:
        return failure
    pause = _FIRST_REST if rest is None else min(2 * max(rest, _FIRST_REST / 2), _LONGEST_REST)
    return replace(failure, retry_after=max(pause.total_seconds(), failure.retry_after or 0.0))


def due_sources(
    sources: Iterable[Source], records: Iterable[FetchRecord], now: datetime
) -> tuple[Source, ...]:
    """The sources of which at least one address may be asked now.

    `records` are the earlier looks at any of their addresses; a week of them is enough.
    """
    looks: dict[str, list[FetchRecord]] = {}
    for record in records:
        looks.setdefault(record.url, []).append(record)
    return tuple(
        source
        for source in sources
        if any(
            is_due(looks.get(address, ()), timedelta(seconds=source.every), now)
            for address in source.addresses
        )
    )


def source_health(
    source: Source, records: Iterable[FetchRecord], now: datetime, links_seen: int | None = None
) -> SourceHealth:
    """The state of a source.

    `records` are those of the source's own addresses and of its articles. `links_seen` is the
    number of links found over the last seven days, `None` where that is not known.
    """
    own: dict[str, list[FetchRecord]] = {address: [] for address in source.addresses}
    articles: Counter[str] = Counter()
    for record in sorted(records, key=lambda record: record.at):
        if record.url in own:
            own[record.url].append(record)
        else:
            articles[record.outcome] += 1
    looks = sorted((look for each in own.values() for look in each), key=lambda look: look.at)
    failures = _failures_at_end(looks)
    every = timedelta(seconds=source.every)
    good = [look.at for look in looks if look.outcome in GOOD]
    return SourceHealth(
        source=source.name,
        last_success=max(good, default=None),
        failing_since=failures[0].at if failures else None,
        failures=len(failures),
        last_problem=f"{failures[-1].outcome}: {failures[-1].detail}" if failures else None,
        next_due=min(next_due(each, every, now) for each in own.values()),
        ailing=len(failures) >= _FAILURES_OF_THE_AILING,
        outcomes=dict(articles),
        broken=_broken(source, looks, now, links_seen),
    )


def _failures_at_end(ordered: list[FetchRecord]) -> list[FetchRecord]:
    failures: list[FetchRecord] = []
    for record in reversed(ordered):
        if record.outcome in GOOD:
            break
        failures.append(record)
    return failures[::-1]


def _broken(
    source: Source, looks: list[FetchRecord], now: datetime, links_seen: int | None
) -> tuple[str, ...]:
    if source.at_least_per_day is None or links_seen is None or not looks:
        return ()
    days = min((now - looks[0].at) / timedelta(days=1), _EXPECTATION_DAYS)
    expected = source.at_least_per_day * days
    if days < 1 or links_seen >= expected:
        return ()
    wanted = f"at least {source.at_least_per_day:g} links a day expected"
    return (f"{wanted}, {links_seen} in the last {days:.0f} days",)
