"""Channels by a model of their own, and what leads are worth by it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import httpx
import numpy as np
import pytest
from numpy.testing import assert_allclose

from kernel.database import Database
from kernel.principals import Principal, Scope
from schema.roles import SEGMENTATION, VALUATION
from services.valuation.domain import PurchaseHistories, PurchaseModel, TimeUnit
from services.valuation.domain.expectation import expected_purchases
from services.valuation.use_cases.planning import plan_run
from services.valuation.use_cases.segmenting import reduce_segments

from .conftest import ApiOf, ContextOf, PastOrder, PastTouch, run_model, store_orders, store_touches
from .test_model_runs import START

DatabaseOf = Callable[[str], Database]
ASKED: dict[str, object] = {"model": "nbd", "observation_end": "2025-12-31", "time_unit": "week", "horizon": 52}
LAST = date(2025, 12, 31)


def market() -> tuple[list[PastOrder], list[PastTouch]]:
    """Customers of e-mail buy twice as often as those of search, and spend less; a fair has brought five, a friend four."""
    rng = np.random.default_rng(8)
    orders, touches = [], []
    channels = (("email", 150, 10.0, 20), ("search", 150, 20.0, 60), ("fair", 5, 10.0, 40), ("friend", 4, 10.0, 40))
    for channel, customers, weeks, amount in channels:
        for i in range(customers):
            name, at = f"{channel}-{i:03}", START + timedelta(days=int(rng.integers(0, 120)))
            touches.append(PastTouch(name, at - timedelta(days=1), channel))
            rate = rng.gamma(1.0, 1.0)
            while at.date() <= LAST:
                orders.append(PastOrder(name, at, Decimal(int(amount * (0.5 + rng.random())))))
                at += timedelta(days=1 + int(rng.exponential(7.0 * weeks / rate)))
    orders.append(PastOrder("nobody-knows", START, Decimal(10)))
    return orders, touches


async def fill(database: Database, principal: Principal) -> tuple[list[PastOrder], list[PastTouch]]:
    orders, touches = market()
    await store_touches(database, principal, await store_orders(database, principal, orders), touches)
    return orders, touches


async def record_of(api: httpx.AsyncClient, run_id: object) -> dict[str, Any]:
    record: dict[str, Any] = (await api.get(f"/v1/valuation/models/{run_id}")).json()
    return record


async def test_segments_are_read_as_plain_python_reads_them(principal: Principal, database_of: DatabaseOf) -> None:
    orders, _ = await fill(database_of(SEGMENTATION), principal)
    until = date(2025, 9, 1)
    async with database_of(VALUATION).work(principal) as work:
        plan = await plan_run(work, "nbd", until, until, TimeUnit.WEEK, 0.1, 52.0)
        groups = await reduce_segments(work, plan)
    spent: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for order in orders:
        assert order.ordered_at is not None
        if order.ordered_at.date() <= until:
            spent[order.customer][order.ordered_at.date()] += float(order.net)
    told: dict[tuple[str | None, int, int, int], list[float]] = defaultdict(list)
    for name, days in spent.items():
        channel = None if name == "nobody-knows" else name.split("-")[0]
        first, last = min(days), max(days)
        told[channel, len(days) - 1, (last - first).days, (until - first).days].append(sum(days.values()))
    found = {(group.channel, group.frequency, group.recency_days, group.age_days): group for group in groups}
    assert found.keys() == told.keys()
    for key, totals in told.items():
        assert found[key].customers == len(totals)
        assert_allclose(found[key].revenue, sum(totals))
        assert_allclose(found[key].revenue_squares, sum(total**2 for total in totals))


async def test_a_run_tells_of_each_channel_and_a_small_one_is_drawn_to_the_whole(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    orders, _ = await fill(database_of(SEGMENTATION), principal)
    record = await record_of(api, await run_model(api, context_of, **ASKED))
    (channels,) = record["segments"]["groupings"]
    assert {name: channels[name] for name in ("by", "rule", "lookback_days", "trait")} == {
        "by": "channel",
        "rule": "last_non_direct",
        "lookback_days": 30,
        "trait": None,
    }
    assert {each["segment"] for each in channels["items"]} == {None}
    found = {each["channel"]: each for each in channels["items"]}
    assert {name: each["customers"] for name, each in found.items()} == {"email": 150, "search": 150, "fair": 5}

    def rate(fit: dict[str, Any]) -> float:
        return float(fit["parameters"]["r"] / fit["parameters"]["alpha"])

    assert rate(found["email"]) > 1.4 * rate(found["search"])
    assert rate(found["search"]) < rate(record["fit"]) < rate(found["email"])
    means = {name: np.mean([float(o.net) for o in orders if o.customer.startswith(name)]) for name in found}
    for name in ("email", "search"):
        assert found[name]["spend_per_day"]["estimate"] == pytest.approx(means[name], rel=0.03)
        assert found[name]["spend_own_share"] > 0.9
    assert max(found["fair"]["own_share"].values()) < min(found["email"]["own_share"]["alpha"], 0.8)
    assert list(found["email"]["parameters"]) == found["email"]["parameter_order"] == record["fit"]["parameter_order"]


async def test_a_lead_is_worth_its_chance_times_a_new_customer_less_its_cost(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, **ASKED, annual_discount_rate=0)
    record = await record_of(api, run_id)
    leads = [
        {"reference": "a", "channel": "email", "probability": 0.2, "acquisition_cost": 3},
        {"reference": "b", "channel": "search", "leads": 100, "conversions": 20, "acquisition_cost": 3},
        {"channel": "a channel that has brought nobody", "probability": 1, "acquisition_cost": 0},
        {"probability": 0, "acquisition_cost": 2.5},
    ]
    answer = await api.post("/v1/valuation/prospects", json={"leads": leads})
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert (page["model_id"], page["horizon"], page["time_unit"], page["level"]) == (str(run_id), 52, "week", 0.95)
    email, search, unknown, nobody = page["leads"]
    assert [each["channel"] for each in page["leads"]] == ["email", "search", None, None]
    assert [each["reference"] for each in page["leads"]] == ["a", "b", None, None]

    channels = {each["channel"]: each for each in record["segments"]["groupings"][0]["items"]}
    new = PurchaseHistories.of([0], [0.0], [0.0])
    for lead, parameters, spend in (
        (email, channels["email"]["parameters"], channels["email"]["spend_per_day"]),
        (search, channels["search"]["parameters"], channels["search"]["spend_per_day"]),
        (unknown, record["fit"]["parameters"], record["segments"]["spend_per_day"]),
    ):
        repeats = expected_purchases(PurchaseModel.of("nbd", parameters), new, 52.0).value[0]
        value = lead["new_customer_value"]
        assert value["estimate"] == pytest.approx(spend["estimate"] * (1.0 + repeats))
        assert value["low"] < value["estimate"] < value["high"]
        expected = lead["probability"]["estimate"] * value["estimate"] - lead["acquisition_cost"]
        assert lead["expected_value"]["estimate"] == pytest.approx(expected)
        assert lead["expected_value"]["low"] < expected < lead["expected_value"]["high"]
    assert email["probability"] == {"estimate": 0.2, "low": 0.2, "high": 0.2}
    assert search["probability"]["estimate"] == pytest.approx(20.5 / 101)
    assert search["probability"]["low"] < 0.2 < search["probability"]["high"]
    assert nobody["expected_value"] == {"estimate": -2.5, "low": -2.5, "high": -2.5}


async def test_a_channel_of_another_workspace_is_unknown_and_so_is_its_model(
    api_of: ApiOf, context_of: ContextOf, principal: Principal, other_principal: Principal, database_of: DatabaseOf
) -> None:
    await fill(database_of(SEGMENTATION), principal)
    async with api_of(principal) as api:
        await run_model(api, context_of, **ASKED)
    body = {"leads": [{"channel": "email", "probability": 0.2, "acquisition_cost": 3}]}
    async with api_of(other_principal) as stranger:
        answer = await stranger.post("/v1/valuation/prospects", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_new_customer_value")
    async with api_of(Principal(principal.workspace_id, "writer", frozenset({Scope.VALUATION_WRITE}))) as writer:
        assert (await writer.post("/v1/valuation/prospects", json=body)).status_code == 403


@pytest.mark.parametrize(
    ("lead", "code", "pointer"),
    [
        ({"probability": 1.1, "acquisition_cost": 3}, "invalid_prospect", "/leads/0/probability"),
        ({"probability": -0.1, "acquisition_cost": 3}, "invalid_prospect", "/leads/0/probability"),
        ({"leads": 3, "conversions": 4, "acquisition_cost": 3}, "invalid_prospect", "/leads/0/conversions"),
        ({"leads": 0, "conversions": 0, "acquisition_cost": 3}, "invalid_prospect", "/leads/0/conversions"),
        ({"leads": 3, "acquisition_cost": 3}, "invalid_prospect", "/leads/0/probability"),
        ({"acquisition_cost": 3}, "invalid_prospect", "/leads/0/probability"),
        ({"probability": 0.1, "acquisition_cost": -3}, "invalid_prospect", "/leads/0/acquisition_cost"),
        ({"probability": 0.1}, "invalid_request", "/leads/0/acquisition_cost"),
        ({"probability": 0.1, "leads": 3, "acquisition_cost": 3}, "invalid_request", "/leads/0/leads"),
        ({"probability": 0.1, "conversions": 0, "acquisition_cost": 3}, "invalid_request", "/leads/0/conversions"),
        ({"probability": "0.1", "acquisition_cost": 3}, "invalid_request", "/leads/0/probability"),
        ({"probability": 0.1, "acquisition_cost": 3, "cost": 1}, "invalid_request", "/leads/0/cost"),
    ],
)
async def test_a_lead_that_cannot_be_is_pointed_at(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    lead: dict[str, object],
    code: str,
    pointer: str,
) -> None:
    past = [PastOrder(f"c-{i}", START + timedelta(days=i + 9 * k), Decimal(5)) for i in range(6) for k in range(1 + i % 3)]
    await store_orders(database_of(SEGMENTATION), principal, past)
    await run_model(api, context_of, **ASKED)
    answer = await api.post("/v1/valuation/prospects", json={"leads": [lead]})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, code)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
