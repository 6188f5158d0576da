"""The tables that every service uses and none owns: workspaces, keys, jobs, the feed, audit, idempotency.

Conventions that the catalogue tests hold for all tables of the product: a table that belongs to a workspace has
`workspace_id` first in every unique and foreign key; a column with personal data says so in its `info`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, JSONB
from sqlalchemy.types import UserDefinedType

SCHEMA = "attune"

metadata = MetaData(
    schema=SCHEMA,
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)

PERSONAL: dict[str, Any] = {"personal": True}


class TransactionId(UserDefinedType[int]):
    """Postgres' xid8: the transaction that wrote a row."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """The type's name in DDL."""
        return "xid8"


def timestamp(name: str, *, nullable: bool = True, default: bool = False) -> Column[Any]:
    """An instant: timestamptz, by Postgres' clock where it has a default."""
    return Column(
        name, DateTime(timezone=True), nullable=nullable and not default, server_default=func.now() if default else None
    )


def workspace_column() -> Column[Any]:
    """Whose row it is. No cascade: a workspace is closed by a job, never by accident."""
    return Column("workspace_id", Uuid, ForeignKey(f"{SCHEMA}.workspaces.id"), nullable=False)


workspaces = Table(
    "workspaces",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("time_zone", Text, nullable=False),
    Column("currency", Text, nullable=False),
    timestamp("clock_at"),  # null: the real clock
    timestamp("created_at", default=True),
    CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
)

api_keys = Table(
    "api_keys",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("prefix", Text, nullable=False),  # what lists show: the start of the key
    Column("digest", LargeBinary, nullable=False),  # sha256 of the whole key: 256 random bits need no slow hash
    Column("scopes", ARRAY(Text), nullable=False),
    timestamp("created_at", default=True),
    timestamp("expires_at"),
    timestamp("revoked_at"),
    timestamp("last_used_at"),
    PrimaryKeyConstraint("workspace_id", "id"),
    CheckConstraint("kind in ('admin', 'write', 'client', 'scoped')", name="kind"),
    Index("ix_api_keys_digest", "digest"),
)

jobs = Table(
    "jobs",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("arguments", JSONB, nullable=False),
    Column("state", Text, nullable=False, server_default="queued"),
    Column("progress", DOUBLE_PRECISION, nullable=False, server_default="0"),
    Column("stage", Text, nullable=False, server_default=""),
    Column("result", JSONB),
    Column("problem", JSONB),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("max_attempts", Integer, nullable=False, server_default="3"),
    Column("owner", Text),
    Column("traceparent", Text),  # the trace of the request that asked for it, where there was one
    timestamp("lease_until"),
    timestamp("run_after"),
    timestamp("cancel_requested_at"),
    timestamp("created_at", default=True),
    timestamp("started_at"),
    timestamp("finished_at"),
    PrimaryKeyConstraint("workspace_id", "id"),
    CheckConstraint("state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="state"),
    Index("ix_jobs_open", "created_at", postgresql_where=text("state in ('queued', 'running')")),
)

feed = Table(
    "feed",
    metadata,
    workspace_column(),
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("xid", TransactionId(), nullable=False, server_default=text("pg_current_xact_id()")),
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),  # the id of what it tells of; never personal data
    Column("data", JSONB, nullable=False, server_default=text("'{}'::jsonb")),
    Column("traceparent", Text),  # the trace in which it happened, where there was one
    timestamp("occurred_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    Index("ix_feed_order", "xid", "id"),
)

feed_offsets = Table(
    "feed_offsets",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("xid", TransactionId(), nullable=False, server_default=text("'0'::xid8")),
    Column("id", BigInteger, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),  # of the reaction to the next event
    Column("owner", Text),  # the worker that serves the reader
    timestamp("lease_until"),
    timestamp("moved_at", default=True),
)

audit_log = Table(
    "audit_log",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    timestamp("occurred_at", default=True),
    Column("actor", Text, nullable=False),
    Column("request_id", Text),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", JSONB, info=PERSONAL),
    Column("after", JSONB, info=PERSONAL),
    PrimaryKeyConstraint("workspace_id", "id"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    workspace_column(),
    Column("key", Text, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("status", Integer),
    Column("headers", JSONB),
    Column("body", LargeBinary, info=PERSONAL),
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "key"),
)
