"""How alembic reaches the database: a connection handed in, or the URL of the settings."""

from __future__ import annotations

import os

from sqlalchemy import Connection

from alembic import context
from models.database import writer
from models.schema import at_head, is_ours, make_views, remove_views
from models.tables import Base


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=is_ours,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        remove_views(connection)
        context.run_migrations()
        if at_head(connection, context.script.get_current_head()):
            make_views(connection)


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    migrate(handed_in)
else:
    engine = writer(os.environ.get("FAKTOGRAPH_DATABASE_URL", "sqlite:///faktograph.db"))
    with engine.begin() as own:
        migrate(own)
