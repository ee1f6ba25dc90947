"""Robots rules and reservations of every kind, over HTTP and as pure functions."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Link, Page
from pipeline.fetch import Fetcher, FetchFailure
from pipeline.fetch.reservations import (
    reserved_by_ai_txt,
    reserved_by_page,
    reserved_by_tdmrep,
)


def fetch(settings, *urls, discovery=False):
    async def run():
        async with Fetcher(settings) as fetcher:
            return [await fetcher.fetch(Link(url, "a"), discovery=discovery) for url in urls]

    return [
        "page" if isinstance(outcome, Page) else outcome.reason for outcome in asyncio.run(run())
    ]


@pytest.fixture
def newspaper(site, answer):
    for path in ("/", "/a", "/private/a", "/public"):
        site.pages[path] = answer("<p>x")
    return site


# --- robots.txt ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        ("User-agent: *\nDisallow: /private/", ["page", "robots"]),
        ("User-agent: *\nDisallow: /", ["robots", "robots"]),
        ("User-agent: *\nDisallow:", ["page", "page"]),
        ("User-agent: Faktograph\nDisallow: /\n\nUser-agent: *\nAllow: /", ["robots", "robots"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: faktograph\nAllow: /", ["page", "page"]),
        ("User-agent: *\nDisallow: /*a$", ["robots", "robots"]),
        ("User-agent: *\nDisallow: /private/\nAllow: /private/a", ["page", "page"]),
        ("\ufeffUser-agent: *\r\nDisallow: /private/", ["page", "robots"]),
        ("<html>no robots file at all</html>", ["page", "page"]),
        ("", ["page", "page"]),
    ],
)
def test_robots_txt_is_obeyed(newspaper, settings, answer, robots, expected):
    newspaper.pages["/robots.txt"] = answer(robots, kind="text/plain")
    assert fetch(settings, newspaper.url("/a"), newspaper.url("/private/a")) == expected
    asked = [request.path for request in newspaper.log if request.path.endswith("a")]
    assert len(asked) == expected.count("page")


def test_robots_txt_holds_for_feeds_too(newspaper, settings, answer):
    newspaper.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /", kind="text/plain")
    assert fetch(settings, newspaper.url("/a"), discovery=True) == ["robots"]


def test_a_missing_robots_txt_allows_everything(newspaper, settings, answer):
    newspaper.pages["/robots.txt"] = answer(b"", "403 Forbidden")
    assert fetch(settings, newspaper.url("/a")) == ["page"]


def test_a_robots_txt_that_fails_stops_everything_and_says_why(newspaper, settings, answer):
    newspaper.pages["/robots.txt"] = answer(b"", "500 Internal Server Error")
    assert fetch(settings, newspaper.url("/a"), newspaper.url("/public")) == ["server-error"] * 2
    assert len(newspaper.asked("/robots.txt")) == 1
    assert newspaper.asked("/a") == []


def test_of_an_endless_robots_txt_the_beginning_is_obeyed(newspaper, settings):
    async def endless(_request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        writer.write(b"User-agent: *\nDisallow: /a\n")
        while True:
            writer.write(b"Disallow: /x\n" * 1000)
            await writer.drain()

    newspaper.pages["/robots.txt"] = endless
    assert fetch(settings, newspaper.url("/a"), newspaper.url("/public")) == ["robots", "page"]


def test_robots_txt_is_followed_over_a_redirect(newspaper, settings, answer):
    newspaper.pages["/robots.txt"] = answer(b"", "301 Moved", Location="/rules.txt")
    newspaper.pages["/rules.txt"] = answer("User-agent: *\nDisallow: /", kind="text/plain")
    assert fetch(settings, newspaper.url("/a")) == ["robots"]


def test_a_redirect_to_a_forbidden_page_is_not_followed(newspaper, settings, answer):
    newspaper.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /private/", kind="text/plain")
    newspaper.pages["/a"] = answer(b"", "302 Found", Location="/private/a")
    assert fetch(settings, newspaper.url("/a")) == ["robots"]
    assert newspaper.asked("/private/a") == []


def test_robots_txt_is_asked_for_once_by_many_at_a_time(newspaper, settings):
    async def run():
        async with Fetcher(settings) as fetcher:
            links = [Link(newspaper.url("/a"), "a")] * 20
            await asyncio.gather(*(fetcher.fetch(link) for link in links))

    asyncio.run(run())
    assert len(newspaper.asked("/robots.txt")) == 1
    assert len(newspaper.asked("/ai.txt")) == 1


def test_rules_are_kept_on_disk_for_a_day_but_not_those_of_the_users_own_hosts(
    newspaper, settings, but, monkeypatch
):
    fetch(settings, newspaper.url("/a"))
    fetch(settings, newspaper.url("/a"))
    assert len(newspaper.asked("/robots.txt")) == 2
    monkeypatch.setattr(Fetcher, "_is_named", lambda *_: False)
    fetch(settings, newspaper.url("/a"))
    fetch(settings, newspaper.url("/a"))
    assert len(newspaper.asked("/robots.txt")) == 3
    (file,) = (settings.pages.directory / "robots").iterdir()
    file.write_text("damaged")
    assert fetch(settings, newspaper.url("/a")) == ["page"]
    old = {**json.loads(file.read_text()), "at": 0}
    file.write_text(json.dumps(old))
    fetch(settings, newspaper.url("/a"))
    assert len(newspaper.asked("/robots.txt")) == 5


@pytest.mark.parametrize("rule", ["Crawl-delay: 0.4", "Request-rate: 5/2"])
def test_a_crawl_delay_is_obeyed(newspaper, settings, answer, rule):
    newspaper.pages["/robots.txt"] = answer(f"User-agent: *\n{rule}", kind="text/plain")
    fetch(settings, *[newspaper.url("/a")] * 3)
    times = [request.at for request in newspaper.asked("/a")]
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.38


def test_a_crawl_delay_of_hours_means_one_page_a_run(newspaper, settings, answer):
    newspaper.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 7200", kind="text/plain")
    assert fetch(settings, newspaper.url("/a"), newspaper.url("/public"))[1] == "crawl-delay"
    assert len(newspaper.asked("/a")) + len(newspaper.asked("/public")) <= 1


# --- reservations over HTTP ------------------------------------------------------------------


@pytest.mark.parametrize(
    "reserving",
    [
        {"/a": {"X_Robots_Tag": "noai"}},
        {"/a": {"X_Robots_Tag": "noindex, nofollow"}},
        {"/a": {"TDM_Reservation": "1"}},
        {"/a": '<meta name="robots" content="noindex">'},
        {"/a": '<META CONTENT="max-snippet:-1, NoAI" NAME="ROBOTS">'},
        {"/a": "<meta name=faktograph content=none>"},
        {"/a": '<meta name="tdm-reservation" content="1">'},
        {"/ai.txt": "User-Agent: *\nDisallow: /"},
        {"/.well-known/tdmrep.json": '[{"location": "/", "tdm-reservation": 1}]'},
    ],
)
def test_a_reservation_is_obeyed_by_default_and_not_where_the_setting_is_off(
    newspaper, settings, but, answer, reserving
):
    for path, value in reserving.items():
        known = isinstance(value, dict)
        newspaper.pages[path] = answer("x", **value) if known else answer(value, kind="text/html")
    assert fetch(settings, newspaper.url("/a")) == ["reserved"]
    assert fetch(but(respect_reservations=False), newspaper.url("/a")) == ["page"]
    assert fetch(settings, newspaper.url("/a"), discovery=True) == ["page"]


def test_a_file_that_reserves_keeps_the_page_from_being_asked_for(newspaper, settings, answer):
    newspaper.pages["/ai.txt"] = answer("User-Agent: *\nDisallow: /", kind="text/plain")
    fetch(settings, newspaper.url("/a"))
    assert newspaper.asked("/a") == []


# --- reservations as pure functions ------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({"x-robots-tag": "otherbot: noindex"}, b""),
        ({"x-robots-tag": "otherbot: noindex, nofollow"}, b""),
        ({"x-robots-tag": "nosnippet, max-image-preview: large"}, b""),
        ({"x-robots-tag": "unavailable_after: 25 Jun 2030 15:00:00 PST"}, b""),
        ({"tdm-reservation": "0"}, b""),
        ({}, b'<!-- <meta name="robots" content="noindex"> -->'),
        ({}, b'<meta name="otherbot" content="noindex">'),
        ({}, b'<meta name="robots" content="index, follow">'),
        ({}, b'<meta name="description" content="noindex">'),
        ({}, b"<meta name=robots"),
        ({}, b"x" * 200_000 + b'<meta name="robots" content="noindex">'),
    ],
)
def test_what_reserves_nothing_or_speaks_to_others_is_not_obeyed(headers, content):
    assert reserved_by_page(headers, content) is None


def test_a_directive_for_us_among_those_for_others_is_obeyed():
    value = "otherbot: nofollow, faktograph: noindex"
    assert reserved_by_page({"x-robots-tag": value}, b"") == "header X-Robots-Tag: noindex"


@pytest.mark.parametrize(
    ("rules", "path", "reserved"),
    [
        ([{"location": "/", "tdm-reservation": 1}], "/a", True),
        ([{"location": "/", "tdm-reservation": "1"}], "/a", True),
        ([{"location": "/", "tdm-reservation": 0}], "/a", False),
        ([{"location": "/open/*", "tdm-reservation": 0}], "/open/a", False),
        ([{"location": "/paid/*", "tdm-reservation": 1}], "/open/a", False),
        ([{"location": "/*.html", "tdm-reservation": 1}], "/x/a.html", True),
        (
            [
                {"location": "/open/*", "tdm-reservation": 0},
                {"location": "/*", "tdm-reservation": 1},
            ],
            "/open/a",
            False,
        ),
        ("nonsense", "/a", False),
        ([1, {"location": 3}], "/a", False),
    ],
)
def test_tdmrep_json_is_read_by_its_first_fitting_rule(rules, path, reserved):
    found = reserved_by_tdmrep(json.dumps(rules), f"https://example.org{path}")
    assert (found is not None) == reserved


@given(st.text(), st.binary(max_size=300), st.text(max_size=60))
def test_no_text_makes_the_readers_of_reservations_stumble(text, content, value):
    url = "https://example.org/a"
    for found in (
        reserved_by_tdmrep(text, url),
        reserved_by_ai_txt(text, url),
        reserved_by_page({"x-robots-tag": value}, content),
    ):
        assert found is None or isinstance(found, str)


def test_a_failure_names_the_rule(newspaper, settings, answer):
    newspaper.pages["/a"] = answer("x", X_Robots_Tag="noai")

    async def run():
        async with Fetcher(replace(settings)) as fetcher:
            return await fetcher.fetch(Link(newspaper.url("/a"), "a"))

    outcome = asyncio.run(run())
    assert isinstance(outcome, FetchFailure)
    assert outcome.detail == "header X-Robots-Tag: noai"
