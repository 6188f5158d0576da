"""The registry of models: what the gate said of a run, and every promotion."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_promotions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("model_id", sa.Uuid(), nullable=False),
        sa.Column("previous_model_id", sa.Uuid(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("promoted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("cause in ('gate', 'always', 'request')", name=op.f("ck_model_promotions_cause")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "model_id"],
            ["attune.model_runs.workspace_id", "attune.model_runs.id"],
            name=op.f("fk_model_promotions_workspace_id_model_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_model_promotions_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_model_promotions")),
        schema="attune",
    )
    op.create_index(
        "ix_model_promotions_model", "model_promotions", ["workspace_id", "model_id"], unique=False, schema="attune"
    )
    op.add_column("model_runs", sa.Column("selection", postgresql.JSONB(), nullable=True), schema="attune")
