"""What customers are worth: model runs as records, and the values that the promoted one gives. Owner: valuation."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION, JSONB

from kernel.tables import SCHEMA, metadata, timestamp, workspace_column

model_runs = Table(
    "model_runs",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("job_id", Uuid),
    Column("model", Text, nullable=False),
    Column("request", JSONB, nullable=False),  # what was asked: windows, unit, horizon, discount rate
    Column("digest", Text, nullable=False),  # of the inputs: the same digest, lock and platform give the same answer
    Column("code_version", Text, nullable=False),
    Column("fit", JSONB, nullable=False),
    Column("spend", JSONB),
    Column("backtest", JSONB),
    Column("selection", JSONB),  # candidates and naive forecasts at rolling origins, and what the gate said
    Column("segments", JSONB),  # a model for the customers of each channel and segment, pooled toward that of all
    Column("seen_xid", BigInteger, nullable=False, server_default="0"),  # of facts: all transactions below this one
    Column("diagnostics", JSONB, nullable=False),
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "job_id"),  # a job that runs again after a crash makes no second record
)

published_model = Table(
    "published_model",
    metadata,
    workspace_column(),
    Column("model_id", Uuid, nullable=False),
    timestamp("published_at", default=True),
    PrimaryKeyConstraint("workspace_id"),
    ForeignKeyConstraint(["workspace_id", "model_id"], [f"{SCHEMA}.model_runs.workspace_id", f"{SCHEMA}.model_runs.id"]),
)

model_promotions = Table(
    "model_promotions",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("model_id", Uuid, nullable=False),
    Column("previous_model_id", Uuid),
    Column("cause", Text, nullable=False),
    timestamp("promoted_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    ForeignKeyConstraint(["workspace_id", "model_id"], [f"{SCHEMA}.model_runs.workspace_id", f"{SCHEMA}.model_runs.id"]),
    CheckConstraint("cause in ('gate', 'always', 'request')", name="cause"),
    Index("ix_model_promotions_model", "workspace_id", "model_id"),
)

forecasts = Table(
    "forecasts",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("job_id", Uuid),
    Column("model_id", Uuid, nullable=False),  # whose parameters it stands on
    Column("request", JSONB, nullable=False),
    Column("digest", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    Column("document", JSONB, nullable=False),  # weeks with intervals, the methods that were chosen, their backtest
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "job_id"),  # a job that runs again after a crash makes no second record
    ForeignKeyConstraint(["workspace_id", "model_id"], [f"{SCHEMA}.model_runs.workspace_id", f"{SCHEMA}.model_runs.id"]),
    Index("ix_forecasts_model", "workspace_id", "model_id"),
)

customer_values = Table(
    "customer_values",
    metadata,
    workspace_column(),
    Column("model_id", Uuid, nullable=False),
    Column("customer_id", Uuid, nullable=False),  # ours
    Column("frequency", DOUBLE_PRECISION, nullable=False),
    Column("recency", DOUBLE_PRECISION, nullable=False),
    Column("age", DOUBLE_PRECISION, nullable=False),  # the field's T
    Column("monetary_value", DOUBLE_PRECISION),
    Column("probability_alive", DOUBLE_PRECISION, nullable=False),
    Column("probability_alive_low", DOUBLE_PRECISION),
    Column("probability_alive_high", DOUBLE_PRECISION),
    Column("expected_purchases", DOUBLE_PRECISION, nullable=False),
    Column("expected_purchases_low", DOUBLE_PRECISION),
    Column("expected_purchases_high", DOUBLE_PRECISION),
    Column("expected_spend", DOUBLE_PRECISION),
    Column("expected_spend_low", DOUBLE_PRECISION),
    Column("expected_spend_high", DOUBLE_PRECISION),
    Column("clv", DOUBLE_PRECISION),
    Column("clv_low", DOUBLE_PRECISION),
    Column("clv_high", DOUBLE_PRECISION),
    Column("clv_told", DOUBLE_PRECISION),  # as it was when it was last told, or first written
    Column("valued_on", Date),  # as of the end of that day; null: of the run's calibration
    Column("seen_xid", BigInteger, nullable=False, server_default="0"),  # of facts: all transactions below this one
    PrimaryKeyConstraint("workspace_id", "model_id", "customer_id"),
    ForeignKeyConstraint(["workspace_id", "model_id"], [f"{SCHEMA}.model_runs.workspace_id", f"{SCHEMA}.model_runs.id"]),
    Index("ix_customer_values_clv", "workspace_id", "model_id", "clv"),
)
