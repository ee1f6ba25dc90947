"""HTTP caching as RFC 9111 has it: what is asked with, what a 304 changes, how long it holds."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Link, Page
from pipeline.fetch import Fetcher, NotModified, Validators, digest_of, validators_of
from pipeline.fetch.answers import fresh_until
from pipeline.fetch.caching import conditions, freshened

URL = "https://news.example/a"
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SENT = "Mon, 02 Nov 2026 09:00:00 GMT"
MINUTE = timedelta(minutes=1)


def validators(**more):
    given = {"etag": '"1"', "last_modified": SENT, "digest": "d", "full_at": NOW, "checked_at": NOW}
    return Validators(**{**given, **more})


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ({}, {"if-none-match": '"1"', "if-modified-since": SENT}),
        ({"etag": None}, {"if-modified-since": SENT}),
        ({"last_modified": None}, {"if-none-match": '"1"'}),
        ({"etag": 'W/"x"', "last_modified": None}, {"if-none-match": 'W/"x"'}),
        ({"etag": None, "last_modified": None}, {}),
        ({"fresh_until": NOW + timedelta(days=3), "last_modified": None}, {"if-none-match": '"1"'}),
    ],
)
def test_a_page_is_asked_for_with_what_its_last_answer_left(kept, asked):
    assert conditions(URL, validators(**kept)) == asked


@pytest.mark.parametrize(
    ("headers", "change"),
    [
        ({}, {"fresh_until": NOW}),
        ({"etag": '"1"', "cache-control": "max-age=60"}, {"fresh_until": NOW + MINUTE}),
        ({"cache-control": "no-cache"}, {"fresh_until": None}),
        ({"etag": 'W/"2"'}, {"etag": 'W/"2"', "fresh_until": NOW}),
    ],
)  # fmt: skip
def test_a_304_renews_what_is_on_record(headers, change):
    later = NOW + timedelta(days=1)
    change = {
        name: value + timedelta(days=1) if isinstance(value, datetime) else value
        for name, value in change.items()
    }
    found = freshened(URL, validators(), headers, later)
    assert found == validators(checked_at=later, **change)


def test_a_304_without_a_word_renews_for_as_long_as_before():
    kept = validators(fresh_until=NOW + timedelta(minutes=10))
    later = NOW + timedelta(hours=1)
    assert freshened(URL, kept, {}, later).fresh_until == later + timedelta(minutes=10)


@pytest.mark.parametrize(
    "headers", [{"etag": '"2"'}, {"last-modified": "Tue, 03 Nov 2026 09:00:00 GMT"}]
)
def test_a_304_that_speaks_of_another_page_is_no_answer(headers):
    assert freshened(URL, validators(), headers, NOW) is None


def ask(settings, url, kept):
    async def run():
        async with Fetcher(settings) as fetcher:
            return await fetcher.fetch(Link(url, "a"), kept)

    return asyncio.run(run())


def test_a_page_of_which_the_server_says_that_another_is_unchanged_is_had_whole(
    site, settings, answer
):
    def page(request):
        known = "if-none-match" in request.headers
        return answer("", "304 Not Modified", ETag='"9"') if known else answer("<p>neu")

    site.pages["/a"] = page
    kept = validators(digest=digest_of(b"<p>alt"), full_at=datetime.now(UTC))
    outcome = ask(settings, site.url("/a"), kept)
    assert isinstance(outcome, Page)
    assert outcome.content == b"<p>neu"
    assert len(site.asked("/a")) == 2


def test_a_server_that_says_unchanged_to_a_request_without_conditions_is_told(
    site, settings, answer
):
    site.pages["/a"] = answer("", "304 Not Modified", ETag='"9"')
    kept = validators(digest=digest_of(b"<p>alt"), full_at=datetime.now(UTC))
    assert ask(settings, site.url("/a"), kept).reason == "http-status"


def test_what_a_304_says_of_its_time_is_kept_for_the_next_run(site, but, answer):
    site.pages["/a"] = answer("<p>x", ETag='"1"', Cache_Control="max-age=0")
    settings = but(freshness=0)
    first = validators_of(ask(settings, site.url("/a"), None))
    site.pages["/a"] = answer("", "304 Not Modified", ETag='"1"', Cache_Control="max-age=900")
    second = ask(settings, site.url("/a"), first)
    third = ask(settings, site.url("/a"), second.validators)
    assert isinstance(second, NotModified)
    assert (second.asked, third.asked) == (True, False)
    assert len(site.asked("/a")) == 2


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": 'Public, Max-Age="600"'}, 600),
        ({"cache-control": "max-age=600", "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "max-age=600, must-revalidate"}, 600),
        ({"cache-control": "max-age=600, no-store"}, None),
        ({"cache-control": "no-cache, max-age=600"}, None),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "max-age=99999999999999999999"}, 7 * 24 * 3600),
        ({"cache-control": "max-age=soon"}, None),
        ({"expires": "Mon, 02 Nov 2026 09:10:00 GMT", "date": SENT}, 600),
        ({"expires": "Mon, 02 Nov 2026 09:10:00 GMT"}, 600),
        ({"expires": "0"}, None),
        ({"expires": "Mon, 02 Nov 2020 09:10:00 GMT", "date": SENT}, None),
        ({"cache-control": "max-age=60", "expires": "Mon, 02 Nov 2026 09:10:00 GMT"}, 60),
        ({"last-modified": "Mon, 02 Nov 2015 09:10:00 GMT"}, None),
    ],
)
def test_an_answer_holds_for_as_long_as_it_says_and_no_longer_is_guessed(headers, seconds):
    until = fresh_until(headers, NOW)
    assert until == (None if seconds is None else NOW + timedelta(seconds=seconds))


@given(
    st.dictionaries(
        st.sampled_from(["cache-control", "age", "expires", "date", "etag", "last-modified"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40),
    )
)
def test_no_header_makes_it_stumble(headers):
    until = fresh_until(headers, NOW)
    assert until is None or NOW <= until <= NOW + timedelta(days=7)
    found = freshened(URL, validators(), headers, NOW)
    assert found is None or found.digest == "d"
