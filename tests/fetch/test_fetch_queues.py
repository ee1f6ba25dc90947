"""Many pages at once: one queue a host, rates and robots kept, nothing asked twice."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import Counter, defaultdict

import pytest

from pipeline.documents import Link, Page
from pipeline.fetch import Fetcher, NotModified, Validators, digest_of, fetch_all, fetch_pages
from pipeline.sources import Source


def urls(site, hosts, pages):
    return [site.url(f"/{n}", host) for host in hosts for n in range(pages)]


def links(addresses):
    return [Link(address, "a") for address in addresses]


def by_host(site):
    asked = defaultdict(list)
    for request in site.log:
        asked[request.host].append(request)
    return asked


@pytest.fixture
def many(sites, answer):
    hosts = [f"127.0.1.{n}" for n in range(1, 41)]
    rules = "User-agent: *\nDisallow: /7\nDisallow: /9\n"
    pages = {f"/{n}": answer(f"<p>page {n}") for n in range(25)}
    pages["/robots.txt"] = answer(rules, kind="text/plain")
    return sites.start(pages, addresses=hosts), hosts


def test_forty_hosts_get_their_pages_at_their_rates_by_their_rules_and_once(many, but):
    site, hosts = many
    rate, pages = 10, 10
    settings = but(rate=rate, private_hosts=tuple(hosts))
    wanted = urls(site, hosts, pages)
    again = [f"{address}?utm_source=x#top" for address in wanted[::50]]
    outcomes = list(fetch_pages(links(wanted + again), settings))
    got = Counter(
        "page" if isinstance(each.outcome, Page) else each.outcome.reason for each in outcomes
    )
    assert got == {"page": 40 * 8, "robots": 40 * 2}
    for host, asked in by_host(site).items():
        paths = Counter(request.path for request in asked)
        assert max(paths.values()) == 1, paths.most_common(2)
        assert not {"/7", "/9"} & set(paths)
        assert len(asked) == 8 + 3
        times = sorted(request.at for request in asked)
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        assert min(gaps) >= 0.99 / rate, (host, sorted(gaps)[:3])
    spans = [asked[-1].at - asked[0].at for asked in by_host(site).values()]
    whole = site.log[-1].at - site.log[0].at
    assert sum(spans) > 2 * whole, "the hosts did not run side by side"


def test_a_sources_own_rate_is_kept(many, but):
    site, hosts = many
    settings = but(rate=1000, private_hosts=tuple(hosts))
    source = Source("a", "feed", (site.url("/"),), hosts=(hosts[0],), rate=10)
    list(fetch_pages(links(urls(site, hosts[:1], 5)), settings, [source]))
    times = [request.at for request in site.log if request.path[1:].isdecimal()]
    assert min(later - first for first, later in itertools.pairwise(times)) > 0.08


def test_no_more_requests_are_under_way_than_the_settings_say(sites, but):
    busy, most, lock = Counter(), Counter(), threading.Lock()

    async def slow(request, writer):
        with lock:
            busy[request.host] += 1
            busy["all"] += 1
            for key in (request.host, "all"):
                most[key] = max(most[key], busy[key])
        await asyncio.sleep(0.03)
        with lock:
            busy[request.host] -= 1
            busy["all"] -= 1
        # Said, so that no request is sent on a connection that is about to be closed.
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx")
        await writer.drain()

    hosts = [f"127.0.2.{n}" for n in range(1, 11)]
    site = sites.start({f"/{n}": slow for n in range(8)}, addresses=hosts)
    settings = but(
        private_hosts=tuple(hosts), concurrency=6, host_concurrency=2, respect_reservations=False
    )
    outcomes = list(fetch_pages(links(urls(site, hosts, 8)), settings))
    assert all(isinstance(each.outcome, Page) for each in outcomes)
    assert most.pop("all") <= 6
    assert max(most.values()) <= 2


def test_links_are_taken_only_as_there_is_room(many, but, monkeypatch):
    site, hosts = many
    monkeypatch.setattr("pipeline.fetch.queues._MOST_WAITING", 20)
    taken = itertools.count()
    endless = (Link(site.url(f"/{n % 25}?n={next(taken)}", hosts[0]), "a") for n in range(10**9))
    found = fetch_pages(endless, but(private_hosts=tuple(hosts), concurrency=4))
    assert len(list(itertools.islice(found, 5))) == 5
    found.close()
    # Some more are taken while it stops; without a bound it would be thousands a second.
    assert next(taken) < 1000


def test_stopping_early_ends_the_network(many, but):
    site, hosts = many
    found = fetch_pages(links(urls(site, hosts, 25)), but(private_hosts=tuple(hosts), rate=5))
    next(found)
    found.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]
    assert len(site.log) < 25 * len(hosts)


def test_an_error_of_the_callers_own_comes_back_to_the_caller(many, but):
    site, hosts = many

    def broken():
        yield Link(site.url("/1", hosts[0]), "a")
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        list(fetch_pages(broken(), but(private_hosts=tuple(hosts))))

    def validators(_url):
        raise KeyError("also mine")

    with pytest.raises(KeyError, match="also mine"):
        list(
            fetch_pages(
                links(urls(site, hosts[:1], 2)), but(private_hosts=tuple(hosts)), (), validators
            )
        )


def test_addresses_that_are_none_stop_nothing(many, but):
    site, hosts = many
    given = ["", "http://[", "mailto:x@a.example", site.url("/1", hosts[0])]
    outcomes = list(fetch_pages(links(given), but(private_hosts=tuple(hosts))))
    reasons = sorted(getattr(each.outcome, "reason", "page") for each in outcomes)
    assert reasons == ["bad-url", "bad-url", "bad-url", "page"]


ODD = [
    "http://a.example/\ud800",
    "http://\ud800.example/",
    "http://a.example/\x00",
    "http://a.example/\nHost:b.example",
    "http://127.0.0.1:99999/",
    "http://a.example:80a/",
    "http://a..example/",
    "http://" + "a" * 64 + ".example/",
    "http://xn--/",
    "http://💩.invalid/",
    "http://[v1.x]/",
    "http://999.1.1.1/",
    "http://a b.invalid/",
    "http://u:p@a.example/",
    "https:///x",
    "http:",
    "//a.example/",
    "data:text/html,x",
    "file:///etc/hostname",
]


def test_no_odd_address_stops_a_run_or_is_asked_for(but):
    outcomes = list(fetch_pages(links(ODD), but(private_hosts=())))
    assert len(outcomes) == len(ODD)
    assert {each.outcome.reason for each in outcomes} == {"bad-url", "dns"}


def test_an_error_that_nobody_thought_of_is_an_outcome_of_its_page_alone(many, but, monkeypatch):
    site, hosts = many
    check = Fetcher._check_rules

    async def broken(self, url, *more, **named):
        if url.endswith("/2"):
            raise ZeroDivisionError("nobody thought of it")
        await check(self, url, *more, **named)

    monkeypatch.setattr(Fetcher, "_check_rules", broken)
    found = list(fetch_pages(links(urls(site, hosts[:1], 4)), but(private_hosts=tuple(hosts))))
    reasons = {each.link.url[-1]: getattr(each.outcome, "reason", "page") for each in found}
    assert reasons == {"0": "page", "1": "page", "2": "failed", "3": "page"}


def test_one_dead_host_holds_up_no_other(many, sites, but):
    site, hosts = many
    answered = asyncio.Event()

    async def silent(_request, _writer):
        await answered.wait()

    dead = sites.start({"/robots.txt": silent}, addresses=["127.0.3.1"])
    settings = but(private_hosts=(*hosts, "127.0.3.1"), read_timeout=60, total_timeout=60)
    found = fetch_pages(links([dead.url("/x", "127.0.3.1"), site.url("/1", hosts[0])]), settings)
    assert isinstance(next(found).outcome, Page)
    found.close()


def test_validators_are_asked_for_by_address(many, but):
    site, hosts = many
    url = site.url("/1", hosts[0])
    known = {url: Validators(digest=digest_of(b"<p>page 1"))}
    (only,) = fetch_pages(links([url]), but(private_hosts=tuple(hosts)), (), known.get)
    assert isinstance(only.outcome, NotModified)


def test_inside_a_running_loop_the_asynchronous_way_is_the_same(many, but):
    site, hosts = many

    async def run():
        async with Fetcher(but(private_hosts=tuple(hosts))) as fetcher:
            return [each async for each in fetch_all(fetcher, links(urls(site, hosts[:3], 5)))]

    assert len(asyncio.run(run())) == 15
