"""Which migration a database is at, and which one this program is made for."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from models.problems import NeedsNewerProgram, NeedsUpgrade, shown

__all__ = ["alembic_config", "check", "head_revision", "known_revisions", "newer", "revision_of"]


def head_revision() -> str:
    """Name the migration this program is made for."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    if head is None:
        raise RuntimeError("the migrations are missing: reinstall faktograph")
    return head


def alembic_config(connection: Connection | None = None) -> Config:
    """Make alembic's configuration: migrations of the checkout or of the installed wheel."""
    config = Config()
    beside = Path(__file__).parent
    installed = beside / "alembic"
    config.set_main_option(
        "script_location",
        str(installed if installed.is_dir() else beside.parent / "alembic").replace("%", "%%"),
    )
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def known_revisions() -> set[str]:
    """Name all migrations that this program has."""
    scripts = ScriptDirectory.from_config(alembic_config())
    return {script.revision for script in scripts.walk_revisions()}


def revision_of(connection: Connection) -> str | None:
    """Name the migration the database is at; `None` when it has had none."""
    return MigrationContext.configure(connection).get_current_revision()


def check(found: str | None, url: URL) -> None:
    """Raise NeedsUpgrade or NeedsNewerProgram unless the last migration has been run."""
    head = head_revision()
    if found == head:
        return
    if found is not None and found not in known_revisions():
        raise newer(url, found)
    raise NeedsUpgrade(
        f"the database {shown(url)} is at migration {found or 'none'}, this program needs {head}:"
        " run `faktograph db upgrade`"
    )


def newer(url: URL, found: str) -> NeedsNewerProgram:
    """Say that the database is at a migration that only a newer program has."""
    return NeedsNewerProgram(
        f"the database {shown(url)} is at migration {found}, which this program does not know:"
        " install a newer faktograph"
    )
