"""What replaces what: a newer valuation, a successor, a departure. Nothing is deleted by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.store.terms import LASTING_ROLES, SINGLE_ROLES

__all__ = ["Held", "Outcome", "settle"]

_ECHO = timedelta(days=60)  # a departed head is still called so for a while


@dataclass(frozen=True, slots=True)
class Held:
    """A fact as its slot sees it. `happened` is the first day of its own date, if it has one."""

    id: str
    predicate: str
    subject: str
    role: str | None
    status: str
    happened: date | None
    first_reported: date
    last_reported: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fact: replaced by another from a day on, or ended by a departure."""

    superseded_by: str | None = None
    superseded_on: date | None = None
    ended_on: date | None = None


def settle(facts: Iterable[Held]) -> dict[str, Outcome]:
    """Settle one slot: every fact's outcome by its id."""
    held = sorted(facts, key=lambda fact: (_since(fact), fact.first_reported, fact.id))
    if any(fact.predicate in {"has_role", "joined", "left"} for fact in held):
        return {fact.id: _role_outcome(fact, held) for fact in held}
    return {fact.id: _value_outcome(fact, held) for fact in held}


def _since(fact: Held) -> date:
    return fact.happened or fact.first_reported


def _value_outcome(fact: Held, held: Sequence[Held]) -> Outcome:
    newer = next(
        (other for other in held if other.status == "actual" and _since(other) > _since(fact)), None
    )
    if newer is None:
        return Outcome()
    return Outcome(newer.id, max(fact.first_reported, newer.first_reported))


def _role_outcome(fact: Held, held: Sequence[Held]) -> Outcome:
    if fact.predicate != "has_role" or fact.role in LASTING_ROLES:
        return Outcome()
    left = next((other for other in held if _ends(other, fact)), None)
    ended_on = None if left is None else max(fact.first_reported, left.first_reported)
    if fact.role not in SINGLE_ROLES:
        return Outcome(ended_on=ended_on)
    heir = next((other for other in held if _follows(other, fact)), None)
    if heir is None:
        return Outcome(ended_on=ended_on)
    return Outcome(heir.id, heir.first_reported, ended_on)


def _ends(departure: Held, role: Held) -> bool:
    return (
        departure.predicate == "left"
        and departure.status == "actual"
        and departure.subject == role.subject
        and (departure.role is None or role.role is None or departure.role == role.role)
        and departure.last_reported >= role.first_reported
        and role.last_reported - departure.first_reported <= _ECHO
    )


def _follows(heir: Held, role: Held) -> bool:
    """Tell whether somebody else was first named to the office after its holder was last."""
    return (
        heir.predicate in {"has_role", "joined"}
        and heir.status == "actual"
        and heir.role == role.role
        and heir.subject != role.subject
        and heir.first_reported > role.last_reported
    )
