"""Feedback and referrals: what customers answer, and whom they bring."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("feedback_key", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("brand_rank", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("brands", sa.Integer(), nullable=True),
        sa.Column("wallet_share", sa.DOUBLE_PRECISION(), nullable=True),
        sa.Column("survey", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.CheckConstraint("num_nonnulls(score, brand_rank, wallet_share) > 0", name=op.f("ck_feedback_says_something")),
        sa.CheckConstraint("score between 0 and 10", name=op.f("ck_feedback_score")),
        sa.CheckConstraint("wallet_share between 0 and 1", name=op.f("ck_feedback_wallet_share")),
        sa.CheckConstraint(
            "(brand_rank is null) = (brands is null) and coalesce(brand_rank between 1 and brands, true)",
            name=op.f("ck_feedback_brand_rank"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_feedback_workspace_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_feedback_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "feedback_key", name=op.f("pk_feedback")),
        schema="attune",
    )
    op.create_index(
        "ix_feedback_subject", "feedback", ["workspace_id", "subject_id", "answered_at"], unique=False, schema="attune"
    )
    op.create_index(
        "ix_feedback_answered_at", "feedback", ["workspace_id", "answered_at", "feedback_key"], unique=False, schema="attune"
    )
    op.create_table(
        "referrals",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("referral_key", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("referred_subject_id", sa.Uuid(), nullable=True),
        sa.Column("order_key", sa.Text(), nullable=True),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=True),
        sa.Column("would_have_come", sa.Boolean(), nullable=True),
        sa.Column("reward", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.CheckConstraint("kind in ('sent', 'converted')", name=op.f("ck_referrals_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_referrals_workspace_id_subject_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "referred_subject_id"],
            ["attune.subjects.workspace_id", "attune.subjects.id"],
            name=op.f("fk_referrals_workspace_id_referred_subject_id"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_referrals_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "referral_key", name=op.f("pk_referrals")),
        schema="attune",
    )
    op.create_index(
        "ix_referrals_subject", "referrals", ["workspace_id", "subject_id", "referred_at"], unique=False, schema="attune"
    )
    op.create_index(
        "ix_referrals_referred", "referrals", ["workspace_id", "referred_subject_id"], unique=False, schema="attune"
    )
    op.create_index("ix_referrals_order", "referrals", ["workspace_id", "order_key"], unique=False, schema="attune")
    op.create_index("ix_referrals_referred_at", "referrals", ["workspace_id", "referred_at"], unique=False, schema="attune")
