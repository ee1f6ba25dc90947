"""Feeds, sitemaps, listings and robots.txt as the wild and the wicked have them, over HTTP.

Each gives its links or a recorded reason: never an exception, never a wait beyond the bounds.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import time

import pytest

from pipeline.fetch import discover
from pipeline.sources import Source

ITEM = "<item><title>KI-Werk</title><link>{}</link></item>"
RSS = '<?xml version="1.0"?><rss version="2.0"><channel>{}</channel></rss>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
FEED = RSS.format(ITEM.format("/a"))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
FILE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.fixture
def look(site, but, answer):
    """What one look gives: titles or addresses of links, outcomes of fetches, problems.

    Only a server that drips is not waited for: what else takes long is the machine's fault.
    """

    def at(page, kind="feed", robots=None):
        patience = 2 if page in {drip, drip_head} else 60
        site.pages["/feed"] = page(site) if callable(page) and not is_behaviour(page) else page
        if robots is not None:
            site.pages["/robots.txt"] = robots
        pattern = re.compile("/ki/") if kind == "listing" else None
        source = Source(
            "blatt", kind, (site.url("/feed"),), hosts=("127.0.0.1",), topic="ai",
            link_pattern=pattern,
        )  # fmt: skip
        (found,) = discover([source], but(total_timeout=patience, read_timeout=patience))
        return found

    return at


def is_behaviour(page):
    return asyncio.iscoroutinefunction(page)


def urls(found):
    return [re.sub(r"^http://[^/]*", "", link.url) for link in found.links]


# --- what can be read all the same ------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        FEED,
        f"\ufeff{FEED}",
        f"\n\n<!-- made by hand -->\n{FEED}",
        f"Warning: undefined variable in feed.php on line 3\n{FEED}",
        FEED.replace("1.0", '1.0" encoding="utf-16', 1).encode("utf-16"),
        FEED.encode("utf-16"),
        FEED.encode("utf-32"),
        FEED.encode("utf-16-le"),
        FEED.replace("1.0", '1.0" encoding="utf-16', 1).encode("utf-16-be"),
        gzip.compress(FEED.encode()),
        FEED.replace("KI-Werk", "\x0bKI\x00-Werk\x1f"),
        FEED.encode() + "ü".encode("latin-1") + "ü".encode(),
        FEED.replace("<rss", f"{BOMB}<rss"),
        FEED.replace("/a", "\n  /a\n  "),
        FEED.replace("/a", "//127.0.0.1/a"),
        json.dumps({"items": [None, {"id": 5}, {"url": "http://["}, {"url": "/a"}]}),
        json.dumps({"items": [{"url": "/a", "title": "KI-Werk\ud800", "tags": ["\udfff", 3]}]}),
    ],
)
@pytest.mark.parametrize("kind", ["text/xml", "text/html; charset=none-8", "application/json", ""])
def test_a_feed_is_read_however_it_is_written_and_whatever_it_is_called(
    look, answer, content, kind
):
    found = look(answer(content, kind=kind))
    assert urls(found) == ["/a"]
    assert found.links[0].title in {"KI-Werk", None}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (FEED.replace("KI-Werk", "Größe").encode("latin-1"), "Größe"),
        (FEED.replace("KI-Werk", "„Größe“").encode("cp1252"), "„Größe“"),
        (FEED.replace("KI-Werk", "A &amp; B &lt;b&gt;C&lt;/b&gt;"), "A & B C"),
        (FEED.replace("<rss", f"{FILE}<rss").replace("KI-Werk", "&x;"), "&x;"),
        (FEED.replace("<rss", f"{BOMB}<rss").replace("KI-Werk", "&l9;"), "&l9;"),
    ],
)
def test_titles_come_in_their_characters_and_no_entity_is_expanded(look, answer, content, title):
    begun = time.process_time()
    found = look(answer(content, kind="text/xml"))
    assert [link.title for link in found.links] == [title]
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("../b/../a?x=1#there", ["/a?x=1"]),
        ("http://127.0.0.1/a b", ["/a%20b"]),
        ("javascript:alert(1)", []),
        ("file:///etc/hostname", []),
        ("http://b&#252;cher.example/a", []),
        (f"http://{'a' * 300}.example/", []),
    ],
)
def test_addresses_are_made_whole_and_those_of_other_hosts_left(look, answer, address, taken):
    found = look(answer(RSS.format(ITEM.format(address)), kind="text/xml"))
    assert urls(found) == taken
    assert [each.reason for each in found.dropped] == ([] if taken else ["other-host"])


def test_a_feed_of_very_many_items_is_read_so_far_and_that_is_told(look, answer, monkeypatch):
    monkeypatch.setattr("pipeline.sources.feeds.MOST_ITEMS", 50)
    monkeypatch.setattr("pipeline.sources.discovery.MOST_ITEMS", 50)
    items = "".join(ITEM.format(f"/{n}") for n in range(120))
    found = look(answer(RSS.format(items), kind="text/xml"))
    assert urls(found) == [f"/{n}" for n in range(50)]
    assert "of 120 items the first 50 are read" in found.problems[0]
    assert found.records[0].outcome == "page"


# --- what cannot be read is told ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "content", "told"),
    [
        ("feed", "", "no feed"),
        ("feed", " \n ", "no feed"),
        ("feed", "<html><body>Wartung</body></html>", "no feed, it begins '<html>"),
        ("feed", "[1, 2]", "no feed"),
        ("feed", '{"items": [', "not readable as JSON Feed"),
        ("feed", '{"items":' + "[" * 90_000, "not readable as JSON Feed"),
        ("feed", '{"items": {"a": 1}}', "JSON, but no JSON Feed"),
        ("feed", FEED[:-40], "none of its items has an address"),
        ("feed", FEED.replace("</title>", ""), "none of its items has an address"),
        ("feed", RSS.format(ITEM.format("http://[::1")), "none of its items has an address"),
        ("feed", gzip.compress(b"\0" * 40_000_000), "unpacks to more than"),
        ("sitemap", "", "no sitemap"),
        ("sitemap", "<html></html>", "no sitemap"),
        ("sitemap", "<urlset>" + "<a>" * 5000, "Excessive depth"),
        ("sitemap", BOMB + "<urlset><url><loc>&l9;</loc></url></urlset>", "not defined"),
        ("sitemap", gzip.compress(b"<urlset>" + b" " * 60_000_000), "unpacks to more than"),
        ("listing", "", "no link fits '/ki/'"),
        ("listing", bytes(range(256)) * 20, "no link fits"),
        ("listing", "<div>" * 10_000 + '<a href="/ki/1">x</a>', "no link fits"),
    ],
)
def test_what_cannot_be_read_is_a_failed_look_with_its_reason(look, answer, kind, content, told):
    found = look(answer(content, kind="text/xml"), kind)
    assert found.links == ()
    assert [record.outcome for record in found.records] == ["unreadable"]
    assert told in found.problems[0]


@pytest.mark.parametrize(
    ("content", "taken", "told"),
    [
        ("<urlset><url><loc>/a</loc></url><url><loc>/b", ["/a"], "breaks off behind 2 records"),
        ("<urlset><url><loc>/a</loc></url><url/><url><loc/></url></urlset>", ["/a"], ""),
        ("<urlset><url><!-- x --><loc> /a </loc><?y?></url></urlset>", ["/a"], ""),
        ("<urlset></urlset>", [], ""),
        ("<urlset/>", [], ""),
        ("/a\nhttp://127.0.0.1/a\n", ["/a"], ""),
        ("<urlset><url><loc>/a?b=1&c=2&d=3</loc></url></urlset>", ["/a?b=1&c=2&d=3"], ""),
        ("<urlset><url><loc><![CDATA[/a?b=1&c=2]]></loc></url></urlset>", ["/a?b=1&c=2"], ""),
        ("<urlset><url><loc>/a?b=1&amp;c=2</loc></url></urlset>", ["/a?b=1&c=2"], ""),
        ("<urlset><url><loc>/a</loc></url></urlset>".encode("utf-16-be"), ["/a"], ""),
    ],
)
def test_a_sitemap_gives_what_is_whole_of_it(look, answer, content, taken, told):
    found = look(answer(content), "sitemap")
    assert urls(found) == taken
    assert told in "".join(found.problems)
    assert bool(found.problems) == bool(told)


def test_a_packed_sitemap_that_breaks_off_is_told(look, answer):
    links = "".join(f"<url><loc>/ki/{n}</loc></url>" for n in range(2000))
    packed = gzip.compress(f"<urlset>{links}</urlset>".encode())
    found = look(answer(packed[: len(packed) // 2]), "sitemap")
    assert 100 < len(found.links) < 2000
    assert "breaks off" in found.problems[0]


def test_sitemaps_that_name_each_other_or_never_end_are_asked_for_within_bounds(
    site, look, answer, monkeypatch
):
    monkeypatch.setattr("pipeline.fetch.discovery._MOST_PAGES", 7)
    endless = iter(range(10**6))

    def page(_request):
        named = "".join(
            f"<sitemap><loc>{url}</loc></sitemap>"
            for url in (site.url("/feed"), site.url(f"/sub/{next(endless)}"))
        )
        return answer(INDEX.format(named))

    site.pages.update({f"/sub/{n}": page for n in range(50)})
    site.pages["/feed"] = page
    found = look(lambda _site: page, "sitemap")
    assert len(site.asked("/feed")) == 1
    assert len(found.records) == 7
    assert "announces more than" in found.problems[-1]


def test_sitemaps_of_other_hosts_and_schemes_are_not_asked_for(site, look, answer):
    far = ("http://other.example/x", "file:///etc/hostname", "http://[", "http://169.254.169.254/")
    named = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in far)
    found = look(answer(INDEX.format(named)), "sitemap")
    assert [record.outcome for record in found.records] == ["unreadable"]
    assert "http://other.example/x is not on the source's hosts" in found.problems[0]


# --- servers that lie -----------------------------------------------------------------------------


async def drip(_request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 90000\r\n\r\n")
    for _ in range(100):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


async def drip_head(_request, writer):
    for char in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100:
        writer.write(bytes([char]))
        await writer.drain()
        await asyncio.sleep(0.1)


def sending(content):
    async def send(_request, writer):
        writer.write(content)
        await writer.drain()

    return send


@pytest.mark.parametrize(
    ("behaviour", "outcome"),
    [
        (drip, "timeout"),
        (drip_head, "timeout"),
        (sending(b""), "protocol"),
        (sending(b"\0\1nonsense\r\n\r\n"), "protocol"),
        (sending(b"<html>HTTP/0.9</html>"), "protocol"),
        (sending(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss>"), "protocol"),
        (sending(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), "protocol"),
        (sending(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n"), "protocol"),
        (sending(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "protocol"),
        (sending(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 300_000), "protocol"),
        (sending(b"HTTP/1.1 200 OK\r\n" + b"X-A: a\r\n" * 30_000), "protocol"),
        (sending(b"HTTP/1.1 100 Continue\r\n\r\n" * 3_000), "protocol"),
        (sending(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n"), "too-large"),
        (sending(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), "protocol"),
        (sending(b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"), "bad-url"),
        (sending(b"HTTP/1.1 302 Found\r\nLocation: ftp://a.example/\r\n\r\n"), "bad-url"),
        (sending(b"HTTP/1.1 302 Found\r\nLocation: /" + b"a" * 5000 + b"\r\n\r\n"), "bad-url"),
        (sending(b"HTTP/1.1 302 Found\r\nLocation: /feed\r\n\r\n"), "too-many-redirects"),
        (sending(b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\n\r\n"), "private-address"),
        (sending(b"HTTP/1.1 204 No Content\r\n\r\n"), "http-status"),
        (sending(b"HTTP/1.1 206 Partial Content\r\nContent-Length: 0\r\n\r\n"), "http-status"),
        (sending(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "http-status"),
        (sending(b"HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n"), "http-status"),
    ],
)
def test_an_answer_that_is_none_is_recorded_as_what_it_is(look, behaviour, outcome):
    found = look(behaviour)
    assert [record.outcome for record in found.records] == [outcome]
    assert f": {outcome}: " in found.problems[0]


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        ("User-agent: *\nCrawl-delay: nonsense", "page"),
        ("User-agent: *\nCrawl-delay: -5", "page"),
        ("User-agent: *\nCrawl-delay: nan", "page"),
        ("User-agent: *\nCrawl-delay: 1e999", "page"),
        ("User-agent: *\nRequest-rate: 0/0", "page"),
        ("User-agent: *\nDisallow: /" + "*a" * 2000 + "$", "page"),
        (bytes(range(256)) * 50, "page"),
        ("User-agent: *\nDisallow: /".encode("utf-16"), "robots"),
        ("User-agent: *\nDisallow: /".encode("utf-8-sig"), "robots"),
        (gzip.compress(b"User-agent: *\nDisallow: /"), "robots"),
        (b"\x1f\x8bnothing of the kind", "bad-encoding"),
        ("User-agent: *\nDisallow: /\n" + "# much\n" * 500_000, "robots"),
        (b"Disallow: /x\n" * 100_000, "page"),
    ],
)
def test_a_robots_txt_that_is_odd_is_obeyed_as_far_as_it_says_anything(
    look, answer, robots, outcome
):
    found = look(answer(FEED, kind="text/xml"), robots=answer(robots, kind="text/plain"))
    assert [record.outcome for record in found.records] == [outcome]
