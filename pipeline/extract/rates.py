"""Sums in dollars and euros at the European Central Bank's reference rate of a day, offline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache
from typing import Literal

from currency_converter import CurrencyConverter, RateNotFoundError

__all__ = ["Converted", "convert"]

_PATIENCE = timedelta(days=7)  # over weekends and holidays; an older rate is none
_CENT = Decimal("0.01")
_DIGITS = 60  # enough for the cents of any sum


@dataclass(frozen=True, slots=True)
class Converted:
    """A sum in `currency`, and the day whose rate was used."""

    value: Decimal
    currency: Literal["USD", "EUR"]
    rate_date: date


def convert(
    value: Decimal, currency: str, to: Literal["USD", "EUR"], day: date
) -> Converted | None:
    """Give `value` in dollars or euros, to the cent, at the last rate up to `day`.

    A day after the end of the bank's table counts as its last day. None where the bank has
    no rate: a currency that it does not quote (TWD, AED) or no longer (RUB), a day before 1999.
    """
    if currency == to:
        return Converted(value, to, day)
    table = _table()
    if currency not in table.currencies:
        return None
    last = table.bounds["EUR"].last_date
    known = min(day, last)
    for back in range(_PATIENCE.days + 1):
        rate_date = known - timedelta(days=back)
        try:
            exact = table.convert(value, currency, to, date=rate_date)
        except RateNotFoundError:
            continue
        with localcontext(prec=_DIGITS):
            cents = Decimal(exact).quantize(_CENT, ROUND_HALF_EVEN)
        return Converted(cents, to, rate_date)
    return None


@cache
def _table() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)
