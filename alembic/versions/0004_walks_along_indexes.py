"""Facts are followed from either end, and walked newest first by what the index alone tells."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OLD = (
    ("predicate", "last_reported"),
    ("predicate", "usd", "status"),
    ("last_reported", "first_reported", "usd"),
)
NEW = (
    ("object", "subject", "status"),
    ("predicate", "last_reported", "usd", "status"),
    ("last_reported", "first_reported"),
)
OF_SUMS = ("last_reported", "first_reported", "usd", "eur")


def upgrade() -> None:
    for columns in OLD:
        op.drop_index(f"ix_fact_{'_'.join(columns)}", table_name="fact")
    for columns in NEW:
        op.create_index(f"ix_fact_{'_'.join(columns)}", "fact", [*columns], unique=False)
    op.create_index(
        f"ix_fact_{'_'.join(OF_SUMS)}",
        "fact",
        [*OF_SUMS],
        unique=False,
        sqlite_where=sa.text("usd is not null"),
        postgresql_where=sa.text("usd is not null"),
    )


def downgrade() -> None:
    for columns in (*NEW, OF_SUMS):
        op.drop_index(f"ix_fact_{'_'.join(columns)}", table_name="fact")
    for columns in OLD:
        op.create_index(f"ix_fact_{'_'.join(columns)}", "fact", [*columns], unique=False)
