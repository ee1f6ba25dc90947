"""What people type is read as they mean it, and what strangers wrote is shown harmlessly."""

import contextlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.days import DayError, first_moment, last_day
from pipeline.cli.output import json_line
from pipeline.cli.sums import SumError, parse_sum
from pipeline.cli.text import single_line, visible


@pytest.mark.parametrize(
    ("typed", "value", "currency"),
    [
        ("1bn", "1000000000", None),
        ("1 bn", "1000000000", None),
        ("1.5bn", "1500000000", None),
        ("1,5 Mrd.", "1500000000", None),
        ("1,5 Mrd. EUR", "1500000000", "EUR"),
        ("500m", "500000000", None),
        ("500 Mio.", "500000000", None),
        ("500 Mio Euro", "500000000", "EUR"),
        ("$500m", "500000000", "USD"),
        ("US$1.2 billion", "1200000000", "USD"),
        ("€600m", "600000000", "EUR"),
        ("EUR 600m", "600000000", "EUR"),
        ("600 million dollars", "600000000", "USD"),
        ("20 Milliarden Dollar", "20000000000", "USD"),
        ("2 Bio. Yen", "2000000000000", "JPY"),
        ("2 Billionen", "2000000000000", None),
        ("40k", "40000", None),
        ("40 Tsd.", "40000", None),
        ("40000", "40000", None),
        ("40,000", "40000", None),
        ("40.000", "40000", None),
        ("1.250.000", "1250000", None),
        ("1,250,000", "1250000", None),
        ("1.250,50 Euro", "1250.50", "EUR"),
        ("1,250.50", "1250.50", None),
        ("1.250 Mio.", "1250000000", None),
        ("1.250 m", "1250000", None),
        ("0.5tn", "500000000000", None),
        ("0", "0", None),
    ],
)
def test_sums_are_read_as_either_language_writes_them(typed, value, currency):
    read = parse_sum(typed)
    assert (read.value, read.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "typed",
    ["", "much", "bn", "1 Billion", "1 Trillion", "3x", "1.2.3bn", "-5m", "1,5,5", "12,34,567"],
)
def test_what_is_no_sum_or_two_is_refused(typed):
    with pytest.raises(SumError, match="write"):
        parse_sum(typed)


@given(st.integers(0, 10**15), st.sampled_from(["", "k", "m", "bn", "tn"]))
def test_english_groups_read_back(number, scale):
    power = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}[scale]
    assert parse_sum(f"{number:,}{scale}").value == number * 10**power


@given(st.integers(0, 10**15), st.integers(0, 99), st.sampled_from(["Mio.", "Mrd.", "Tsd."]))
def test_german_groups_and_decimals_read_back(number, cents, scale):
    power = {"Tsd.": 3, "Mio.": 6, "Mrd.": 9}[scale]
    typed = f"{number:,}".replace(",", ".") + f",{cents:02d} {scale}"
    assert parse_sum(typed).value == (number + Decimal(cents) / 100) * 10**power


@given(st.text(max_size=40))
def test_any_text_is_a_sum_or_an_error_that_says_what_to_write(typed):
    try:
        value = parse_sum(typed).value
    except SumError as error:
        value = Decimal(0 if "write" in str(error) else -1)
    assert value >= 0


NOW = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2d", NOW - timedelta(days=2)),
        ("12h", NOW - timedelta(hours=12)),
        ("3 w", NOW - timedelta(days=21)),
        ("6mo", NOW - timedelta(days=180)),
        ("1y", NOW - timedelta(days=365)),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-06", datetime(2024, 6, 1, tzinfo=UTC)),
        ("2024-06-05", datetime(2024, 6, 5, tzinfo=UTC)),
        ("2024-06-05T10:30", datetime(2024, 6, 5, 10, 30, tzinfo=UTC)),
        ("2024-06-05T10:30+02:00", datetime(2024, 6, 5, 8, 30, tzinfo=UTC)),
    ],
)
def test_moments_begin_where_people_mean(typed, moment):
    assert first_moment(typed, NOW) == moment


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-06-05", date(2024, 6, 5)),
        ("2d", date(2026, 3, 29)),
    ],
)
def test_the_last_day_of_a_period_is_within_it(typed, day):
    assert last_day(typed, NOW) == day


@pytest.mark.parametrize(
    "typed", ["", "yesterday", "2024-13", "2024-02-30", "99999y", "0000", "2d3"]
)
def test_what_is_no_date_is_refused_with_the_forms_there_are(typed):
    with pytest.raises(DayError, match="2024-06-05"):
        first_moment(typed, NOW)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_an_error(typed):
    with contextlib.suppress(DayError):
        assert first_moment(typed, NOW).tzinfo is UTC


HOSTILE = "\x1b[2J\x9b31m\x07a\u202eb\u2066c\x00\x7f\ud800"


def test_nothing_that_steers_a_terminal_is_shown():
    assert visible(HOSTILE) == "[2J31mabc\N{REPLACEMENT CHARACTER}"
    assert single_line("a\n\tb\r\nc") == "a b c"


@given(st.text())
def test_a_line_stays_one_line_without_controls(text):
    assert all(c.isprintable() or c == " " for c in single_line(text) if ord(c) < 0xA0)


@given(st.text(max_size=50))
def test_json_lines_are_exact_and_free_of_raw_controls(text):
    import json  # noqa: PLC0415

    line = json_line({"text": text})
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in line)
    assert json.loads(line)["text"] == text


def test_json_writes_sums_as_numbers_and_days_in_iso_form():
    line = json_line(
        {"sum": Decimal("6000000000.00"), "half": Decimal("0.5"), "day": date(2024, 6, 5)}
    )
    assert line == '{"sum": 6000000000, "half": 0.5, "day": "2024-06-05"}'
