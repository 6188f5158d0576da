"""One truth: what all profiles add up to is what all orders add up to, and what was said of them, to the cent.

Whatever is said (orders, refunds before and after, cancellations, updates, imports, merges and their undo, erasures), in
whatever order it arrives, in whatever batches, however often.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.settings import Settings
from schema.roles import GATEWAY, SEGMENTATION
from services.segmentation.use_cases import projection
from tests.conftest import make_workspace
from tests.property.saying import START, Case, Erasure, ImportedFile, Message, Undo, cases, deliver, insist, truths

REFUND_FIRST: list[Message] = [
    {"type": "track", "event": "Order Refunded", "userId": "u-0", "messageId": "m-0", "timestamp": START.isoformat()}
    | {"properties": {"order_id": "o-0", "total": "3"}},
    {"type": "track", "event": "Order Completed", "userId": "u-1", "messageId": "m-1", "timestamp": START.isoformat()}
    | {"properties": {"order_id": "o-0", "total": "10"}},
    {"type": "alias", "userId": "u-0", "previousId": "u-1", "messageId": "m-2", "timestamp": START.isoformat()},
]
EQUAL_ROWS = ImportedFile((("u-1", "2026-01-01", "5", ""), ("u-1", "2026-01-01", "5", "")))


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=cases())
@example(case=Case(REFUND_FIRST, EQUAL_ROWS, [], 0))
@example(case=Case(REFUND_FIRST, EQUAL_ROWS, [Undo(0), Erasure("u-0"), Erasure("u-1")], 1))
@example(case=Case(REFUND_FIRST, EQUAL_ROWS, [Erasure("u-1", later=True), Undo(0)], 17))  # the undo before the job
async def test_profiles_add_up_to_orders_and_orders_to_what_was_said(
    settings: Settings, database_of: Callable[[str], Database], case: Case
) -> None:
    context = await context_of_a_new_workspace(settings, database_of)
    for delivery in case.deliveries():
        await deliver(context, delivery)
    async with context.work() as work:
        await assert_true(work, case)
        live = await projected(work)
    await projection.rebuild(context)
    async with context.work() as work:
        assert await projected(work) == live
        await assert_true(work, case)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=cases())
async def test_it_is_the_same_when_all_of_it_arrives_at_once(
    settings: Settings, database_of: Callable[[str], Database], case: Case
) -> None:
    context = await context_of_a_new_workspace(settings, database_of)
    await asyncio.gather(*(insist(context, delivery) for delivery in case.deliveries()))
    async with context.work() as work:
        await assert_true(work, case)


async def context_of_a_new_workspace(settings: Settings, database_of: Callable[[str], Database]) -> JobContext:
    principal = await make_workspace(database_of(GATEWAY))
    return JobContext(settings, database_of(SEGMENTATION), principal, new_id(), {})


async def assert_true(work: UnitOfWork, case: Case) -> None:
    expected = case.revenue()
    assert await truths(work) == (expected, expected, expected)
    lines = await work.execute(
        text("select order_key, position, product_id, category, quantity, net from published.order_lines order by 1, 2")
    )
    assert [tuple(line) for line in lines] == case.lines()
    touchpoints = await work.execute(text("select count(*) from published.touchpoints"))
    assert touchpoints.scalar_one() == case.touchpoints()
    said = await work.execute(
        text("select (select count(*) from published.feedback), (select count(*) from published.referrals)")
    )
    assert tuple(said.one()) == case.feedback()
    for what, query in BROKEN.items():
        assert (await work.execute(text(query))).all() == [], what


async def projected(work: UnitOfWork) -> dict[str, list[tuple[Any, ...]]]:
    """All that is projected from events."""
    tables = {
        "orders": 2,
        "order_lines": 3,
        "order_events": 3,
        "touchpoints": 2,
        "subject_traits": 3,
        "feedback": 2,
        "referrals": 2,
    }
    return {
        table: [tuple(row) for row in await work.execute(text(f"select * from attune.{table} order by 2, {last}"))]
        for table, last in tables.items()
    }


# What would make the map of identities untrue: each query finds it.
BROKEN = {
    "a subject of a customer that has ended": """
        select s.id from attune.subjects s join attune.customers c on c.id = s.customer_id where c.merged_into is not null
    """,
    "a customer that has not ended and has no subject": """
        select c.id from attune.customers c
        where c.merged_into is null and not exists (select from attune.subjects s where s.customer_id = c.id)
    """,
    "a standing merge whose subjects are not where its survivor is": """
        with recursive line as (
            select m.id as merge_id, c.id, c.merged_into
            from attune.customer_merges m join attune.customers c on c.id = m.survivor_id
            where m.undone_at is null
            union all
            select line.merge_id, c.id, c.merged_into from line join attune.customers c on c.id = line.merged_into
        )
        select m.id from attune.customer_merges m join line on line.merge_id = m.id and line.merged_into is null
        cross join unnest(m.subject_ids) as moved(subject_id)
        join attune.subjects s on s.id = moved.subject_id
        where s.customer_id <> line.id
    """,
    "an erased customer that is known by something": """
        select c.id from attune.customers c left join attune.subjects s on s.customer_id = c.id
        left join attune.subject_traits t on t.subject_id = s.id
        left join attune.events e on e.subject_id = s.id
        where c.erased_at is not null
          and (c.customer_id is not null or s.value <> 'erased:' || s.id or t.name is not null or e.properties <> '{}'
               or e.traits is not null or e.context is not null)
    """,
    "an erased customer's own words": """
        select f.feedback_key from attune.feedback f
        join attune.subjects s on s.id = f.subject_id join attune.customers c on c.id = s.customer_id
        where c.erased_at is not null and f.comment is not null
    """,
    "an event that names an erased customer": """
        select e.id from attune.events e join attune.referrals r on r.referral_key = 'message:' || e.message_id
        join attune.subjects s on s.id in (r.subject_id, r.referred_subject_id)
        join attune.customers c on c.id = s.customer_id
        where c.erased_at is not null and e.properties <> '{}'
    """,
}
