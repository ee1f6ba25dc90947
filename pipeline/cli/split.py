"""`faktograph split`: judge two entities not the same, for good: no rule merges them any more."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import EntityKind
from pipeline.cli.verdicts import give, judging, named, tell

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def split(
    first: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    of_type: EntityKind = None,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why; it is kept.")] = None,
) -> None:
    """Judge two entities not the same, for good: no rule merges them any more.

    A merger of the two by you is taken back; `unmerge` takes this back, too.

    \b
    Examples:
      faktograph split Figure "Figure AI"
    """  # noqa: D301  \b keeps the lines as they are
    with judging() as engine:
        pair = named(engine, first, second, of_type)
        tell(pair, "are two", give(engine, pair, "not", reason))
