"""What communication returned: reports as records, the credit of the published one, budget plans. Owner: attribution."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION, JSONB

from kernel.tables import SCHEMA, metadata, timestamp, workspace_column

MONEY = Numeric(20, 4)

attribution_reports = Table(
    "attribution_reports",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("job_id", Uuid),
    Column("request", JSONB, nullable=False),  # what was asked: window, lookback, models, margin
    Column("digest", Text, nullable=False),  # of the inputs: the same digest, lock and platform give the same answer
    Column("code_version", Text, nullable=False),
    Column("window_from", Date),  # null: from the first order on
    timestamp("window_until", nullable=False),
    Column("conversions", BigInteger, nullable=False),
    Column("value", MONEY, nullable=False),  # net of all orders of the window
    Column("unattributed_conversions", BigInteger, nullable=False),
    Column("unattributed_value", MONEY, nullable=False),
    Column("spend", MONEY, nullable=False),
    Column("document", JSONB, nullable=False),  # the whole answer
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "job_id"),  # a job that runs again after a crash makes no second record
)

channel_credits = Table(
    "channel_credits",
    metadata,
    workspace_column(),
    Column("report_id", Uuid, nullable=False),
    Column("model", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("conversions", DOUBLE_PRECISION, nullable=False),
    Column("conversions_low", DOUBLE_PRECISION),
    Column("conversions_high", DOUBLE_PRECISION),
    Column("value", MONEY, nullable=False),  # with what no channel gets, it adds up to the orders' value exactly
    Column("value_low", DOUBLE_PRECISION),
    Column("value_high", DOUBLE_PRECISION),
    PrimaryKeyConstraint("workspace_id", "report_id", "model", "channel"),
    ForeignKeyConstraint(
        ["workspace_id", "report_id"], [f"{SCHEMA}.attribution_reports.workspace_id", f"{SCHEMA}.attribution_reports.id"]
    ),
)

published_report = Table(
    "published_report",
    metadata,
    workspace_column(),
    Column("report_id", Uuid, nullable=False),
    timestamp("published_at", default=True),
    PrimaryKeyConstraint("workspace_id"),
    ForeignKeyConstraint(
        ["workspace_id", "report_id"], [f"{SCHEMA}.attribution_reports.workspace_id", f"{SCHEMA}.attribution_reports.id"]
    ),
)

budget_plans = Table(
    "budget_plans",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("job_id", Uuid),
    Column("report_id", Uuid),  # whose credit the response curves were learnt from
    Column("request", JSONB, nullable=False),
    Column("digest", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    Column("budget", MONEY, nullable=False),
    Column("response", DOUBLE_PRECISION, nullable=False),  # what the allocation should bring, in value
    Column("response_low", DOUBLE_PRECISION),
    Column("response_high", DOUBLE_PRECISION),
    Column("document", JSONB, nullable=False),
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "job_id"),
    ForeignKeyConstraint(
        ["workspace_id", "report_id"], [f"{SCHEMA}.attribution_reports.workspace_id", f"{SCHEMA}.attribution_reports.id"]
    ),
    Index("ix_budget_plans_created_at", "workspace_id", "created_at"),
)
