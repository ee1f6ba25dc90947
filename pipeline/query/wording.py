"""Predicates in plain words, said of the subject and of the object."""

from __future__ import annotations

__all__ = ["said_of_object", "said_of_subject"]

# predicate: what its subject does, what its object is then
_WORDS = {
    "raised": ("raised", ""),
    "invested_in": ("invested in", "got money from"),
    "valued_at": ("is valued at", ""),
    "acquired": ("acquired", "was acquired by"),
    "holds_stake_in": ("owns a share of", "is owned in part by"),
    "partners_with": ("works with", "works with"),
    "supplies": ("supplies", "is supplied by"),
    "located_in": ("is based in", "is home to"),
    "builds": ("builds", "is being built or built in by"),
    "launched": ("launched", "was launched by"),
    "founded": ("founded", "was founded by"),
    "has_role": ("has a role at", "has in a role"),
    "joined": ("joined", "was joined by"),
    "left": ("left", "was left by"),
    "competes_with": ("competes with", "competes with"),
    "reported_revenue": ("reported revenue", ""),
    "reported_profit": ("reported profit", ""),
    "spends": ("spends", ""),
    "uses": ("uses", "is used by"),
    "sued": ("sued", "was sued by"),
    "fined": ("fined", "was fined by"),
    "employs": ("employs", ""),
    "cut_jobs": ("cut jobs", ""),
}


_OF_PLACES = {"builds": "builds in"}


def said_of_subject(predicate: str, *, of_place: bool = False) -> str:
    """Say what the subject of `predicate` does, to a place or another object: "acquired"."""
    words = _WORDS[predicate][0]
    return _OF_PLACES.get(predicate, words) if of_place else words


def said_of_object(predicate: str) -> str:
    """Say what the object of `predicate` is then: "was acquired by"."""
    return _WORDS[predicate][1]
