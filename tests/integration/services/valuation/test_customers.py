"""Customers by what they are worth: orders, pages, and what a merge does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text, update

from kernel.database import Database
from kernel.feed import FeedEvent
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema import behaviour
from schema.roles import SEGMENTATION, VALUATION
from services.valuation.reactions import READER
from services.valuation.routes.models import CustomerOrder

from .conftest import ContextOf, PastOrder, run_model, store_orders

DatabaseOf = Callable[[str], Database]

START = datetime(2025, 1, 6, 12, tzinfo=UTC)


def market() -> list[PastOrder]:
    """Customers with and without repeat purchases, some with equal histories."""
    return [
        PastOrder(f"c/{i:02} é", START + timedelta(days=(i // 2) * 3 + 20 * purchase), Decimal(10 + 5 * (i // 2)))
        for i in range(14)
        for purchase in range(i // 2 % 4 + 1)
    ]


@pytest.fixture
async def customers(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> dict[str, UUID]:
    """Our ids of the market's customers, who are valued."""
    ids = await store_orders(database_of(SEGMENTATION), principal, market())
    await run_model(api, context_of, observation_end="2025-06-01")
    return ids


async def read_all(api: httpx.AsyncClient, order: str, limit: int) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    cursor: str | None = None
    for _ in range(100):
        asked = {"order": order, "limit": str(limit), **({} if cursor is None else {"cursor": cursor})}
        response = await api.get("/v1/valuation/customers", params=asked)
        assert response.status_code == 200, response.text
        page = response.json()
        assert len(page["items"]) <= limit
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items
    raise AssertionError("the list does not end")


def number(item: dict[str, Any], order: str) -> float | None:
    held: Any = item[order.removeprefix("-")]
    found: float | None = held["estimate"] if isinstance(held, dict) else held
    return found


@pytest.mark.parametrize("order", [order.value for order in CustomerOrder])
async def test_every_order_lists_everybody_once_whatever_the_page(
    api: httpx.AsyncClient, customers: dict[str, UUID], order: str
) -> None:
    whole = await read_all(api, order, 1000)
    assert {item["customer_id"]: UUID(item["id"]) for item in whole} == customers
    for limit in (1, 3, 14):
        assert await read_all(api, order, limit) == whole
    numbers = [number(item, order) for item in whole]
    known = [each for each in numbers if each is not None]
    assert known == sorted(known, reverse=order.startswith("-"))
    assert numbers[len(known) :] == [None] * (len(numbers) - len(known))
    # Who never came back has no monetary value.
    assert (None in numbers) == ("monetary_value" in order)


async def test_a_page_says_whose_values_they_are(api: httpx.AsyncClient, customers: dict[str, UUID]) -> None:
    page = (await api.get("/v1/valuation/customers?limit=1")).json()
    model = page["model"]
    assert model["model"] == "bg_nbd"
    assert model["request"]["level"] == 0.95
    assert model["request"]["horizon"] == 52
    assert "delta" in model["method"]
    [item] = page["items"]
    assert set(item) == {
        "id",
        "customer_id",
        "valued_on",
        "frequency",
        "recency",
        "T",
        "monetary_value",
        "probability_alive",
        "expected_purchases",
        "expected_spend",
        "clv",
    }
    assert item["clv"]["low"] < item["clv"]["estimate"] < item["clv"]["high"]
    assert item["customer_id"] in customers


async def test_the_default_is_the_highest_value_first(api: httpx.AsyncClient, customers: dict[str, UUID]) -> None:
    assert len(customers) == 14
    default = (await api.get("/v1/valuation/customers")).json()
    assert default == (await api.get("/v1/valuation/customers?order=-clv")).json()


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("order=name", "?order"),
        ("limit=0", "?limit"),
        ("limit=1001", "?limit"),
        ("cursor=nonsense", "?cursor"),
        ("cursor=WyItY2x2IiwiTmFOeCIsIngiXQ", "?cursor"),
    ],
)
async def test_what_a_list_cannot_be_asked_for(api: httpx.AsyncClient, query: str, pointer: str) -> None:
    response = await api.get(f"/v1/valuation/customers?{query}")
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


async def test_a_cursor_belongs_to_its_order(api: httpx.AsyncClient, customers: dict[str, UUID]) -> None:
    assert customers
    cursor = (await api.get("/v1/valuation/customers?order=-clv&limit=1")).json()["next_cursor"]
    response = await api.get("/v1/valuation/customers", params={"order": "clv", "cursor": cursor})
    assert response.status_code == 422
    assert [error["code"] for error in response.json()["errors"]] == ["cursor_invalid"]


async def test_a_merged_customer_is_listed_no_more_and_their_value_is_dropped(
    api: httpx.AsyncClient, customers: dict[str, UUID], principal: Principal, database_of: DatabaseOf
) -> None:
    absorbed, into = customers["c/03 é"], customers["c/05 é"]
    async with database_of(SEGMENTATION).work(principal) as work:
        table = behaviour.customers
        await work.execute(update(table).where(table.c.id == absorbed).values(merged_into=into))
        xid = (await work.execute(text("select cast(cast(pg_current_xact_id() as text) as bigint)"))).scalar_one()
    everybody = set(customers.values())
    for limit in (2, 1000):
        listed = [UUID(item["id"]) for item in await read_all(api, "-clv", limit)]
        assert sorted(listed) == sorted(everybody - {absorbed})

    event = FeedEvent(
        principal.workspace_id or new_id(),
        1,
        xid,
        "customer.merged",
        str(into),
        {"absorbed": str(absorbed), "into": str(into)},
        START,
    )
    for _ in range(2):  # told twice, it is done once
        async with database_of(VALUATION).work(principal) as work:
            await READER.reactions[event.type](work, event)
    async with database_of(SEGMENTATION).work(principal) as work:
        rows = await work.execute(text("select customer_id from published.customer_value"))
        assert set(rows.scalars()) == everybody - {absorbed}
