"""From a source to its links, with pages handed in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.documents import Link
from pipeline.sources import Dropped, Source, choose, links, read_page

NEWS = Source(
    "blatt", "feed", ("https://blatt.example/feed",), "de", hosts=("blatt.example",), topic="ai"
)


def feed(*items):
    inner = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate></item>"
        for title, url, date in items
    )
    return f'<rss version="2.0"><channel>{inner}</channel></rss>'


def test_links_are_canonical_and_come_once(page):
    content = feed(
        ("A", "https://www.blatt.example/a?utm_source=rss", "Mon, 02 Nov 2026 09:00:00 GMT"),
        ("A", "https://www.blatt.example/a", ""),
        ("B", "https://www.blatt.example/b#top", ""),
    )
    found = list(links(NEWS, lambda url: page(content, url)))
    assert [link.url for link in found] == [
        "https://www.blatt.example/a",
        "https://www.blatt.example/b",
    ]


def test_a_sitemap_index_is_walked_newest_first_and_not_in_circles(page):
    index = """<sitemapindex>
    <sitemap><loc>https://blatt.example/old.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
    <sitemap><loc>https://blatt.example/new.xml</loc><lastmod>2026-11-02</lastmod></sitemap>
    <sitemap><loc>https://blatt.example/feed</loc></sitemap></sitemapindex>"""
    below = "<urlset><url><loc>https://blatt.example/{}</loc></url></urlset>"
    asked = []

    def get(url):
        asked.append(url.rpartition("/")[2])
        return page(index if url.endswith("feed") else below.format(url[-7:-4]), url)

    source = replace(NEWS, kind="sitemap")
    assert [link.url[-3:] for link in links(source, get)] == ["new", "old"]
    assert asked == ["feed", "new.xml", "old.xml"]
    asked.clear()
    list(links(source, get, since=datetime(2026, 10, 30, tzinfo=UTC)))
    assert asked == ["feed", "new.xml"]


def test_a_page_that_is_not_there_gives_nothing():
    assert list(links(NEWS, lambda _url: None)) == []


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_page_of_another_kind_is_a_problem_not_an_error(page, kind):
    findings = read_page(replace(NEWS, kind=kind), page("<html>Wartung</html>"))
    assert findings.links == ()
    assert "news.example/feed" in findings.problem


def test_a_listing_without_a_fitting_link_is_a_problem(page):
    source = replace(NEWS, kind="listing", link_pattern=re.compile("/artikel/"))
    assert "/artikel/" in read_page(source, page("<a href='/x'>x</a>")).problem
    assert read_page(source, page("<a href='/artikel/1'>x</a>")).problem is None


@pytest.mark.parametrize(
    ("changes", "url", "reason"),
    [
        ({}, "https://elsewhere.example/a", "other-host"),
        ({"keep": re.compile("/ki/")}, "https://blatt.example/sport/a", "section"),
        ({"drop": re.compile("/video/")}, "https://blatt.example/video/a", "section"),
        ({"topic": "general"}, "https://blatt.example/a", "topic"),
    ],
)
def test_a_link_that_is_not_taken_says_why(changes, url, reason):
    dropped = choose(replace(NEWS, **changes), Link(url, "blatt", "Stadtrat tagt"))
    assert isinstance(dropped, Dropped)
    assert dropped.reason == reason
    assert dropped.detail


def test_what_is_older_than_asked_for_is_left_but_not_what_has_no_date():
    since = datetime(2026, 11, 2, tzinfo=UTC)
    old = Link("https://blatt.example/a", "blatt", published=datetime(2026, 10, 1, tzinfo=UTC))
    assert choose(NEWS, old, since).reason == "old"
    assert isinstance(choose(NEWS, replace(old, published=None), since), Link)
    day_before = replace(old, published=datetime(2026, 11, 1, 12, tzinfo=UTC))
    assert isinstance(choose(NEWS, day_before, since), Link)


def test_everything_is_taken_where_that_is_asked_for():
    general = replace(NEWS, topic="general")
    link = Link("https://blatt.example/a", "blatt", "Stadtrat tagt")
    assert isinstance(choose(general, link, everything=True), Link)
