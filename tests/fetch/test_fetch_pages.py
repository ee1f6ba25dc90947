"""What comes of asking for a page: the good way and the many bad ones."""

from __future__ import annotations

import asyncio
import gzip
import pickle
import ssl
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.documents import Link, Page
from pipeline.fetch import Fetcher, FetchFailure, NotModified, Validators, validators_of
from pipeline.sources import Source


def fetch(settings, *urls, sources=(), validators=None, discovery=False):
    """Outcomes of some addresses, asked one after the other with one fetcher."""

    async def run():
        async with Fetcher(settings, sources) as fetcher:
            source = sources[0].name if sources else "a"
            return [
                await fetcher.fetch(Link(url, source), validators, discovery=discovery)
                for url in urls
            ]

    outcomes = asyncio.run(run())
    return outcomes[0] if len(outcomes) == 1 else outcomes


def reason(outcome):
    assert isinstance(outcome, FetchFailure), outcome
    return outcome.reason


def dribbled(text: bytes, pause: float, times: int):
    async def behave(_request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(times):
            writer.write(text)
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


# --- the good way --------------------------------------------------------------------------


def test_a_page_comes_with_its_bytes_its_headers_and_where_it_was_found(site, settings, answer):
    site.pages["/old"] = answer(b"", "301 Moved Permanently", Location="/new?a=1#part")
    site.pages["/new?a=1"] = answer("<p>Größe", kind="text/html; charset=utf-8", ETag='"7"')
    page = fetch(settings, site.url("/old"))
    assert isinstance(page, Page)
    assert page.content.decode() == "<p>Größe"
    assert (page.url, page.final_url) == (site.url("/old"), site.url("/new?a=1"))
    assert page.headers["etag"] == '"7"'
    assert page.source == "a"
    assert pickle.loads(pickle.dumps(page)) == page


def test_the_user_agent_names_the_project_and_the_contact(site, but, answer):
    site.pages["/"] = answer("x")
    fetch(but(contact="mailto:desk@example.org"), site.url("/"))
    assert all(
        request.headers["user-agent"].startswith("Faktograph/")
        and request.headers["user-agent"].endswith("(+mailto:desk@example.org)")
        for request in site.log
    )


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "x-gzip", "raw deflate"])
def test_packed_bodies_are_unpacked(site, settings, answer, encoding):
    body = b"<p>" + b"words " * 1000
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "deflate": zlib.compress(body),
        "raw deflate": raw.compress(body) + raw.flush(),
    }.get(encoding, gzip.compress(body))
    site.pages["/"] = answer(packed, Content_Encoding=encoding.removeprefix("raw "))
    assert fetch(settings, site.url("/")).content == body


def test_no_cookie_is_sent_back(site, settings, answer):
    site.pages["/a"] = answer("x", Set_Cookie="id=7; Path=/")
    fetch(settings, site.url("/a"), site.url("/a"))
    assert len(site.asked("/a")) == 2
    assert not any("cookie" in request.headers for request in site.log)


def test_one_connection_serves_many_pages(site, settings, answer):
    site.pages["/a"] = answer("x")
    fetch(settings, *[site.url("/a")] * 5)
    assert len({request.connection for request in site.log}) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n',
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone",
        b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnone\r\n0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 4\r\n\r\nthis",
    ],
    ids=["304", "404", "404 in chunks", "302"],
)
def test_an_answer_without_a_page_leaves_the_connection_open(site, settings, answer):
    site.pages["/a"] = answer
    now = datetime.now(UTC)
    known = Validators('"1"', None, "digest", now, None, now)
    fetch(settings, *[site.url("/a")] * 4, validators=known)
    assert len({request.connection for request in site.log}) == 1


def test_an_error_with_an_endless_body_is_not_waited_for(site, settings):
    async def missing(_request, writer):
        writer.write(b"HTTP/1.1 404 Not Found\r\n\r\n")
        while True:
            writer.write(b"x" * 100)
            await writer.drain()
            await asyncio.sleep(0.2)

    site.pages["/a"] = missing
    assert reason(fetch(settings, site.url("/a"))) == "gone"


# --- slow, endless, broken -----------------------------------------------------------------


def test_a_server_that_says_nothing_is_left_after_the_read_time_out(site, but):
    site.pages["/"] = dribbled(b"", 300, 1)
    begin = time.monotonic()
    assert reason(fetch(but(read_timeout=0.5), site.url("/"))) == "timeout"
    assert time.monotonic() - begin < 100


def test_a_slow_loris_is_left_after_the_total_time_out(site, but):
    site.pages["/"] = dribbled(b"x", 0.1, 3000)
    begin = time.monotonic()
    assert reason(fetch(but(total_timeout=1), site.url("/"))) == "timeout"
    assert time.monotonic() - begin < 100


def test_an_endless_body_is_read_up_to_the_bound(site, settings):
    sent = []

    async def endless(_request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()
            sent.append(10_000)

    site.pages["/"] = endless
    outcome = fetch(settings, site.url("/"))
    assert reason(outcome) == "too-large"
    assert "100000" in outcome.detail
    assert sum(sent) < 20_000_000


def test_a_body_announced_too_large_is_not_read(site, settings, answer):
    site.pages["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"
    assert reason(fetch(settings, site.url("/"))) == "too-large"


def test_a_gzip_bomb_is_stopped_while_it_unpacks(site, settings, answer):
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 60_000
    site.pages["/"] = answer(bomb, Content_Encoding="gzip")
    outcome = fetch(settings, site.url("/"))
    assert reason(outcome) == "too-large"
    assert "unpacks" in outcome.detail


BROKEN = {
    "shorter than announced": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
    "broken chunking": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
    "chunks that break off": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    "no HTTP": b"220 mail.example ESMTP\r\n\r\n",
    "nothing": b"",
    "a header without end": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000,
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_is_told_as_one(site, settings, name):
    async def behave(_request, writer):
        writer.write(BROKEN[name])
        await writer.drain()

    site.pages["/"] = behave
    assert reason(fetch(settings, site.url("/"))) == "protocol"


@pytest.mark.parametrize("encoding", ["UTF-8", "none", "identity", "binary"])
def test_an_encoding_that_is_no_packing_is_passed_over(site, settings, answer, encoding):
    site.pages["/"] = answer(b"<p>words", Content_Encoding=encoding)
    assert fetch(settings, site.url("/")).content == b"<p>words"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"not gzip at all", "gzip"),
        (gzip.compress(b"x" * 9000)[:-20], "gzip"),
        (b"x", "br"),
        (b"x", "gzip, gzip"),
    ],
)
def test_a_body_that_does_not_unpack_is_told(site, settings, answer, body, encoding):
    site.pages["/"] = answer(body, Content_Encoding=encoding)
    assert reason(fetch(settings, site.url("/"))) == "bad-encoding"


def test_what_can_hold_no_text_is_not_read(site, settings, answer):
    site.pages["/"] = answer(b"\xff\xd8", kind="image/jpeg")
    outcome = fetch(settings, site.url("/"))
    assert reason(outcome) == "not-text"
    assert "image/jpeg" in outcome.detail


def test_encryption_where_there_is_none_is_told_as_such(site, but):
    assert reason(fetch(but(connect_timeout=1), site.url("/").replace("http:", "https:"))) == "tls"


def test_a_certificate_of_nobody_is_refused(sites, settings, answer, own_certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own_certificate)
    site = sites.start({"/": answer("x")}, tls=context)
    assert reason(fetch(settings, site.url("/").replace("http:", "https:"))) == "tls"
    assert site.log == []


# --- redirects -----------------------------------------------------------------------------


def test_redirects_are_bounded_and_circles_are_seen(site, settings, answer):
    for n in range(20):
        site.pages[f"/{n}"] = answer(b"", "302 Found", Location=f"/{n + 1}")
    site.pages["/a"] = answer(b"", "302 Found", Location="/b")
    site.pages["/b"] = answer(b"", "307 Temporary Redirect", Location="/a")
    many, circle = fetch(settings, site.url("/0"), site.url("/a"))
    assert reason(many) == "too-many-redirects"
    assert not site.asked("/7")
    assert reason(circle) == "too-many-redirects"
    assert len(site.asked("/a")) == 1


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "data:,x", "javascript:x()"],
)
def test_a_redirect_to_another_scheme_is_not_followed(site, settings, answer, target):
    site.pages["/"] = answer(b"", "302 Found", Location=target)
    told = fetch(settings, site.url("/"))
    assert reason(told) == "bad-url"
    assert "only http" in told.detail or "redirect to none" in told.detail


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://", "http://user:pass@127.0.0.1/", "http://[::1", "about:blank"],
)
def test_what_is_no_web_address_is_told(settings, url):
    assert reason(fetch(settings, url)) == "bad-url"


def test_a_redirect_that_names_no_place_is_a_broken_answer(site, settings, answer):
    site.pages["/"] = answer(b"", "302 Found")
    assert reason(fetch(settings, site.url("/"))) == "protocol"


def test_a_redirect_away_from_the_sources_hosts_is_not_followed(sites, settings, answer):
    other = sites.start({"/": answer("x")}, addresses=("127.0.0.2",))
    site = sites.start({"/": answer(b"", "302 Found", Location=other.url("/", "127.0.0.2"))})
    source = Source("a", "feed", (site.url("/feed"),), hosts=("127.0.0.1",))
    assert reason(fetch(settings, site.url("/"), sources=(source,))) == "left-site"
    assert other.log == []


# --- asking again --------------------------------------------------------------------------


def flapping(answers):
    waiting = list(answers)
    return lambda _request: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def test_a_server_that_flaps_is_asked_again(site, but, answer):
    bad = answer(b"oops", "500 Internal Server Error")
    site.pages["/"] = flapping([bad, answer(b"", "502 Bad Gateway"), answer("good")])
    assert fetch(but(retries=2), site.url("/")).content == b"good"
    assert len(site.asked("/")) == 3


def test_a_server_that_stays_broken_is_asked_as_often_as_the_setting_says(site, but, answer):
    site.pages["/"] = answer(b"oops", "500 Internal Server Error")
    outcome = fetch(but(retries=1), site.url("/"))
    assert (reason(outcome), outcome.status) == ("server-error", 500)
    assert len(site.asked("/")) == 2


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("403 Forbidden", "refused"),
        ("451 Unavailable", "refused"),
        ("418 Teapot", "http-status"),
        ("204 None", "http-status"),
    ],
)
def test_what_is_not_worth_it_is_asked_once(site, but, answer, status, expected):
    site.pages["/"] = answer(b"", status)
    assert reason(fetch(but(retries=3), site.url("/"))) == expected
    assert len(site.asked("/")) == 1


def test_a_short_retry_after_is_waited_for(site, but, answer):
    busy = answer(b"", "429 Too Many Requests", Retry_After="1")
    site.pages["/"] = flapping([busy, answer("good")])
    assert fetch(but(retries=1), site.url("/")).content == b"good"
    first, second = site.asked("/")
    assert second.at - first.at >= 0.95


def test_a_long_retry_after_ends_the_attempt_and_rests_the_host(site, but, answer):
    soon = (datetime.now(UTC) + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    site.pages["/a"] = answer(b"", "503 Service Unavailable", Retry_After=soon)
    site.pages["/b"] = answer("x")
    first, second = fetch(but(retries=2), site.url("/a"), site.url("/b"))
    assert reason(first) == reason(second) == "busy"
    assert 3500 < first.retry_after <= 3600
    assert site.asked("/b") == []


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("Fri, 01 Jan 2999 00:00:00 GMT", 7 * 86400),
        ("99999999999999999999", 7 * 86400),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 0),
        ("-5", None),
        ("soon, in a moment", None),
    ],
)
def test_no_retry_after_rests_a_page_for_more_than_a_week(site, settings, answer, asked, seconds):
    site.pages["/"] = answer(b"", "503 Service Unavailable", Retry_After=asked)
    told = fetch(settings, site.url("/"))
    assert (reason(told), told.retry_after) == ("busy", seconds)
    assert ("asks to wait" in told.detail) == bool(seconds)


def test_a_host_that_keeps_failing_is_left_alone_for_a_while(site, settings, answer):
    site.pages["/ok"] = answer("x")
    for n in range(6):
        site.pages[f"/{n}"] = answer(b"", "500 Internal Server Error")
    *failures, last = fetch(settings, *(site.url(f"/{n}") for n in range(6)), site.url("/ok"))
    assert [reason(failure) for failure in failures] == ["server-error"] * 5 + ["circuit-open"]
    assert reason(last) == "circuit-open"
    assert last.retry_after > 0
    assert site.asked("/ok") == []


# --- unchanged -----------------------------------------------------------------------------


def test_an_unchanged_page_is_asked_for_with_its_validators(site, settings, answer):
    def page(request):
        if request.headers.get("if-none-match") == '"1"':
            return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
        return answer("body", ETag='"1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")

    site.pages["/"] = page
    first = fetch(settings, site.url("/"))
    again = fetch(settings, site.url("/"), validators=validators_of(first))
    assert isinstance(again, NotModified)
    assert again.validators.digest == validators_of(first).digest
    asked = site.asked("/")[-1].headers
    assert asked["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_the_same_bytes_without_validators_count_as_unchanged(site, settings, answer):
    site.pages["/"] = answer("body")
    first = fetch(settings, site.url("/"))
    assert isinstance(fetch(settings, site.url("/"), validators=validators_of(first)), NotModified)


def test_changed_content_under_the_same_etag_is_a_new_page(site, settings, answer):
    site.pages["/"] = answer("one", ETag='"same"')
    first = fetch(settings, site.url("/"))
    site.pages["/"] = answer("two", ETag='"same"')
    again = fetch(settings, site.url("/"), validators=validators_of(first))
    assert isinstance(again, Page)
    assert again.content == b"two"


@pytest.mark.parametrize(("discovery", "days"), [(True, 2), (False, 31)])
def test_a_server_that_says_unchanged_for_ever_is_asked_for_all_some_day(
    site, settings, answer, discovery, days
):
    site.pages["/"] = lambda request: (
        b"HTTP/1.1 304 Not Modified\r\n\r\n"
        if "if-none-match" in request.headers
        else answer("new", ETag='"same"')
    )
    old = Validators('"same"', None, "0" * 64, datetime.now(UTC) - timedelta(days=days))
    assert fetch(settings, site.url("/"), validators=old, discovery=discovery).content == b"new"
    newer = replace(old, full_at=datetime.now(UTC))
    assert isinstance(fetch(settings, site.url("/"), validators=newer), NotModified)


def test_a_page_still_fresh_is_not_asked_for_again_but_a_feed_is(site, but, answer):
    site.pages["/"] = answer("body")
    settings = but(freshness=3600)
    kept = validators_of(fetch(settings, site.url("/")))
    again = fetch(settings, site.url("/"), validators=kept)
    assert isinstance(again, NotModified)
    assert not again.asked
    assert len(site.asked("/")) == 1
    assert fetch(settings, site.url("/"), validators=kept, discovery=True).asked
    hours_ago = replace(kept, checked_at=datetime.now(UTC) - timedelta(hours=2))
    assert fetch(settings, site.url("/"), validators=hours_ago).asked


def test_a_page_that_its_server_calls_fresh_is_not_asked_for_again(site, settings, answer):
    site.pages["/"] = answer("body", Cache_Control="max-age=600")
    kept = validators_of(fetch(settings, site.url("/")))
    assert not fetch(settings, site.url("/"), validators=kept).asked


def test_an_unasked_304_is_no_page(site, settings):
    site.pages["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    assert reason(fetch(settings, site.url("/"))) == "http-status"
