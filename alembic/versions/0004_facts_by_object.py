"""Steps of a path are looked up from either end of a fact."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_fact_object_subject_status", "fact", ["object", "subject", "status"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_fact_object_subject_status", table_name="fact")
