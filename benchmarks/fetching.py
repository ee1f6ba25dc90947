"""Pages a second and processor time a page, against plain httpx and trafilatura's downloader.

    python benchmarks/fetching.py [--pages 2000] [--hosts 50]

All fetch the same pages from the same server on loopback, in a process of its own, with at most
100 requests under way (trafilatura: 100 threads). Rates are lifted; everything else is as by
default: ours asks for robots.txt, ai.txt and tdmrep.json, judges every address, bounds every
body, and reads reservations; the others do none of that. "unchanged" asks again for pages that
are known, by ETag: ours, and httpx with hishel's cache.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx
from fetching_server import serve
from hishel import SqliteStorage
from hishel.httpx import CacheTransport
from trafilatura import fetch_url
from trafilatura.settings import use_config

from pipeline.documents import Link, Page
from pipeline.fetch import Fetcher, NotModified, Validators, fetch_all, validators_of
from pipeline.settings import FetchSettings, PageStoreSettings, Settings

_AT_ONCE = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=50)
    options = parser.parse_args()
    hosts = [f"127.0.4.{n + 1}" for n in range(options.hosts)]
    with serve(hosts) as (port, _), tempfile.TemporaryDirectory() as directory:
        urls = [f"http://{hosts[n % len(hosts)]}:{port}/page/{n}" for n in range(options.pages)]
        settings = _settings(hosts, Path(directory))
        print(f"{options.pages} pages of 50 kB (gzip) from {options.hosts} hosts\n")
        print(f"{'':28}{'pages/s':>9}{'CPU ms a page':>15}")
        plain = _report("httpx", urls, lambda: _plain_httpx(urls))
        _report("trafilatura", urls, lambda: _trafilatura(urls))
        known: dict[str, Validators] = {}
        ours = _report("faktograph", urls, lambda: _ours(urls, settings, known))
        _report("faktograph, unchanged", urls, lambda: _ours_again(urls, settings, known))
        _hishel_twice(urls, Path(directory))
        print(f"\nfaktograph reaches {ours / plain:.0%} of plain httpx's pages a second")


def _settings(hosts: list[str], directory: Path) -> Settings:
    fetch = FetchSettings(
        rate=1e6, host_concurrency=8, concurrency=_AT_ONCE, freshness=0, private_hosts=tuple(hosts)
    )
    return Settings(fetch=fetch, pages=PageStoreSettings(directory=directory))


def _report(name: str, urls: list[str], run: Callable[[], int]) -> float:
    begin, busy = time.perf_counter(), time.process_time()
    got = run()
    took, cpu = time.perf_counter() - begin, time.process_time() - busy
    assert got == len(urls), f"{name}: {got} of {len(urls)} pages"
    print(f"{name:28}{got / took:9.0f}{1000 * cpu / got:15.2f}")
    return got / took


def _plain_httpx(urls: list[str]) -> int:
    async def run() -> int:
        limits = httpx.Limits(max_connections=_AT_ONCE)
        async with httpx.AsyncClient(limits=limits, timeout=60) as client:
            return await _count(urls, client.get)

    return asyncio.run(run())


async def _count(urls: Iterable[str], get: Callable[[str], Awaitable[httpx.Response]]) -> int:
    """How many pages come, with at most `_AT_ONCE` requests under way."""
    slots = asyncio.Semaphore(_AT_ONCE)

    async def one(url: str) -> bool:
        async with slots:
            response = await get(url)
            return response.status_code == 200 and len(response.content) > 1000

    return sum(await asyncio.gather(*(one(url) for url in urls)))


def _trafilatura(urls: list[str]) -> int:
    config = use_config()
    config["DEFAULT"]["SSRF_PROTECTION"] = "off"  # it would refuse the server on loopback
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return sum(
            text is not None for text in threads.map(partial(fetch_url, config=config), urls)
        )


def _ours(urls: list[str], settings: Settings, known: dict[str, Validators]) -> int:
    async def run() -> int:
        async with Fetcher(settings) as fetcher:
            async for link, outcome in fetch_all(fetcher, [Link(url, "b") for url in urls]):
                if isinstance(outcome, Page):
                    known[link.url] = validators_of(outcome)
        return len(known)

    return asyncio.run(run())


def _ours_again(urls: list[str], settings: Settings, known: dict[str, Validators]) -> int:
    async def run() -> int:
        got = 0
        async with Fetcher(replace(settings)) as fetcher:
            links = [Link(url, "b") for url in urls]
            async for _, outcome in fetch_all(fetcher, links, known.get):
                got += isinstance(outcome, NotModified)
        return got

    return asyncio.run(run())


def _hishel_twice(urls: list[str], directory: Path) -> None:
    """Fill hishel's cache, then measure it asking again; one after the other, without asyncio."""

    def run() -> int:
        transport = CacheTransport(
            next_transport=httpx.HTTPTransport(),
            storage=SqliteStorage(database_path=directory / "hishel.db"),
            rfc=True,
        )
        with httpx.Client(transport=transport, timeout=60) as client:
            return sum(client.get(url).status_code == 200 for url in urls)

    _report("httpx, hishel, filling", urls, run)
    _report("httpx, hishel, unchanged", urls, run)


if __name__ == "__main__":
    main()
