"""Traces: a job and an event of the feed name the trace in which they began."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("traceparent", sa.Text(), nullable=True), schema="attune")
    op.add_column("feed", sa.Column("traceparent", sa.Text(), nullable=True), schema="attune")
