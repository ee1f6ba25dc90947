"""Sums, days and numbers as the views show them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from pipeline.store.closeness import Stretch, Sum

__all__ = ["plain", "sum_text", "time_text"]

_SCALES: tuple[tuple[Decimal, str], ...] = (
    (Decimal(10) ** 12, " tn"),
    (Decimal(10) ** 9, " bn"),
    (Decimal(10) ** 6, " m"),
)


def plain(value: Decimal) -> str:
    """Write a number in its scale: `6 bn`, `1.25 m`, `40,000`; at most three decimals."""
    for scale, word in _SCALES:
        if abs(value) >= scale:
            return _trimmed(value / scale) + word
    return _trimmed(value)


def sum_text(money: Sum) -> str:
    """Write a sum in words: `about 6 bn USD`, `2 bn to 3 bn USD`, `more than 500 m USD`."""
    currency = f" {money.currency}" if money.currency else ""
    hedge = "about " if money.approx else ""
    if money.min is None and money.max is None:
        return f"a sum in{currency}" if currency else "a sum"
    if money.min is None and money.max is not None:
        return f"up to {plain(money.max)}{currency}"
    assert money.min is not None
    if money.max is None:
        return f"more than {plain(money.min)}{currency}"
    if money.min == money.max:
        return f"{hedge}{plain(money.min)}{currency}"
    return f"{hedge}{plain(money.min)} to {plain(money.max)}{currency}"


def time_text(time: Stretch) -> str:
    """Write a stretch of days as short as its precision allows: `2024-05`, `2024-Q2`, `2024`."""
    if time.start is None or time.end is None:
        return f"since {time.start}" if time.start else f"until {time.end}"
    start, end = time.start, time.end
    if start == end:
        return start.isoformat()
    if (start.day, start.month) == (1, 1) and (end.day, end.month) == (31, 12):
        years = (start.year, end.year)
        return str(years[0]) if years[0] == years[1] else f"{years[0]} to {years[1]}"
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and start.year == end.year:
        return _months(start, end)
    return f"{start} to {end}"


def _months(start: date, end: date) -> str:
    if start.month == end.month:
        return f"{start:%Y-%m}"
    for months, letter in ((3, "Q"), (6, "H")):
        if end.month - start.month == months - 1 and end.month % months == 0:
            return f"{start.year}-{letter}{end.month // months}"
    return f"{start:%Y-%m} to {end:%Y-%m}"


def _trimmed(value: Decimal) -> str:
    text = f"{round(value, 3):,}"
    return text.rstrip("0").rstrip(".") if "." in text else text
