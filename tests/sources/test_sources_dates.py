"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.dates import feed_date

YEARS = datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2090-01-01")
NOON = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 04 Mar 2026 12:30:00 GMT",
        "Wed, 04 Mar 2026 13:30:00 +0100",
        "Wed, 4 Mar 26 12:30 UT",
        "Wednesday, 04-Mar-26 12:30:00 GMT",
        "Wed Mar 4, 2026 12:30 UTC",
        "March 4, 2026 7:30 am EST",
        "Mi, 04 Mär 2026 13:30:00 +0100",
        "Mittwoch, 4. März 2026, 13:30 Uhr MEZ",
        "4. Maerz 2026 12:30",
        "04.03.2026 13:30 CET",
        "04.03.2026, 12:30 Uhr",
        "04.03.26 12:30",
        "2026-03-04T12:30:00Z",
        "2026-03-04T13:30:00.000+01:00",
        "2026-03-04T13:30:00+0100",
        "2026-03-04 12:30:00",
        "2026/03/04 12:30",
        "Wed, 04 Mar 2026 12:30:00 Z",
        "  2026-03-04 14:30:00 MESZ ",
        "4th Mar 2026 12:30",
    ],
)
def test_a_date_with_its_time_is_read_in_utc(text):
    assert feed_date(text) == NOON


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Do, 31 Dez 2026", (2026, 12, 31)),
        ("3. Mai 2026", (2026, 5, 3)),
        ("2026-05-03", (2026, 5, 3)),
        ("03.10.2026", (2026, 10, 3)),
        ("1. Jänner 2026", (2026, 1, 1)),
        ("Okt 3, 2026", (2026, 10, 3)),
    ],
)
def test_a_day_alone_begins_at_midnight(text, day):
    assert feed_date(text) == datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "gestern", "today", "31.02.2026", "99:99", "2026", "Mon, 99 Foo 2026"),
        *("x" * 500, "00000000", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"),
    ],
)
def test_what_is_no_date_is_none(text):
    assert feed_date(text) is None


@given(st.datetimes(*YEARS, timezones=st.just(UTC)))
def test_what_the_standards_write_is_read_back(moment):
    moment = moment.replace(microsecond=0)
    assert feed_date(moment.isoformat()) == moment
    assert feed_date(moment.strftime("%a, %d %b %Y %H:%M:%S +0000")) == moment
    assert feed_date(moment.strftime("%d.%m.%Y %H:%M:%S")) == moment


@given(st.text(max_size=60))
def test_no_text_makes_it_stumble(text):
    found = feed_date(text)
    assert found is None or found.tzinfo is UTC
