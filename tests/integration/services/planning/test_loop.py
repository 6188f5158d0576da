"""The loop in one answer: its five steps, its sums, and what is null where nothing is known."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from math import exp, log
from typing import Any, get_args
from uuid import UUID

import httpx
import pytest
from fastapi.routing import APIRoute
from sqlalchemy import insert, select, update

from kernel.application import Snapshot, SnapshotAsOf
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema import attribution, experiments, valuation
from schema.behaviour import customers, orders, spend
from schema.roles import ATTRIBUTION, EXPERIMENTS, PLANNING, SEGMENTATION, VALUATION
from services.planning.routes import loop as loop_router
from services.planning.schemas.loop import LoopDocument
from services.planning.schemas.loop_example import EXAMPLE
from services.planning.use_cases.loop import read_loop
from tests.integration.services.planning.conftest import (
    ApiOf,
    Told,
    Touch,
    send,
    set_clock,
    store_spend,
    store_touches,
    tell,
)

NOW = datetime(2026, 1, 11, tzinfo=UTC)
ORDERS = [
    Told("a", datetime(2025, 9, 1, tzinfo=UTC), "10"),
    Told("a", datetime(2026, 1, 5, tzinfo=UTC), "25", "5"),
    Told("b", datetime(2026, 1, 6, tzinfo=UTC), "40"),
    Told("b", datetime(2026, 1, 6, 1, tzinfo=UTC), "7", "whole"),
    Told("c", datetime(2026, 1, 11, tzinfo=UTC), "99"),  # after the moment looked from
]
TOUCHES = [
    Touch("a", datetime(2026, 1, 4, tzinfo=UTC), "email", "sent", "new year"),
    Touch("a", datetime(2026, 1, 4, 1, tzinfo=UTC), "email", "click", "new year"),
    Touch("b", datetime(2026, 1, 4, tzinfo=UTC), "email", "sent", "winter"),
    Touch("b", datetime(2026, 1, 5, tzinfo=UTC), "paid_search"),
    Touch("c", datetime(2026, 1, 11, tzinfo=UTC), "paid_search"),
]
PAID = [
    ("email", date(2026, 1, 4), Decimal(6)),
    ("radio", date(2026, 1, 10), Decimal(9)),
    ("radio", date(2026, 1, 11), Decimal(9)),
]

DatabaseOf = Callable[[str], Database]


@pytest.fixture
async def market(database_of: DatabaseOf, principal: Principal) -> dict[str, UUID]:
    """Behaviour and communication; our ids of the customers by their names."""
    await set_clock(database_of, principal, NOW)
    await tell(database_of, principal, ORDERS)
    await store_touches(database_of, principal, TOUCHES)
    await store_spend(database_of, principal, PAID)
    async with database_of(SEGMENTATION).work(principal) as work:
        return dict((await work.execute(select(customers.c.customer_id, customers.c.id))).all())


async def read(api: httpx.AsyncClient, **parameters: str) -> dict[str, Any]:
    answer = await api.get("/v1/loop", params=parameters)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def test_the_documented_example_is_one() -> None:
    document = LoopDocument.model_validate(EXAMPLE)
    assert document.model_dump(mode="json", by_alias=True) == EXAMPLE


async def test_an_empty_workspace_invents_nothing(api: httpx.AsyncClient) -> None:
    loop = await read(api)
    assert loop["steps"] == dict.fromkeys(("identify", "value", "communicate", "return", "budget"))
    assert loop["missing"] == {
        "identify": "no_customers",
        "value": "no_model",
        "communicate": "no_communication",
        "return": "no_report",
        "budget": "no_recommendation",
    }
    assert loop["goals"] == []
    assert loop["truth"] == {
        "orders": "0.0000",
        "profiles": "0.0000",
        "profiles_agree": True,
        "reconciled": True,
        **dict.fromkeys(("report_value", "report_orders", "unattributed", "credited", "credit_agrees", "report_agrees")),
    }


@pytest.mark.usefixtures("market")
async def test_customers_and_communication_are_told_as_they_were_before_the_moment(api: httpx.AsyncClient) -> None:
    loop = await read(api)
    assert loop["currency"] == "USD"
    assert loop["steps"]["identify"] == {
        "customers": 3,
        "anonymous": 0,
        "erased": 0,
        "purchasers": 2,
        "active_customers": 2,
        "repeat_customers": 1,
        "repeat_rate": 0.5,
        "new_customers": 1,
        "orders": 4,
        "purchases": 3,
        "revenue": "70.0000",
        "average_order_value": "23.3333",
        "warnings": [],
    }
    assert loop["steps"]["communicate"] == {
        "touchpoints": 4,
        "customers_reached": 2,
        "reach": pytest.approx(2 / 3),
        "spend": "15.0000",
        "channels": [
            channel("email", 3, {"click": 1, "sent": 2}, 2, "6.0000"),
            channel("paid_search", 1, {"click": 1}, 0, "0.0000"),
            channel("radio", 0, {}, 0, "9.0000"),
        ],
        "holdouts": [],
        "warnings": [],
    }
    assert (loop["truth"]["orders"], loop["truth"]["profiles"]) == ("70.0000", "70.0000")
    earlier = await read(api, as_of="2025-12-01T00:00:00Z")
    assert earlier["steps"]["identify"]["revenue"] == "10.0000"
    assert earlier["steps"]["communicate"] is None


@pytest.mark.usefixtures("market")
async def test_money_in_other_currencies_is_not_added_up_without_a_word(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    """The door refuses such money today; rows from before it did are still there."""
    latest = orders.c.ordered_at == datetime(2026, 1, 6, tzinfo=UTC)
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(update(spend).where(spend.c.channel == "radio").values(currency="USD"))
        await work.execute(update(orders).where(latest).values(currency="USD"))
    assert await warnings(api) == ([], [])
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(update(orders).where(latest).values(currency="JPY"))
    assert await warnings(api) == (["orders_in_other_currencies"], [])
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(update(spend).where(spend.c.channel == "radio").values(currency="EUR"))
    assert await warnings(api) == (["orders_in_other_currencies"], ["spend_in_other_currencies"])
    assert await warnings(api, as_of="2026-01-05T12:00:00Z") == ([], [])  # both came later


async def warnings(api: httpx.AsyncClient, **parameters: str) -> tuple[list[str], list[str]]:
    steps = (await read(api, **parameters))["steps"]
    return steps["identify"]["warnings"], steps["communicate"]["warnings"]


def channel(name: str, touchpoints: int, by_kind: dict[str, int], campaigns: int, spend: str) -> dict[str, Any]:
    counts = {"touchpoints": touchpoints, "by_kind": by_kind, "campaigns": campaigns}
    return {"channel": name, **counts, "spend": spend}


async def publish_values(
    database: Database, principal: Principal, values: dict[UUID, tuple[float, float] | float | None]
) -> UUID:
    """A model's values: clv and the factor of its interval; a number alone has none."""
    model_id = new_id()
    mine = {"workspace_id": principal.workspace_id, "model_id": model_id}
    request = {"calibration_end": "2026-01-10", "level": 0.95}
    run = {"model": "bg_nbd", "request": request, "digest": "", "code_version": "0", "fit": {}, "diagnostics": {}}
    async with database.work(principal) as work:
        await work.execute(insert(valuation.model_runs).values(workspace_id=principal.workspace_id, id=model_id, **run))
        for customer_id, value in values.items():
            clv, factor = value if isinstance(value, tuple) else (value, None)
            ends = (None, None) if clv is None or factor is None else (clv / factor, clv * factor)
            known = {"frequency": 1, "recency": 1, "age": 2, "probability_alive": 0.5, "expected_purchases": 1}
            await work.execute(
                insert(valuation.customer_values).values(
                    **mine, customer_id=customer_id, **known, clv=clv, clv_low=ends[0], clv_high=ends[1]
                )
            )
        await work.execute(insert(valuation.published_model).values(workspace_id=principal.workspace_id, model_id=model_id))
    return model_id


async def test_customer_equity_comes_with_a_conservative_interval(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    values: dict[UUID, tuple[float, float] | float | None] = {new_id(): (float(clv), 1.5) for clv in range(11)}
    model_id = await publish_values(database_of(VALUATION), principal, {**values, new_id(): None})
    step = (await read(api))["steps"]["value"]
    assert (step["model_id"], step["model"], step["calibration_end"]) == (str(model_id), "bg_nbd", "2026-01-10")
    assert (step["customers"], step["customers_with_value"], step["expected_alive"]) == (12, 11, 6.0)
    assert (step["top_customers"], step["top_share"]) == (2, pytest.approx(19 / 55))
    equity = step["customer_equity"]
    # every value's interval has the same factor, and so has that of a sum whose errors add up
    assert [equity[name] for name in ("estimate", "low", "high")] == pytest.approx([55.0, 55.0 / 1.5, 55.0 * 1.5])
    assert equity["level"] == 0.95
    assert equity["method"]


async def test_values_without_intervals_add_up_to_one_without(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await publish_values(database_of(VALUATION), principal, {new_id(): 3.0, new_id(): (1.0, exp(log(2)))})
    equity = (await read(api))["steps"]["value"]["customer_equity"]
    assert (equity["estimate"], equity["low"], equity["high"]) == (4.0, None, None)


async def publish_report(
    database: Database, principal: Principal, credits_: dict[tuple[str, str], str], **columns: object
) -> UUID:
    """A report of all orders before NOW, 70 in 3 purchases, of which 30 in 1 are unattributed."""
    report_id = new_id()
    mine = {"workspace_id": principal.workspace_id, "report_id": report_id}
    ratio = {"estimate": 5.0, "low": 4.0, "high": 6.0}
    document = {
        "channels": [{"channel": "email", "spend": "6.0000", "credit": {"linear": {"roas": ratio, "roci_net": None}}}],
        "all": {"cpa": 5.0, "roas": 4.7, "roci_gross": None, "roci_net": None, "incremental": []},
        "intervals": {"method": "poisson_bootstrap", "level": 0.9, "replicates": 1000, "seed": 1},
        "warnings": ["spend_without_touches"],
    }
    record = {
        "request": {},
        "digest": "",
        "code_version": "0",
        "window_from": None,
        "window_until": NOW,
        "conversions": 3,
        "value": Decimal(70),
        "unattributed_conversions": 1,
        "unattributed_value": Decimal(30),
        "spend": Decimal(15),
        "document": document,
        **columns,
    }
    async with database.work(principal) as work:
        await work.execute(
            insert(attribution.attribution_reports).values(workspace_id=principal.workspace_id, id=report_id, **record)
        )
        rows = [
            {**mine, "model": model, "channel": name, "conversions": 2.0, "value": Decimal(value), "value_low": 30.0}
            for (model, name), value in credits_.items()
        ]
        await work.execute(insert(attribution.channel_credits), rows)
        await work.execute(insert(attribution.published_report).values(**mine))
    return report_id


AGREE = {("linear", "email"): "39.9999", ("linear", "paid_search"): "0.0001", ("markov", "email"): "40"}


@pytest.mark.usefixtures("market")
async def test_a_report_that_holds_is_reconciled(api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal) -> None:
    report_id = await publish_report(database_of(ATTRIBUTION), principal, AGREE)
    loop = await read(api)
    step = loop["steps"]["return"]
    report = step["report"]
    assert step["lifts"] == []
    assert (report["report_id"], report["value"], report["value_now"], report["stale"]) == (
        str(report_id),
        "70.0000",
        "70.0000",
        False,
    )
    assert (report["level"], report["method"], report["warnings"]) == (0.9, "poisson_bootstrap", ["spend_without_touches"])
    assert report["blended"] == {"cpa": 5.0, "roas": 4.7, "roci_gross": None, "roci_net": None}
    assert report["spend_by_channel"] == {"email": "6.0000"}
    first = report["credit"][0]
    assert (first["model"], first["channel"], first["value"], first["value_low"]) == ("linear", "email", "39.9999", 30.0)
    assert first["roas"] == {"estimate": 5.0, "low": 4.0, "high": 6.0}
    assert (first["roci_net"], report["credit"][1]["roas"]) == (None, None)
    assert loop["truth"] == {
        "orders": "70.0000",
        "profiles": "70.0000",
        "report_value": "70.0000",
        "report_orders": "70.0000",
        "unattributed": "30.0000",
        "credited": {"linear": "40.0000", "markov": "40.0000"},
        "profiles_agree": True,
        "credit_agrees": True,
        "report_agrees": True,
        "reconciled": True,
    }


@pytest.mark.usefixtures("market")
async def test_a_cent_amiss_in_one_model_is_told(api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal) -> None:
    await publish_report(database_of(ATTRIBUTION), principal, {**AGREE, ("markov", "email"): "40.0001"})
    truth = (await read(api))["truth"]
    assert (truth["credit_agrees"], truth["report_agrees"], truth["reconciled"]) == (False, True, False)


@pytest.mark.usefixtures("market")
async def test_a_report_is_stale_once_an_order_of_its_window_is_refunded(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await publish_report(database_of(ATTRIBUTION), principal, AGREE)
    refund = {"type": "track", "event": "Order Refunded", "userId": "b", "messageId": "late", "properties": {"order_id": "o-2"}}
    await send(database_of, principal, [{**refund, "timestamp": NOW.isoformat()}])
    loop = await read(api)
    report, truth = loop["steps"]["return"]["report"], loop["truth"]
    assert (report["stale"], report["value"], report["value_now"]) == (True, "70.0000", "30.0000")
    assert (truth["orders"], truth["report_orders"], truth["report_agrees"], truth["reconciled"]) == (
        "30.0000",
        "30.0000",
        False,
        False,
    )


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("window", "value_now"),
    [
        ({"window_from": date(2026, 1, 5)}, "60.0000"),
        ({"window_from": date(2026, 1, 6)}, "40.0000"),
        ({"window_until": NOW - timedelta(days=6)}, "10.0000"),
        ({"window_until": NOW + timedelta(days=6)}, "169.0000"),
    ],
)
async def test_the_window_of_a_report_is_its_own(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, window: dict[str, Any], value_now: str
) -> None:
    await publish_report(database_of(ATTRIBUTION), principal, AGREE, **window)
    loop = await read(api)
    assert loop["truth"]["report_orders"] == value_now
    assert loop["truth"]["orders"] == "70.0000"


LIFT = {
    "metric": "revenue",
    "treatment": "offer",
    "control": "none",
    "control_users": 50,
    "treatment_users": 51,
    "difference": 2.0,
    "difference_low": 1.0,
    "difference_high": 3.0,
    "p_value": 0.001,
    "relative": None,
    "relative_low": None,
    "relative_high": None,
    "incremental": 102.0,
    "incremental_low": 51.0,
    "incremental_high": 153.0,
}


async def test_lifts_and_the_holdout_come_from_their_latest_analyses(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    mine = {"workspace_id": principal.workspace_id}
    experiment_id, holdout_id = new_id(), new_id()
    async with database_of(EXPERIMENTS).work(principal) as work:
        spring = {"key": "spring", "seed": "s", "variations": [], "control": "none", "metric": "revenue", "channel": "email"}
        await work.execute(insert(experiments.experiments).values(**mine, id=experiment_id, **spring))
        await work.execute(
            insert(experiments.holdouts).values(**mine, id=holdout_id, key="2026", seed="s", share=0.05, started_at=NOW)
        )
        for subject in ({"experiment_id": experiment_id}, {"holdout_id": holdout_id}):
            analysis = {"request": {"alpha": 0.1}, "digest": "", "code_version": "0", "analysed_until": NOW, "document": {}}
            analysis_id = new_id()
            await work.execute(insert(experiments.experiment_analyses).values(**mine, id=analysis_id, **subject, **analysis))
            await work.execute(insert(experiments.experiment_lifts).values(**mine, analysis_id=analysis_id, **LIFT))
    loop = await read(api)
    assert "return" not in loop["missing"]
    step = loop["steps"]["return"]
    assert step["report"] is None
    assert [(lift["key"], lift["channel"], lift["relative"]) for lift in step["lifts"]] == [
        ("2026", None, None),
        ("spring", "email", None),
    ]
    assert step["lifts"][1]["difference"] == {"estimate": 2.0, "low": 1.0, "high": 3.0, "level": 0.9, "method": "Welch"}
    assert step["lifts"][1]["incremental"]["estimate"] == 102.0
    assert loop["steps"]["communicate"] is None  # nothing was said: the holdout is told of with what is


PLAN = {
    "allocation": {"email": "100.0000"},
    "unspent": "0.0000",
    "current": {"spend": "45.0000", "response": 120.0},
    "gain": {"estimate": 100.5, "low": 60.0, "high": 150.0, "probability": 0.99},
    "intervals": {"method": "draws", "level": 0.8, "replicates": 1000, "seed": 1},
}


@pytest.mark.usefixtures("market")
async def test_the_budget_is_the_latest_recommendation(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    report_id = await publish_report(database_of(ATTRIBUTION), principal, AGREE)
    async with database_of(ATTRIBUTION).work(principal) as work:
        for at, budget, source in ((NOW, 100, report_id), (NOW - timedelta(days=1), 50, None)):
            plan = {"request": {"horizon_weeks": 4}, "digest": "", "code_version": "0", "document": PLAN}
            await work.execute(
                insert(attribution.budget_plans).values(
                    workspace_id=principal.workspace_id,
                    id=new_id(),
                    report_id=source,
                    budget=Decimal(budget),
                    response=220.5,
                    response_low=180.0,
                    created_at=at,
                    **plan,
                )
            )
    step = (await read(api))["steps"]["budget"]
    assert (step["budget"], step["report_id"], step["from_published_report"]) == ("100.0000", str(report_id), True)
    assert (step["allocation"], step["unspent"], step["horizon_weeks"]) == ({"email": "100.0000"}, "0.0000", 4)
    assert step["response"] == {"estimate": 220.5, "low": 180.0, "high": None, "level": 0.8, "method": "draws"}
    assert (step["current"]["spend"], step["gain"]) == ("45.0000", PLAN["gain"])


@pytest.mark.usefixtures("market")
async def test_open_goals_are_told_with_their_state(api: httpx.AsyncClient) -> None:
    asked = {"name": "More", "metric": "revenue", "target": "500", "due_on": "2026-01-20", "owner": "Ada"}
    goals = [(await api.post("/v1/goals", json=asked)).json()["id"] for _ in range(2)]
    await api.delete(f"/v1/goals/{goals[0]}")
    loop = await read(api, as_of="2026-01-13T00:00:00Z")
    [goal] = loop["goals"]
    assert (goal["id"], goal["state"], goal["at_risk"], goal["current"]) == (goals[1], "active", True, "99.0000")
    assert goal == (await api.get(f"/v1/goals/{goals[1]}", params={"as_of": "2026-01-13T00:00:00Z"})).json()


async def test_nothing_of_another_workspace_is_in_it(
    api_of: ApiOf, market: dict[str, UUID], database_of: DatabaseOf, principal: Principal, other_principal: Principal
) -> None:
    await publish_report(database_of(ATTRIBUTION), principal, AGREE)
    await publish_values(database_of(VALUATION), principal, dict.fromkeys(market.values(), 3.0))
    async with api_of(other_principal) as theirs:
        loop = await read(theirs)
    assert set(loop["missing"]) == {"identify", "value", "communicate", "return", "budget"}
    assert (loop["truth"]["orders"], loop["truth"]["report_value"]) == ("0.0000", None)


async def test_its_sums_are_of_one_state_of_the_database(
    database_of: DatabaseOf, principal: Principal, market: dict[str, UUID]
) -> None:
    """Orders that come while the loop is read are in none of its sums, or in all."""
    del market
    async with database_of(PLANNING).work(principal, snapshot=True) as work:
        await work.workspace()
        await tell(database_of, principal, [*ORDERS, Told("d", datetime(2026, 1, 7, tzinfo=UTC), "1000")])
        loop = await read_loop(work, NOW)
    assert (loop.truth.orders, loop.profiles.customers) == (Decimal(70), 3)
    async with database_of(PLANNING).work(principal, snapshot=True) as work:
        assert (await read_loop(work, NOW)).truth.orders == Decimal(1070)


def test_the_route_reads_a_snapshot() -> None:
    [route] = loop_router.routes
    assert isinstance(route, APIRoute)
    snapshots = {get_args(kind)[1].dependency for kind in (Snapshot, SnapshotAsOf)}
    assert snapshots <= {dependency.call for dependency in route.dependant.dependencies}


async def test_a_key_needs_the_scope(api_of: ApiOf, principal: Principal) -> None:
    async with api_of(Principal(principal.workspace_id, "test", frozenset({"valuation:read"}))) as api:
        answer = await api.get("/v1/loop")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("as_of", ["yesterday", "2026-01-01T00:00:00", ""])
async def test_a_moment_that_is_none(api: httpx.AsyncClient, as_of: str) -> None:
    answer = await api.get("/v1/loop", params={"as_of": as_of})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
