"""The command line: `faktograph COMMAND`.

Exit codes: 0 done, 1 nothing found or some items failed, 2 wrong use.

A command lives in the module of its name and is imported when it is asked for, so that
`faktograph --help` needs neither spaCy nor SQLAlchemy.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli.commands import Commands
from pipeline.cli.failures import reported
from pipeline.cli.text import provide_streams, replace_unprintable

__all__ = ["app", "main"]

app = typer.Typer(
    name="faktograph",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  a typer callback is called so
    if wanted:
        typer.echo(f"faktograph {__version__}")
        raise typer.Exit


@app.callback()
def faktograph(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="The version.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", help="Show where an unexpected error came from.")
    ] = False,
) -> None:
    """German and English AI-industry news in, evidence-bound facts out.

    \b
    Try it:
      faktograph demo                                  sample news, served and read on this machine
      faktograph add article.html https://site/story   pages of yours
      faktograph ingest --since 2d                     what the sources say

    \b
    Ask:
      faktograph lookup xAI
      faktograph facts --predicate raised --min 1bn --since 2024
      faktograph path xAI "Tennessee Valley Authority"
      faktograph sql "select company, amount from funding_rounds limit 5"

    Answers are tables on a terminal and JSON lines when piped; --json, --csv and --table choose.
    """  # noqa: D301  \b keeps the lines as they are


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: `arguments` are the process's own where not given."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    provide_streams()
    for stream in (sys.stdout, sys.stderr):
        replace_unprintable(stream)
    with reported(trace="--traceback" in given):
        typer.main.get_command(app).main(args=given, prog_name="faktograph")
