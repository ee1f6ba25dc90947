"""A claim put right on the keyboard: numbered parts, for each numbered choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, get_args

import typer
from rich.console import Console
from rich.text import Text

from pipeline.cli.text import single_line
from pipeline.documents import Status
from pipeline.predicates import PREDICATES
from pipeline.query.corrections import PlacedSum, Statement
from pipeline.query.records import EntityRecord

__all__ = ["Beside", "put_right"]

_PARTS = ("predicate", "subject", "object", "swap", "sum", "status", "speaker")
_T = TypeVar("_T")
_SPEAKERS = frozenset({"ORG", "PERSON"})


@dataclass(frozen=True, slots=True)
class Beside:
    """What the article names: of these a correction can be made."""

    names: Sequence[EntityRecord]
    sums: Sequence[PlacedSum]


def put_right(out: Console, said: Statement, beside: Beside) -> Statement | None:
    """Ask for one part after the other until the user is done; None where nothing changed."""
    now = said
    while True:
        out.print(Text("  " + _told(now), style="bold"))
        _print_numbered(out, _PARTS)
        answer = typer.prompt("change (Enter: done)", default="", show_default=False)
        part = _numbered(answer, _PARTS)
        if part is not None:
            now = _changed(out, now, part, beside)
        elif answer.strip():
            out.print(Text(f"  a number from 1 to {len(_PARTS)}, or Enter", style="dim"))
        elif now == said:
            return None
        elif (fault := _fault(now)) is None:
            return now
        else:
            out.print(Text(f"  {fault}", style="red"))


def _changed(out: Console, now: Statement, part: str, beside: Beside) -> Statement:
    if part == "swap":
        return replace(now, subject=now.object, object=now.subject) if now.object else now
    choices = _choices(now, part, beside)
    _print_numbered(out, [_label(each) for each in choices])
    answer = typer.prompt(f"{part} (Enter: as it is)", default="", show_default=False)
    at = _numbered(answer, range(len(choices)))
    if at is None:
        return now
    chosen = choices[at]
    if part == "predicate":
        known = PREDICATES[chosen]
        return replace(
            now,
            predicate=chosen,
            object=now.object if known.objects else None,
            sum=now.sum if known.takes_amount else None,
        )
    return replace(now, **{"attributed_to" if part == "speaker" else part: chosen})


def _choices(now: Statement, part: str, beside: Beside) -> list[Any]:
    """What can stand in the part; None is nobody or no sum."""
    known = PREDICATES[now.predicate]
    if part == "predicate":
        return list(PREDICATES)
    if part == "status":
        return list(get_args(Status))
    if part == "sum":
        return [None, *beside.sums] if known.takes_amount else [None]
    types: frozenset[Any] = {
        "subject": known.subjects, "object": known.objects, "speaker": _SPEAKERS
    }[part]  # fmt: skip
    names = [entity for entity in beside.names if entity.type in types]
    return names if part != "speaker" else [None, *names]


def _fault(now: Statement) -> str | None:
    known = PREDICATES[now.predicate]
    if now.subject.type not in known.subjects:
        return f"{now.subject.name} is {now.subject.type}: choose another subject or swap"
    if now.object is None:
        return "choose an object" if known.objects else None
    if now.object.type not in known.objects:
        return f"{now.object.name} is {now.object.type}: choose another object or swap"
    return "subject and object are the same" if now.object.id == now.subject.id else None


def _told(now: Statement) -> str:
    parts = [now.subject.name, f"[{now.predicate}]"]
    parts += [now.object.name] if now.object else []
    parts += [now.sum.text] if now.sum else []
    parts += [now.status]
    parts += [f"according to {now.attributed_to.name}"] if now.attributed_to else []
    return single_line(" ".join(parts))


def _label(choice: EntityRecord | PlacedSum | str | None) -> str:
    if isinstance(choice, EntityRecord):
        return choice.name
    return choice.text if isinstance(choice, PlacedSum) else choice or "none"


def _print_numbered(out: Console, labels: Sequence[str]) -> None:
    numbered = [f"{number} {single_line(label)}" for number, label in enumerate(labels, 1)]
    out.print(Text("  " + "  ".join(numbered), style="dim"))


def _numbered(answer: str, choices: Sequence[_T]) -> _T | None:
    """The choice of this number, counted from one."""
    given = answer.strip()
    if not given.isascii() or not given.isdigit() or len(given) > 4:
        return None
    return choices[int(given) - 1] if 1 <= int(given) <= len(choices) else None
