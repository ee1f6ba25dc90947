"""Sums of articles as rows have them: bounds, and whole dollars and euros at the bank's rate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from pipeline.documents import Amount
from pipeline.extract.rates import convert
from pipeline.store.closeness import Sum

__all__ = ["UNRATED", "bounds_of", "rated", "whole_sum"]

_LARGEST = 2**63  # what a column of whole units holds
UNRATED: Mapping[str, Any] = {"usd": None, "eur": None, "rate_day": None}


def bounds_of(money: Amount) -> dict[str, Any]:
    """Give lower and upper bound and currency."""
    return {"min": money.min, "max": money.max, "currency": money.currency}


def rated(money: Amount, day: date) -> dict[str, Any]:
    """Give the sum in whole units at the rate of the day."""
    exact = whole_sum(money.min, money.max, money.currency, day, approx=money.approx)
    return {"usd": exact.usd, "eur": exact.eur, "rate_day": exact.rate_day}


def whole_sum(
    low: Decimal | None, high: Decimal | None, currency: str | None, day: date, *, approx: bool
) -> Sum:
    """Make a sum with its lower bound (or the only one) at the bank's rate of the day."""
    value = low if low is not None else high
    if value is None or currency is None:
        return Sum(low, high, currency, approx)
    dollars, euros = convert(value, currency, "USD", day), convert(value, currency, "EUR", day)
    rated = [each.rate_date for each in (dollars, euros) if each and each.currency != currency]
    return Sum(
        low,
        high,
        currency,
        approx,
        _whole(dollars.value) if dollars else None,
        _whole(euros.value) if euros else None,
        min(rated, default=None),
    )


def _whole(value: Decimal) -> int | None:
    rounded = int(value.to_integral_value(ROUND_HALF_EVEN))
    return rounded if abs(rounded) < _LARGEST else None
