"""The loop: touchpoints, spend, merges and erasures; attribution, experiments, planning."""

import sqlalchemy as sa
from alembic import op

import schema

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    known = set(sa.inspect(connection).get_table_names(schema="attune"))
    op.add_column("customers", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True), schema="attune")
    for table in schema.metadata.sorted_tables:
        if table.name not in known:
            table.create(connection)
