"""Rebuilt = live: what the rebuild makes from the stored events is what ingestion had made."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.settings import Settings
from services.segmentation.domain.imports import ImportKind
from services.segmentation.store import rebuild as past
from services.segmentation.use_cases import projection
from tests.integration.services.segmentation.conftest import import_file
from tests.integration.services.segmentation.test_ingestion import completed, profile, send, track

Run = Callable[[str], Any]


async def import_orders(context: JobContext, *rows: str) -> None:
    await import_file(context, ImportKind.ORDERS, "customer_id,occurred_at,amount,order_id", *rows)


async def import_touchpoints(context: JobContext, *rows: str) -> None:
    await import_file(context, ImportKind.TOUCHPOINTS, "customer_id,occurred_at,channel", *rows)


async def rows_of(context: JobContext, table: str) -> list[tuple[Any, ...]]:
    async with context.work() as work:
        return [tuple(row) for row in await work.execute(text(f"select * from attune.{table} order by 2, 3, 4"))]


async def execute(context: JobContext, statement: str) -> int:
    async with context.work() as work:
        return int((await work.execute(text(statement))).rowcount)


CAMPAIGN = {"name": "Spring", "source": "google", "medium": "cpc"}


async def live(api: httpx.AsyncClient, context: JobContext) -> dict[str, list[tuple[Any, ...]]]:
    """A workspace with a bit of everything; its orders, what was told of them, and its touchpoints."""
    refund = track("r-1", "Order Refunded", properties={"order_id": "o-1", "total": 4})
    early = track("r-2", "Order Refunded", properties={"order_id": "o-never", "total": 4})
    updated = track("u-1", "Order Updated", timestamp="2026-01-05T00:00:00Z", properties={"order_id": "o-2", "total": 8})
    cancelled = track("x-1", "Order Cancelled", properties={"order_id": "o-3"})
    await send(api, refund, early, completed("c-1", "o-1", 10), track("v-1"))
    await send(api, completed("c-2", "o-2", 7, userId="u-2"), updated, completed("c-3", "o-3", 5), cancelled)
    chess = {"product_id": "p-1", "category": "Games", "price": 6}
    bought = {"order_id": "o-6", "total": 9, "products": [chess, {"product_id": "p-2", "price": 4}]}
    back = {"order_id": "o-6", "total": 6, "products": [chess]}
    await send(api, track("c-6", "Order Completed", properties=bought), track("r-6", "Order Refunded", properties=back))
    await send(api, completed("c-4", "o-4", 3, userId=None, anonymousId="visitor"))
    await send(api, track("n-1", "Order Completed", properties={"total": 2.5}))
    page = {"type": "page", "userId": "u-1", "messageId": "p-1", "properties": {"url": "https://a.example/?gclid=1"}}
    await send(api, track("e-1", "Email Opened"), page, completed("c-5", "o-5", 3, context={"campaign": CAMPAIGN}))
    await send(api, track("t-1", userId=None, anonymousId="visitor", context={"campaign": CAMPAIGN | {"medium": "email"}}))
    await import_touchpoints(context, "u-9,2026-01-02,tv", "u-9,2026-01-02,tv")
    await import_orders(context, "u-9,2026-01-02,6,", "u-9,2026-01-02,6,", "u-9,2026-01-03,9,o-9", "u-1,2026-01-04,11,o-1")
    return {name: await rows_of(context, name) for name in ("orders", "order_lines", "order_events", "touchpoints")}


async def test_a_rebuild_changes_nothing(api: httpx.AsyncClient, context: JobContext) -> None:
    before = await live(api, context)
    assert (len(before["orders"]), len(before["touchpoints"])) == (11, 6)
    nets = [(line[3], line[4], str(line[6])) for line in before["order_lines"]]
    assert nets == [("p-1", "Games", "0.0000"), ("p-2", None, "3.0000")]
    done = await projection.rebuild(context)
    assert (done.events, done.dropped) == (12, 0)
    assert (done.touchpoints, done.dropped_touchpoints) == (4, 0)
    assert {name: await rows_of(context, name) for name in before} == before


@pytest.mark.parametrize(
    "damage",
    [
        "update attune.orders set net = 999, gross = 1000, is_purchase = not is_purchase, ordered_at = now()",
        "update attune.orders set subject_id = null, ordered_at = null",
        "delete from attune.orders",
        "delete from attune.order_lines",
        "update attune.order_lines set net = 1, category = 'Music', product_id = null, quantity = null",
        "update attune.order_lines set position = position + 1 where position = 1",
        "update attune.order_events set lines = null",
        """insert into attune.order_lines (workspace_id, order_key, position, net)
           select workspace_id, order_key, 9, 5 from attune.orders""",
        "update attune.order_events set amount = 77, occurred_at = occurred_at where kind <> 'imported'",
        "update attune.order_events set order_key = order_key || '?' where kind <> 'imported'",
        "delete from attune.order_events where kind <> 'imported'",
        """insert into attune.order_events (workspace_id, order_key, event_key, kind, subject_id, occurred_at, amount)
           select workspace_id, order_key, 'message:invented', 'refunded', subject_id, now(), 1
           from attune.order_events where kind = 'completed'""",
        """insert into attune.orders (workspace_id, order_key, subject_id, ordered_at, gross, refunded, net, is_purchase)
           select workspace_id, 'id:invented', id, now(), 5, 0, 5, true from attune.subjects limit 1""",
        "delete from attune.touchpoints where touch_key like 'message:%'",
        "update attune.touchpoints set channel = 'direct', cost = 1 where touch_key like 'message:%'",
        "update attune.touchpoints set occurred_at = now(), kind = 'other', source = null where touch_key like 'message:%'",
        """insert into attune.touchpoints (workspace_id, touch_key, subject_id, occurred_at, channel, kind)
           select workspace_id, 'message:invented', subject_id, occurred_at, 'email', 'open' from attune.touchpoints limit 1""",
        # an event that is no touchpoint
        """insert into attune.touchpoints (workspace_id, touch_key, subject_id, occurred_at, channel, kind)
           select workspace_id, 'message:' || message_id, subject_id, occurred_at, 'email', 'open' from attune.events
           where message_id = 'v-1'""",
    ],
)
async def test_what_was_damaged_is_made_again(api: httpx.AsyncClient, context: JobContext, damage: str) -> None:
    before = await live(api, context)
    assert await execute(context, damage) > 0
    assert {name: await rows_of(context, name) for name in before} != before
    await projection.rebuild(context)
    assert visible(await rows_of(context, "orders")) == visible(before["orders"])
    assert await rows_of(context, "order_lines") == before["order_lines"]
    assert await rows_of(context, "order_events") == before["order_events"]
    assert await rows_of(context, "touchpoints") == before["touchpoints"]


def visible(orders: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Orders but those of which no more than refunds are known."""
    return [order for order in orders if order[4] is not None]


async def test_another_workspaces_orders_stay_as_they_are(
    api: httpx.AsyncClient, context: JobContext, settings: Settings, database: Database, other_principal: Principal
) -> None:
    await live(api, context)
    other = JobContext(settings, database, other_principal, new_id(), {})
    await import_orders(other, "u-1,2026-01-04,11,o-1")
    await execute(other, "update attune.orders set net = 999")
    before = await rows_of(other, "orders")
    await projection.rebuild(context)
    assert await rows_of(other, "orders") == before


async def test_events_that_come_meanwhile_are_neither_lost_nor_doubled(api: httpx.AsyncClient, context: JobContext) -> None:
    for first in range(0, 3_000, 500):
        await send(api, *(completed(f"m-{i}", f"o-{i % 700}", i % 9) for i in range(first, first + 500)))

    async def keep_sending() -> None:
        for number in range(40):
            refund = track(f"r-{number}", "Order Refunded", properties={"order_id": f"o-{number}", "total": 1})
            await send(api, completed(f"late-{number}", f"late-{number}", 1), refund)

    done, _ = await asyncio.gather(projection.rebuild(context), keep_sending())
    assert done.events >= 3_000
    before = [await rows_of(context, "orders"), await rows_of(context, "order_events")]
    assert len(before[0]) == 740
    assert len(before[1]) == 3_080
    await projection.rebuild(context)
    assert [await rows_of(context, "orders"), await rows_of(context, "order_events")] == before


def identify(message_id: str, at: str, **traits: object) -> dict[str, Any]:
    return {"type": "identify", "userId": "u-1", "messageId": message_id, "timestamp": at, "traits": traits}


@pytest.mark.parametrize(
    "damage",
    [
        "delete from attune.subject_traits",
        "update attune.subject_traits set value = '0', observed_at = '2025-01-01'",
        "update attune.subject_traits set value = 'null' where name <> 'plan'",
    ],
)
async def test_traits_that_were_lost_or_are_older_are_told_again(
    api: httpx.AsyncClient, context: JobContext, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "_CHUNK", 2)
    late = identify("i-2", "2026-01-02T00:00:00Z", city="Łódź", seats=[1, 2])
    await send(api, late, identify("i-1", "2026-01-01T00:00:00Z", city="Oslo", plan=None), track("v-1"))
    await send(api, *(identify(f"j-{i}", f"2025-12-0{i}T00:00:00Z", plan="old", age=i) for i in range(1, 6)))
    before = await rows_of(context, "subject_traits")
    assert len(before) == 4
    assert await execute(context, damage) > 0
    await projection.rebuild(context)
    assert await rows_of(context, "subject_traits") == before


async def test_traits_that_no_event_tells_stay(api: httpx.AsyncClient, context: JobContext) -> None:
    """A file of customers told them."""
    await send(api, identify("i-1", "2026-01-01T00:00:00Z", city="Oslo"))
    imported = (
        "insert into attune.subject_traits select workspace_id, subject_id, 'tier', '3', now() from attune.subject_traits"
    )
    await execute(context, imported)
    await execute(context, "update attune.subject_traits set value = '9', observed_at = now() where name = 'city'")
    before = await rows_of(context, "subject_traits")
    await projection.rebuild(context)
    assert await rows_of(context, "subject_traits") == before


async def test_an_event_of_a_name_first_seen_meanwhile_is_kept(
    api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    await send(api, completed("c-1", "o-1", 100))
    read: Callable[..., Awaitable[list[past.PastEvent]]] = past.read_past
    refund = track("r-1", "Order Refunded", properties={"order_id": "o-1", "total": 40})

    async def read_late(*arguments: object) -> list[past.PastEvent]:
        await send(api, refund)
        return await read(*arguments)

    monkeypatch.setattr(past, "read_past", read_late)
    assert (await projection.rebuild(context)).dropped == 0
    assert (await profile(api, "u-1"))["behaviour"]["revenue"] == "60.0000"
    assert len(await rows_of(context, "order_events")) == 2


async def test_what_no_track_event_tells_is_dropped(api: httpx.AsyncClient, context: JobContext) -> None:
    """Another event of the same moment, or one of another type, is no source."""
    await send(api, completed("c-1", "o-1", 100), {**track("p-1"), "type": "page", "name": "Home"})
    await execute(context, "update attune.order_events set event_key = 'message:p-1', order_key = 'id:never'")
    assert (await projection.rebuild(context)).dropped == 1
    assert [order[1] for order in visible(await rows_of(context, "orders"))] == ["id:o-1"]


async def test_a_message_id_that_comes_again_after_it_was_forgotten(api: httpx.AsyncClient, context: JobContext) -> None:
    """Ids are remembered for a while; the event is then kept again, and what it says of its order still counts once."""
    await send(api, completed("m-1", "o-1", 10), completed("m-2", "o-2", 3, at="2026-02-01T00:00:00Z"))
    assert await execute(context, "delete from attune.event_keys") == 2
    again = completed("m-1", "o-1", 99, at="2026-01-01T00:00:00Z")
    await send(api, again, completed("m-2", "another", 4, at="2026-01-01T00:00:00Z"))
    assert (await profile(api, "u-1"))["behaviour"]["revenue"] == "17.0000"
    before = [await rows_of(context, "orders"), await rows_of(context, "order_events")]
    assert (await projection.rebuild(context)).events == 4
    assert [await rows_of(context, "orders"), await rows_of(context, "order_events")] == before


async def test_repeated_messages_are_told_again_some_at_a_time(
    api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many they are, no transaction has more than a chunk of them, and none parts the events of a message id."""
    days = [f"2026-01-0{day}T00:00:00Z" for day in range(1, 4)]
    names = [f"m-{i}" for i in range(9)]
    for at in days:
        await execute(context, "delete from attune.event_keys")
        campaign = {"campaign": CAMPAIGN | {"name": at}}
        await send(api, *(completed(name, f"o-{name}", 5, at=at, context=campaign) for name in names))
    before = {name: await rows_of(context, name) for name in ("orders", "order_events", "touchpoints")}
    assert [len(rows) for rows in before.values()] == [9, 9, 9]
    await execute(context, "update attune.touchpoints set campaign = 'lost'")
    replaced: list[int] = []
    replace: Callable[..., Awaitable[set[str]]] = past.replace_told
    replace_touches: Callable[..., Awaitable[None]] = past.replace_touches

    async def count_told(work: object, keys: list[str], told: object) -> set[str]:
        replaced.append(len(keys))
        return await replace(work, keys, told)

    async def count_touches(work: object, keys: list[str], told: object) -> None:
        replaced.append(len(keys))
        await replace_touches(work, keys, told)

    monkeypatch.setattr(past, "replace_told", count_told)
    monkeypatch.setattr(past, "replace_touches", count_touches)
    monkeypatch.setattr(projection, "_CHUNK", 6)
    assert (await projection.rebuild(context)).events == 27
    assert {name: await rows_of(context, name) for name in before} == before
    assert replaced
    assert max(replaced) <= 6
