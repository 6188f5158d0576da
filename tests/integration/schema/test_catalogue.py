"""The catalogue holds what is declared; and each check that says so can fail."""

import asyncpg
import pytest
from sqlalchemy import LargeBinary, String, Table
from sqlalchemy.dialects.postgresql import ARRAY, JSON

from kernel.tables import metadata
from tests.integration.schema import catalogue
from tests.integration.schema.catalogue import CHECKS, Check


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
async def test_the_prepared_database_has_no_offender(check: Check, superuser: asyncpg.Connection) -> None:
    assert await check(superuser) == []


WALLED = """
    create table attune.offender (workspace_id uuid not null references attune.workspaces, id uuid not null, note text,
        primary key (workspace_id, id));
    alter table attune.offender owner to attune_owner;
    alter table attune.offender enable row level security;
    alter table attune.offender force row level security;
    create policy wall on attune.offender
        using (workspace_id = nullif(current_setting('attune.workspace', true), '')::uuid)
        with check (workspace_id = nullif(current_setting('attune.workspace', true), '')::uuid);
"""
PARTITION = "create table attune.events_1971_01 partition of attune.events for values from ('1971-01-01') to ('1971-02-01');"
VIEW = "create view published.offender as select id from attune.customers;"

OFFENCES: list[tuple[Check, str, str]] = [
    (catalogue.tables_without_workspace, "create table attune.offender (id uuid primary key)", "offender"),
    (catalogue.tables_without_workspace, "create table attune.offender (id uuid primary key, workspace_id uuid)", "offender"),
    (catalogue.tables_without_walls, f"{WALLED} alter table attune.offender no force row level security", "offender"),
    (catalogue.tables_without_walls, f"{WALLED} alter table attune.offender disable row level security", "offender"),
    (catalogue.tables_without_walls, PARTITION, "events_1971_01"),
    (catalogue.tables_without_walls, "alter table attune.events_default no force row level security", "events_default"),
    (catalogue.tables_without_policy, f"{WALLED} drop policy wall on attune.offender", "offender"),
    (catalogue.tables_without_policy, f"{WALLED} alter policy wall on attune.offender using (true)", "offender"),
    (catalogue.tables_without_policy, f"{WALLED} alter policy wall on attune.offender with check (true)", "offender"),
    (catalogue.tables_without_policy, f"{WALLED} alter policy wall on attune.offender to attune_gateway", "offender"),
    (catalogue.undeclared_policies, WALLED, "offender wall all public"),
    (catalogue.undeclared_policies, "drop policy wall on attune.orders", "orders wall all public"),
    (
        catalogue.undeclared_doors,
        "create policy peek on attune.orders for select to attune_valuation using (true)",
        "orders peek select attune_valuation true nothing",
    ),
    (catalogue.undeclared_doors, "drop policy key_use on attune.api_keys", "api_keys key_use update attune_gateway "),
    (
        catalogue.undeclared_doors,
        "alter policy key_lookup on attune.api_keys using (true)",
        "api_keys key_lookup select attune_gateway true",
    ),
    (
        catalogue.undeclared_doors,
        "alter policy key_lookup on attune.api_keys to public",
        "api_keys key_lookup select public ",
    ),
    (catalogue.views_that_bypass_walls, f"{VIEW} alter view published.offender owner to current_user", "offender belongs to "),
    (
        catalogue.views_that_bypass_walls,
        (
            f"create role attune_above bypassrls; {VIEW} grant create on schema published to attune_above;"
            " alter view published.offender owner to attune_above"
        ),
        "offender belongs to attune_above",
    ),
    (
        catalogue.views_that_bypass_walls,
        (
            "create materialized view published.offender as select 1 as one;"
            " alter materialized view published.offender owner to attune_owner"
        ),
        "offender is materialised",
    ),
    (
        catalogue.keys_without_workspace,
        f"{WALLED} alter table attune.offender add unique (id)",
        "offender: attune.offender_id_key",
    ),
    (catalogue.keys_without_workspace, f"{WALLED} create unique index on attune.offender (id, workspace_id)", "offender: "),
    (catalogue.keys_without_workspace, f"{WALLED} create unique index on attune.offender (lower(note))", "offender: "),
    (
        catalogue.keys_without_workspace,
        f"{WALLED} create unique index narrow on attune.orders (order_key) where false;",
        "orders: attune.narrow",
    ),
    (
        catalogue.keys_without_workspace,
        f"{PARTITION} create unique index narrow on attune.events_1971_01 (id)",
        "events_1971_01: attune.narrow",
    ),
    (
        catalogue.keys_without_workspace,
        (
            "create unique index narrow on attune.customers (id);"
            f" {WALLED} alter table attune.offender add constraint astray foreign key (id) references attune.customers (id)"
        ),
        "offender: astray",
    ),
    (catalogue.undeclared_grants, "grant update on attune.events to attune_valuation", "attune_valuation update events"),
    (
        catalogue.undeclared_grants,
        "grant select on attune.events_default to attune_gateway",
        "attune_gateway select events_default",
    ),
    (
        catalogue.undeclared_grants,
        "grant update (name) on attune.workspaces to attune_valuation",
        "attune_valuation update workspaces.name",
    ),
    (catalogue.undeclared_grants, "revoke insert on attune.feed from attune_gateway", "attune_gateway insert feed"),
    (
        catalogue.undeclared_grants,
        f"{VIEW} grant update on published.offender to attune_valuation",
        "attune_valuation update offender",
    ),
    (
        catalogue.undeclared_grants,
        "grant select on attune.jobs to attune_gateway with grant option",
        "attune_gateway select jobs with grant option",
    ),
    (catalogue.rights_of_public, "grant select on attune.orders to public", "orders"),
    (catalogue.rights_of_public, "grant usage on schema published to public", "published"),
    (catalogue.rights_of_public, "create function attune.offender() returns int language sql return 1", "offender"),
    (
        catalogue.roles_that_may_too_much,
        "alter role attune_valuation bypassrls",
        "attune_valuation has an attribute it must not have",
    ),
    (catalogue.roles_that_may_too_much, "alter role attune_owner login", "attune_owner has an attribute it must not have"),
    (
        catalogue.roles_that_may_too_much,
        "grant attune_owner to attune_gateway",
        "attune_gateway is a member of attune_owner",
    ),
    (
        catalogue.roles_that_may_too_much,
        "grant create on schema attune to attune_gateway",
        "attune_gateway may create in attune",
    ),
    (
        catalogue.open_functions,
        "grant execute on function attune.key_of_digest(bytea) to public",
        "key_of_digest may be called by everybody",
    ),
    (
        catalogue.open_functions,
        "alter function attune.key_of_digest(bytea) reset search_path",
        "key_of_digest has no fixed search_path",
    ),
    (
        catalogue.open_functions,
        "alter function attune.key_of_digest(bytea) owner to current_user",
        "key_of_digest runs above the walls",
    ),
    (
        catalogue.undeclared_calls,
        "grant execute on function attune.key_of_digest(bytea) to attune_valuation",
        "attune_valuation key_of_digest(bytea)",
    ),
    (catalogue.undeclared_tables, WALLED, "offender"),
    (catalogue.undeclared_tables, "drop table attune.feed_offsets", "feed_offsets"),
]


@pytest.mark.parametrize(("check", "offence", "named"), OFFENCES, ids=lambda value: getattr(value, "__name__", None))
async def test_a_check_names_the_offender(check: Check, offence: str, named: str, superuser: asyncpg.Connection) -> None:
    await superuser.execute(offence)
    assert any(fault.startswith(named) for fault in await check(superuser))


def test_every_check_was_seen_failing() -> None:
    assert {check for check, _, _ in OFFENCES} == set(CHECKS)


async def test_a_walled_table_is_no_offence(superuser: asyncpg.Connection) -> None:
    await superuser.execute(WALLED)
    checks = (
        catalogue.tables_without_workspace,
        catalogue.tables_without_walls,
        catalogue.tables_without_policy,
        catalogue.views_that_bypass_walls,
        catalogue.keys_without_workspace,
    )
    assert [await check(superuser) for check in checks] == [[]] * len(checks)


# Columns that can hold what a customer is or did, and do not: why not, each.
NOT_PERSONAL = {
    "workspaces.name": "the company's own name for its workspace",
    "workspaces.time_zone": "an IANA name",
    "workspaces.currency": "an ISO 4217 code",
    "api_keys.kind": "one of four words",
    "api_keys.name": "the company's own label for a key",
    "api_keys.prefix": "the start of a random key",
    "api_keys.digest": "a digest of 256 random bits",
    "api_keys.scopes": "names of scopes",
    "jobs.kind": "a name in our code",
    "jobs.arguments": "ids and figures by the contract of jobs",
    "jobs.state": "one of five words",
    "jobs.stage": "a name in our code",
    "jobs.result": "ids and figures by the contract of jobs",
    "jobs.problem": "an RFC 9457 problem of our own making",
    "jobs.owner": "the name of a worker",
    "jobs.traceparent": "ids of a trace",
    "feed.type": "a name in our code",
    "feed.subject": "one of our ids",
    "feed.data": "ids and figures by the contract of the feed",
    "feed.traceparent": "ids of a trace",
    "feed_offsets.reader": "a name in our code",
    "feed_offsets.owner": "the name of a worker",
    "audit_log.actor": "the id of a key or a job",
    "audit_log.request_id": "the id of a request",
    "audit_log.action": "a name in our code",
    "audit_log.subject": "one of our ids",
    "idempotency_keys.key": "the caller's random key",
    "idempotency_keys.fingerprint": "a digest of a request",
    "idempotency_keys.headers": "a media type and the path of a job",
    "subjects.kind": "one of two words",
    "customer_merges.subject_ids": "our ids",
    "event_keys.message_id": "an SDK's random id of a message",
    "events.message_id": "an SDK's random id of a message",
    "events.type": "one of Segment's types",
    "events.name": "the company's own name for a kind of event",
    "ingest_rejects.code": "a name in our code",
    "ingest_rejects.message": "what is wrong in our words; the value itself stands in raw",
    "order_events.order_key": "made from an order's number or a row's digest",
    "order_events.event_key": "made from a message's id or a row's digest",
    "order_events.kind": "one of five words",
    "order_events.order_id": "the company's number of an order: it names no person",
    "order_events.currency": "an ISO 4217 code",
    "order_events.lines": "the company's own numbers and groups of goods, with figures",
    "order_lines.order_key": "made from an order's number or a row's digest",
    "order_lines.product_id": "the company's own number of a good",
    "order_lines.category": "the company's own name of a kind of goods",
    "orders.order_key": "made from an order's number or a row's digest",
    "orders.order_id": "the company's number of an order: it names no person",
    "orders.currency": "an ISO 4217 code",
    "touchpoints.touch_key": "made from a message's id or a row's digest",
    "touchpoints.channel": "the name of a channel",
    "touchpoints.source": "where a visit came from: a site or a system, by the company's own parameters",
    "touchpoints.medium": "the kind of traffic, by the company's own parameters",
    "touchpoints.campaign": "the company's own name of a campaign",
    "touchpoints.kind": "one of six words",
    "feedback.feedback_key": "made from a message's id or a row's id or digest",
    "feedback.category": "the company's own name of a kind of goods",
    "feedback.survey": "the company's own name of a survey",
    "feedback.source": "by which means a survey was answered: a tool or a medium",
    "referrals.referral_key": "made from a message's id or a row's id or digest",
    "referrals.order_key": "made from an order's number",
    "referrals.kind": "one of two words",
    "spend.spend_key": "made from a row's id or digest",
    "spend.channel": "the name of a channel",
    "spend.campaign": "the company's own name of a campaign",
    "spend.currency": "an ISO 4217 code",
    "imports.kind": "one of the kinds of file",
    "imports.media_type": "a media type",
    "model_runs.model": "a name in our code",
    "model_runs.request": "windows, units, rates, and the name of a trait that were asked for",
    "model_runs.digest": "a digest of many customers' rows",
    "model_runs.code_version": "our own version",
    "model_runs.fit": "parameters of a population",
    "model_runs.spend": "parameters of a population",
    "model_runs.backtest": "sums over a population",
    "model_runs.diagnostics": "sums over a population",
    "model_runs.selection": "sums over a population",
    "model_runs.segments": "names of channels, what a trait is of five customers or more, and parameters of populations",
    "model_promotions.cause": "one of three words",
    "forecasts.request": "a day and numbers that were asked for",
    "forecasts.digest": "a digest of many customers' rows",
    "forecasts.code_version": "our own version",
    "forecasts.document": "sums over a population",
    "attribution_reports.request": "windows, models and rates that were asked for",
    "attribution_reports.digest": "a digest of many customers' paths",
    "attribution_reports.code_version": "our own version",
    "attribution_reports.document": "sums over a population",
    "channel_credits.model": "a name in our code",
    "channel_credits.channel": "the name of a channel",
    "budget_plans.request": "amounts and bounds that were asked for",
    "budget_plans.digest": "a digest of sums",
    "budget_plans.code_version": "our own version",
    "budget_plans.document": "sums by channel",
    "flags.key": "the company's own name of a flag",
    "flags.description": "the company's own words on a flag",
    "flags.kind": "one of four words",
    "flags.default_value": "what the company's own code is given",
    "flags.rules": "conditions and values of the company's own code",
    "experiments.key": "the company's own name of an experiment",
    "experiments.name": "the company's own name of an experiment",
    "experiments.hypothesis": "the company's own words on an experiment",
    "experiments.seed": "the salt of a hash",
    "experiments.variations": "keys, weights and values of the company's own code",
    "experiments.control": "the key of a variation",
    "experiments.metric": "one of four words",
    "experiments.channel": "the name of a channel",
    "experiments.campaign": "the company's own name of a campaign",
    "experiments.state": "one of four words",
    "experiments.decision": "the key of a variation",
    "holdouts.key": "the company's own name of a holdout",
    "holdouts.seed": "the salt of a hash",
    "holdouts.state": "one of two words",
    "exposures.unit_digest": "a keyed digest: nobody without the installation's secret can tell whose",
    "exposures.variation": "the key of a variation",
    "experiment_analyses.request": "windows and levels that were asked for",
    "experiment_analyses.digest": "a digest of sums",
    "experiment_analyses.code_version": "our own version",
    "experiment_analyses.document": "sums over a population",
    "experiment_lifts.metric": "a name in our code",
    "experiment_lifts.treatment": "the key of a variation",
    "experiment_lifts.control": "the key of a variation",
    "goals.name": "the company's own name of a goal",
    "goals.metric": "a name in our code",
    "goals.direction": "one of two words",
    "goals.state": "one of two words",
}


def columns_that_hold_content(table: Table) -> list[str]:
    """Columns of a type that can hold what somebody wrote, and that are not marked as personal."""
    free = (String, LargeBinary, JSON, ARRAY)
    return [
        f"{table.name}.{column.name}"
        for column in table.columns
        if isinstance(column.type, free) and not column.info.get("personal")
    ]


def test_every_column_with_personal_data_says_so() -> None:
    unmarked = {name for table in metadata.tables.values() for name in columns_that_hold_content(table)}
    assert sorted(unmarked - NOT_PERSONAL.keys()) == []


def test_no_reason_outlives_its_column() -> None:
    unmarked = {name for table in metadata.tables.values() for name in columns_that_hold_content(table)}
    assert sorted(NOT_PERSONAL.keys() - unmarked) == []
