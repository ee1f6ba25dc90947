"""Looking at sources over the network: all at once, each through its own hosts' rates."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.documents import Link, Page
from pipeline.fetch.fetcher import Fetcher
from pipeline.fetch.outcomes import FetchFailure, FetchRecord, Outcome, Validators, record_of
from pipeline.fetch.queues import in_background
from pipeline.settings import Settings
from pipeline.sources import LOCAL_KINDS, Dropped, Findings, Source, choose, read_page

__all__ = ["Discovery", "discover", "discover_all"]

_SOURCES_AT_ONCE = 200
# Links of one look, and pages read for them; a source that announces more is to be narrowed.
_MOST_LINKS = 50_000
_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one look at a source gave.

    `records` are the fetches of its own addresses; `problems` say what was not understood.
    An unchanged feed gives no links.
    """

    source: Source
    links: tuple[Link, ...]
    dropped: tuple[Dropped, ...]
    records: tuple[FetchRecord, ...]
    problems: tuple[str, ...]

    @property
    def seen(self) -> int:
        """How many links the source announced, taken or not."""
        return len(self.links) + len(self.dropped)


async def discover_all(
    fetcher: Fetcher,
    sources: Iterable[Source],
    validators: Callable[[str], Validators | None] = lambda _url: None,
    since: datetime | None = None,
    *,
    everything: bool = False,
) -> AsyncGenerator[Discovery, None]:
    """Look at all sources that are on and over the network; results as they come.

    `since` leaves out what a source says is older; `everything` takes what is not about AI.
    """
    slots = asyncio.Semaphore(_SOURCES_AT_ONCE)

    async def look(source: Source) -> Discovery:
        async with slots:
            return await _look(fetcher, source, validators, since, everything=everything)

    wanted = [each for each in sources if each.enabled and each.kind not in LOCAL_KINDS]
    tasks = [asyncio.create_task(look(source)) for source in wanted]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()


def discover(
    sources: Iterable[Source],
    settings: Settings,
    validators: Callable[[str], Validators | None] = lambda _url: None,
    since: datetime | None = None,
    *,
    everything: bool = False,
) -> Iterator[Discovery]:
    """`discover_all` for code that is not asynchronous; the network runs in its own thread."""
    known = tuple(sources)

    async def run() -> AsyncGenerator[Discovery, None]:
        async with Fetcher(settings, known) as fetcher:
            async for found in discover_all(
                fetcher, known, validators, since, everything=everything
            ):
                yield found

    return in_background(run)


async def _look(
    fetcher: Fetcher,
    source: Source,
    validators: Callable[[str], Validators | None],
    since: datetime | None,
    *,
    everything: bool,
) -> Discovery:
    waiting = list(source.addresses)
    asked: set[str] = set()
    records: list[FetchRecord] = []
    problems: list[str] = []
    taken: dict[str, Link] = {}
    dropped: list[Dropped] = []
    while waiting:
        address = waiting.pop(0)
        if address in asked:
            continue
        if len(taken) + len(dropped) >= _MOST_LINKS or len(asked) >= _MOST_PAGES:
            problems.append(_too_much(source, address))
            break
        asked.add(address)
        link = Link(address, source.name)
        outcome = await fetcher.fetch(link, validators(address), discovery=True)
        records.append(record_of(outcome))
        problems.extend(_problem(outcome))
        if not isinstance(outcome, Page):
            continue
        findings, chosen = await asyncio.to_thread(
            _read, source, outcome, since, everything=everything
        )
        if findings.problem:
            problems.append(findings.problem)
            if not findings.links and not findings.follow:
                records[-1] = _unreadable(records[-1], findings.problem)
        waiting.extend(findings.follow)
        if len(chosen) > _MOST_LINKS:
            problems.append(_too_much(source, address))
        for each in chosen[:_MOST_LINKS]:
            if isinstance(each, Dropped):
                dropped.append(each)
            else:
                taken.setdefault(each.url, each)
    return Discovery(source, tuple(taken.values()), tuple(dropped), tuple(records), tuple(problems))


def _read(
    source: Source, page: Page, since: datetime | None, *, everything: bool
) -> tuple[Findings, list[Link | Dropped]]:
    """The work of the processor, which would hold up the network in its own thread."""
    findings = read_page(source, page, since)
    return findings, [choose(source, link, since, everything=everything) for link in findings.links]


def _too_much(source: Source, address: str) -> str:
    return (
        f"{source.name} announces more than {_MOST_LINKS} links, or on more than {_MOST_PAGES}"
        f" pages; what {address} has beyond that is left: narrow the address, or give --since"
    )


def _unreadable(record: FetchRecord, problem: str) -> FetchRecord:
    """A failed look: nothing is kept to ask with, so that the next one is whole."""
    return replace(record, outcome="unreadable", detail=problem, validators=None)


def _problem(outcome: Outcome) -> list[str]:
    if not isinstance(outcome, FetchFailure):
        return []
    return [f"{outcome.url}: {outcome.reason}: {outcome.detail}"]
