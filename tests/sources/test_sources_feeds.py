"""Feeds, sitemaps and listings, as the standards have them and as the wild does."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Page
from pipeline.sources.feeds import NotAFeedError, feed_links
from pipeline.sources.listings import listing_links
from pipeline.sources.sitemaps import NotASitemapError, read_sitemap

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Blatt</title>
<item><title>Chips &amp; Kühlung: Nordwind baut</title><link>https://news.example/a</link>
<description><![CDATA[<p>Das <b>Rechenzentrum</b> kommt.</p>]]></description>
<content:encoded><![CDATA[<p>Der ganze Text.</p>]]></content:encoded>
<category>KI</category><category>Wirtschaft</category>
<pubDate>Mo, 02 Nov 2026 10:00:00 +0100</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/x/">
<entry><title type="html">A &lt;i&gt;model&lt;/i&gt;</title><link rel="replies" href="/c"/>
<link rel="alternate" href="../a"/><updated>2026-11-02T09:00:00Z</updated>
<summary>Short.</summary></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>T</title></channel>
<item rdf:about="https://news.example/a"><title>Eins</title><link>https://news.example/a</link>
<dc:date>2026-11-02T10:00:00+01:00</dc:date></item></rdf:RDF>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "One",
                "content_html": "<p>All.</p>",
                "date_published": "2026-11-02T09:00:00Z",
                "tags": ["AI"],
            },
            {"id": "no address"},
            "nonsense",
        ],
    }
)
NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, JSON_FEED], ids=["rss", "atom", "rdf", "json"])
def test_every_kind_of_feed_gives_address_title_and_date(page, feed):
    link = feed_links(page(feed), "blatt")[0]
    assert (link.url, link.published, link.source) == ("https://news.example/a", NINE, "blatt")
    assert link.title


def test_titles_and_summaries_are_text_the_body_stays_html_and_categories_are_kept(page):
    (link,) = feed_links(page(RSS), "blatt")
    assert link.title == "Chips & Kühlung: Nordwind baut"
    assert link.summary == "Das Rechenzentrum kommt."
    assert link.body == "<p>Der ganze Text.</p>"
    assert link.section == "KI, Wirtschaft"


def item(inner):
    return f'<rss version="2.0"><channel><item>{inner}</item></channel></rss>'


@pytest.mark.parametrize(
    "feed",
    [
        item("<title>A & B</title><link>https://news.example/a</link>"),
        item("<title>A &nbsp; B</title><link>https://news.example/a</link>"),
        item("<title>A \x0b\x00 B</title><link>https://news.example/a</link>"),
        item("<title>A</title><link>\n  https://news.example/a\n </link>"),
        item('<title>A</title><guid isPermaLink="true">https://news.example/a</guid>'),
        item("<title>A</title><link>https://news.example/a</link>").replace("</channel>", ""),
        "\n\n \ufeff" + item("<title>A</title><link>/a</link>"),
        item("<title>A</title><link>//news.example/a</link>"),
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
        + item("<title>A &e;</title><link>https://news.example/a</link>"),
    ],
)
def test_a_malformed_feed_still_gives_its_links(page, feed):
    (link,) = feed_links(page(feed), "a")
    assert link.url == "https://news.example/a"
    assert "root:" not in (link.title or "")


def test_a_feed_that_lies_about_its_encoding_keeps_its_umlauts(page):
    feed = RSS.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    (link,) = feed_links(page(feed, content_type="application/xml"), "a")
    assert "Kühlung" in link.title
    mislabelled = RSS.encode("latin-1")
    (link,) = feed_links(page(mislabelled, content_type="text/xml; charset=utf-8"), "a")
    assert "Kühlung" in link.title


def test_a_thousand_fold_entity_does_not_unfold(page):
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(12)
    )
    feed = f"<!DOCTYPE rss [{entities}]>" + item(
        "<title>&a11;</title><link>https://x.example/a</link>"
    )
    try:
        links = feed_links(page(feed), "a")
    except NotAFeedError:
        return
    assert all(len(link.title or "") < 10_000 for link in links)


def test_an_empty_feed_is_a_feed(page):
    assert feed_links(page('<rss version="2.0"><channel></channel></rss>'), "a") == ()


@pytest.mark.parametrize(
    "content", ["", "<html><body>Please enable JavaScript</body></html>", "{}", "{broken", "\0\0"]
)
def test_what_is_no_feed_is_told_with_its_address(page, content):
    with pytest.raises(NotAFeedError, match=r"news\.example/feed"):
        feed_links(page(content), "a")


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_of_feeds_stumble(content):
    whole = Page("https://a.example/", "https://a.example/", b"<rss>" + content, NINE)
    try:
        assert all(link.url for link in feed_links(whole, "a"))
    except NotAFeedError:
        return


# --- sitemaps --------------------------------------------------------------------------------

NEWS = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/a?x=1&amp;y=2</loc><image:image><image:loc>https://img/1.jpg</image:loc>
<image:title>Foto</image:title></image:image>
<news:news><news:publication><news:name>Blatt</news:name></news:publication>
<news:publication_date>2026-11-02T10:00:00+01:00</news:publication_date>
<news:title>Nordwind &amp; Partner</news:title><news:keywords>KI, Chips</news:keywords></news:news>
<lastmod>2026-11-05</lastmod></url>
<url><priority>1</priority></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc>
<lastmod>2026-11-02</lastmod></sitemap><sitemap><loc>https://news.example/s2.xml.gz</loc></sitemap>
</sitemapindex>"""


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode())])
def test_a_news_sitemap_gives_title_date_and_keywords(page, pack):
    (link,) = read_sitemap(page(pack(NEWS)), "blatt").links
    assert link.url == "https://news.example/a?x=1&y=2"
    assert (link.title, link.published, link.section) == ("Nordwind & Partner", NINE, "KI, Chips")


def test_an_index_gives_the_sitemaps_below_it_with_their_dates(page):
    first, second = read_sitemap(page(INDEX), "a").children
    assert first.url == "https://news.example/s1.xml"
    assert first.changed == datetime(2026, 11, 2, tzinfo=UTC)
    assert second.changed is None


def test_a_list_of_addresses_is_a_sitemap(page):
    found = read_sitemap(page("https://news.example/a\nhttps://news.example/b\n\nx"), "a")
    assert [link.url for link in found.links] == [
        "https://news.example/a",
        "https://news.example/b",
    ]


def test_a_sitemap_that_breaks_off_gives_what_it_has(page):
    assert len(read_sitemap(page(NEWS[:-30]), "a").links) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body>no</body></html>",
        b"nothing here",
        gzip.compress(b"x" * 99)[:20] + b"!!!",
        gzip.compress(b"<urlset>" + b" " * 60_000_000),
    ],
    ids=["empty", "html", "text", "broken gzip", "bomb"],
)
def test_what_is_no_sitemap_is_told(page, content):
    with pytest.raises(NotASitemapError, match=r"news\.example/feed"):
        read_sitemap(page(content), "a")


def test_a_sitemap_reads_no_file_of_this_machine(page, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://news.example/secret")
    content = (
        f'<!DOCTYPE urlset [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        "<urlset><url><loc>&e;</loc></url><url><loc>https://news.example/a</loc></url></urlset>"
    )
    assert [link.url for link in read_sitemap(page(content), "a").links] == [
        "https://news.example/a"
    ]


# --- listings ----------------------------------------------------------------------------------


def test_a_listing_gives_the_links_that_fit_once_with_their_longest_text(page):
    html = """<base href="https://news.example/presse/"><a href="2026/a.html"><img></a>
    <a href="2026/a.html?utm_source=x"> Nordwind  eröffnet <b>Werk</b></a>
    <a href="2026/a.html">mehr</a>
    <a href="/impressum">Impressum</a> <a href="mailto:a@b">x</a> <a>y</a>
    <a href="http://[bad/2026/c.html">z</a>"""
    links = listing_links(page(html), "a", re.compile(r"/2026/.+\.html"))
    assert [(link.url, link.title) for link in links] == [
        ("https://news.example/presse/2026/a.html", "Nordwind eröffnet Werk")
    ]


@pytest.mark.parametrize("content", ["", "plain text", "\0", "<a href='/2026/ü.html'>Ü"])
def test_any_page_can_be_listed(page, content):
    found = listing_links(page(content), "a", re.compile("/2026/"))
    assert [link.title for link in found] == (["Ü"] if "Ü" in content else [])


def test_the_declared_encoding_of_a_listing_is_obeyed(page):
    html = "<a href='/2026/a'>Größe</a>".encode("latin-1")
    (link,) = listing_links(
        page(html, content_type="text/html; charset=latin1"), "a", re.compile("/2026/")
    )
    assert link.title == "Größe"
