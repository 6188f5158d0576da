"""What is drawn of a run, over HTTP."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from kernel.database import Database
from kernel.principals import Principal
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from services.valuation.reductions.histories import BY_DAY, PurchaseDay
from tests.conftest import make_workspace
from tests.integration.services.valuation.conftest import ApiOf, ContextOf, PastOrder, run_model, store_cdnow, store_orders
from tests.integration.services.valuation.test_cohort_reductions import Case, cases


async def plots_of(api: httpx.AsyncClient, run_id: UUID) -> dict[str, Any]:
    response = await api.get(f"/v1/valuation/models/{run_id}/plots")
    assert response.status_code == 200, response.text
    document: dict[str, Any] = response.json()
    return document


async def test_the_plots_of_cdnow(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, calibration_end="1997-09-30", observation_end="1998-06-30")
    document = await plots_of(api, run_id)
    tracking = document["tracking"]
    assert [each["actual"] for each in tracking[19:25]] == [73, 55, 70, 33, 56, 99]
    assert tracking[19]["expected"]["estimate"] == pytest.approx(76.865, abs=1e-3)
    assert (tracking[0]["ends_on"], tracking[-1]["ends_on"]) == ("1997-01-07", "1998-06-30")
    assert tracking[-1]["cumulative_actual"] == 2457 + 1882
    assert [bar["actual"] for bar in document["frequencies"]] == [1411, 439, 214, 100, 62, 38, 29, 64]
    points = document["conditional_expectations"]
    assert [round(point["expected"]["estimate"], 3) for point in points[:3]] == [0.225, 0.523, 1.044]
    assert [round(point["actual"], 4) for point in points[:3]] == [0.2367, 0.6970, 1.3925]
    assert all(point["expected"]["low"] < point["expected"]["estimate"] < point["expected"]["high"] for point in points)
    assert len(document["alive"]["probability"]) == len(document["alive"]["frequency"]) <= 30
    tenths = document["holdout"]["tenths"]
    assert sum(tenth["customers"] * tenth["actual"] for tenth in tenths) == pytest.approx(1882)
    curve = document["concentration"]["curve"]
    assert (curve[-1]["customers"], curve[-1]["value"]) == (1.0, pytest.approx(1.0))
    assert len(curve) <= 100
    assert np.all(np.diff([point["value"] for point in curve]) >= 0.0)


async def test_value_is_spread_as_the_values_are(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, calibration_end="1998-06-30", observation_end="1998-06-30")
    values, cursor = [], None
    while True:
        page = (await api.get("/v1/valuation/customers", params={"limit": 500} | ({"cursor": cursor} if cursor else {}))).json()
        values += [customer["clv"]["estimate"] for customer in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    found = (await plots_of(api, run_id))["concentration"]
    worth = np.sort(np.array(values))
    pairs = np.abs(worth[:, None] - worth[None]).mean() / (2 * worth.mean())
    assert found["gini"] == pytest.approx(pairs, rel=1e-9)
    assert found["total"] == pytest.approx(worth.sum())
    falling = worth[::-1].cumsum() / worth.sum()
    for point in found["curve"]:
        assert point["value"] == pytest.approx(falling[round(point["customers"] * len(worth)) - 1])


async def test_without_a_holdout_nothing_is_compared_with_it(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    past = [
        PastOrder(f"c{number}", datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=number % 5 + step * 9), Decimal(10))
        for number in range(12)
        for step in range(1 + number % 3)
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    run_id = await run_model(api, context_of, calibration_end="2025-03-01", observation_end="2025-03-01")
    other = await run_model(
        api, context_of, model="nbd", calibration_end="2025-03-01", observation_end="2025-03-01", promote="never"
    )
    document = await plots_of(api, run_id)
    assert document["conditional_expectations"] is None
    assert document["holdout"] is None
    assert document["tracking"][-1]["ends_on"] == "2025-03-01"
    assert (await plots_of(api, other))["concentration"] is None


async def test_opportunities_are_tracked_one_by_one(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal, context_of: ContextOf
) -> None:
    past = [
        PastOrder(f"d{number}", datetime(year, 5, 1 + number % 9, tzinfo=UTC), Decimal(10))
        for number in range(30)
        for year in range(2010, 2016)
        if year == 2010 or (number * year) % 7 < 3
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    run_id = await run_model(
        api,
        context_of,
        model="bg_bb",
        opportunity="year",
        horizon=3,
        calibration_end="2013-12-31",
        observation_end="2015-12-31",
    )
    document = await plots_of(api, run_id)
    assert [each["ends_on"] for each in document["tracking"]] == [f"{year}-12-31" for year in range(2010, 2016)]
    assert document["time_unit"] == "year"
    assert document["tracking"][0] == {
        "ends_on": "2010-12-31",
        "actual": 0,
        "expected": {**document["tracking"][0]["expected"], "estimate": 0.0},
        "cumulative_actual": 0,
        "cumulative_expected": {**document["tracking"][0]["cumulative_expected"], "estimate": 0.0},
    }
    bought = {(order.customer, order.ordered_at.year) for order in past if order.ordered_at is not None}
    assert document["tracking"][-1]["cumulative_actual"] == len(bought) - 30
    economics = await api.get("/v1/valuation/economics", params={"as_of": "2016-01-01T00:00:00Z"})
    assert economics.json()["equity"]["reason"] == "counts_opportunities"


async def test_a_run_of_another_workspace_is_not_there(
    api_of: ApiOf,
    api: httpx.AsyncClient,
    database_of: Callable[[str], Database],
    principal: Principal,
    other_principal: Principal,
    context_of: ContextOf,
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, calibration_end="1997-09-30", observation_end="1998-06-30")
    async with api_of(other_principal) as stranger:
        assert (await stranger.get(f"/v1/valuation/models/{run_id}/plots")).status_code == 404
    for nobody in ("none", "0198c5a0-7c1e-7000-8000-000000000001"):
        assert (await api.get(f"/v1/valuation/models/{nobody}/plots")).json()["code"] == "not_found"


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
async def test_the_days_are_their_definition_in_python(database_of: Callable[[str], Database], case: Case) -> None:
    principal = await make_workspace(database_of(GATEWAY), case.time_zone)
    await store_orders(database_of(SEGMENTATION), principal, case.orders)
    calibration_end, observation_end = date(2025, 4, 15), case.day(case.as_of)
    bounds = {"calibration_end": min(calibration_end, observation_end), "observation_end": observation_end}
    async with database_of(VALUATION).work(principal) as work:
        days = await work.reduce(BY_DAY.days, time_zone=case.time_zone, **bounds)
    bought = {
        (order.customer, case.day(order.ordered_at))
        for order in case.orders
        if order.is_purchase and order.ordered_at is not None
    }
    first: dict[str, date] = {}
    for who, day in bought:
        first[who] = min(day, first.get(who, day))
    expected: dict[int, list[int]] = {}
    for who, day in bought:
        if day <= observation_end and first[who] <= bounds["calibration_end"]:
            expected.setdefault((observation_end - day).days, [0, 0])[day > first[who]] += 1
    assert days == [PurchaseDay(before, *expected[before]) for before in sorted(expected, reverse=True)]
