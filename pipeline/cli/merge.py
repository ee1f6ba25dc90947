"""`faktograph merge`: judge two entities the same: from now on they share their facts."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import EntityKind
from pipeline.cli.verdicts import give, judging, named, tell

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def merge(
    first: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    of_type: EntityKind = None,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why; it is kept.")] = None,
) -> None:
    """Judge two entities the same: from now on they share their facts.

    Nothing is lost by it: `unmerge` takes it back, and links to either go on working.

    \b
    Examples:
      faktograph merge "Tennessee Valley Authority" TVA
    """  # noqa: D301  \b keeps the lines as they are
    with judging() as engine:
        pair = named(engine, first, second, of_type)
        tell(pair, "are one", give(engine, pair, "same", reason))
