"""Lines of orders: what an order consists of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("order_events", sa.Column("lines", postgresql.JSONB(), nullable=True), schema="attune")
    op.create_table(
        "order_lines",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("order_key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("net", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "order_key"],
            ["attune.orders.workspace_id", "attune.orders.order_key"],
            name=op.f("fk_order_lines_workspace_id_order_key"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["attune.workspaces.id"], name=op.f("fk_order_lines_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "order_key", "position", name=op.f("pk_order_lines")),
        schema="attune",
    )
