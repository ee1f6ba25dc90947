"""Looking at sources over HTTP."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.fetch import Validators, discover
from pipeline.sources import Source

FEED = (
    '<rss version="2.0"><channel><item><title>KI-Werk</title><link>{}</link></item>'
    "<item><title>Stadtrat tagt</title><link>{}</link></item></channel></rss>"
)


@pytest.fixture
def source(site, answer):
    feed = FEED.format(site.url("/a"), site.url("/b"))
    site.pages["/feed"] = answer(feed, kind="application/rss+xml", ETag='"1"')
    return Source("blatt", "feed", (site.url("/feed"),), hosts=("127.0.0.1",))


def look(settings, *sources, **more):
    return list(discover(sources, settings, **more))


def test_a_look_gives_links_what_was_left_and_the_records(site, settings, source):
    (found,) = look(settings, source)
    assert [link.url for link in found.links] == [site.url("/a")]
    assert [(each.link.title, each.reason) for each in found.dropped] == [
        ("Stadtrat tagt", "topic")
    ]
    assert found.seen == 2
    assert [(each.url, each.outcome) for each in found.records] == [(site.url("/feed"), "page")]
    assert found.problems == ()
    (everything,) = look(settings, source, everything=True)
    assert len(everything.links) == 2


def test_an_unchanged_feed_gives_no_links_and_costs_no_body(site, settings, source, answer):
    (first,) = look(settings, source)
    kept = {first.records[0].url: first.records[0].validators}
    site.pages["/feed"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    (again,) = look(settings, source, validators=kept.get)
    assert again.links == ()
    assert again.records[0].outcome == "unchanged"
    assert isinstance(again.records[0].validators, Validators)
    assert site.asked("/feed")[-1].headers["if-none-match"] == '"1"'


def test_a_feed_that_is_none_is_a_failed_look_with_nothing_to_ask_with(
    site, settings, source, answer
):
    site.pages["/feed"] = answer("<html>Wartung</html>", ETag='"2"')
    (found,) = look(settings, source)
    assert found.records[0].outcome == "unreadable"
    assert found.records[0].validators is None
    assert "no feed" in found.problems[0]


def test_one_broken_source_stops_no_other(site, settings, source):
    broken = replace(source, name="broken", addresses=(site.url("/none"), site.url("/feed")))
    found = {each.source.name: each for each in look(settings, source, broken)}
    assert len(found["blatt"].links) == len(found["broken"].links) == 1
    assert "gone" in found["broken"].problems[0]


def test_a_sitemap_index_is_followed(site, settings, source, answer):
    index = f"<sitemapindex><sitemap><loc>{site.url('/s.xml')}</loc></sitemap></sitemapindex>"
    site.pages["/index.xml"] = answer(index, kind="text/xml")
    site.pages["/s.xml"] = answer(f"<urlset><url><loc>{site.url('/ki/a')}</loc></url></urlset>")
    mapped = replace(source, kind="sitemap", addresses=(site.url("/index.xml"),))
    (found,) = look(settings, mapped)
    assert [link.url for link in found.links] == [site.url("/ki/a")]
    assert len(found.records) == 2


def test_sources_that_are_off_or_local_are_not_looked_at(site, settings, source, tmp_path):
    off = replace(source, enabled=False)
    local = Source("files", "directory", (str(tmp_path),))
    assert look(settings, off, local) == []
    assert site.log == []
