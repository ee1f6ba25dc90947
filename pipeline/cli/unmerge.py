"""`faktograph unmerge`: take back what was judged of two entities."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.options import EntityKind
from pipeline.cli.verdicts import judging, named, take_back, tell

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def unmerge(
    first: Annotated[str, typer.Argument(metavar="A", help="A name, an alias or an id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    of_type: EntityKind = None,
) -> None:
    """Take back all verdicts on two entities, same or not; their history is kept.

    \b
    Examples:
      faktograph unmerge "Tennessee Valley Authority" TVA
    """  # noqa: D301  \b keeps the lines as they are
    with judging() as engine:
        pair = named(engine, first, second, of_type)
        tell(pair, "are as if never judged", take_back(engine, pair))
