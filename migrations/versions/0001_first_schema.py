"""The first schema."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import UserDefinedType

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


class TransactionId(UserDefinedType[int]):
    """Postgres' xid8."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """The type's name in DDL."""
        return "xid8"


def upgrade() -> None:
    op.create_table(
        "feed_offsets",
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("xid", TransactionId(), server_default=sa.text("'0'::xid8"), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("reader", name=op.f("pk_feed_offsets")),
        schema="attune",
    )
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("clock_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_workspaces_currency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("name", name=op.f("uq_workspaces_name")),
        schema="attune",
    )
    op.create_table(
        "api_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('admin', 'write', 'client', 'scoped')", name=op.f("ck_api_keys_kind")),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_api_keys_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_api_keys")),
        schema="attune",
    )
    op.create_index("ix_api_keys_digest", "api_keys", ["digest"], unique=False, schema="attune")
    op.create_table(
        "audit_log",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=True),
        sa.Column("after", postgresql.JSONB(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_audit_log_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_audit_log")),
        schema="attune",
    )
    op.create_table(
        "customers",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "merged_into"],
            ["attune.customers.workspace_id", "attune.customers.id"],
            name=op.f("fk_customers_workspace_id_merged_into"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_customers_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_customers")),
        schema="attune",
    )
    op.create_index("uq_customers_customer_id", "customers", ["workspace_id", "customer_id"], unique=True, schema="attune")
    op.create_table(
        "event_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_event_keys_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "message_id", name=op.f("pk_event_keys")),
        schema="attune",
        postgresql_partition_by="HASH (workspace_id, message_id)",
    )
    op.create_index("ix_event_keys_received_on", "event_keys", ["received_on"], unique=False, schema="attune")
    op.create_table(
        "feed",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("xid", TransactionId(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_feed_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_feed")),
        schema="attune",
    )
    op.create_index("ix_feed_order", "feed", ["xid", "id"], unique=False, schema="attune")
    op.create_table(
        "idempotency_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", postgresql.JSONB(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_idempotency_keys_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_idempotency_keys")),
        schema="attune",
    )
    op.create_table(
        "imports",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rows_done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("accepted", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("duplicates", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rejected", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("staged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_imports_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_imports")),
        schema="attune",
    )
    op.create_table(
        "ingest_duplicates",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_ingest_duplicates_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_ingest_duplicates")),
        schema="attune",
    )
    op.create_table(
        "ingest_rejects",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_ingest_rejects_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_ingest_rejects")),
        schema="attune",
    )
    op.create_index(
        "ix_ingest_rejects_import", "ingest_rejects", ["workspace_id", "import_id", "position"], unique=False, schema="attune"
    )
    op.create_table(
        "jobs",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("progress", sa.DOUBLE_PRECISION(), server_default="0", nullable=False),
        sa.Column("stage", sa.Text(), server_default="", nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("problem", postgresql.JSONB(), nullable=True),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("max_attempts", sa.Integer(), server_default="3", nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name=op.f("ck_jobs_state")),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_jobs_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_jobs")),
        schema="attune",
    )
    op.create_index(
        "ix_jobs_open",
        "jobs",
        ["created_at"],
        unique=False,
        schema="attune",
        postgresql_where=sa.text("state in ('queued', 'running')"),
    )
    op.create_table(
        "model_runs",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("request", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.Column("fit", postgresql.JSONB(), nullable=False),
        sa.Column("spend", postgresql.JSONB(), nullable=True),
        sa.Column("backtest", postgresql.JSONB(), nullable=True),
        sa.Column("diagnostics", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_model_runs_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_model_runs")),
        sa.UniqueConstraint("workspace_id", "job_id", name=op.f("uq_model_runs_workspace_id_job_id")),
        schema="attune",
    )
    op.create_table(
        "customer_values",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("frequency", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("recency", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("age", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("monetary_value", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("probability_alive", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("probability_alive_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("probability_alive_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("expected_purchases", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("expected_purchases_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("expected_purchases_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("expected_spend", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("expected_spend_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("expected_spend_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("clv", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("clv_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("clv_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "model_id"],
            ["attune.model_runs.workspace_id", "attune.model_runs.id"],
            name=op.f("fk_customer_values_workspace_id_model_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_customer_values_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "model_id", "customer_id", name=op.f("pk_customer_values")),
        schema="attune",
    )
    op.create_index(
        "ix_customer_values_clv", "customer_values", ["workspace_id", "model_id", "clv"], unique=False, schema="attune"
    )
    op.create_table(
        "import_chunks",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "import_id"],
            ["attune.imports.workspace_id", "attune.imports.id"],
            name=op.f("fk_import_chunks_workspace_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_import_chunks_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "position", name=op.f("pk_import_chunks")),
        schema="attune",
    )
    op.create_table(
        "published_model",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "model_id"],
            ["attune.model_runs.workspace_id", "attune.model_runs.id"],
            name=op.f("fk_published_model_workspace_id_model_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_published_model_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_published_model")),
        schema="attune",
    )
    op.create_table(
        "subjects",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('user', 'anonymous')", name=op.f("ck_subjects_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["attune.customers.workspace_id", "attune.customers.id"],
            name=op.f("fk_subjects_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_subjects_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_subjects")),
        schema="attune",
    )
    op.create_index("ix_subjects_customer_id", "subjects", ["workspace_id", "customer_id"], unique=False, schema="attune")
    op.create_index("uq_subjects_value", "subjects", ["workspace_id", "kind", "value"], unique=True, schema="attune")
    op.create_table(
        "events",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("original_timestamp", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clamped", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("anonymous_subject_id", sa.Uuid(), nullable=True),
        sa.Column("properties", postgresql.JSONB(), nullable=False),
        sa.Column("traits", postgresql.JSONB(), nullable=True),
        sa.Column("context", postgresql.JSONB(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_events_workspace_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_events_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "occurred_at", "id", name=op.f("pk_events")),
        schema="attune",
        postgresql_partition_by="RANGE (occurred_at)",
    )
    op.create_index("ix_events_name", "events", ["workspace_id", "name", "occurred_at"], unique=False, schema="attune")
    op.create_index("ix_events_subject", "events", ["workspace_id", "subject_id", "occurred_at"], unique=False, schema="attune")
    op.create_table(
        "order_events",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("order_key", sa.Text(), nullable=False),
        sa.Column("event_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("margin", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("discount", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.CheckConstraint(
            "kind in ('completed', 'updated', 'refunded', 'cancelled', 'imported')", name=op.f("ck_order_events_kind")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_order_events_workspace_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_order_events_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "order_key", "event_key", name=op.f("pk_order_events")),
        schema="attune",
    )
    op.create_index("ix_order_events_event_key", "order_events", ["workspace_id", "event_key"], unique=False, schema="attune")
    op.create_table(
        "orders",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("order_key", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gross", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("refunded", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("net", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("net_float", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("margin", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("discount", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("is_purchase", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_orders_workspace_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_orders_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "order_key", name=op.f("pk_orders")),
        schema="attune",
    )
    op.create_index("ix_orders_ordered_at", "orders", ["workspace_id", "ordered_at"], unique=False, schema="attune")
    op.create_index("ix_orders_subject", "orders", ["workspace_id", "subject_id", "ordered_at"], unique=False, schema="attune")
    op.create_table(
        "subject_traits",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(), nullable=False),
        sa.Column("observed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_subject_traits_workspace_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_subject_traits_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "subject_id", "name", name=op.f("pk_subject_traits")),
        schema="attune",
    )
