"""Of claims that no rule of merging tells apart the first is marked: it stands for all of them."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Predicates whose claims, where they have no date of their own, are told apart by their day.
BY_DAY = (
    *("raised", "invested_in", "valued_at", "joined", "left", "reported_revenue"),
    *("reported_profit", "spends", "sued", "fined", "employs", "cut_jobs"),
)
UNDATED = "precision is null and predicate in ({})".format(", ".join(map(repr, BY_DAY)))
FIRST = f"""
update claim set leads = true where id in (
    select id from (
        select id, row_number() over (
            partition by topic, says, approx, amount_start is null,
                case when {UNDATED} then reported end, case when {UNDATED} then status end
            order by reported, article, evidence_start
        ) as place
        from claim where current
    ) as placed
    where place = 1
)
"""


def upgrade() -> None:
    op.add_column(
        "claim", sa.Column("leads", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.execute(FIRST)
    op.execute("delete from fact_tally")  # made again, in another form, with the next claims
    op.drop_index("ix_claim_topic_says_reported", table_name="claim")
    op.create_index("ix_claim_topic", "claim", ["topic"], unique=False)
    op.create_index(
        "ix_claim_topic_says_reported",
        "claim",
        ["topic", "says", "reported"],
        unique=False,
        sqlite_where=sa.text("leads"),
        postgresql_where=sa.text("leads"),
    )


def downgrade() -> None:
    op.execute("delete from fact_tally")
    op.drop_index("ix_claim_topic_says_reported", table_name="claim")
    op.drop_index("ix_claim_topic", table_name="claim")
    op.create_index(
        "ix_claim_topic_says_reported", "claim", ["topic", "says", "reported"], unique=False
    )
    op.drop_column("claim", "leads")
