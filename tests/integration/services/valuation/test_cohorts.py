"""Cohorts over HTTP."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from kernel.database import Database
from kernel.principals import Principal
from schema.roles import SEGMENTATION
from tests.integration.services.valuation.conftest import ApiOf, PastOrder, PastTouch, store_cdnow, store_orders, store_touches

AS_OF = "2025-04-10T00:00:00Z"


def noon(month: int, day: int) -> datetime:
    return datetime(2025, month, day, 12, tzinfo=UTC)


PAST = [
    PastOrder("a", noon(1, 5), Decimal(10), margin=Decimal(4)),
    PastOrder("a", noon(2, 5), Decimal(20), margin=Decimal(8)),
    PastOrder("b", noon(1, 9), Decimal(30), margin=Decimal(12)),
    PastOrder("c", noon(2, 9), Decimal(40)),
    PastOrder("c", noon(4, 2), Decimal(50), margin=Decimal(1)),
]


async def table(api: httpx.AsyncClient, **asked: str | int) -> dict[str, Any]:
    response = await api.get("/v1/valuation/cohorts", params={"as_of": AS_OF, **asked})
    assert response.status_code == 200, response.text
    document: dict[str, Any] = response.json()
    return document


async def test_a_cohort_is_told_age_by_age(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, PAST)
    document = await table(api)
    assert document["running"] == "2025-04-01"
    assert [(row["cohort"], row["customers"], len(row["cells"])) for row in document["cohorts"]] == [
        ("2025-01-01", 2, 4),
        ("2025-02-01", 1, 3),
    ]
    second = document["cohorts"][0]["cells"][1]
    assert second == {
        "age": 1,
        "period": "2025-02-01",
        "active": 1,
        "orders": 1,
        "revenue": {"amount": "20.0000", "reason": None},
        "margin": {"amount": "8.0000", "reason": None},
        "retention": {**second["retention"], "estimate": 0.5, "reason": None},
    }
    assert second["retention"]["low"] == pytest.approx(0.06083, abs=1e-5)  # Beta(1.5, 1.5)
    of_c = document["cohorts"][1]["cells"]
    assert of_c[0]["margin"] == {"amount": None, "reason": "margin_unknown"}
    assert of_c[1]["revenue"]["amount"] == "0.0000"
    assert of_c[2]["active"] == 1
    assert of_c[2]["retention"] == {"estimate": None, "low": None, "high": None, "reason": "period_not_over"}
    assert [(each["age"], each["customers"], each["active"]) for each in document["retention"]] == [
        (0, 3, 3),
        (1, 3, 1),
        (2, 2, 0),
    ]


async def test_a_rate_stands_for_a_margin_that_is_not_stated(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, PAST)
    document = await table(api, margin_rate="0.25")
    assert document["cohorts"][1]["cells"][0]["margin"] == {"amount": "10.0000", "reason": None}


async def test_what_is_in_another_currency_is_not_guessed(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    foreign = PastOrder("a", noon(1, 5), Decimal(10), margin=Decimal(4), currency="EUR")
    await store_orders(database_of(SEGMENTATION), principal, [foreign])
    [row] = (await table(api))["cohorts"]
    assert row["cells"][0]["revenue"] == row["cells"][0]["margin"] == {"amount": None, "reason": "foreign_currency"}
    assert row["cells"][0]["active"] == 1


async def test_a_channel_has_the_customers_that_it_acquired(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    ids = await store_orders(database_of(SEGMENTATION), principal, PAST)
    touches = [
        PastTouch("a", noon(1, 1), "search"),
        PastTouch("a", noon(1, 5), "direct"),
        PastTouch("b", noon(1, 2), "email"),
        PastTouch("c", noon(2, 10), "search"),  # after the first purchase
    ]
    await store_touches(database_of(SEGMENTATION), principal, ids, touches)
    document = await table(api, channel="search")
    assert [(row["cohort"], row["customers"]) for row in document["cohorts"]] == [("2025-01-01", 1)]
    assert document["acquisition"]["rule"] == "last_non_direct"
    assert (document["next_purchase"]["customers"], document["next_purchase"]["bought"]) == (1, 1)
    assert (await table(api, channel="direct"))["cohorts"] == []
    assert (await table(api, channel="direct", acquisition="last_touch"))["cohorts"][0]["customers"] == 1
    assert (await table(api, channel="search", lookback_days=3))["cohorts"] == []


async def test_quarters_and_the_latest_of_them(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, [*PAST, PastOrder("d", noon(4, 3), Decimal(5))])
    document = await table(api, by="quarter", cohorts=1)
    assert [(row["cohort"], row["customers"]) for row in document["cohorts"]] == [("2025-04-01", 1)]
    assert (await table(api, by="quarter"))["cohorts"][0]["cells"][0]["active"] == 3


async def test_nobody_yet_is_an_answer(api: httpx.AsyncClient) -> None:
    document = await table(api)
    assert (document["cohorts"], document["retention"]) == ([], [])
    assert document["next_purchase"]["median_days"]["reason"] == "not_reached"


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "fortnight"},
        {"level": 1},
        {"level": "nan"},
        {"purchase": 1},
        {"cohorts": 0},
        {"cohorts": 61},
        {"margin_rate": "lots"},
        {"margin_rate": "NaN"},
        {"lookback_days": 0},
        {"acquisition": "shapley"},
        {"channel": ""},
        {"as_of": "yesterday"},
    ],
)
async def test_what_cannot_be_asked_is_refused(api: httpx.AsyncClient, asked: dict[str, str | int]) -> None:
    response = await api.get("/v1/valuation/cohorts", params=asked)
    assert response.status_code == 422, response.text
    assert response.json()["errors"][0]["pointer"] == f"?{next(iter(asked))}"


async def test_another_workspace_sees_nothing_of_it(
    api_of: ApiOf, database_of: Callable[[str], Database], principal: Principal, other_principal: Principal
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, PAST)
    async with api_of(other_principal) as stranger:
        assert (await table(stranger))["cohorts"] == []


async def test_the_cohorts_of_cdnow(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    document = await table(api, as_of="1998-07-01T00:00:00Z")
    assert [row["cohort"] for row in document["cohorts"]] == [str(date(1997, month, 1)) for month in (1, 2, 3)]
    assert sum(row["customers"] for row in document["cohorts"]) == 2357
    # All repeat days: 2,457 to the end of September 1997, 1,882 after it (Fader, Hardie & Lee 2005); the first ones are 2,357.
    assert document["next_purchase"]["customers"] == 2357
    assert len(document["next_purchase"]["curve"]) <= 200
