"""The predicates of the fact guide: who may say what of whom.

One table that the extractor, the database door and the documentation share.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.documents import EntityType

__all__ = ["PREDICATES", "Predicate"]

_ORG: frozenset[EntityType] = frozenset({"ORG"})
_PARTY: frozenset[EntityType] = frozenset({"ORG", "PERSON"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """A kind of fact. `objects` is empty where the predicate takes no object."""

    subjects: frozenset[EntityType]
    objects: frozenset[EntityType] = frozenset()
    takes_amount: bool = False
    symmetric: bool = False
    qualifiers: tuple[str, ...] = ()


PREDICATES: dict[str, Predicate] = {
    "raised": Predicate(_ORG, takes_amount=True, qualifiers=("round", "date")),
    "invested_in": Predicate(_PARTY, _ORG, takes_amount=True, qualifiers=("round", "date")),
    "valued_at": Predicate(_ORG, takes_amount=True, qualifiers=("date",)),
    "acquired": Predicate(
        _PARTY, frozenset({"ORG", "PRODUCT"}), takes_amount=True, qualifiers=("date",)
    ),
    "holds_stake_in": Predicate(_PARTY, _ORG, takes_amount=True, qualifiers=("percent",)),
    "partners_with": Predicate(_ORG, _ORG, symmetric=True, qualifiers=("date",)),
    "supplies": Predicate(_ORG, _ORG, takes_amount=True, qualifiers=("product", "date")),
    "located_in": Predicate(_ORG, frozenset({"LOC"})),
    "builds": Predicate(
        _ORG, frozenset({"LOC", "PRODUCT"}), takes_amount=True, qualifiers=("facility", "date")
    ),
    "launched": Predicate(_PARTY, frozenset({"PRODUCT"}), qualifiers=("date",)),
    "founded": Predicate(_PARTY, _ORG, qualifiers=("date",)),
    "has_role": Predicate(frozenset({"PERSON"}), _ORG, qualifiers=("role",)),
    "joined": Predicate(frozenset({"PERSON"}), _ORG, qualifiers=("role", "date")),
    "left": Predicate(frozenset({"PERSON"}), _ORG, qualifiers=("role", "date")),
    "competes_with": Predicate(_ORG, _ORG, symmetric=True),
    "reported_revenue": Predicate(_ORG, takes_amount=True, qualifiers=("period", "segment")),
    "reported_profit": Predicate(_ORG, takes_amount=True, qualifiers=("period",)),
    "spends": Predicate(_ORG, takes_amount=True, qualifiers=("purpose", "date")),
    "uses": Predicate(_ORG, frozenset({"PRODUCT", "ORG"})),
    "sued": Predicate(_PARTY, _PARTY, takes_amount=True, qualifiers=("date",)),
    "fined": Predicate(_ORG, _ORG, takes_amount=True, qualifiers=("date",)),
    "employs": Predicate(_ORG, qualifiers=("count",)),
    "cut_jobs": Predicate(_ORG, qualifiers=("count", "date")),
}
