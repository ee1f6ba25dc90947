"""Sources, articles, entities, claims, facts, and full-text search over articles and evidence."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MONEY = sa.Text().with_variant(sa.Numeric(), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")
ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Full-text search on SQLite: the index keeps no text of its own, triggers keep it in step.
# The columns indexed, by table.
SEARCHED = {"revision": ("title", "text"), "claim": ("evidence",)}


def upgrade() -> None:  # noqa: PLR0915  every table once, as alembic wrote it
    op.create_table(
        "entity",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["canonical"], ["entity.id"], name="fk_entity_canonical"),
        sa.PrimaryKeyConstraint("id", name="pk_entity"),
    )
    op.create_index("ix_entity_canonical", "entity", ["canonical"], unique=False)
    op.create_index("ix_entity_name", "entity", ["name"], unique=False)
    op.create_table(
        "source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_source"),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_reported", sa.Date(), nullable=False),
        sa.Column("last_reported", sa.Date(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_table(
        "alias",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entity.id"], name="fk_alias_entity"),
        sa.PrimaryKeyConstraint("entity", "name", name="pk_alias"),
    )
    op.create_index("ix_alias_folded", "alias", ["folded"], unique=False)
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", INSTANT, nullable=True),
        sa.Column("published_precision", sa.Text(), nullable=True),
        sa.Column("published_from", sa.Text(), nullable=True),
        sa.Column("updated", INSTANT, nullable=True),
        sa.Column("reported", sa.Date(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("extraction", sa.BigInteger(), nullable=False),
        sa.Column("story", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name="fk_article_source"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_article_story"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("url", name="uq_article_url"),
    )
    op.create_index("ix_article_reported", "article", ["reported"], unique=False)
    op.create_index("ix_article_source", "article", ["source"], unique=False)
    op.create_index("ix_article_story", "article", ["story"], unique=False)
    op.create_table(
        "fact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("predicate", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column("amount_text", sa.Text(), nullable=True),
        sa.Column("amount_min", MONEY, nullable=True),
        sa.Column("amount_max", MONEY, nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("usd", sa.BigInteger(), nullable=True),
        sa.Column("eur", sa.BigInteger(), nullable=True),
        sa.Column("rate_day", sa.Date(), nullable=True),
        sa.Column("time_text", sa.Text(), nullable=True),
        sa.Column("time_start", sa.Date(), nullable=True),
        sa.Column("time_end", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("qualifiers", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("percent", sa.Double(), nullable=True),
        sa.Column("first_reported", sa.Date(), nullable=False),
        sa.Column("last_reported", sa.Date(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("witness", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.Column("superseded_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["attributed_to"], ["entity.id"], name="fk_fact_attributed_to"),
        sa.ForeignKeyConstraint(["object"], ["entity.id"], name="fk_fact_object"),
        sa.ForeignKeyConstraint(["subject"], ["entity.id"], name="fk_fact_subject"),
        sa.PrimaryKeyConstraint("id", name="pk_fact"),
    )
    op.create_index(
        "ix_fact_last_reported_first_reported_usd",
        "fact",
        ["last_reported", "first_reported", "usd"],
        unique=False,
    )
    op.create_index(
        "ix_fact_object_predicate_last_reported",
        "fact",
        ["object", "predicate", "last_reported"],
        unique=False,
    )
    op.create_index(
        "ix_fact_predicate_last_reported", "fact", ["predicate", "last_reported"], unique=False
    )
    op.create_index(
        "ix_fact_predicate_usd_status", "fact", ["predicate", "usd", "status"], unique=False
    )
    op.create_index("ix_fact_slot", "fact", ["slot"], unique=False)
    op.create_index(
        "ix_fact_subject_object_status", "fact", ["subject", "object", "status"], unique=False
    )
    op.create_index(
        "ix_fact_subject_predicate_last_reported",
        "fact",
        ["subject", "predicate", "last_reported"],
        unique=False,
    )
    op.create_index("ix_fact_topic", "fact", ["topic"], unique=False)
    op.create_index("ix_fact_usd", "fact", ["usd"], unique=False)
    op.create_table(
        "fetch",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("full_at", INSTANT, nullable=True),
        sa.Column("fresh_until", INSTANT, nullable=True),
        sa.Column("retry_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name="fk_fetch_source"),
        sa.PrimaryKeyConstraint("id", name="pk_fetch"),
    )
    op.create_index("ix_fetch_at", "fetch", ["at"], unique=False)
    op.create_index("ix_fetch_source_at", "fetch", ["source", "at"], unique=False)
    op.create_index("ix_fetch_url_at", "fetch", ["url", "at"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["left"], ["entity.id"], name="fk_judgement_left"),
        sa.ForeignKeyConstraint(["right"], ["entity.id"], name="fk_judgement_right"),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
    )
    op.create_index("ix_judgement_left", "judgement", ["left"], unique=False)
    op.create_index("ix_judgement_right", "judgement", ["right"], unique=False)
    op.create_table(
        "rejection",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name="fk_rejection_source"),
        sa.PrimaryKeyConstraint("id", name="pk_rejection"),
    )
    op.create_index("ix_rejection_at", "rejection", ["at"], unique=False)
    op.create_index("ix_rejection_url", "rejection", ["url"], unique=False)
    op.create_table(
        "source_run",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.Column("links", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name="fk_source_run_source"),
        sa.PrimaryKeyConstraint("id", name="pk_source_run"),
    )
    op.create_index(
        "ix_source_run_source_started_at", "source_run", ["source", "started_at"], unique=False
    )
    op.create_table(
        "fact_status",
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["fact.id"], name="fk_fact_status_fact", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", "since", name="pk_fact_status"),
    )
    op.create_table(
        "revision",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("updated", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_revision_article"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_index("ix_revision_article", "revision", ["article"], unique=False)
    op.create_table(
        "extraction",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("revision", ROW, nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revision.id"], name="fk_extraction_revision"),
        sa.PrimaryKeyConstraint("id", name="pk_extraction"),
    )
    op.create_index("ix_extraction_revision", "extraction", ["revision"], unique=False)
    op.create_table(
        "amount",
        sa.Column("extraction", ROW, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("min", MONEY, nullable=True),
        sa.Column("max", MONEY, nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("usd", sa.BigInteger(), nullable=True),
        sa.Column("eur", sa.BigInteger(), nullable=True),
        sa.Column("rate_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["extraction"], ["extraction.id"], name="fk_amount_extraction"),
        sa.PrimaryKeyConstraint("extraction", "start", name="pk_amount"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        sa.Column("id", ROW, autoincrement=True, nullable=False),
        sa.Column("extraction", ROW, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=True),
        sa.Column("predicate", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column("amount_start", sa.Integer(), nullable=True),
        sa.Column("amount_end", sa.Integer(), nullable=True),
        sa.Column("amount_min", MONEY, nullable=True),
        sa.Column("amount_max", MONEY, nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("usd", sa.BigInteger(), nullable=True),
        sa.Column("eur", sa.BigInteger(), nullable=True),
        sa.Column("rate_day", sa.Date(), nullable=True),
        sa.Column("time_start", sa.Date(), nullable=True),
        sa.Column("time_end", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("qualifiers", sa.Text(), nullable=False),
        sa.Column("reported", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_claim_article"),
        sa.ForeignKeyConstraint(["attributed_to"], ["entity.id"], name="fk_claim_attributed_to"),
        sa.ForeignKeyConstraint(["extraction"], ["extraction.id"], name="fk_claim_extraction"),
        sa.ForeignKeyConstraint(["fact"], ["fact.id"], name="fk_claim_fact"),
        sa.ForeignKeyConstraint(["object"], ["entity.id"], name="fk_claim_object"),
        sa.ForeignKeyConstraint(["subject"], ["entity.id"], name="fk_claim_subject"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
    )
    op.create_index("ix_claim_extraction", "claim", ["extraction"], unique=False)
    op.create_index("ix_claim_fact", "claim", ["fact"], unique=False)
    op.create_index("ix_claim_topic", "claim", ["topic"], unique=False)
    op.create_table(
        "mention",
        sa.Column("extraction", ROW, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entity.id"], name="fk_mention_entity"),
        sa.ForeignKeyConstraint(["extraction"], ["extraction.id"], name="fk_mention_extraction"),
        sa.PrimaryKeyConstraint("extraction", "start", "entity", name="pk_mention"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mention_entity", "mention", ["entity"], unique=False)
    op.create_table(
        "former_fact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("claim", ROW, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"], name="fk_former_fact_claim"),
        sa.PrimaryKeyConstraint("id", name="pk_former_fact"),
    )

    if op.get_bind().dialect.name == "sqlite":
        for table, columns in SEARCHED.items():
            _index_for_sqlite(table, ", ".join(columns))
    else:
        # 200,000 characters stay below the limit of one megabyte a text.
        op.execute(
            "create index revision_search on revision using gin"
            " (to_tsvector('simple', left(title || ' ' || text, 200000)))"
        )
        op.execute("create index claim_search on claim using gin (to_tsvector('simple', evidence))")


def _index_for_sqlite(table: str, columns: str) -> None:
    new = ", ".join(f"new.{column}" for column in columns.split(", "))
    old = ", ".join(f"old.{column}" for column in columns.split(", "))
    search = f"{table}_search"
    op.execute(
        f"create virtual table {search} using fts5({columns}, content='{table}',"
        " content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    add = f"insert into {search}(rowid, {columns}) values (new.id, {new});"
    remove = f"insert into {search}({search}, rowid, {columns}) values ('delete', old.id, {old});"
    op.execute(f"create trigger {search}_add after insert on {table} begin {add} end")
    op.execute(f"create trigger {search}_remove after delete on {table} begin {remove} end")
    op.execute(
        f"create trigger {search}_change after update of {columns} on {table}"
        f" begin {remove} {add} end"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in SEARCHED:
            op.execute(f"drop table {table}_search")
    op.drop_table("former_fact")
    op.drop_index("ix_mention_entity", table_name="mention")
    op.drop_table("mention")
    op.drop_index("ix_claim_topic", table_name="claim")
    op.drop_index("ix_claim_fact", table_name="claim")
    op.drop_index("ix_claim_extraction", table_name="claim")
    op.drop_table("claim")
    op.drop_table("amount")
    op.drop_index("ix_extraction_revision", table_name="extraction")
    op.drop_table("extraction")
    op.drop_index("ix_revision_article", table_name="revision")
    op.drop_table("revision")
    op.drop_table("fact_status")
    op.drop_index("ix_source_run_source_started_at", table_name="source_run")
    op.drop_table("source_run")
    op.drop_index("ix_rejection_url", table_name="rejection")
    op.drop_index("ix_rejection_at", table_name="rejection")
    op.drop_table("rejection")
    op.drop_index("ix_judgement_right", table_name="judgement")
    op.drop_index("ix_judgement_left", table_name="judgement")
    op.drop_table("judgement")
    op.drop_index("ix_fetch_url_at", table_name="fetch")
    op.drop_index("ix_fetch_source_at", table_name="fetch")
    op.drop_index("ix_fetch_at", table_name="fetch")
    op.drop_table("fetch")
    op.drop_index("ix_fact_usd", table_name="fact")
    op.drop_index("ix_fact_topic", table_name="fact")
    op.drop_index("ix_fact_subject_predicate_last_reported", table_name="fact")
    op.drop_index("ix_fact_subject_object_status", table_name="fact")
    op.drop_index("ix_fact_slot", table_name="fact")
    op.drop_index("ix_fact_predicate_usd_status", table_name="fact")
    op.drop_index("ix_fact_predicate_last_reported", table_name="fact")
    op.drop_index("ix_fact_object_predicate_last_reported", table_name="fact")
    op.drop_index("ix_fact_last_reported_first_reported_usd", table_name="fact")
    op.drop_table("fact")
    op.drop_index("ix_article_story", table_name="article")
    op.drop_index("ix_article_source", table_name="article")
    op.drop_index("ix_article_reported", table_name="article")
    op.drop_table("article")
    op.drop_index("ix_alias_folded", table_name="alias")
    op.drop_table("alias")
    op.drop_table("story")
    op.drop_table("source")
    op.drop_index("ix_entity_name", table_name="entity")
    op.drop_index("ix_entity_canonical", table_name="entity")
    op.drop_table("entity")
