"""`faktograph db`: the database's migrations."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from models.database import database_url, open_reader, open_writer, upgrade
from models.migrations import head_revision
from pipeline.settings import load_settings
from pipeline.store.judging import follow_registry

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Create the database, migrate it, check it.",
)


@app.command(name="upgrade")
def upgrade_database() -> None:
    """Create the database or bring it to this program's migration; again, nothing changes.

    Entities that this program's registry knows by another name are joined with it; their old
    ids and links go on working.

    \b
    Examples:
      faktograph db upgrade
      FAKTOGRAPH_DATABASE_URL=postgresql://user@host/news faktograph db upgrade
    """  # noqa: D301  \b keeps the lines as they are
    where = load_settings().database_url
    typer.echo(f"{_shown(where)} is at migration {upgrade(where)}")
    engine = open_writer(where)
    try:
        joined = follow_registry(engine, datetime.now(UTC))
    finally:
        engine.dispose()
    if joined:
        typer.echo(f"joined with what the registry calls them now: {joined}")


@app.command()
def check() -> None:
    """Tell whether the database is there and at this program's migration; if not, exit code 1.

    \b
    Examples:
      faktograph db check
    """  # noqa: D301  \b keeps the lines as they are
    where = load_settings().database_url
    open_reader(where).dispose()
    typer.echo(f"{_shown(where)} is at migration {head_revision()}, as it should be")


def _shown(where: str) -> str:
    return database_url(where).render_as_string(hide_password=True)
