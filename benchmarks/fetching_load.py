"""The load test: 200 hosts, 20,000 pages, and what the server's own log says of us.

    python benchmarks/fetching_load.py [--hosts 200] [--pages 100] [--rate 1]

Beside the pages, every host gets links that its robots.txt forbids and links to pages that it
was already given, with tracking parameters. The server is a process of its own; its log has to
prove that no host was asked faster than its rate, nothing forbidden was asked for, and nothing
twice.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from fetching_server import Log, serve

from pipeline.documents import Link, Page
from pipeline.fetch import fetch_pages
from pipeline.settings import FetchSettings, PageStoreSettings, Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--pages", type=int, default=100, help="pages of each host")
    parser.add_argument("--rate", type=float, default=1.0, help="requests a second to a host")
    options = parser.parse_args()
    hosts = [f"127.0.{5 + n // 200}.{1 + n % 200}" for n in range(options.hosts)]
    with serve(hosts) as (port, server), tempfile.TemporaryDirectory() as directory:
        settings = Settings(
            fetch=FetchSettings(rate=options.rate, private_hosts=tuple(hosts)),
            pages=PageStoreSettings(directory=Path(directory)),
        )
        begin, busy = time.monotonic(), time.process_time()
        outcomes = _fetch(_links(hosts, port, options.pages), settings)
        took, cpu = time.monotonic() - begin, time.process_time() - busy
        server.send("end")
        log: Log = server.recv()
    pages = outcomes["page"]
    print(
        f"{dict(outcomes)} in {took:.0f} s: {pages / took:.0f} pages a second, "
        f"{1000 * cpu / pages:.2f} ms of CPU a page"
    )
    _judge(log, options.rate, options.hosts * options.pages, pages)


def _links(hosts: list[str], port: int, pages: int) -> Iterator[Link]:
    for n, host in itertools.product(range(pages), hosts):
        url = f"http://{host}:{port}/page/{n}"
        yield Link(url, "load")
        if n % 10 == 0:
            yield Link(f"http://{host}:{port}/forbidden/{n}", "load")
            yield Link(f"{url}?utm_source=again#top", "load")


def _fetch(links: Iterator[Link], settings: Settings) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    for _, outcome in fetch_pages(links, settings):
        outcomes["page" if isinstance(outcome, Page) else getattr(outcome, "reason", "?")] += 1
        if sum(outcomes.values()) % 4000 == 0:
            print(f"{sum(outcomes.values()):6} outcomes, memory {_memory():.0f} MB", flush=True)
    return outcomes


def _memory() -> float:
    """The most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _judge(log: Log, rate: float, wanted: int, got: int) -> None:
    by_host: dict[str, list[float]] = defaultdict(list)
    for at, host, _, _ in log:
        by_host[host].append(at)
    asked = Counter((host, path) for _, host, path, _ in log)
    gaps = [
        later - earlier
        for times in by_host.values()
        for earlier, later in itertools.pairwise(sorted(times))
    ]
    twice = [key for key, times in asked.items() if times > 1]
    forbidden = [path for _, path in asked if path.startswith("/forbidden/")]
    print(
        f"the server's log: {len(log)} requests to {len(by_host)} hosts; "
        f"asked twice: {len(twice)}; forbidden: {len(forbidden)}; "
        f"shortest gap {min(gaps):.2f} s where {1 / rate:.2f} s are due"
    )
    assert got == wanted, f"{got} of {wanted} pages"
    assert not twice, twice[:5]
    assert not forbidden, forbidden[:5]
    assert min(gaps) >= 0.99 / rate, sorted(gaps)[:5]


if __name__ == "__main__":
    main()
