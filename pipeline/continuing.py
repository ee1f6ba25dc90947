"""Articles over several pages: what continues a page is fetched along with it.

By the same fetcher, so under the same rates, robots.txt and bounds, and from the first page's
own host only.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator
from typing import NamedTuple

from pipeline.documents import Article, Link, Page
from pipeline.fetch import Fetched, Fetcher, Outcome, Validators, digest_of, fetch_all
from pipeline.fetch.queues import in_background
from pipeline.read import next_page, read, same_host
from pipeline.settings import Settings
from pipeline.sources import Source

__all__ = ["MOST_PAGES", "Whole", "fetch_whole", "next_of_article"]

_log = logging.getLogger(__name__)

# Pages of one article, the first included.
MOST_PAGES = 10


class Whole(NamedTuple):
    """A link, what came of it, and what came of the pages that continue it, in order.

    Only the last of `following` can be anything else than a page.
    """

    link: Link
    outcome: Outcome
    following: tuple[Outcome, ...] = ()


def fetch_whole(
    links: Iterable[Link],
    settings: Settings,
    sources: Iterable[Source],
    validators: Callable[[str], Validators | None],
) -> Iterator[Whole]:
    """Fetch links as they finish, each with the pages that continue it.

    Like `pipeline.fetch.fetch_pages`, the network runs in a thread of its own.
    """

    async def run() -> AsyncGenerator[Whole, None]:
        async with Fetcher(settings, sources) as fetcher:
            async for whole in _continued(fetcher, fetch_all(fetcher, links, validators)):
                yield whole

    return in_background(run)


async def _continued(
    fetcher: Fetcher, fetched: AsyncGenerator[Fetched, None]
) -> AsyncIterator[Whole]:
    """Whole articles as they finish; at most `fetcher.concurrency` are being continued."""
    under_way: set[asyncio.Task[Whole]] = set()
    try:
        async for link, outcome in fetched:
            address = next_of_article(outcome) if isinstance(outcome, Page) else None
            if isinstance(outcome, Page) and address:
                under_way.add(asyncio.create_task(_follow(fetcher, link, outcome, address)))
            else:
                yield Whole(link, outcome)
            full = len(under_way) >= fetcher.concurrency
            for task in await _finished(under_way, wait=full):
                yield await task
        while under_way:
            for task in await _finished(under_way, wait=True):
                yield await task
    finally:
        for task in under_way:
            task.cancel()
        await fetched.aclose()


def next_of_article(first: Page) -> str | None:
    """The second page of an article; listings go on too, and are not followed."""
    try:
        address = next_page(first)
        return address if address and isinstance(read(first), Article) else None
    except Exception:
        _log.exception("looking for the next page of %s failed", first.url)
        return None


async def _finished(under_way: set[asyncio.Task[Whole]], *, wait: bool) -> set[asyncio.Task[Whole]]:
    """Take out those that are done; with `wait`, at least one."""
    if wait:
        await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
    done = {task for task in under_way if task.done()}
    under_way -= done
    return done


async def _follow(fetcher: Fetcher, link: Link, first: Page, address: str) -> Whole:
    """Ask for page after page until one has no next, fails, leaves the host or says nothing new."""
    following: list[Outcome] = []
    digests = {digest_of(first.content)}
    wanted: str | None = address
    while wanted and len(following) + 1 < MOST_PAGES:
        outcome = await fetcher.fetch(Link(wanted, link.source))
        if isinstance(outcome, Page):
            digest = digest_of(outcome.content)
            if digest in digests or not same_host(outcome.final_url, first.final_url):
                break
            digests.add(digest)
            wanted = next_page(outcome, first.final_url)
        else:
            wanted = None
        following.append(outcome)
    return Whole(link, first, tuple(following))
