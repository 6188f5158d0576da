"""Values follow orders: as of which day each is, what was seen of the facts for it, and which value was told last."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("model_runs", sa.Column("seen_xid", sa.BigInteger(), server_default="0", nullable=False), schema="attune")
    op.add_column("customer_values", sa.Column("valued_on", sa.Date(), nullable=True), schema="attune")
    op.add_column(
        "customer_values", sa.Column("seen_xid", sa.BigInteger(), server_default="0", nullable=False), schema="attune"
    )
    op.add_column("customer_values", sa.Column("clv_told", sa.DOUBLE_PRECISION(), nullable=True), schema="attune")
