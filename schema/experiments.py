"""What is proven: flags, experiments, the universal holdout, exposures, analyses as records. Owner: experiments."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION, JSONB

from kernel.tables import PERSONAL, SCHEMA, metadata, timestamp, workspace_column

flags = Table(
    "flags",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("description", Text, nullable=False, server_default=""),
    Column("kind", Text, nullable=False),
    Column("default_value", JSONB, nullable=False),
    Column("rules", JSONB, nullable=False),
    Column("enabled", Boolean, nullable=False, server_default=text("true")),
    Column("version", Integer, nullable=False, server_default="1"),
    timestamp("created_at", default=True),
    timestamp("updated_at", default=True),
    timestamp("archived_at"),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "key"),
    CheckConstraint("kind in ('boolean', 'string', 'number', 'json')", name="kind"),
)

experiments = Table(
    "experiments",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("hypothesis", Text, nullable=False, server_default=""),
    Column("seed", Text, nullable=False),
    Column("coverage", DOUBLE_PRECISION, nullable=False, server_default="1"),
    Column("variations", JSONB, nullable=False),  # [{key, weight, value}], in the order that the hash divides
    Column("control", Text, nullable=False),
    Column("metric", Text, nullable=False),
    Column("channel", Text),  # what it tests, where that is a channel's communication
    Column("campaign", Text),
    # the control receives nothing through the channel: only then is the difference what the channel brought
    Column("control_without_channel", Boolean, nullable=False, server_default=text("false")),
    Column("state", Text, nullable=False, server_default="draft"),
    timestamp("started_at"),
    timestamp("stopped_at"),
    Column("decision", Text),  # the variation that was decided for, if one was
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "key"),
    CheckConstraint("metric in ('revenue', 'conversion', 'orders', 'margin')", name="metric"),
    CheckConstraint("state in ('draft', 'running', 'stopped', 'archived')", name="state"),
)

holdouts = Table(
    "holdouts",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("seed", Text, nullable=False),
    Column("share", DOUBLE_PRECISION, nullable=False),
    Column("state", Text, nullable=False, server_default="running"),
    timestamp("started_at", nullable=False),
    timestamp("stopped_at"),
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "key"),
    CheckConstraint("state in ('running', 'stopped')", name="state"),
    Index("uq_holdouts_running", "workspace_id", unique=True, postgresql_where=text("state = 'running'")),
)

# Every customer whose side an analysis has asked for, held out or not: who is not among them is yet to be assigned, however
# late the row of the customer became visible.
holdout_members = Table(
    "holdout_members",
    metadata,
    workspace_column(),
    Column("holdout_id", Uuid, nullable=False),
    Column("customer_id", Uuid, nullable=False),  # ours
    Column("held", Boolean, nullable=False),
    PrimaryKeyConstraint("workspace_id", "holdout_id", "customer_id"),
    ForeignKeyConstraint(["workspace_id", "holdout_id"], [f"{SCHEMA}.holdouts.workspace_id", f"{SCHEMA}.holdouts.id"]),
)

exposures = Table(
    "exposures",
    metadata,
    workspace_column(),
    Column("experiment_id", Uuid, nullable=False),
    Column("unit", Text, nullable=False, info=PERSONAL),  # whom the variation was shown to: a userId or an anonymousId
    Column("unit_digest", LargeBinary, nullable=False),  # by which an erasure finds it
    Column("variation", Text, nullable=False),
    timestamp("exposed_at", nullable=False),  # the first time: windows of conversion begin there
    PrimaryKeyConstraint("workspace_id", "experiment_id", "unit", "variation"),
    ForeignKeyConstraint(["workspace_id", "experiment_id"], [f"{SCHEMA}.experiments.workspace_id", f"{SCHEMA}.experiments.id"]),
    Index("ix_exposures_unit", "workspace_id", "unit"),
    Index("ix_exposures_unit_digest", "workspace_id", "unit_digest"),
)

experiment_analyses = Table(
    "experiment_analyses",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("job_id", Uuid),
    Column("experiment_id", Uuid),
    Column("holdout_id", Uuid),
    Column("request", JSONB, nullable=False),
    Column("digest", Text, nullable=False),
    Column("code_version", Text, nullable=False),
    timestamp("analysed_until", nullable=False),
    Column("document", JSONB, nullable=False),
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "job_id"),
    ForeignKeyConstraint(["workspace_id", "experiment_id"], [f"{SCHEMA}.experiments.workspace_id", f"{SCHEMA}.experiments.id"]),
    ForeignKeyConstraint(["workspace_id", "holdout_id"], [f"{SCHEMA}.holdouts.workspace_id", f"{SCHEMA}.holdouts.id"]),
    CheckConstraint("(experiment_id is null) <> (holdout_id is null)", name="subject"),
    Index("ix_experiment_analyses_experiment", "workspace_id", "experiment_id", "created_at"),
    Index("ix_experiment_analyses_holdout", "workspace_id", "holdout_id", "created_at"),
)

experiment_lifts = Table(
    "experiment_lifts",
    metadata,
    workspace_column(),
    Column("analysis_id", Uuid, nullable=False),
    Column("metric", Text, nullable=False),
    Column("treatment", Text, nullable=False),
    Column("control", Text, nullable=False),
    Column("control_users", BigInteger, nullable=False),
    Column("treatment_users", BigInteger, nullable=False),
    Column("difference", DOUBLE_PRECISION, nullable=False),  # per user
    Column("difference_low", DOUBLE_PRECISION, nullable=False),
    Column("difference_high", DOUBLE_PRECISION, nullable=False),
    Column("p_value", DOUBLE_PRECISION, nullable=False),
    Column("relative", DOUBLE_PRECISION),
    Column("relative_low", DOUBLE_PRECISION),
    Column("relative_high", DOUBLE_PRECISION),
    Column("incremental", DOUBLE_PRECISION, nullable=False),  # difference × treatment users: what the treatment brought
    Column("incremental_low", DOUBLE_PRECISION, nullable=False),
    Column("incremental_high", DOUBLE_PRECISION, nullable=False),
    PrimaryKeyConstraint("workspace_id", "analysis_id", "metric", "treatment"),
    ForeignKeyConstraint(
        ["workspace_id", "analysis_id"], [f"{SCHEMA}.experiment_analyses.workspace_id", f"{SCHEMA}.experiment_analyses.id"]
    ),
)
