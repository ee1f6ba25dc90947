"""Many pages: one queue a host, all hosts at once, memory bounded whatever the number.

At most `_MOST_WAITING` links wait in the queues; finished pages wait in one short queue, and
nothing more is asked for until the consumer has taken them.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from pipeline.documents import Link
from pipeline.fetch.addresses import authority
from pipeline.fetch.fetcher import Fetcher
from pipeline.fetch.outcomes import Outcome, Validators
from pipeline.settings import Settings
from pipeline.sources import Source, canonical_url

__all__ = ["Fetched", "fetch_all", "fetch_pages", "in_background"]

_MOST_WAITING = 10_000
_T = TypeVar("_T")


class Fetched(NamedTuple):
    """A link and what came of it."""

    link: Link
    outcome: Outcome


async def fetch_all(
    fetcher: Fetcher,
    links: Iterable[Link],
    validators: Callable[[str], Validators | None] = lambda _url: None,
) -> AsyncGenerator[Fetched, None]:
    """Fetch links as they finish, in no order; no canonical address twice.

    `validators` gives what an earlier fetch of an address left, or `None`.
    """
    run = _Run(fetcher, validators)
    feeder = asyncio.create_task(run.feed(links))
    try:
        while (fetched := await run.done.get()) is not None:
            yield fetched
        if run.error is not None:
            raise run.error
    finally:
        await run.close(feeder)


def fetch_pages(
    links: Iterable[Link],
    settings: Settings,
    sources: Iterable[Source] = (),
    validators: Callable[[str], Validators | None] = lambda _url: None,
) -> Iterator[Fetched]:
    """`fetch_all` for code that is not asynchronous.

    The network runs in a thread of its own, so that pages arrive while the caller works on
    the last one. `links` and `validators` are called in that thread.
    """

    async def run() -> AsyncGenerator[Fetched, None]:
        async with Fetcher(settings, sources) as fetcher:
            async for fetched in fetch_all(fetcher, links, validators):
                yield fetched

    return in_background(run)


def in_background(run: Callable[[], AsyncGenerator[_T, None]]) -> Iterator[_T]:
    """Iterate over an asynchronous generator that runs in a thread of its own.

    Its exceptions are raised here; closing this iterator early cancels it.
    """
    relay: _Relay[_T] = _Relay()
    thread = threading.Thread(target=lambda: asyncio.run(relay.carry(run())), name="fetch")
    thread.start()
    try:
        while (item := relay.items.get()) is not None:
            if isinstance(item, _Raised):
                raise item.error
            yield item
    finally:
        relay.stop.set()
        thread.join()


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


class _Relay(Generic[_T]):
    """Items on their way from the network's thread to the caller's; `None` is the end."""

    def __init__(self) -> None:
        self.items: queue.Queue[_T | _Raised | None] = queue.Queue(maxsize=16)
        self.stop = threading.Event()

    async def carry(self, produced: AsyncGenerator[_T, None]) -> None:
        """Hand over everything; ends early, and cancels what is under way, at `stop`."""
        work = asyncio.create_task(self._hand_over(produced))
        while not work.done():
            await asyncio.wait([work], timeout=0.2)
            if self.stop.is_set():
                work.cancel()
        if not work.cancelled() and (error := work.exception()) is not None:
            await self._offer(_Raised(error))

    async def _hand_over(self, produced: AsyncGenerator[_T, None]) -> None:
        async with contextlib.aclosing(produced):
            async for item in produced:
                await self._offer(item)
        await self._offer(None)

    async def _offer(self, item: _T | _Raised | None) -> None:
        while not self.stop.is_set():
            try:
                self.items.put_nowait(item)
            except queue.Full:
                await asyncio.sleep(0.02)
            else:
                return


class _Run:
    """The queues of one `fetch_all`."""

    def __init__(self, fetcher: Fetcher, validators: Callable[[str], Validators | None]) -> None:
        self._fetcher = fetcher
        self._validators = validators
        self._waiting: dict[str, deque[Link]] = {}
        self._workers: dict[str, set[asyncio.Task[None]]] = {}
        self._room = asyncio.Semaphore(_MOST_WAITING)
        self._closed = False
        self.error: BaseException | None = None
        self.done: asyncio.Queue[Fetched | None] = asyncio.Queue(2 * fetcher.concurrency)

    async def feed(self, links: Iterable[Link]) -> None:
        """Put each link into its host's queue; `done` gets `None` after the last."""
        try:
            await self._feed(links)
        except Exception as error:
            self.error = error
        await self.done.put(None)

    async def _feed(self, links: Iterable[Link]) -> None:
        seen: set[int] = set()
        for link in links:
            key = hash(canonical_url(link.url))
            if key in seen:
                continue
            seen.add(key)
            await self._room.acquire()
            self._add(link)
            await asyncio.sleep(0)
        while self._workers:
            await asyncio.wait(set().union(*self._workers.values()))
            await asyncio.sleep(0)

    async def close(self, feeder: asyncio.Task[None]) -> None:
        """End all that is under way."""
        self._closed = True
        tasks = {feeder}.union(*self._workers.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _add(self, link: Link) -> None:
        host = _host_of(link)
        self._waiting.setdefault(host, deque()).append(link)
        self._start_workers(host)

    def _start_workers(self, host: str) -> None:
        waiting = self._waiting[host]
        tasks = self._workers.setdefault(host, set())
        while len(tasks) < min(self._fetcher.host_concurrency, len(waiting)):
            task = asyncio.create_task(self._work(waiting))
            tasks.add(task)
            task.add_done_callback(lambda done: self._finished(host, done))

    async def _work(self, waiting: deque[Link]) -> None:
        while waiting:
            link = waiting.popleft()
            self._room.release()
            outcome = await self._fetcher.fetch(link, self._validators(link.url))
            await self.done.put(Fetched(link, outcome))

    def _finished(self, host: str, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.error = error
        self._workers[host].discard(task)
        if self._waiting[host] and not self._closed:
            self._start_workers(host)
        elif not self._workers[host]:
            del self._workers[host], self._waiting[host]


def _host_of(link: Link) -> str:
    try:
        return authority(link.url)
    except ValueError:
        return ""
