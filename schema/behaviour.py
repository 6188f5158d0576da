"""What customers did: identities, events, orders, imports. Owner: segmentation.

Facts carry an immutable `subject_id`; `subjects.customer_id` is the map that says whose the subject is, and only that map
changes when customers are merged.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, JSONB

from kernel.tables import PERSONAL, SCHEMA, metadata, timestamp, workspace_column

MONEY = Numeric(20, 4)

customers = Table(
    "customers",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("customer_id", Text, info=PERSONAL),  # the company's own id; null while anonymous
    Column("merged_into", Uuid),
    timestamp("erased_at"),  # a tombstone: what was done stays counted, whose it was is not known any more
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    ForeignKeyConstraint(["workspace_id", "merged_into"], [f"{SCHEMA}.customers.workspace_id", f"{SCHEMA}.customers.id"]),
    Index("uq_customers_customer_id", "workspace_id", "customer_id", unique=True),
)

subjects = Table(
    "subjects",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False, info=PERSONAL),
    Column("customer_id", Uuid, nullable=False),  # ours: the map
    timestamp("claimed_at"),  # when an anonymous subject was first claimed; the first claim stands
    timestamp("created_at", default=True),
    PrimaryKeyConstraint("workspace_id", "id"),
    ForeignKeyConstraint(["workspace_id", "customer_id"], [f"{SCHEMA}.customers.workspace_id", f"{SCHEMA}.customers.id"]),
    CheckConstraint("kind in ('user', 'anonymous')", name="kind"),
    Index("uq_subjects_value", "workspace_id", "kind", "value", unique=True),
    Index("ix_subjects_customer_id", "workspace_id", "customer_id"),
)

customer_merges = Table(
    "customer_merges",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("survivor_id", Uuid, nullable=False),
    Column("absorbed_id", Uuid, nullable=False),
    Column("subject_ids", ARRAY(Uuid), nullable=False),  # those that the merge moved: what its undo moves back
    timestamp("merged_at", default=True),
    timestamp("undone_at"),
    PrimaryKeyConstraint("workspace_id", "id"),
    ForeignKeyConstraint(["workspace_id", "survivor_id"], [f"{SCHEMA}.customers.workspace_id", f"{SCHEMA}.customers.id"]),
    ForeignKeyConstraint(["workspace_id", "absorbed_id"], [f"{SCHEMA}.customers.workspace_id", f"{SCHEMA}.customers.id"]),
    Index("ix_customer_merges_survivor", "workspace_id", "survivor_id"),
    Index("ix_customer_merges_absorbed", "workspace_id", "absorbed_id"),
)

subject_traits = Table(
    "subject_traits",
    metadata,
    workspace_column(),
    Column("subject_id", Uuid, nullable=False),
    Column("name", Text, nullable=False, info=PERSONAL),
    Column("value", JSONB, nullable=False, info=PERSONAL),
    timestamp("observed_at", nullable=False),  # the latest observation of a trait stands, whenever it arrived
    PrimaryKeyConstraint("workspace_id", "subject_id", "name"),
    ForeignKeyConstraint(["workspace_id", "subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
)

event_keys = Table(
    "event_keys",
    metadata,
    workspace_column(),
    Column("message_id", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    PrimaryKeyConstraint("workspace_id", "message_id"),
    Index("ix_event_keys_received_on", "received_on"),
    postgresql_partition_by="HASH (workspace_id, message_id)",
)

events = Table(
    "events",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    timestamp("occurred_at", nullable=False),
    timestamp("received_at", nullable=False),
    timestamp("sent_at"),
    timestamp("original_timestamp"),
    Column("clamped", Boolean, nullable=False, server_default=text("false")),
    Column("message_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("anonymous_subject_id", Uuid),
    Column("properties", JSONB, nullable=False, info=PERSONAL),
    Column("traits", JSONB, info=PERSONAL),
    Column("context", JSONB, info=PERSONAL),
    PrimaryKeyConstraint("workspace_id", "occurred_at", "id"),
    ForeignKeyConstraint(["workspace_id", "subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
    Index("ix_events_subject", "workspace_id", "subject_id", "occurred_at"),
    Index("ix_events_name", "workspace_id", "name", "occurred_at"),
    postgresql_partition_by="RANGE (occurred_at)",
)

ingest_rejects = Table(
    "ingest_rejects",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    timestamp("received_at", default=True),
    Column("import_id", Uuid),  # null: an event of a request
    Column("position", BigInteger, nullable=False),  # index in the batch, or line of the file
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("raw", Text, nullable=False, info=PERSONAL),
    PrimaryKeyConstraint("workspace_id", "id"),
    Index("ix_ingest_rejects_import", "workspace_id", "import_id", "position"),
    Index("ix_ingest_rejects_received", "workspace_id", "received_at", "id"),
)

ingest_duplicates = Table(
    "ingest_duplicates",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    timestamp("received_at", default=True),
    Column("duplicates", Integer, nullable=False),  # of one request: rows are added, never updated, so nobody waits
    PrimaryKeyConstraint("workspace_id", "id"),
)

order_events = Table(
    "order_events",
    metadata,
    workspace_column(),
    Column("order_key", Text, nullable=False),
    Column("event_key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("order_id", Text),
    timestamp("occurred_at", nullable=False),
    Column("amount", MONEY),
    Column("currency", Text),
    Column("margin", MONEY),
    Column("discount", MONEY),
    Column("lines", JSONB(none_as_null=True)),  # product, category, quantity and amount of each; null: it names no products
    PrimaryKeyConstraint("workspace_id", "order_key", "event_key"),
    ForeignKeyConstraint(["workspace_id", "subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
    CheckConstraint("kind in ('completed', 'updated', 'refunded', 'cancelled', 'imported')", name="kind"),
    Index("ix_order_events_event_key", "workspace_id", "event_key"),
)

orders = Table(
    "orders",
    metadata,
    workspace_column(),
    Column("order_key", Text, nullable=False),
    Column("order_id", Text),
    Column("subject_id", Uuid),
    timestamp("ordered_at"),  # null: refunds came before their order
    Column("gross", MONEY),
    Column("refunded", MONEY),
    Column("net", MONEY),
    Column("net_float", DOUBLE_PRECISION),
    Column("currency", Text),
    Column("margin", MONEY),
    Column("discount", MONEY),
    Column("is_purchase", Boolean, nullable=False, server_default=text("false")),
    PrimaryKeyConstraint("workspace_id", "order_key"),
    ForeignKeyConstraint(["workspace_id", "subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
    Index("ix_orders_subject", "workspace_id", "subject_id", "ordered_at"),
    Index("ix_orders_ordered_at", "workspace_id", "ordered_at"),
)

order_lines = Table(
    "order_lines",
    metadata,
    workspace_column(),
    Column("order_key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("product_id", Text),
    Column("category", Text),
    Column("quantity", Numeric(20, 4)),  # that was not given back; null: what was stated is no quantity
    Column("net", MONEY, nullable=False),  # those of an order add up to the order's
    PrimaryKeyConstraint("workspace_id", "order_key", "position"),
    ForeignKeyConstraint(
        ["workspace_id", "order_key"], [f"{SCHEMA}.orders.workspace_id", f"{SCHEMA}.orders.order_key"], ondelete="CASCADE"
    ),
)

touchpoints = Table(
    "touchpoints",
    metadata,
    workspace_column(),
    Column("touch_key", Text, nullable=False),  # of the event or the imported row that told it
    Column("subject_id", Uuid, nullable=False),
    timestamp("occurred_at", nullable=False),
    Column("channel", Text, nullable=False),
    Column("source", Text),
    Column("medium", Text),
    Column("campaign", Text),
    Column("kind", Text, nullable=False),
    Column("cost", MONEY),
    PrimaryKeyConstraint("workspace_id", "touch_key"),
    ForeignKeyConstraint(["workspace_id", "subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
    CheckConstraint("kind in ('click', 'visit', 'impression', 'open', 'sent', 'other')", name="kind"),
    Index("ix_touchpoints_subject", "workspace_id", "subject_id", "occurred_at"),
    Index("ix_touchpoints_occurred_at", "workspace_id", "occurred_at"),
)

feedback = Table(
    "feedback",
    metadata,
    workspace_column(),
    Column("feedback_key", Text, nullable=False),  # of the event, the imported row or the request that told it
    Column("subject_id", Uuid, nullable=False),
    timestamp("answered_at", nullable=False),
    Column("score", Integer),  # how likely they are to recommend, 0 to 10
    Column("category", Text),  # whose wallet is spoken of; null: of all that the company sells
    Column("brand_rank", DOUBLE_PRECISION),  # 1 is the best of `brands`; those that tie share the mean of their ranks
    Column("brands", Integer),  # that the customer uses, ours among them
    Column("wallet_share", DOUBLE_PRECISION),  # as the customer states it, 0 to 1
    Column("survey", Text),
    Column("source", Text),
    Column("comment", Text, info=PERSONAL),
    PrimaryKeyConstraint("workspace_id", "feedback_key"),
    ForeignKeyConstraint(["workspace_id", "subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
    CheckConstraint("num_nonnulls(score, brand_rank, wallet_share) > 0", name="says_something"),
    CheckConstraint("score between 0 and 10", name="score"),
    CheckConstraint("wallet_share between 0 and 1", name="wallet_share"),
    CheckConstraint(
        "(brand_rank is null) = (brands is null) and coalesce(brand_rank between 1 and brands, true)", name="brand_rank"
    ),
    Index("ix_feedback_subject", "workspace_id", "subject_id", "answered_at"),
    Index("ix_feedback_answered_at", "workspace_id", "answered_at", "feedback_key"),
)

referrals = Table(
    "referrals",
    metadata,
    workspace_column(),
    Column("referral_key", Text, nullable=False),  # of the event or the imported row that told it
    Column("subject_id", Uuid, nullable=False),  # of who referred
    Column("referred_subject_id", Uuid),  # of who was; null: known by the order alone, or not at all
    Column("order_key", Text),  # the order that the referred placed
    timestamp("referred_at", nullable=False),
    Column("kind", Text, nullable=False),
    Column("is_new", Boolean),  # whether the referred was no customer before, where it is stated
    Column("would_have_come", Boolean),  # whether they would have come anyway, where they were asked
    Column("reward", MONEY),  # what the referral cost
    PrimaryKeyConstraint("workspace_id", "referral_key"),
    ForeignKeyConstraint(["workspace_id", "subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
    ForeignKeyConstraint(["workspace_id", "referred_subject_id"], [f"{SCHEMA}.subjects.workspace_id", f"{SCHEMA}.subjects.id"]),
    CheckConstraint("kind in ('sent', 'converted')", name="kind"),
    Index("ix_referrals_subject", "workspace_id", "subject_id", "referred_at"),
    Index("ix_referrals_referred", "workspace_id", "referred_subject_id"),
    Index("ix_referrals_order", "workspace_id", "order_key"),
    Index("ix_referrals_referred_at", "workspace_id", "referred_at"),
)

spend = Table(
    "spend",
    metadata,
    workspace_column(),
    Column("spend_key", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("campaign", Text),
    Column("day", Date, nullable=False),
    Column("amount", MONEY, nullable=False),
    Column("currency", Text),  # null: the workspace's own
    PrimaryKeyConstraint("workspace_id", "spend_key"),
    Index("ix_spend_day", "workspace_id", "day"),
)

imports = Table(
    "imports",
    metadata,
    workspace_column(),
    Column("id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("bytes", BigInteger, nullable=False, server_default="0"),
    Column("rows_done", BigInteger, nullable=False, server_default="0"),
    Column("accepted", BigInteger, nullable=False, server_default="0"),
    Column("duplicates", BigInteger, nullable=False, server_default="0"),
    Column("rejected", BigInteger, nullable=False, server_default="0"),
    timestamp("created_at", default=True),
    timestamp("staged_at"),  # null: the upload has not ended
    PrimaryKeyConstraint("workspace_id", "id"),
)

import_chunks = Table(
    "import_chunks",
    metadata,
    workspace_column(),
    Column("import_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False, info=PERSONAL),
    PrimaryKeyConstraint("workspace_id", "import_id", "position"),
    ForeignKeyConstraint(
        ["workspace_id", "import_id"], [f"{SCHEMA}.imports.workspace_id", f"{SCHEMA}.imports.id"], ondelete="CASCADE"
    ),
)
