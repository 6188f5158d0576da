"""What is intended: goals. Owner: planning."""

from sqlalchemy import CheckConstraint, Column, Date, Index, Numeric, PrimaryKeyConstraint, Table, Text, Uuid

from kernel.tables import metadata, timestamp, workspace_column

goals = Table(
    "goals",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("metric", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("target", Numeric(20, 4), nullable=False),
    Column("baseline", Numeric(20, 4), nullable=False),  # measured when the goal was set
    timestamp("baseline_at", nullable=False),
    Column("due_on", Date, nullable=False),
    Column("owner", Text, nullable=False, info={"personal": True}),  # who answers for it
    Column("state", Text, nullable=False, server_default="active"),
    timestamp("created_at", default=True),
    timestamp("closed_at"),
    PrimaryKeyConstraint("workspace_id", "id"),
    CheckConstraint("direction in ('at_least', 'at_most')", name="direction"),
    CheckConstraint("state in ('active', 'closed')", name="state"),
    Index("ix_goals_due_on", "workspace_id", "due_on"),
)
