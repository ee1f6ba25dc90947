"""`faktograph same?`: pairs of entities that may be one, decided on the keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, get_args

import typer
from rich.text import Text
from sqlalchemy import Engine

from pipeline.cli.output import AsCsv, AsJson, AsTable, Form, chosen_form, write_records
from pipeline.cli.showing import console
from pipeline.cli.text import single_line
from pipeline.cli.verdicts import Pair, give, judging
from pipeline.documents import EntityType
from pipeline.query.export import ExportedEntity, all_entities
from pipeline.query.records import EntityRecord
from pipeline.resolve import Candidate, Resolved, Verdict, candidates, standing
from pipeline.store.judging import judgements

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_KEYS: dict[str, Verdict] = {"y": "same", "n": "not", "u": "unsure"}


@app.command()
def same(
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many pairs.")] = 50,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Go through pairs of entities that may be one, the likeliest first.

    On a terminal each pair is asked: y same, n not the same, u unsure, s skip, q quit. Piped,
    or with --json or --csv, the pairs are listed. What was judged is not asked again.

    \b
    Examples:
      faktograph same?
      faktograph same --json --limit 200
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with judging() as engine:
        pairs = _open_pairs(engine)[:limit]
        if not pairs:
            typer.echo("no two entities look alike enough to ask", err=True)
            raise typer.Exit(1)
        if form is Form.TABLE and sys.stdin.isatty():
            _ask(engine, pairs)
        else:
            write_records(_records(pairs), Form.JSON if form is Form.TABLE else form)


def _open_pairs(engine: Engine) -> list[Candidate]:
    """Give the likely pairs on which no verdict stands."""
    judged = standing(judgements(engine))
    with engine.connect() as connection:
        entities = [_resolved(one) for one in all_entities(connection)]
    return [
        pair
        for pair in candidates(entities)
        if (pair.left.id, pair.right.id) not in judged
        and (pair.right.id, pair.left.id) not in judged
    ]


def _resolved(one: ExportedEntity) -> Resolved:
    kinds: tuple[EntityType, ...] = get_args(EntityType)
    kind = next(name for name in kinds if name == one.type)
    by = "registry" if one.known else "place" if one.latitude is not None else "name"
    return Resolved(
        one.id,
        one.name,
        kind,
        by,  # type: ignore[arg-type]
        kind=one.kind,
        country=one.country,
        latitude=one.latitude,
        longitude=one.longitude,
        aliases=one.aliases,
    )


def _ask(engine: Engine, pairs: Sequence[Candidate]) -> None:
    out = console()
    for number, pair in enumerate(pairs, 1):
        out.print(Text(f"\n{number} of {len(pairs)}  {pair.score:.2f}  {pair.reason}", style="dim"))
        for one in (pair.left, pair.right):
            names = ", ".join(one.aliases[:6])
            out.print(Text(single_line(f"  {one.name} ({one.type}, {one.id})  {names}")))
        out.print(Text("same? [y]es [n]o [u]nsure [s]kip [q]uit "), end="")
        key = _key()
        typer.echo(key)
        if key == "q":
            return
        if key in _KEYS:
            facts = give(engine, _pair(pair), _KEYS[key])
            out.print(Text(f"  {_KEYS[key]}; facts changed: {facts}", style="dim"))


def _key() -> str:
    while True:
        # Keys pressed in haste are read together.
        for key in typer.getchar().lower():
            if key in {*_KEYS, "s", "q"}:
                return key


def _pair(candidate: Candidate) -> Pair:
    left, right = (
        EntityRecord(one.id, one.name, one.type, one.country)
        for one in (candidate.left, candidate.right)
    )
    return Pair(left, right)


def _records(pairs: Sequence[Candidate]) -> Iterator[dict[str, Any]]:
    for pair in pairs:
        yield {
            "left": pair.left.name,
            "left_id": pair.left.id,
            "right": pair.right.name,
            "right_id": pair.right.id,
            "type": pair.left.type,
            "score": round(pair.score, 4),
            "reason": pair.reason,
        }
