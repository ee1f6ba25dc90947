"""When two sums, two counts or two stretches of time can mean the same.

News rounds: "rund 6 Mrd." and "$6.02bn" are one sum. A value is taken to be exact to its last
digit that is not zero, so 6,000,000,000 may stand for anything that rounds to it, within a few
per cent. Sums in two currencies are compared in dollars.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

__all__ = ["Stretch", "Sum", "close", "digits", "same_sum", "same_time"]

_PLAIN = Decimal("0.04")  # furthest that news rounds a sum without saying so
_HEDGED = Decimal("0.1")  # furthest with "rund", "about"
_DRIFT = Decimal("0.03")  # exchange rates move between an event and the report on it
_ABOVE = Decimal("1.25")  # "more than 500m" is hardly said of 700m
_BELOW = Decimal("0.8")  # nor "up to 20bn" of 12bn
_SLACK = timedelta(days=5)  # signed on one day, told on another


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money as a claim has it; `usd` and `eur` are its lower bound in whole units.

    Sums are equal whatever the day at whose rate they were converted.
    """

    min: Decimal | None
    max: Decimal | None
    currency: str | None
    approx: bool = False
    usd: int | None = field(default=None, compare=False)
    eur: int | None = field(default=None, compare=False)
    rate_day: date | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, first and last included; a side left open is `None`."""

    start: date | None
    end: date | None
    precision: str


def digits(value: Decimal) -> int:
    """Count the digits up to the last that is not zero: 1 for six billion, 3 for 6.02 billion."""
    return len(value.normalize().as_tuple().digits)


def close(one: Decimal, other: Decimal, *, hedged: bool = False) -> bool:
    """Tell whether one number may be the other, rounded."""
    if one == other:
        return True
    if (one < 0) != (other < 0):
        return False
    apart = abs(one - other)
    limit = (_HEDGED if hedged else _PLAIN) * max(abs(one), abs(other))
    return apart <= limit and apart <= max(_unit(one), _unit(other)) / 2


def same_sum(one: Sum, other: Sum) -> bool:
    """Tell whether two sums can be the same money."""
    if one.min is None and one.max is None:
        return one.currency == other.currency or one.currency is None or other.currency is None
    if other.min is None and other.max is None:
        return same_sum(other, one)
    if one.currency != other.currency:
        return _same_in_dollars(one, other)
    hedged = one.approx or other.approx
    return _fits(one, other, hedged=hedged) or _fits(other, one, hedged=hedged)


def same_time(one: Stretch, other: Stretch) -> bool:
    """Tell whether two stretches can hold the same event, within what each is exact to."""
    first = max(one.start or date.min, other.start or date.min)
    last = min(one.end or date.max, other.end or date.max)
    return first <= last or first - last <= _SLACK


def _unit(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _same_in_dollars(one: Sum, other: Sum) -> bool:
    if one.usd is None or other.usd is None:
        return False
    larger = max(abs(one.usd), abs(other.usd))
    limit = _DRIFT + max(_rounding(one), _rounding(other))
    return (one.usd < 0) == (other.usd < 0) and abs(one.usd - other.usd) <= limit * larger


def _rounding(money: Sum) -> Decimal:
    """How much of the sum its rounding may hide, as a share, 5 % at most."""
    value = money.min if money.min is not None else money.max
    if not value:
        return Decimal(0)
    return min(Decimal("0.05"), abs(_unit(value) / 2 / value))


def _fits(one: Sum, other: Sum, *, hedged: bool) -> bool:
    """Tell whether `other` fits into what `one` says of the lower and the upper bound."""
    if one.min is not None and one.min == one.max:
        point = one.min
        return _point_fits(point, other, hedged=hedged)
    # "up to 20bn" and "15bn to 20bn" agree, "up to 20bn" and "more than 5bn" have nothing in common
    bounds = ((one.min, other.min), (one.max, other.max))
    told = [(mine, its) for mine, its in bounds if mine is not None and its is not None]
    return bool(told) and all(close(mine, its, hedged=hedged) for mine, its in told)


def _point_fits(point: Decimal, other: Sum, *, hedged: bool) -> bool:
    if other.min is not None and other.max is not None:
        inside = other.min <= point <= other.max
        return inside or (other.min == other.max and close(point, other.min, hedged=hedged))
    if other.min is not None:
        return close(point, other.min) or other.min <= point <= other.min * _ABOVE
    assert other.max is not None  # same_sum has dealt with sums without bounds
    return close(point, other.max) or other.max * _BELOW <= point <= other.max
