"""`faktograph diff-models`: what two models read in the same texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer
from rich.text import Text
from sqlalchemy import Connection

from pipeline.cli.database import reading
from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.options import Limit
from pipeline.cli.output import (
    AsCsv,
    AsJson,
    AsTable,
    Form,
    chosen_form,
    write_records,
    write_table,
)
from pipeline.cli.showing import console, evidence_text
from pipeline.cli.text import single_line
from pipeline.query.model_diff import (
    Difference,
    ReadTwice,
    models_by_age,
    read_twice,
)
from pipeline.query.records import ClaimRecord

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_COUNTED = ("same", "changed", "gone", "new")


@app.command(name="diff-models")
def diff_models(
    old: Annotated[
        str | None, typer.Argument(metavar="OLD", help="A model; the last but one where not given.")
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="Another one; the last where not given.")
    ] = None,
    *,
    counts: Annotated[
        bool, typer.Option("--counts", help="Only how many claims of each predicate.")
    ] = False,
    limit: Limit = 50,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Compare what two models read in the same texts: claims gone, new and changed.

    Readings are kept whether they stand or not, so that a newer model can be judged before its
    readings take the places of the old ones. `faktograph status` names the models.

    \b
    Examples:
      faktograph diff-models
      faktograph diff-models --counts --csv
      faktograph diff-models OLD NEW --limit 1000 --json
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    with reading(timeout_s=600.0) as connection:
        before, after = _models(connection, old, new)
        texts, table, shown = _gather(read_twice(connection, before, after), limit)
    if not texts:
        raise Failure(f"no text was read by both {before} and {after}")
    if form is not Form.TABLE:
        write_records(_counted(table) if counts else map(_record, shown), form)
        return
    console().print(Text(f"{texts} texts read by {before} and by {after}"))
    rows = [(one["predicate"], *(one[kind] for kind in _COUNTED)) for one in _counted(table)]
    write_table(("predicate", *_COUNTED), rows)
    if not counts:
        _print(shown)


def _models(connection: Connection, old: str | None, new: str | None) -> tuple[str, str]:
    known = models_by_age(connection)
    if old is not None and new is not None:
        for name in (old, new):
            if name not in known:
                named = ", ".join(known) or "no model at all"
                raise Failure(f"no text was read by {name!r}; by {named}", WRONG_USE)
        return old, new
    others = [name for name in known if name != old]
    wanted = 2 if old is None else 1
    if len(others) < wanted or (old is not None and old not in known):
        named = ", ".join(known) or "no model at all"
        raise Failure(f"there are no two models to compare: texts were read by {named}")
    return (others[-2], others[-1]) if old is None else (old, others[-1])


def _gather(
    found: Iterable[ReadTwice], limit: int
) -> tuple[int, Mapping[str, Counter[str]], list[Difference]]:
    """Count everything, keep the first differences."""
    texts, shown = 0, list[Difference]()
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for text in found:
        texts += 1
        for claim in text.same:
            table[claim.predicate]["same"] += 1
        for difference in text.differences:
            table[difference.claim.predicate][difference.kind] += 1
            if len(shown) < limit:
                shown.append(difference)
    return texts, table, shown


def _counted(table: Mapping[str, Counter[str]]) -> Iterator[dict[str, Any]]:
    whole = sum(table.values(), Counter[str]())
    for name, row in [*sorted(table.items()), ("all", whole)]:
        yield {"predicate": name, **{kind: row[kind] for kind in _COUNTED}}


def _record(one: Difference) -> dict[str, Any]:
    claim = one.claim
    return {
        "what": one.kind,
        "predicate": claim.predicate,
        "subject": claim.subject,
        "object": claim.object,
        **{
            f"{when}_{name}": value
            for when, side in (("old", one.old), ("new", one.new))
            for name, value in _side(side).items()
        },
        "sentence": claim.witness.sentence,
        "url": claim.witness.url,
    }


def _side(claim: ClaimRecord | None) -> dict[str, Any]:
    money = claim.sum if claim else None
    return {
        "amount": money.text if money else None,
        "status": claim.status if claim else None,
        "qualifiers": dict(claim.qualifiers) if claim else None,
        "score": round(claim.score, 4) if claim else None,
    }


def _print(shown: Iterable[Difference]) -> None:
    out = console()
    for one in shown:
        claim = one.claim
        said = " ".join(filter(None, (claim.subject, claim.predicate, claim.object)))
        sides = (" → ".join(_said(side) for side in (one.old, one.new) if side is not None)).strip()
        out.print(Text(single_line(f"{one.kind}: {said}  {sides}"), style="bold"))
        out.print(evidence_text(claim.witness))
        out.print(Text(single_line(claim.witness.url), style="dim"))
        out.print()


def _said(claim: ClaimRecord) -> str:
    words = [f"{name} {value}" for name, value in claim.qualifiers.items()]
    amount = claim.sum.text if claim.sum and claim.sum.text else ""
    return ", ".join(filter(None, (amount, claim.status, *words, f"score {claim.score:.2f}")))
