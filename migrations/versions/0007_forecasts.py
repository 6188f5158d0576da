"""Forecasts of weeks to come: immutable records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forecasts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.Column("request", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "model_id"],
            ["attune.model_runs.workspace_id", "attune.model_runs.id"],
            name=op.f("fk_forecasts_workspace_id_model_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_forecasts_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_forecasts")),
        sa.UniqueConstraint("workspace_id", "job_id", name=op.f("uq_forecasts_workspace_id_job_id")),
        schema="attune",
    )
    op.create_index("ix_forecasts_model", "forecasts", ["workspace_id", "model_id"], unique=False, schema="attune")
