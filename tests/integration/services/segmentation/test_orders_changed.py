"""Whoever follows orders is told whose have changed: each customer once for what one transaction did, and nobody else."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.jobs import JobContext
from kernel.principals import Principal
from services.segmentation.domain.imports import ImportKind
from services.segmentation.use_cases import projection
from services.segmentation.use_cases.projection import rebuild

from .conftest import Erase, Feed, import_file


def completed(user: str, order: str, total: float, day: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401 — JSON
    return {
        "type": "track",
        "event": "Order Completed",
        "userId": user,
        "timestamp": f"2026-01-{day:02}T12:00:00Z",
        "properties": {"order_id": order, "total": total},
        **more,
    }


async def send(api: httpx.AsyncClient, *events: dict[str, Any]) -> None:
    answer = await api.post("/v1/batch", json={"batch": list(events)})
    assert answer.status_code == 200, answer.text
    assert answer.json()["rejected"] == []


async def customer_ids(database: Database, principal: Principal) -> dict[str, str]:
    async with database.work(principal) as work:
        rows = await work.execute(text("select customer_id, id from attune.customers where customer_id is not null"))
        return {theirs: str(ours) for theirs, ours in rows}


async def test_a_batch_tells_of_each_customer_once(
    api: httpx.AsyncClient, database: Database, principal: Principal, feed: Feed
) -> None:
    seen = {"type": "track", "event": "Seen", "userId": "c-3"}
    await send(api, completed("c-1", "o-1", 10), completed("c-1", "o-2", 20, 2), completed("c-2", "o-3", 30), seen)
    ids = await customer_ids(database, principal)
    assert await feed("orders.changed") == [{"customers": sorted([ids["c-1"], ids["c-2"]])}]


async def test_what_changes_no_order_tells_nothing(api: httpx.AsyncClient, context: JobContext, feed: Feed) -> None:
    await send(api, completed("c-1", "o-1", 10, messageId="m-1"))
    await send(api, completed("c-1", "o-1", 10, messageId="m-1"), {"type": "track", "event": "Seen", "userId": "c-1"})
    await send(api, completed("c-1", "o-1", 10, messageId="m-2"))  # the same said twice
    file = ("customer_id,occurred_at,amount,order_id", "c-2,2026-01-03,5,f-1", "c-3,2026-01-03,5,f-2")
    for _ in range(2):
        await import_file(context, ImportKind.ORDERS, *file)
    before = await feed("orders.changed")
    assert [len(told["customers"]) for told in before] == [1, 2]
    await rebuild(context)
    assert await feed("orders.changed") == before


async def test_an_order_that_is_somebody_elses_now_tells_both(
    api: httpx.AsyncClient, database: Database, principal: Principal, feed: Feed
) -> None:
    await send(api, completed("c-1", "o-1", 10, 1))
    await send(api, completed("c-2", "o-1", 10, 2))
    ids = await customer_ids(database, principal)
    assert (await feed("orders.changed"))[-1] == {"customers": sorted([ids["c-1"], ids["c-2"]])}


async def test_a_refund_tells_and_one_that_has_no_order_yet_tells_nobody(
    api: httpx.AsyncClient, database: Database, principal: Principal, feed: Feed
) -> None:
    refund = {**completed("c-1", "o-1", 4, 2), "event": "Order Refunded"}
    await send(api, refund)
    assert await feed("orders.changed") == []
    await send(api, completed("c-1", "o-1", 10))
    ids = await customer_ids(database, principal)
    assert await feed("orders.changed") == [{"customers": [ids["c-1"]]}]


async def test_a_visitor_whom_an_alias_gives_away_is_told_of_as_the_customer(
    api: httpx.AsyncClient, database: Database, principal: Principal, feed: Feed
) -> None:
    await send(api, {"type": "identify", "userId": "c-1"})
    visitor = {**completed("", "o-1", 10), "anonymousId": "v-1"}
    del visitor["userId"]
    await send(api, visitor, {"type": "alias", "userId": "c-1", "previousId": "v-1"})
    ids = await customer_ids(database, principal)
    assert [UUID(told) for told in (await feed("orders.changed"))[-1]["customers"]] == [UUID(ids["c-1"])]


async def test_many_customers_are_told_of_in_pieces(context: JobContext, feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "BUYERS_AT_ONCE", 3)
    rows = [f"c-{i},2026-01-03,{i + 1}" for i in range(7)]
    await import_file(context, ImportKind.ORDERS, "customer_id,occurred_at,amount", *rows, *rows)
    told = [each["customers"] for each in await feed("orders.changed")]
    assert [len(each) for each in told] == [3, 3, 1]
    assert len({customer for each in told for customer in each}) == 7


async def test_a_person_who_is_forgotten_is_named_by_no_event_after_it(
    api: httpx.AsyncClient, feed: Feed, erase: Erase
) -> None:
    await send(api, completed("c-1", "o-1", 10))
    before = await feed("orders.changed")
    await erase("c-1")
    assert await feed("orders.changed") == before
