"""From a source to its links. Nothing is fetched here: pages are handed in.

`read_page` turns one page of a source into findings; `links` walks a whole source with a
function that gets pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from pipeline.documents import Link, Page
from pipeline.sources.about import is_about_ai
from pipeline.sources.canonical import canonical_url
from pipeline.sources.catalog import Source, is_on_hosts
from pipeline.sources.feeds import MOST_ITEMS, NotAFeedError, feed_links, items_in
from pipeline.sources.listings import listing_links
from pipeline.sources.sitemaps import Child, NotASitemapError, read_sitemap

__all__ = ["Dropped", "Findings", "choose", "links", "read_page"]

# Sitemaps followed from one index at a look: the newest first.
_MOST_CHILDREN = 50
# A sitemap's date of change and the article's own date may be in different zones.
_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Findings:
    """What one page of a source gave: links, further addresses to get, what was not understood."""

    links: tuple[Link, ...] = ()
    follow: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A link that was not taken, and why: "other-host", "section", "topic", "old"."""

    link: Link
    reason: str
    detail: str


def read_page(source: Source, page: Page, since: datetime | None = None) -> Findings:
    """Read a feed, a sitemap or a listing; one that is none of them is told as a problem."""
    try:
        if source.kind == "feed":
            return _of_feed(source, page)
        if source.kind == "sitemap":
            return _of_sitemap(source, page, since)
        if source.link_pattern is not None:
            return _of_listing(source, page, source.link_pattern)
    except (NotAFeedError, NotASitemapError) as error:
        return Findings(problem=str(error))
    return Findings(problem=f"{source.name}: kind {source.kind} is not read from pages")


def choose(
    source: Source,
    link: Link,
    since: datetime | None = None,
    *,
    everything: bool = False,
) -> Link | Dropped:
    """The link with its canonical address, or why it is not taken.

    `everything` takes what is not about AI, too. A link that its words leave open is taken of a
    source on technology, and says so.
    """
    url = canonical_url(link.url)
    if not is_on_hosts(url, source):
        return Dropped(link, "other-host", f"not on {', '.join(source.hosts)}")
    if source.keep is not None and not source.keep.search(url):
        return Dropped(link, "section", f"{source.keep.pattern!r} is not in the address")
    if source.drop is not None and source.drop.search(url):
        return Dropped(link, "section", f"{source.drop.pattern!r} is in the address")
    if since is not None and link.published is not None and link.published < since - _SLACK:
        return Dropped(link, "old", f"of {link.published:%Y-%m-%d}")
    if source.topic == "ai" or everything:
        return replace(link, url=url)
    verdict = is_about_ai(link)
    if verdict.kept or (verdict.open and source.topic == "tech"):
        return replace(link, url=url, open=not verdict.kept)
    return Dropped(link, "topic", verdict.reason)


def links(
    source: Source,
    get: Callable[[str], Page | None],
    since: datetime | None = None,
    *,
    everything: bool = False,
) -> Iterator[Link]:
    """All links of a source that are to be fetched, each address once.

    `get` gives the page of an address, or `None` where there is none.
    """
    waiting = list(source.addresses)
    asked: set[str] = set()
    seen: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        if address in asked or (page := get(address)) is None:
            continue
        asked.add(address)
        findings = read_page(source, page, since)
        waiting.extend(findings.follow)
        for link in findings.links:
            chosen = choose(source, link, since, everything=everything)
            if isinstance(chosen, Link) and chosen.url not in seen:
                seen.add(chosen.url)
                yield chosen


def _of_feed(source: Source, page: Page) -> Findings:
    links = feed_links(page, source.name)
    count = items_in(page)
    told = f"{page.final_url}: of {count} items the first {MOST_ITEMS} are read"
    return Findings(links, problem=told if count > MOST_ITEMS else None)


def _of_listing(source: Source, page: Page, pattern: re.Pattern[str]) -> Findings:
    links = listing_links(page, source.name, pattern)
    told = None if links else f"{page.final_url}: no link fits {pattern.pattern!r}"
    return Findings(links, problem=told)


def _of_sitemap(source: Source, page: Page, since: datetime | None) -> Findings:
    """Links, and the sitemaps below it that are on the source's hosts or on the page's own."""
    sitemap = read_sitemap(page, source.name)
    own = urlsplit(page.final_url).hostname
    near: list[Child] = []
    far: list[Child] = []
    for child in sitemap.children:
        there = is_on_hosts(child.url, source) or _host(child.url) == own
        (near if there else far).append(child)
    elsewhere = f"{page.final_url}: {far[0].url[:200]} is not on the source's hosts" if far else ""
    told = "; ".join(filter(None, (sitemap.problem, elsewhere)))
    return Findings(sitemap.links, _newest(near, since), told or None)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _newest(children: Sequence[Child], since: datetime | None) -> tuple[str, ...]:
    """The sitemaps worth following: those that changed lately; undated ones always."""
    fresh = [
        child
        for child in children
        if since is None or child.changed is None or child.changed >= since - _SLACK
    ]
    dated = sorted(
        (child for child in fresh if child.changed),
        key=lambda child: str(child.changed),
        reverse=True,
    )
    undated = [child for child in fresh if not child.changed]
    return tuple(child.url for child in (dated + undated)[:_MOST_CHILDREN])
