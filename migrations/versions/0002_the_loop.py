"""The loop: touchpoints, spend, merges on record, erasure; attribution, experiments, planning."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attribution_reports",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("request", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.Column("window_from", sa.Date(), nullable=True),
        sa.Column("window_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversions", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("unattributed_conversions", sa.BigInteger(), nullable=False),
        sa.Column("unattributed_value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("spend", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_attribution_reports_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_attribution_reports")),
        sa.UniqueConstraint("workspace_id", "job_id", name=op.f("uq_attribution_reports_workspace_id_job_id")),
        schema="attune",
    )
    op.create_table(
        "experiments",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("hypothesis", sa.Text(), server_default="", nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("coverage", sa.DOUBLE_PRECISION(), server_default="1", nullable=False),
        sa.Column("variations", postgresql.JSONB(), nullable=False),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("campaign", sa.Text(), nullable=True),
        sa.Column("control_without_channel", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("metric in ('revenue', 'conversion', 'orders', 'margin')", name=op.f("ck_experiments_metric")),
        sa.CheckConstraint("state in ('draft', 'running', 'stopped', 'archived')", name=op.f("ck_experiments_state")),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_experiments_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_experiments")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_experiments_workspace_id_key")),
        schema="attune",
    )
    op.create_table(
        "flags",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("default_value", postgresql.JSONB(), nullable=False),
        sa.Column("rules", postgresql.JSONB(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('boolean', 'string', 'number', 'json')", name=op.f("ck_flags_kind")),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_flags_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_flags")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_flags_workspace_id_key")),
        schema="attune",
    )
    op.create_table(
        "goals",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("target", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("baseline_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("direction in ('at_least', 'at_most')", name=op.f("ck_goals_direction")),
        sa.CheckConstraint("state in ('active', 'closed')", name=op.f("ck_goals_state")),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_goals_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_goals")),
        schema="attune",
    )
    op.create_index("ix_goals_due_on", "goals", ["workspace_id", "due_on"], unique=False, schema="attune")
    op.create_table(
        "holdouts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("share", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("state", sa.Text(), server_default="running", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("state in ('running', 'stopped')", name=op.f("ck_holdouts_state")),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_holdouts_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_holdouts")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_holdouts_workspace_id_key")),
        schema="attune",
    )
    op.create_index(
        "uq_holdouts_running",
        "holdouts",
        ["workspace_id"],
        unique=True,
        schema="attune",
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        "spend",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("spend_key", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_spend_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "spend_key", name=op.f("pk_spend")),
        schema="attune",
    )
    op.create_index("ix_spend_day", "spend", ["workspace_id", "day"], unique=False, schema="attune")
    op.create_table(
        "budget_plans",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("request", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.Column("budget", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("response", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("response_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("response_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "report_id"],
            ["attune.attribution_reports.workspace_id", "attune.attribution_reports.id"],
            name=op.f("fk_budget_plans_workspace_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_budget_plans_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_budget_plans")),
        sa.UniqueConstraint("workspace_id", "job_id", name=op.f("uq_budget_plans_workspace_id_job_id")),
        schema="attune",
    )
    op.create_index("ix_budget_plans_created_at", "budget_plans", ["workspace_id", "created_at"], unique=False, schema="attune")
    op.create_table(
        "channel_credits",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("conversions", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("conversions_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("conversions_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("value_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("value_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "report_id"],
            ["attune.attribution_reports.workspace_id", "attune.attribution_reports.id"],
            name=op.f("fk_channel_credits_workspace_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_channel_credits_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "report_id", "model", "channel", name=op.f("pk_channel_credits")),
        schema="attune",
    )
    op.create_table(
        "customer_merges",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survivor_id", sa.Uuid(), nullable=False),
        sa.Column("absorbed_id", sa.Uuid(), nullable=False),
        sa.Column("subject_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "absorbed_id"],
            ["attune.customers.workspace_id", "attune.customers.id"],
            name=op.f("fk_customer_merges_workspace_id_absorbed_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "survivor_id"],
            ["attune.customers.workspace_id", "attune.customers.id"],
            name=op.f("fk_customer_merges_workspace_id_survivor_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_customer_merges_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_customer_merges")),
        schema="attune",
    )
    op.create_index(
        "ix_customer_merges_absorbed", "customer_merges", ["workspace_id", "absorbed_id"], unique=False, schema="attune"
    )
    op.create_index(
        "ix_customer_merges_survivor", "customer_merges", ["workspace_id", "survivor_id"], unique=False, schema="attune"
    )
    op.create_table(
        "experiment_analyses",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("experiment_id", sa.Uuid(), nullable=True),
        sa.Column("holdout_id", sa.Uuid(), nullable=True),
        sa.Column("request", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.Column("analysed_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(experiment_id is null) <> (holdout_id is null)", name=op.f("ck_experiment_analyses_subject")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "experiment_id"],
            ["attune.experiments.workspace_id", "attune.experiments.id"],
            name=op.f("fk_experiment_analyses_workspace_id_experiment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "holdout_id"],
            ["attune.holdouts.workspace_id", "attune.holdouts.id"],
            name=op.f("fk_experiment_analyses_workspace_id_holdout_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_experiment_analyses_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_experiment_analyses")),
        sa.UniqueConstraint("workspace_id", "job_id", name=op.f("uq_experiment_analyses_workspace_id_job_id")),
        schema="attune",
    )
    op.create_index(
        "ix_experiment_analyses_experiment",
        "experiment_analyses",
        ["workspace_id", "experiment_id", "created_at"],
        unique=False,
        schema="attune",
    )
    op.create_index(
        "ix_experiment_analyses_holdout",
        "experiment_analyses",
        ["workspace_id", "holdout_id", "created_at"],
        unique=False,
        schema="attune",
    )
    op.create_table(
        "exposures",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("experiment_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("unit_digest", sa.LargeBinary(), nullable=False),
        sa.Column("variation", sa.Text(), nullable=False),
        sa.Column("exposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "experiment_id"],
            ["attune.experiments.workspace_id", "attune.experiments.id"],
            name=op.f("fk_exposures_workspace_id_experiment_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_exposures_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "experiment_id", "unit", "variation", name=op.f("pk_exposures")),
        schema="attune",
    )
    op.create_index("ix_exposures_unit", "exposures", ["workspace_id", "unit"], unique=False, schema="attune")
    op.create_index("ix_exposures_unit_digest", "exposures", ["workspace_id", "unit_digest"], unique=False, schema="attune")
    op.create_table(
        "holdout_members",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("holdout_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "holdout_id"],
            ["attune.holdouts.workspace_id", "attune.holdouts.id"],
            name=op.f("fk_holdout_members_workspace_id_holdout_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_holdout_members_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "holdout_id", "customer_id", name=op.f("pk_holdout_members")),
        schema="attune",
    )
    op.create_table(
        "published_report",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "report_id"],
            ["attune.attribution_reports.workspace_id", "attune.attribution_reports.id"],
            name=op.f("fk_published_report_workspace_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_published_report_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_published_report")),
        schema="attune",
    )
    op.create_table(
        "experiment_lifts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("control_users", sa.BigInteger(), nullable=False),
        sa.Column("treatment_users", sa.BigInteger(), nullable=False),
        sa.Column("difference", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("difference_low", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("difference_high", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("p_value", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("relative", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("relative_low", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("relative_high", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("incremental", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("incremental_low", sa.DOUBLE_PRECISION(), nullable=False),
        sa.Column("incremental_high", sa.DOUBLE_PRECISION(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "analysis_id"],
            ["attune.experiment_analyses.workspace_id", "attune.experiment_analyses.id"],
            name=op.f("fk_experiment_lifts_workspace_id_analysis_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_experiment_lifts_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "analysis_id", "metric", "treatment", name=op.f("pk_experiment_lifts")),
        schema="attune",
    )
    op.create_table(
        "touchpoints",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("touch_key", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("medium", sa.Text(), nullable=True),
        sa.Column("campaign", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cost", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.CheckConstraint(
            "kind in ('click', 'visit', 'impression', 'open', 'sent', 'other')", name=op.f("ck_touchpoints_kind")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_touchpoints_workspace_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_touchpoints_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "touch_key", name=op.f("pk_touchpoints")),
        schema="attune",
    )
    op.create_index("ix_touchpoints_occurred_at", "touchpoints", ["workspace_id", "occurred_at"], unique=False, schema="attune")
    op.create_index(
        "ix_touchpoints_subject", "touchpoints", ["workspace_id", "subject_id", "occurred_at"], unique=False, schema="attune"
    )
    op.add_column("customers", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True), schema="attune")
    op.create_index(
        "ix_ingest_rejects_received", "ingest_rejects", ["workspace_id", "received_at", "id"], unique=False, schema="attune"
    )
