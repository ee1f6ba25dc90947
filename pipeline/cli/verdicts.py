"""Verdicts on pairs of entities, as the user gives them."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import typer
from sqlalchemy import Engine

from models.database import open_reader, open_writer
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.query.entities import find_unmerged, suggest_names
from pipeline.query.records import EntityRecord
from pipeline.resolve import Judgement, JudgementConflictError, Verdict
from pipeline.settings import load_settings
from pipeline.store.judging import judge, undo

__all__ = ["Pair", "give", "judging", "named", "take_back", "tell"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities as they were before any merging."""

    left: EntityRecord
    right: EntityRecord


@contextmanager
def judging() -> Iterator[Engine]:
    """Open the database for giving verdicts: one that there is, none is made for them."""
    where = load_settings().database_url
    open_reader(where).dispose()
    engine = open_writer(where)
    try:
        yield engine
    finally:
        engine.dispose()


def named(engine: Engine, first: str, second: str, of_type: str | None) -> Pair:
    """Find two different entities by name. Raises Failure."""
    with engine.connect() as connection:
        found = []
        for name in (first, second):
            matches = find_unmerged(connection, name, of_type)
            if not matches:
                near = suggest_names(connection, name)
                hint = f"; did you mean {', '.join(near)}?" if near else ""
                raise Failure(f"no article names {name!r}{hint}")
            found.append(matches)
    left = found[0][0]
    # Of namesakes of several types the one that can be the other.
    alike = [one for one in found[1] if one.type == left.type and one.id != left.id]
    right = (alike or found[1])[0]
    if left.id == right.id:
        raise Failure(f"both names mean {left.name} ({left.id})", WRONG_USE)
    if left.type != right.type:
        raise Failure(f"{left.name} is {left.type}, {right.name} is {right.type}", WRONG_USE)
    return Pair(left, right)


def give(engine: Engine, pair: Pair, verdict: Verdict, reason: str | None = None) -> int:
    """Judge two entities in the user's name and say how many facts that changed."""
    now = datetime.now(UTC)
    judgement = Judgement(
        left=pair.left.id,
        right=pair.right.id,
        verdict=verdict,
        by=getpass.getuser(),
        at=now,
        reason=reason,
    )
    try:
        return judge(engine, judgement)
    except JudgementConflictError as error:
        raise Failure(str(error)) from error


def take_back(engine: Engine, pair: Pair) -> int:
    """Undo all verdicts on two entities and say how many facts that changed."""
    return undo(engine, pair.left.id, pair.right.id, getpass.getuser(), datetime.now(UTC))


def tell(pair: Pair, what: str, facts: int) -> None:
    """Say what was done."""
    changed = f"{facts} fact{'' if facts == 1 else 's'} changed"
    typer.echo(f"{pair.left.name} and {pair.right.name} {what}; {changed}")
