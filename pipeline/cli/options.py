"""Options that several commands share, and how what people type is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, TypeVar

import typer

from pipeline.cli.days import DayError, first_moment, last_day
from pipeline.cli.sums import Sum, SumError, parse_sum
from pipeline.predicates import PREDICATES

__all__ = [
    "AsOf",
    "EntityKind",
    "Limit",
    "Predicates",
    "Since",
    "Until",
    "complete_status",
    "day_from",
    "day_to",
    "moment_from",
    "status_named",
    "sum_given",
]

_T = TypeVar("_T")
_STATUSES = ("actual", "planned", "rumoured", "denied")
_TYPES = ("ORG", "PERSON", "LOC", "PRODUCT")
_BEYOND = 10**18  # more than there is, and than the database counts


def _countable(text: str) -> Sum:
    asked = parse_sum(text)
    if asked.value >= _BEYOND:
        raise SumError(f"{text!r} is more money than there is: write less than 1000000tn")
    return asked


def _reader(read: Callable[[str], _T], *errors: type[Exception]) -> Callable[[str], _T]:
    """Make of a reading function one whose errors the command line reports as wrong use."""

    def parse(text: str) -> _T:
        try:
            return read(text)
        except errors as error:
            raise typer.BadParameter(str(error)) from error

    return parse


def _one_of(what: str, names: tuple[str, ...]) -> Callable[[str], str]:
    folded = {name.casefold(): name for name in names}

    def choose(text: str) -> str:
        chosen = folded.get(text.strip().replace("-", "_").casefold())
        if chosen is None:
            near = get_close_matches(text.casefold(), folded, n=1)
            hint = f"did you mean {folded[near[0]]}? " if near else ""
            raise typer.BadParameter(f"unknown {what} {text!r}; {hint}Known: {', '.join(names)}")
        return chosen

    return choose


def _first_day(text: str) -> date:
    return first_moment(text).date()


def _beginning(names: tuple[str, ...]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    return complete


day_from: Callable[[str], date] = _reader(_first_day, DayError)
day_to: Callable[[str], date] = _reader(last_day, DayError)
moment_from: Callable[[str], datetime] = _reader(first_moment, DayError)
sum_given: Callable[[str], Sum] = _reader(_countable, SumError)
_predicate_named = _one_of("predicate", tuple(PREDICATES))
status_named = _one_of("status", _STATUSES)
_type_named = _one_of("type", _TYPES)
_complete_predicate = _beginning(tuple(PREDICATES))
complete_status = _beginning(_STATUSES)

Predicates = Annotated[
    list[str] | None,
    typer.Option(
        "--predicate",
        "-p",
        parser=_predicate_named,
        metavar="PREDICATE",
        autocompletion=_complete_predicate,
        help="raised, supplies, …; may be given more than once.",
    ),
]
Since = Annotated[
    date | None,
    typer.Option(parser=day_from, metavar="WHEN", help="Reported since: 2d, 3w, 2024, 2024-06-05."),
]
Until = Annotated[
    date | None,
    typer.Option(parser=day_to, metavar="WHEN", help="First reported until, that day included."),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day_to, metavar="DAY", help="What was known on that day."),
]
Limit = Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many.")]
EntityKind = Annotated[
    str | None,
    typer.Option(
        "--type",
        parser=_type_named,
        metavar="TYPE",
        autocompletion=_beginning(_TYPES),
        help="ORG, PERSON, LOC or PRODUCT, where a name means several.",
    ),
]
