"""Pages that keep failing are asked for less and less, over whole runs against a real server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from pipeline.fetch import REASONS, FetchFailure, rested
from pipeline.ingest import add, ingest
from pipeline.sources import Source

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
FEED = '<rss version="2.0"><channel>{}</channel></rss>'
ITEM = "<item><title>KI-Werk {n}</title><link>{url}</link></item>"


class NoModel:
    """Nothing that is read here may need it."""

    version = "none"

    def extract(self, articles):
        assert not list(articles)
        return iter(())


@pytest.fixture
def newspaper(site, settings, answer, tmp_path):
    """A feed that names pages of which each fails in its own way; settings for a database."""
    paths = ["/gone", "/gone410", "/refused", "/noindex", "/picture", "/broken"]
    items = "".join(ITEM.format(n=n, url=site.url(path)) for n, path in enumerate(paths))
    # Changed each time, so that it is read each time.
    site.pages["/feed"] = lambda request: answer(
        FEED.format(items + f"<!-- {request.at} -->"), kind="application/rss+xml"
    )
    site.pages["/gone410"] = answer("", "410 Gone")
    site.pages["/refused"] = answer("", "403 Forbidden")
    site.pages["/noindex"] = answer("<p>x", X_Robots_Tag="noindex")
    site.pages["/picture"] = answer(b"\x89PNG", kind="image/png")
    site.pages["/broken"] = answer("", "500 Internal Server Error")
    source = Source("blatt", "feed", (site.url("/feed"),), hosts=("127.0.0.1",), topic="ai")
    return replace(settings, database_url=f"sqlite:///{tmp_path / 'graph.db'}"), source


def later(settings, hours):
    """Turn back the clock of all that is recorded."""
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        for column in ("at", "retry_at"):
            connection.execute(
                text(f"update fetch set {column} = datetime({column}, '-{hours} hours')")
            )
    engine.dispose()


def test_what_is_not_there_or_not_for_us_is_not_asked_for_again_at_once(site, newspaper):
    settings, source = newspaper
    first = ingest(settings, [source], NoModel()).sources[0]
    site.log.clear()
    second = ingest(settings, [source], NoModel()).sources[0]
    assert first.reasons == {
        "gone": 2, "refused": 1, "reserved": 1, "not-text": 1, "server-error": 1,
    }  # fmt: skip
    # What may be well again is asked for.
    asked = {request.path for request in site.log} - {"/robots.txt", "/ai.txt"}
    assert asked == {"/feed", "/broken", "/.well-known/tdmrep.json"}
    assert second.reasons == {"server-error": 1}


def test_a_server_that_wants_two_hours_gets_them(site, newspaper, answer):
    settings, source = newspaper
    site.pages["/broken"] = answer("", "503 Service Unavailable", Retry_After="7200")
    ingest(settings, [source], NoModel())
    later(settings, 1.5)
    ingest(settings, [source], NoModel())
    assert len(site.asked("/broken")) == 1
    later(settings, 0.6)
    ingest(settings, [source], NoModel())
    assert len(site.asked("/broken")) == 2


def test_it_is_asked_for_again_after_an_hour_then_after_two(site, newspaper):
    settings, source = newspaper
    asked = []
    for hours in (0, 1.1, 1.1, 1.1, 1.1):
        later(settings, hours) if hours else None
        site.log.clear()
        ingest(settings, [source], NoModel())
        asked.append(len(site.asked("/gone")))
    assert asked == [1, 1, 0, 1, 0]


def test_a_page_that_comes_back_is_taken(site, newspaper, answer):
    settings, source = newspaper
    ingest(settings, [source], NoModel())
    later(settings, 2)
    site.pages["/gone"] = answer(b"\x89PNG", kind="text/html")
    report = ingest(settings, [source], NoModel()).sources[0]
    assert report.reasons["not-html"] == 1


def test_a_page_that_a_person_adds_is_asked_for_whatever_was_before(site, newspaper):
    settings, source = newspaper
    ingest(settings, [source], NoModel())
    report = add([site.url("/gone")], settings, NoModel())
    assert report.sources[0].reasons == {"gone": 1}
    assert len(site.asked("/gone")) == 2


def failure(reason, retry_after=None):
    return FetchFailure("http://a.example/", reason, "", NOW, None, retry_after)


@given(st.sampled_from(sorted(REASONS)), st.none() | st.timedeltas(timedelta(0), timedelta(400)))
def test_only_what_is_settled_rests_and_never_beyond_a_month(reason, rest):
    pause = rested(failure(reason), rest).retry_after
    assert (pause is not None) == REASONS[reason].settled
    assert pause is None or 3600 <= pause <= 30 * 24 * 3600


def test_a_longer_wait_that_the_server_asks_for_is_obeyed():
    assert rested(failure("gone", 50_000.0), None).retry_after == 50_000.0
