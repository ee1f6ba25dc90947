"""What a backfill has taken, what people judged, what much-told facts add up to."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "backfill_batch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_backfill_batch"),
    )
    op.create_table(
        "fact_tally",
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["fact.id"], name="fk_fact_tally_fact", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", name="pk_fact_tally"),
    )
    op.create_table(
        "review",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("claim", ROW, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("predicate", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column("amount_start", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["attributed_to"], ["entity.id"], name="fk_review_attributed_to"),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name="fk_review_claim"),
        sa.ForeignKeyConstraint(["object"], ["entity.id"], name="fk_review_object"),
        sa.ForeignKeyConstraint(["subject"], ["entity.id"], name="fk_review_subject"),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
    )
    op.create_index("ix_review_claim", "review", ["claim"], unique=False)
    op.drop_index("ix_claim_topic", table_name="claim")
    op.create_index(
        "ix_claim_topic_says_reported", "claim", ["topic", "says", "reported"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_claim_topic_says_reported", table_name="claim")
    op.create_index("ix_claim_topic", "claim", ["topic"], unique=False)
    op.drop_index("ix_review_claim", table_name="review")
    for table in ("review", "fact_tally", "backfill_batch"):
        op.drop_table(table)
