"""Rates: the European Central Bank's, offline, with the day that they are of."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.rates import Converted, convert

FRIDAY = date(2025, 9, 5)
SUMS = st.decimals(0, 10**17, places=2)


def test_a_sum_in_euros_is_worth_what_the_bank_said_that_day():
    # The bank's reference rate of 5 September 2025: 1 euro = 1.1697 dollars.
    found = convert(Decimal(1_000_000_000), "EUR", "USD", FRIDAY)
    assert found == Converted(Decimal("1169700000.00"), "USD", FRIDAY)


def test_a_weekend_takes_the_rate_of_the_friday_before():
    for day in (FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=2)):
        found = convert(Decimal(1000), "USD", "EUR", day)
        assert found is not None
        assert found.rate_date == FRIDAY


def test_a_sum_in_the_wanted_currency_stays_exactly_itself_on_any_day():
    value = Decimal("0.123456789")
    assert convert(value, "USD", "USD", date(1950, 1, 1)) == Converted(
        value, "USD", date(1950, 1, 1)
    )


@pytest.mark.parametrize("currency", ["TWD", "AED", "SAR", "NGN", "", "euro", "XAF"])
def test_a_currency_that_the_bank_does_not_quote_has_no_value(currency):
    assert convert(Decimal(5), currency, "EUR", FRIDAY) is None


def test_a_currency_that_the_bank_quotes_no_longer_has_no_value_after_its_end():
    assert convert(Decimal(5), "RUB", "EUR", date(2021, 6, 1)) is not None
    assert convert(Decimal(5), "RUB", "EUR", FRIDAY) is None


def test_a_day_before_the_euro_has_no_rate():
    assert convert(Decimal(5), "GBP", "USD", date(1998, 12, 31)) is None


def test_a_day_after_the_table_takes_its_last_rate_and_says_of_which_day():
    last = convert(Decimal(5), "GBP", "USD", date(2100, 1, 1))
    assert last is not None
    assert date(2026, 1, 1) < last.rate_date < date(2100, 1, 1)


@given(SUMS, st.sampled_from(["GBP", "JPY", "CNY", "KRW", "INR", "CHF", "EUR"]))
def test_a_value_is_exact_to_the_cent_and_a_thousand_times_the_sum_is_a_thousand_times_the_value(
    value, currency
):
    one, thousand = (convert(value * n, currency, "USD", FRIDAY) for n in (1, 1000))
    assert one is not None
    assert thousand is not None
    assert one.value.as_tuple().exponent == -2
    assert abs(thousand.value - one.value * 1000) <= 10
