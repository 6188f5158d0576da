"""Budget plans: the known optimum from synthetic weeks, calibration by experiments, and what cannot be learnt."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import numpy as np
import orjson
import pytest
from sqlalchemy import func, select, text

from kernel import tables
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import ATTRIBUTION, PLANNING, SEGMENTATION
from services.attribution.jobs import handle_budget

from .conftest import (
    ApiOf,
    ContextOf,
    DatabaseOf,
    Facts,
    PastOrder,
    Spent,
    Touch,
    begin,
    make_report,
    run_job,
    set_clock,
    store_facts,
)
from .test_reports import CrashError, store_lift

MONDAY = datetime(2025, 3, 3, tzinfo=UTC)
WEEKS = 24
CURVES: dict[str, tuple[float, float]] = {"email": (300.0, 40.0), "search": (600.0, 90.0)}
"""Michaelis-Menten: at most so much value a week, half of it at that spend."""

LEVELS = np.linspace(0.25, 1.75, WEEKS)
MEAN_SPEND = {"email": 40.0, "search": 60.0}


def synthetic_weeks(curves: dict[str, tuple[float, float]] | None = None, weeks: int = WEEKS) -> Facts:
    """Weeks in which each channel's one purchase is worth what its curve says of that week's spend, ± 3 %."""
    random = np.random.default_rng(7)
    touches, orders, spend = [], [], []
    for channel, (most, half) in (CURVES if curves is None else curves).items():
        mean = MEAN_SPEND.get(channel, 10.0)
        for week, level in enumerate(random.permutation(LEVELS)[:weeks]):
            spent = round(level * mean, 2)
            value = round(most * spent / (half + spent) * random.normal(1.0, 0.03), 2)
            at, buyer = MONDAY + timedelta(weeks=week, days=2), f"{channel}-{week}"
            touches.append(Touch(buyer, at, channel, f"t-{buyer}"))
            orders.append(PastOrder(buyer, at + timedelta(hours=1), Decimal(str(value)), f"o-{buyer}"))
            spend.append(Spent(channel, at.date(), Decimal(str(spent))))
    return Facts(touches, orders, spend)


def best_split(budget: float) -> dict[str, float]:
    """The optimum of two Michaelis-Menten curves: √λ = Σ √(a·k) / (B + Σ k)."""
    roots = {channel: (a * k) ** 0.5 for channel, (a, k) in CURVES.items()}
    level = sum(roots.values()) / (budget + sum(k for _, k in CURVES.values()))
    return {channel: roots[channel] / level - CURVES[channel][1] for channel in CURVES}


async def make_plan(api: httpx.AsyncClient, context_of: ContextOf, **asked: object) -> dict[str, Any]:
    """Ask for a plan, do its job here, and read it."""
    response = await api.post("/v1/budgets", json=asked)
    assert response.status_code == 202, response.text
    plan_id = await run_job(response.json(), context_of)
    plan: dict[str, Any] = (await api.get(f"/v1/budgets/{plan_id}")).json()
    return plan


@pytest.fixture
async def known(database_of: DatabaseOf, principal: Principal) -> None:
    """A workspace that knows the synthetic weeks, and whose clock stands at their end."""
    await set_clock(database_of, principal, MONDAY + timedelta(weeks=WEEKS))
    await store_facts(database_of(SEGMENTATION), principal, synthetic_weeks())


@pytest.mark.usefixtures("known")
async def test_the_plan_finds_the_known_optimum(api: httpx.AsyncClient, context_of: ContextOf) -> None:
    await make_report(api, context_of, models=["last_touch"])
    plan = await make_plan(api, context_of, budget="150.00", curve="michaelis_menten")
    best = best_split(150.0)
    assert sum(Decimal(spend) for spend in plan["allocation"].values()) == Decimal(150)
    assert (plan["unspent"], plan["weeks"], plan["excluded"]) == ("0.0000", WEEKS, [])
    for channel in plan["channels"]:
        name = channel["channel"]
        assert float(channel["spend"]) == pytest.approx(best[name], rel=0.15)
        assert channel["spend_interval"]["low"] <= best[name] <= channel["spend_interval"]["high"]
        assert channel["spend"] == plan["allocation"][name]
        assert channel["curve"]["method"] == "least_squares"
        assert channel["curve"]["r_squared"] > 0.9
        assert float(channel["current_spend"]) == pytest.approx(MEAN_SPEND[name], rel=1e-3)
        assert (channel["code"], channel["calibration"]) == (None, None)
    true = sum(a * best[name] / (k + best[name]) for name, (a, k) in CURVES.items())
    assert plan["response"]["low"] < true < plan["response"]["high"]
    assert plan["response"]["estimate"] == pytest.approx(sum(channel["response"] for channel in plan["channels"]))
    assert plan["current"]["response"] == pytest.approx(sum(channel["current_response"] for channel in plan["channels"]))
    assert plan["gain"]["estimate"] == pytest.approx(plan["response"]["estimate"] - plan["current"]["response"])
    assert plan["gain"]["low"] > 0.0
    assert plan["gain"]["probability"] == 1.0


@pytest.mark.usefixtures("known")
async def test_a_horizon_multiplies_budget_and_response(api: httpx.AsyncClient, context_of: ContextOf) -> None:
    await make_report(api, context_of)
    week = await make_plan(api, context_of, budget=150)
    four = await make_plan(api, context_of, budget="600", horizon_weeks=4)
    for name, spend in week["allocation"].items():
        assert float(four["allocation"][name]) == pytest.approx(4 * float(spend), abs=1e-3)
    assert four["response"]["estimate"] == pytest.approx(4 * week["response"]["estimate"])
    assert float(four["current"]["spend"]) == pytest.approx(4 * float(week["current"]["spend"]), abs=1e-3)


@pytest.mark.usefixtures("known")
async def test_bounds_hold_and_what_they_leave_is_unspent(api: httpx.AsyncClient, context_of: ContextOf) -> None:
    await make_report(api, context_of)
    bounded = [{"channel": "search", "max": "30.00"}, {"channel": "email", "min": 5, "max": "20.50"}]
    plan = await make_plan(api, context_of, budget="100.00", channels=bounded)
    assert plan["allocation"] == {"email": "20.5000", "search": "30.0000"}
    assert plan["unspent"] == "49.5000"
    alone = await make_plan(api, context_of, budget="100.00", channels=[{"channel": "email"}])
    assert alone["allocation"] == {"email": "100.0000"}
    assert alone["excluded"] == [{"channel": "search", "code": "not_asked_for"}]


@pytest.mark.usefixtures("known")
async def test_every_model_that_shares_credit_out_can_be_learnt_from(api: httpx.AsyncClient, context_of: ContextOf) -> None:
    await make_report(api, context_of, models=["markov", "first_touch", "participation"])
    by_linear, by_markov, by_first = [
        await make_plan(api, context_of, budget=150, model=model) for model in ("linear", "markov", "first_touch")
    ]
    # Paths of one touch: rules agree, and Markov gives a channel its own, by removal effect.
    assert by_first["allocation"] == by_linear["allocation"]
    assert by_markov["response"]["estimate"] == pytest.approx(by_linear["response"]["estimate"], rel=0.05)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "factors", [(0.4, 0.5, 0.6), (-0.9, -0.6, -0.3), (-2.0, 0.0, 2.0)], ids=["half", "negative", "null but unsure"]
)
async def test_a_measured_channel_is_calibrated_also_by_null_and_negative_lifts(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    factors: tuple[float, float, float],
) -> None:
    await make_report(api, context_of)
    before = await make_plan(api, context_of, budget=150)
    credited = float(synthetic_weeks().orders[0].net)  # e-mail's only purchase in the experiment's week
    low, estimate, high = (factor * credited for factor in factors)
    await store_lift(database_of, principal, "email", {"B": (low, estimate, high)})
    await make_report(api, context_of)
    plan = await make_plan(api, context_of, budget=150)
    (row,) = (channel for channel in plan["channels"] if channel["channel"] == "email")
    told = row["calibration"]
    assert (told["experiment"], told["level"]) == ("email or not", 0.9)
    assert (told["low"], told["factor"], told["high"]) == pytest.approx(factors)
    if factors[1] > 0:
        assert 0 < float(row["spend"]) < float(before["allocation"]["email"])
    else:
        assert (row["spend"], row["response"], row["current_response"]) == ("0.0000", 0.0, 0.0)
        assert plan["allocation"]["search"] == "150.0000"
    # What the interval leaves possible, the plan's own does, too.
    assert (row["spend_interval"]["high"] > 0) == (factors[2] > 0)


async def test_channels_that_cannot_be_learnt_say_why(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await set_clock(database_of, principal, MONDAY + timedelta(weeks=WEEKS))
    facts = synthetic_weeks({"email": CURVES["email"]})
    steady = synthetic_weeks({"steady": (100.0, 10.0)})
    even = [Spent("steady", entry.day, Decimal(10)) for entry in steady.spend]
    silent = [Spent("mail", entry.day, Decimal(10)) for entry in steady.spend]
    idle = [Spent("banner", entry.day, entry.amount) for entry in steady.spend]
    shown = [Touch("nobody", MONDAY, "banner", "t-nobody", "impression"), Touch("free", MONDAY, "direct", "t-free")]
    await store_facts(
        database_of(SEGMENTATION),
        principal,
        Facts(
            [*facts.touches, *steady.touches, *shown], [*facts.orders, *steady.orders], [*facts.spend, *even, *silent, *idle]
        ),
    )
    await make_report(api, context_of)
    plan = await make_plan(api, context_of, budget=60)
    rows = {channel["channel"]: channel for channel in plan["channels"]}
    assert list(rows) == ["banner", "email", "steady"]
    assert (rows["banner"]["code"], rows["banner"]["curve"], rows["banner"]["spend"]) == ("no_credit", None, "0.0000")
    assert rows["steady"]["code"] == "too_little_spend_variation"
    assert rows["steady"]["curve"]["method"] == "assumed_elasticity"
    assert float(rows["steady"]["spend"]) > 0
    assert plan["excluded"] == [{"channel": "mail", "code": "not_visible"}]
    assert sum(Decimal(spend) for spend in plan["allocation"].values()) == Decimal(60)

    kept = await make_plan(api, context_of, budget=60, channels=[{"channel": "banner", "min": "12.34"}])
    assert (kept["allocation"], kept["unspent"]) == ({"banner": "12.3400"}, "47.6600")
    assert kept["response"] == {"estimate": 0.0, "low": 0.0, "high": 0.0}


async def test_few_weeks_are_an_assumed_curve(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    # The third week is not over yet: it is not learnt from.
    await set_clock(database_of, principal, MONDAY + timedelta(weeks=2, days=6))
    await store_facts(database_of(SEGMENTATION), principal, synthetic_weeks(weeks=3))
    await make_report(api, context_of)
    plan = await make_plan(api, context_of, budget=60)
    assert plan["weeks"] == 2
    assert {channel["code"] for channel in plan["channels"]} == {"too_little_spend_variation"}


@pytest.mark.usefixtures("known")
async def test_the_same_inputs_have_the_same_digest_and_answer(api: httpx.AsyncClient, context_of: ContextOf) -> None:
    first_report, second_report = [await make_report(api, context_of) for _ in range(2)]
    first = await make_plan(api, context_of, budget=150, report=first_report["id"])
    second = await make_plan(api, context_of, budget=150)
    other = await make_plan(api, context_of, budget=151)
    assert second["report_id"] == second_report["id"]
    assert first["digest"] == second["digest"] != other["digest"]
    for part in ("channels", "response", "gain", "current", "intervals"):
        assert first[part] == second[part]


@pytest.mark.usefixtures("known")
async def test_a_plan_that_crashed_is_made_once_and_the_latest_is_the_recommendation(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    settings: Settings,
) -> None:
    await make_report(api, context_of)
    job = (await api.post("/v1/budgets", json={"budget": 100})).json()
    for stage in ("curves", "divide", "keep"):
        crashing = await begin(job, context_of)
        crashing.progress = _dying_at(stage)  # type: ignore[assignment]  # the end of the process
        with pytest.raises(CrashError):
            await handle_budget(crashing)
    plan_id = await run_job(job, context_of)
    assert await run_job(job, context_of) == plan_id
    later = await make_plan(api, context_of, budget=110)
    listed = (await api.get("/v1/budgets?limit=1")).json()
    rest = (await api.get("/v1/budgets", params={"cursor": listed["next_cursor"]})).json()
    assert [plan["id"] for plan in listed["items"] + rest["items"]] == [later["id"], str(plan_id)]
    assert "channels" not in listed["items"][0]
    async with database_of(PLANNING).work(principal) as work:
        (row,) = await work.execute(text("select plan_id, budget from published.budget_recommendation"))
    assert (row.plan_id, row.budget) == (UUID(later["id"]), Decimal(110))
    connection = await asyncpg.connect(settings.database_url)
    told = await connection.fetch(
        "select data from attune.feed where workspace_id = $1 and type = 'budget.recommended'", principal.workspace_id
    )
    await connection.close()
    assert {orjson.loads(row["data"])["plan_id"] for row in told} == {str(plan_id), later["id"]}


def _dying_at(stage: str) -> Callable[[float, str], Any]:
    async def die(_fraction: float, at: str) -> None:
        if at == stage:
            raise CrashError

    return die


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("asked", "code", "pointer"),
    [
        ({}, "invalid_request", "/budget"),
        ({"budget": 0}, "budget_invalid", "/budget"),
        ({"budget": "-1"}, "budget_invalid", "/budget"),
        ({"budget": "1e13"}, "budget_invalid", "/budget"),
        ({"budget": "NaN"}, "invalid_request", "/budget"),
        ({"budget": "0.00001"}, "invalid_request", "/budget"),
        ({"budget": "much"}, "invalid_request", "/budget"),
        ({"budget": 1, "horizon_weeks": 0}, "horizon_invalid", "/horizon_weeks"),
        ({"budget": 1, "horizon_weeks": 521}, "horizon_invalid", "/horizon_weeks"),
        ({"budget": 1, "model": "participation"}, "model_not_in_report", "/model"),
        ({"budget": 1, "model": "magic"}, "model_not_in_report", "/model"),
        ({"budget": 1, "curve": "hill"}, "curve_unknown", "/curve"),
        ({"budget": 1, "level": 1.5}, "invalid_level", "/level"),
        ({"budget": 1, "channels": []}, "invalid_request", "/channels"),
        ({"budget": 1, "channels": [{"channel": "email"}, {"channel": "radio"}]}, "channel_unknown", "/channels/1/channel"),
        ({"budget": 1, "channels": [{"channel": "email"}, {"channel": "email"}]}, "channel_repeated", "/channels/1/channel"),
        ({"budget": 1, "channels": [{"channel": "email", "min": -1}]}, "budget_bounds_invalid", "/channels/0/min"),
        ({"budget": 9, "channels": [{"channel": "email", "min": 2, "max": 1}]}, "budget_bounds_invalid", "/channels/0/max"),
        ({"budget": 1, "channels": [{"channel": "email", "min": 2}]}, "budget_infeasible", "/budget"),
        ({"budget": 1, "goal": "growth"}, "invalid_request", "/goal"),
    ],
)
async def test_a_budget_that_cannot_be_divided_is_refused_at_once(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    asked: dict[str, object],
    code: str,
    pointer: str,
) -> None:
    await make_report(api, context_of, models=["linear", "participation"])
    response = await api.post("/v1/budgets", json=asked)
    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, code)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    async with database_of(ATTRIBUTION).work(principal) as work:
        kinds = select(func.count()).select_from(tables.jobs).where(tables.jobs.c.kind == "attribution.budget")
        assert (await work.execute(kinds)).scalar_one() == 0


async def test_a_channel_without_touchpoints_cannot_be_named(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    facts = synthetic_weeks()
    unseen = [Spent("mail", entry.day, entry.amount) for entry in facts.spend]
    await store_facts(database_of(SEGMENTATION), principal, Facts(facts.touches, facts.orders, [*facts.spend, *unseen]))
    await make_report(api, context_of)
    response = await api.post("/v1/budgets", json={"budget": 1, "channels": [{"channel": "mail"}]})
    assert (response.status_code, response.json()["code"]) == (422, "channel_not_visible")


async def test_without_a_report_or_spend_there_is_nothing_to_learn_from(
    api_of: ApiOf, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    async with api_of(principal) as api:
        response = await api.post("/v1/budgets", json={"budget": 1})
        assert (response.status_code, response.json()["code"]) == (409, "report_missing")
        facts = synthetic_weeks()
        await store_facts(database_of(SEGMENTATION), principal, Facts(facts.touches, facts.orders))
        await make_report(api, context_of)
        response = await api.post("/v1/budgets", json={"budget": 1})
        assert (response.status_code, response.json()["code"]) == (422, "no_spend")
