"""Claims of one topic sorted into events: which of them say the same.

The claims are put into one canonical order, the most exact first, and each joins the nearest
event that it agrees with in all it says. So the outcome depends on the set of claims alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.store.closeness import Stretch, Sum, close, digits, same_sum, same_time
from pipeline.store.terms import kind_of

__all__ = ["Told", "alike", "events", "is_told_by_day", "kind_told"]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as merging sees it; entities are canonical, qualifiers in one form.

    `says` hashes its content with the entities as the article named them, `origin` is the
    agency or site that it comes from.
    """

    id: int
    says: str
    predicate: str
    subject: str
    object: str | None
    status: str
    attributed_to: str | None
    money: Sum | None
    time: Stretch | None
    qualifiers: Mapping[str, str]
    number: Sum | None
    percent: Decimal | None
    reported: date
    article: str
    score: float
    origin: str
    order: tuple[str, int]  # article and place in it: the last word in every ordering


@dataclass(frozen=True, slots=True)
class _Rule:
    """What keeps claims of a topic apart, besides sums and numbers.

    `apart` names qualifiers that must not differ. Claims without a date of their own are taken
    for reports of an event up to `days` before them (`days_unsure` where a sum is missing that
    would tell events apart); with `days` `None`, time tells nothing. Of what is `lasting` the
    days count from the last report, not from the event.
    """

    apart: tuple[str, ...] = ()
    days: int | None = None
    days_unsure: int | None = None
    by_period: bool = False
    lasting: bool = False


_RULES: Mapping[str, _Rule] = {
    "raised": _Rule(("round",), days=400, days_unsure=75),
    "invested_in": _Rule(("round",), days=400, days_unsure=150),
    "valued_at": _Rule(days=400, days_unsure=75),
    "acquired": _Rule(),
    "holds_stake_in": _Rule(),
    "partners_with": _Rule(),
    "supplies": _Rule(),
    "located_in": _Rule(),
    "builds": _Rule(("facility",)),
    "launched": _Rule(),
    "founded": _Rule(),
    "has_role": _Rule(("role",)),
    "joined": _Rule(days=730, days_unsure=730),
    "left": _Rule(days=730, days_unsure=730),
    "competes_with": _Rule(),
    "reported_revenue": _Rule(("period", "segment"), days=120, days_unsure=60, by_period=True),
    "reported_profit": _Rule(("period", "segment"), days=120, days_unsure=60, by_period=True),
    "spends": _Rule(("purpose",), days=400, days_unsure=75),
    "uses": _Rule(),
    "sued": _Rule(days=500, days_unsure=500, lasting=True),
    "fined": _Rule(days=500, days_unsure=500, lasting=True),
    "employs": _Rule(("place",), days=400, days_unsure=75),
    "cut_jobs": _Rule(days=200, days_unsure=75),
}
_AHEAD = 1100  # days before its date that a plan is told
_EARLY = 5  # days before its date that a deed is told: where days begin, what a report rounds
_TELLING_DIGITS = 2  # a sum or count of so many digits hardly comes twice within years
_SAME_SPAN = 0.8  # a quarter is not its year


@dataclass(slots=True)
class _Event:
    """An event in the making. `anchor` is the time of the claim that opened it."""

    place: int
    dated: Stretch | None
    anchor: tuple[date, date]
    last: date
    sums: list[Sum] = field(default_factory=list)
    numbers: list[Sum] = field(default_factory=list)
    percents: list[Decimal] = field(default_factory=list)
    apart: dict[str, str] = field(default_factory=dict)
    claims: list[Told] = field(default_factory=list)

    def add(self, same: list[Told], rule: _Rule) -> None:
        """Add claims that are alike."""
        claim = same[0]
        self.claims += same
        self.last = max(self.last, claim.reported)
        if claim.money is not None and claim.money not in self.sums:
            self.sums.append(claim.money)
        if claim.number is not None and claim.number not in self.numbers:
            self.numbers.append(claim.number)
        if claim.percent is not None and claim.percent not in self.percents:
            self.percents.append(claim.percent)
        for name in rule.apart:
            word = _word(claim, name)
            if word is not None:
                self.apart.setdefault(name, word)


def events(claims: Iterable[Told]) -> list[list[Told]]:
    """Sort the claims of one topic into events, in canonical order."""
    found: list[_Event] = []
    for same in sorted(alike(claims), key=lambda same: _exactness(same[0])):
        claim = same[0]
        rule = _RULES[claim.predicate]
        fitting = [event for event in found if _agrees(claim, event, rule)]
        if fitting:
            event = min(fitting, key=lambda event: _distance(claim, event))
        else:
            event = _Event(len(found), claim.time, _days(claim), claim.reported)
            found.append(event)
        event.add(same, rule)
    return [event.claims for event in found]


def is_told_by_day(predicate: str, *, dated: bool) -> bool:
    """Tell whether it matters for claims like this on which day they were reported, and as what."""
    return not dated and _RULES[predicate].days is not None


def kind_told(claim: Told) -> tuple[object, ...]:
    """What claims of a topic have in common that no rule can tell apart."""
    by_day = is_told_by_day(claim.predicate, dated=claim.time is not None)
    return claim.says, claim.money, (claim.reported, claim.status) if by_day else None


def alike(claims: Iterable[Told]) -> list[list[Told]]:
    """Put claims of a topic together that no rule can tell apart; the first of each leads.

    Which events there are, and who belongs to which, depends on the leading claims alone.
    """
    kinds: dict[tuple[object, ...], list[Told]] = {}
    for claim in claims:
        kinds.setdefault(kind_told(claim), []).append(claim)
    for same in kinds.values():
        same.sort(key=lambda claim: (claim.reported, claim.order))
    return list(kinds.values())


def _exactness(claim: Told) -> tuple[object, ...]:
    """Order claims: dated before undated, exact before vague, early before late."""
    length = (_days(claim)[1] - _days(claim)[0]).days if claim.time else 10**6
    if claim.money is None or (value := _value(claim.money)) is None:
        exact = 0
    else:
        exact = digits(value) + (0 if claim.money.approx else 1)
    figures = sum(number is not None for number in (claim.number, claim.percent))
    return (
        length,
        -exact,
        -figures,
        -len(claim.qualifiers),
        claim.reported,
        claim.says,
        claim.order,
    )


def _agrees(claim: Told, event: _Event, rule: _Rule) -> bool:
    for name, value in event.apart.items():
        if _word(claim, name) not in {None, value}:
            return False
    if claim.money is not None and not all(same_sum(claim.money, money) for money in event.sums):
        return False
    if claim.number is not None and not all(same_sum(claim.number, n) for n in event.numbers):
        return False
    if claim.percent is not None and not all(close(claim.percent, p) for p in event.percents):
        return False
    return rule.days is None or _in_time(claim, event, rule)


def _word(claim: Told, name: str) -> str | None:
    """Give the qualifier as it is compared; `None` where it tells nothing apart."""
    word = claim.qualifiers.get(name)
    if word is None:
        return None
    return kind_of(word) if name == "purpose" else word.casefold()


def _in_time(claim: Told, event: _Event, rule: _Rule) -> bool:
    start, end = _days(claim)
    if claim.time is not None and event.dated is not None:
        if rule.by_period:
            return _overlap((start, end), event.anchor) >= _SAME_SPAN
        return same_time(claim.time, event.dated)
    told_alike = (
        (claim.money is not None and bool(event.sums))
        or (claim.number is not None and bool(event.numbers))
        or any(_word(claim, name) is not None for name in event.apart)
    )
    patience = (rule.days if told_alike else rule.days_unsure) or 0
    if told_alike and _is_exact(claim):
        patience *= 2
    if event.dated is None and not rule.lasting:
        return abs((start - event.anchor[0]).days) <= patience
    # An undated report follows a dated event, or announces it.
    ahead = _EARLY if claim.status == "actual" else _AHEAD
    since = event.last if rule.lasting else event.anchor[1]
    return (event.anchor[0] - start).days <= ahead and (start - since).days <= patience


def _is_exact(claim: Told) -> bool:
    figures = (_value(each) for each in (claim.money, claim.number) if each is not None)
    return any(each is not None and digits(each) >= _TELLING_DIGITS for each in figures)


def _distance(claim: Told, event: _Event) -> tuple[object, ...]:
    """Order the events that a claim agrees with: most in common first, then nearest."""
    common = sum(_word(claim, name) is not None for name in event.apart)
    common += claim.money is not None and bool(event.sums)
    common += claim.number is not None and bool(event.numbers)
    start, end = _days(claim)
    gap = max((event.anchor[0] - end).days, (start - event.anchor[1]).days, 0)
    return (-common, gap, event.place)


def _days(claim: Told) -> tuple[date, date]:
    """When it happened, else the day of the report; an open side ends at the report."""
    if claim.time is None:
        return claim.reported, claim.reported
    start = claim.time.start or min(claim.time.end or claim.reported, claim.reported)
    end = claim.time.end or max(start, claim.reported)
    return start, end


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> float:
    """Share of the longer stretch that both cover."""
    common = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    longer = max((one[1] - one[0]).days, (other[1] - other[0]).days) + 1
    return max(common, 0) / longer


def _value(money: Sum) -> Decimal | None:
    return money.min if money.min is not None else money.max
