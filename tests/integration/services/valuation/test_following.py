"""Values follow orders: what the collector keeps, told by the feed, changes what a customer is worth."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database
from kernel.feed import FeedEvent, read_feed
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import DISPATCHER, GATEWAY, SEGMENTATION, VALUATION
from services.segmentation.app import create_app
from services.valuation.reactions import READER
from services.valuation.store import values
from services.valuation.store.runs import find_run
from services.valuation.use_cases import publishing
from tests.integration.vouching import calls_of

from .conftest import ContextOf, run_model, store_orders
from .test_model_runs import START, regulars
from .test_registry import promote, run_job, set_clock

DatabaseOf = Callable[[str], Database]
Deliver = Callable[[], Awaitable[list[FeedEvent]]]

TODAY = datetime(2025, 5, 20, 12, tzinfo=UTC)
ASKED: dict[str, object] = {"model": "bg_nbd", "observation_end": "2025-05-01", "time_unit": "day", "horizon": 90}


@pytest.fixture
async def collector(settings: Settings, principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
    """Where events go in."""
    application = create_app(settings)
    async with application.router.lifespan_context(application), calls_of(application, principal, settings) as client:
        yield client


@pytest.fixture
def deliver(database_of: DatabaseOf, principal: Principal) -> Deliver:
    """Delivers every event of the feed so far, those that were delivered before too, and gives them back."""

    async def all_of_it() -> list[FeedEvent]:
        async with database_of(DISPATCHER).work(principal) as work:
            latest = (
                await work.execute(text("select max(id) from attune.feed where workspace_id = :id"), {"id": work.workspace_id})
            ).scalar_one()
        async with asyncio.timeout(120):
            while True:
                async with database_of(DISPATCHER).connection() as connection:
                    events = [
                        event
                        for event in await read_feed(connection, "nobody", 100_000)
                        if event.workspace_id == principal.workspace_id
                    ]
                if latest is None or any(event.id == latest for event in events):
                    break
                await asyncio.sleep(0.05)  # an older transaction of another test is running still
        for event in events:
            if event.type in READER.reactions:
                async with database_of(VALUATION).work(principal) as work:
                    await READER.reactions[event.type](work, event)
        return events

    return all_of_it


async def buy(collector: httpx.AsyncClient, user: str, order: str, total: float, at: datetime = TODAY, **more: Any) -> None:  # noqa: ANN401 — properties of any kind
    event = {
        "type": "track",
        "event": "Order Completed",
        "userId": user,
        "timestamp": at.isoformat(),
        "properties": {"order_id": order, "total": total},
        **more,
    }
    answer = await collector.post("/v1/batch", json={"batch": [event]})
    assert (answer.json()["accepted"], answer.json()["rejected"]) == (1, []), answer.text


async def valued(api: httpx.AsyncClient) -> dict[str, dict[str, Any]]:
    """What everybody is worth, by the company's id, or ours."""
    items = (await api.get("/v1/valuation/customers?limit=100")).json()["items"]
    return {item["customer_id"] or item["id"]: item for item in items}


def alike(value: Any) -> Any:  # noqa: ANN401 — JSON
    """The same, but for how sums round: customers are valued together, and with others each time."""
    if isinstance(value, dict):
        return {name: alike(each) for name, each in value.items()}
    return pytest.approx(value, rel=1e-12) if isinstance(value, float) else value


async def changes(deliver: Deliver) -> list[dict[str, Any]]:
    """What `value.changed` has told, with whom it is of."""
    await deliver()
    return [{"subject": event.subject, **event.data} for event in await deliver() if event.type == "value.changed"]


@pytest.fixture
async def champion(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> tuple[UUID, dict[str, UUID]]:
    """A small market that was valued as of the first of May, on the twentieth; our ids of the customers."""
    ids = await store_orders(database_of(SEGMENTATION), principal, regulars())
    await set_clock(database_of(GATEWAY), principal, TODAY)
    return await run_model(api, context_of, **ASKED), ids


Champion = tuple[UUID, dict[str, UUID]]


async def test_an_order_changes_its_customers_value_and_nobody_elses(
    api: httpx.AsyncClient, collector: httpx.AsyncClient, champion: Champion, deliver: Deliver, context_of: ContextOf
) -> None:
    run_id, _ = champion
    before = await valued(api)
    await buy(collector, "c-05", "new-1", 50)
    await deliver()
    after = await valued(api)
    changed = after.pop("c-05")
    was = before.pop("c-05")
    assert after == before
    # 11 January to 20 May are 129 days; the first of May, as of which all others are valued, is 19 days before.
    assert (was["frequency"], was["T"], was["valued_on"]) == (1, 110, "2025-05-01")
    assert (changed["frequency"], changed["T"], changed["recency"], changed["valued_on"]) == (2, 129, 129, "2025-05-20")
    assert changed["monetary_value"] == pytest.approx((16 + 50) / 2)
    assert changed["clv"]["estimate"] > was["clv"]["estimate"]
    assert changed["clv"]["low"] < changed["clv"]["estimate"] < changed["clv"]["high"]

    await promote(api, context_of, run_id)  # everybody valued anew, in bulk: what follows orders is what that finds
    rebuilt = (await valued(api))["c-05"]
    assert rebuilt == alike(changed)


async def test_an_event_that_comes_twice_tells_once(
    api: httpx.AsyncClient, collector: httpx.AsyncClient, champion: Champion, deliver: Deliver
) -> None:
    run_id, ids = champion
    before = (await valued(api))["c-05"]
    await buy(collector, "c-05", "new-1", 50)
    first = await deliver()
    once = await valued(api)
    (told,) = await changes(deliver)
    assert (told["subject"], told["model_id"], told["valued_on"]) == (str(ids["c-05"]), str(run_id), "2025-05-20")
    assert told["previous"] == before["clv"]["estimate"]
    assert {"estimate": told["clv"], "low": told["low"], "high": told["high"]} == once["c-05"]["clv"]
    assert len(await deliver()) == len(first) + 1
    assert await valued(api) == once
    assert len(await changes(deliver)) == 1


async def test_orders_that_a_run_has_seen_leave_its_values_alone(
    api: httpx.AsyncClient,
    collector: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    deliver: Deliver,
) -> None:
    await set_clock(database_of(GATEWAY), principal, TODAY)
    for i in range(8):
        for k in range(1 + i % 3):
            await buy(collector, f"c-{i}", f"o-{i}-{k}", 10 + i, START + timedelta(days=i + 20 * k))
    await run_model(api, context_of, **ASKED)
    before = await valued(api)
    events = await deliver()  # the orders' events come only now
    assert {event.type for event in events} == {"orders.changed", "model.promoted"}
    assert await valued(api) == before
    assert {value["valued_on"] for value in before.values()} == {"2025-05-01"}


@pytest.mark.usefixtures("champion")
async def test_a_new_customer_is_valued_with_the_first_order(
    api: httpx.AsyncClient, collector: httpx.AsyncClient, deliver: Deliver
) -> None:
    await buy(collector, "newcomer", "new-1", 50)
    await deliver()
    value = (await valued(api))["newcomer"]
    assert (value["frequency"], value["T"]) == (0, 0)
    (told,) = await changes(deliver)
    assert (told["previous"], told["clv"]) == (None, value["clv"]["estimate"])


@pytest.mark.usefixtures("champion")
async def test_who_has_no_purchase_left_has_no_value_left(
    api: httpx.AsyncClient, collector: httpx.AsyncClient, deliver: Deliver
) -> None:
    await buy(collector, "newcomer", "new-1", 50)
    await deliver()
    value = (await valued(api))["newcomer"]["clv"]["estimate"]
    await buy(collector, "newcomer", "new-1", 50, TODAY + timedelta(minutes=1), event="Order Refunded")
    await deliver()
    assert "newcomer" not in await valued(api)
    assert [(told["previous"], told["clv"]) for told in await changes(deliver)] == [(None, value), (value, None)]


async def test_small_changes_are_told_once_they_have_come_far_enough(
    api: httpx.AsyncClient,
    collector: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    deliver: Deliver,
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    await set_clock(database_of(GATEWAY), principal, TODAY)
    asked = {**ASKED, "change": {"relative": 0.0, "absolute": 1e9}}
    await run_model(api, context_of, **asked)
    await buy(collector, "c-05", "new-1", 50)
    await deliver()
    assert (await valued(api))["c-05"]["frequency"] == 2
    assert await changes(deliver) == []

    step = 1.0
    await run_model(api, context_of, **{**ASKED, "change": {"relative": 0.0, "absolute": step}})
    told_last = (await valued(api))["c-05"]["clv"]["estimate"]
    for k in range(6):
        await buy(collector, "c-05", f"again-{k}", 20 + 4 * k, TODAY - timedelta(days=6 - k))
        now = (await changes(deliver), (await valued(api))["c-05"]["clv"]["estimate"])
        tellings = [told for told in now[0] if told["clv"] is not None]
        if abs(now[1] - told_last) >= step:
            assert (tellings[-1]["previous"], tellings[-1]["clv"]) == (told_last, now[1])
            told_last = now[1]
        else:
            assert not tellings or tellings[-1]["clv"] == told_last


async def test_merged_split_and_erased_customers(
    api: httpx.AsyncClient,
    collector: httpx.AsyncClient,
    champion: Champion,
    deliver: Deliver,
    database_of: DatabaseOf,
    principal: Principal,
) -> None:
    _, ids = champion
    answer = await collector.post("/v1/batch", json={"batch": [{"type": "alias", "userId": "c-02", "previousId": "c-03"}]})
    assert answer.json()["accepted"] == 1
    await deliver()
    joint = await valued(api)
    assert "c-03" not in joint
    # c-02 bought on days 2, 30, 58 and c-03 on days 3, 31, 59, 87 after the start: seven days.
    assert (joint["c-02"]["frequency"], joint["c-02"]["recency"]) == (6, 85)

    (merge,) = (await collector.get("/v1/customers/c-02/merges")).json()["items"]
    assert (await collector.post(f"/v1/customers/c-02/merges/{merge['id']}/undo")).status_code == 200
    await deliver()
    apart = await valued(api)
    assert (apart["c-02"]["frequency"], apart["c-03"]["frequency"]) == (2, 3)
    await deliver()
    assert await valued(api) == alike(apart)

    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(text("update attune.customers set erased_at = now() where id = :id"), {"id": ids["c-03"]})
        await work.emit("customer.erased", ids["c-03"], {"subjects": [], "digests": []})
    await deliver()
    assert "c-03" not in await valued(api)
    await deliver()  # nor do events of orders from before bring them back
    assert "c-03" not in await valued(api)


async def test_a_value_that_was_read_before_an_order_does_not_undo_what_followed_it(
    api: httpx.AsyncClient,
    collector: httpx.AsyncClient,
    champion: Champion,
    deliver: Deliver,
    context_of: ContextOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run_id, _ = champion
    orders: list[str] = []
    hold = values.hold_values

    async def hold_later(work: Any, model_id: Any, customers: Any) -> Any:  # noqa: ANN401 — as it is
        if not orders:
            orders.append("new-1")
            await buy(collector, "c-05", "new-1", 50)
            await deliver()
        return await hold(work, model_id, customers)

    monkeypatch.setattr(values, "hold_values", hold_later)
    await promote(api, context_of, run_id)
    assert (await valued(api))["c-05"]["frequency"] == 2
    assert len(await changes(deliver)) == 1


@pytest.mark.usefixtures("champion")
async def test_a_run_that_is_being_made_follows_orders_too(
    api: httpx.AsyncClient,
    collector: httpx.AsyncClient,
    deliver: Deliver,
    context_of: ContextOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish = publishing.publish

    async def after_an_order(context: Any, run: Any, cause: Any) -> None:  # noqa: ANN401 — as they are
        await buy(collector, "c-05", "new-1", 50)
        await deliver()
        await publish(context, run, cause)

    monkeypatch.setattr(publishing, "publish", after_an_order)
    result = await run_job(api, context_of, ASKED)
    assert (await api.get("/v1/valuation/customers")).json()["model"]["id"] == result["model_id"]
    assert (await valued(api))["c-05"]["frequency"] == 2


async def test_what_another_server_has_seen_counts_for_nothing_here(
    api: httpx.AsyncClient,
    collector: httpx.AsyncClient,
    champion: Champion,
    deliver: Deliver,
    database_of: DatabaseOf,
    principal: Principal,
) -> None:
    run_id, _ = champion
    async with database_of(VALUATION).work(principal) as work:  # as after a restore from a dump of a busier server
        await work.execute(text("update attune.customer_values set seen_xid = seen_xid + 1000000000"))
        run = await find_run(work, run_id)
    assert run is not None
    await buy(collector, "c-05", "new-1", 50)
    await deliver()
    assert (await valued(api))["c-05"]["frequency"] == 2


async def test_before_a_model_is_published_nobody_follows(
    api: httpx.AsyncClient, collector: httpx.AsyncClient, deliver: Deliver
) -> None:
    await buy(collector, "c-05", "new-1", 50)
    await deliver()
    assert await valued(api) == {}
