"""Who may do what: the roles, their grants, and the walls between workspaces (row level security).

Everything here is a declaration; `schema.prepare` brings a database to it. The catalogue tests read the same declarations.
"""

from dataclasses import dataclass, field

from kernel.tables import SCHEMA, metadata
from schema import attribution, behaviour, experiments, planning, valuation

OWNER = "attune_owner"
GATEWAY = "attune_gateway"
SEGMENTATION = "attune_segmentation"
VALUATION = "attune_valuation"
ATTRIBUTION = "attune_attribution"
EXPERIMENTS = "attune_experiments"
PLANNING = "attune_planning"
DISPATCHER = "attune_dispatcher"

CURRENT_WORKSPACE = "nullif(current_setting('attune.workspace', true), '')::uuid"
IN_NO_WORKSPACE = f"{CURRENT_WORKSPACE} is null"

READ = ("select",)
APPEND = ("select", "insert")
WRITE = ("select", "insert", "update", "delete")


@dataclass(frozen=True, slots=True)
class Role:
    """A login role.

    Attributes:
        name: In Postgres.
        tables: Table → what it may do with it.
        columns: (table, column) → columns it may update, where it may update no others.
        reads_published: Whether it may read the published views.
        functions: Functions it may call.
    """

    name: str
    tables: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reads_published: bool = True
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """A row level security policy."""

    name: str
    table: str
    command: str
    role: str
    using: str | None
    check: str | None


@dataclass(frozen=True, slots=True)
class Function:
    """A function that runs with its owner's rights: a narrow door through a wall."""

    name: str
    signature: str
    definition: str


_EVERY_SERVICE = {
    "workspaces": READ,
    "jobs": APPEND,
    "feed": ("insert",),
    "audit_log": ("insert",),
    "idempotency_keys": ("select", "insert", "update"),
}


def _owned(module: object) -> dict[str, tuple[str, ...]]:
    return {table.name: WRITE for table in metadata.tables.values() if table in vars(module).values()}


ROLES = (
    Role(
        GATEWAY,
        {**_EVERY_SERVICE, "workspaces": ("select", "insert", "update"), "api_keys": ("select", "insert", "update")},
        columns={"jobs": ("cancel_requested_at",)},
    ),
    Role(
        SEGMENTATION,
        {**_EVERY_SERVICE, **_owned(behaviour)},
        functions=("key_of_digest(bytea)",),
    ),
    Role(
        VALUATION,
        {**_EVERY_SERVICE, **_owned(valuation), "model_runs": APPEND, "model_promotions": APPEND, "forecasts": APPEND},
    ),
    Role(
        ATTRIBUTION,
        {**_EVERY_SERVICE, **_owned(attribution), "attribution_reports": APPEND, "budget_plans": APPEND},
    ),
    Role(EXPERIMENTS, {**_EVERY_SERVICE, **_owned(experiments), "experiment_analyses": APPEND, "experiment_lifts": APPEND}),
    Role(PLANNING, {**_EVERY_SERVICE, **_owned(planning)}),
    Role(
        DISPATCHER,
        {
            "workspaces": READ,
            "jobs": ("select", "update", "delete"),
            "feed": ("select", "insert", "delete"),
            "feed_offsets": ("select", "insert", "update"),
            "event_keys": ("select", "delete"),
            "imports": ("select", "delete"),
            "idempotency_keys": ("select", "delete"),
        },
        reads_published=False,
        functions=("make_event_partitions(date, integer)",),
    ),
)


def workspace_key(table_name: str) -> str | None:
    """The column that says whose a row is, or None where the table belongs to no workspace."""
    if table_name == "workspaces":
        return "id"
    return "workspace_id" if "workspace_id" in metadata.tables[f"{SCHEMA}.{table_name}"].c else None


def _walls() -> list[Policy]:
    walls = []
    for table in metadata.sorted_tables:
        key = workspace_key(table.name)
        if key is not None:
            mine = f"{key} = {CURRENT_WORKSPACE}"
            walls.append(Policy("wall", table.name, "all", "public", mine, mine))
    return walls


# What must look across workspaces, each with its own narrow policy.
DOORS = (
    Policy("key_lookup", "api_keys", "select", GATEWAY, IN_NO_WORKSPACE, None),
    Policy("key_use", "api_keys", "update", GATEWAY, IN_NO_WORKSPACE, IN_NO_WORKSPACE),
    Policy("key_of_digest", "api_keys", "select", OWNER, IN_NO_WORKSPACE, None),
    Policy("dispatch", "workspaces", "select", DISPATCHER, "true", None),
    Policy("dispatch", "jobs", "all", DISPATCHER, "true", "true"),
    Policy("dispatch", "feed", "all", DISPATCHER, "true", "true"),
    Policy("purge", "event_keys", "all", DISPATCHER, "true", "true"),
    Policy("purge", "imports", "all", DISPATCHER, "true", "true"),
    Policy("purge", "idempotency_keys", "all", DISPATCHER, "true", "true"),
)

POLICIES = (*_walls(), *DOORS)

FUNCTIONS = (
    Function(
        "key_of_digest",
        "digest bytea",
        """
        returns table (workspace_id uuid, id uuid, scopes text[]) language sql stable security definer
        set search_path = pg_catalog as $$
            select k.workspace_id, k.id, k.scopes from attune.api_keys k
            where k.digest = key_of_digest.digest and k.revoked_at is null
              and (k.expires_at is null or k.expires_at > now())
        $$
        """,
    ),
    Function(
        "make_event_partitions",
        "first_month date, months integer",
        f"""
        returns text[] language plpgsql security definer set search_path = pg_catalog as $$
        declare
            made text[] := array[]::text[];
            first_day date;
            partition_name text;
        begin
            for i in 0 .. months - 1 loop
                first_day := (date_trunc('month', first_month) + make_interval(months => i))::date;
                partition_name := 'events_' || to_char(first_day, 'YYYY_MM');
                if to_regclass('{SCHEMA}.' || partition_name) is null then
                    begin
                        execute format('create table {SCHEMA}.%I partition of {SCHEMA}.events for values from (%L) to (%L)',
                            partition_name, first_day || ' 00:00:00+00',
                            (first_day + interval '1 month')::date || ' 00:00:00+00');
                        execute format('alter table {SCHEMA}.%I enable row level security', partition_name);
                        execute format('alter table {SCHEMA}.%I force row level security', partition_name);
                        made := made || partition_name;
                    exception when duplicate_table then
                        null; -- a worker or a preparation has made it at the same moment
                    when check_violation then
                        -- the default partition already holds rows of this month: they stay there
                        raise notice 'no partition % : its rows stay in the default partition', partition_name;
                    end;
                end if;
            end loop;
            return made;
        end $$
        """,
    ),
)

# Partitions of the keys table: enough that concurrent batches seldom meet on one index page, few enough to plan fast.
KEY_PARTITIONS = 8

__all__ = [
    "ATTRIBUTION",
    "DISPATCHER",
    "DOORS",
    "EXPERIMENTS",
    "FUNCTIONS",
    "GATEWAY",
    "KEY_PARTITIONS",
    "OWNER",
    "PLANNING",
    "POLICIES",
    "ROLES",
    "SEGMENTATION",
    "VALUATION",
]
