"""Analyses: from exposures and orders to a record and what is published of it; a worker makes them, an erasure reaches them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from inference.errors import DomainError
from kernel.identifiers import identifier_digest
from kernel.jobs import Worker, read_job
from kernel.principals import Principal
from kernel.problems import Problem
from kernel.settings import Settings
from schema.roles import DISPATCHER, EXPERIMENTS, PLANNING, SEGMENTATION
from services.experiments.domain.analysis import analyze
from services.experiments.domain.assignment import Split, assign, is_held_out
from services.experiments.domain.moments import Metric, Totals
from services.experiments.jobs import JOB_KINDS
from services.experiments.reactions import READER

from .conftest import (
    NOW,
    START,
    ContextOf,
    DatabaseOf,
    PastOrder,
    answered,
    experiment,
    refused,
    run_job,
    started,
    store_people,
)

SHOWN = START + timedelta(days=1)
UNITS = [f"c-{number}" for number in range(60)]
SPLIT = Split.of("offer", ["A", "B"])


def arm_of(unit: str) -> str:
    arm = assign(SPLIT, unit)
    assert arm is not None
    return arm


def spent(unit: str) -> Decimal:
    """What a unit spends: some nothing, those of B a little more."""
    number = int(unit[2:])
    return Decimal(0) if number % 3 else Decimal(10 + number % 7) + (Decimal("2.5") if arm_of(unit) == "B" else 0)


def past() -> list[PastOrder]:
    counted = [PastOrder(unit, SHOWN + timedelta(days=2), spent(unit), margin=spent(unit) / 4) for unit in UNITS if spent(unit)]
    before = [PastOrder(unit, SHOWN - timedelta(days=1), Decimal(1000)) for unit in UNITS[:5]]
    return counted + before


async def fill(api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, **changes: object) -> None:
    """An experiment that runs, customers who were exposed to it, and what they bought."""
    await store_people(database_of, principal, {unit: [("user", unit)] for unit in UNITS}, past())
    await started(api, **changes)
    rows = [{"experiment": "offer", "unit": unit, "exposed_at": SHOWN.isoformat()} for unit in UNITS]
    assert answered(await api.post("/v1/exposures", json={"exposures": rows}))["accepted"] == len(UNITS)


async def analysed(api: httpx.AsyncClient, context_of: ContextOf, place: str = "experiments/offer", **asked: object) -> Any:  # noqa: ANN401 — JSON
    """Ask for an analysis, do its job here, and read the results."""
    job = answered(await api.post(f"/v1/{place}/analyses", json=asked), 202)
    assert job["kind"] == "experiments.analysis"
    analysis_id = await run_job(job, context_of)
    results = answered(await api.get(f"/v1/{place}/results"))
    assert (results["id"], results["job_id"]) == (str(analysis_id), job["id"])
    return results


def totals(values: dict[str, list[Decimal]]) -> list[Totals]:
    return [
        Totals(arm, len(each), float(sum(each)), float(sum(value * value for value in each)))
        for arm, each in sorted(values.items())
    ]


async def published(database_of: DatabaseOf, principal: Principal) -> list[dict[str, Any]]:
    async with database_of(PLANNING).work(principal) as work:
        return [dict(row) for row in (await work.execute(text("select * from published.experiment_lift"))).mappings()]


async def test_an_analysis_is_the_domains_on_what_was_bought_after_the_exposure(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    await fill(api, database_of, principal, channel="email", campaign="spring", coverage=1, control_without_channel=True)
    results = await analysed(api, context_of)
    by_arm: dict[str, list[Decimal]] = {}
    for unit in UNITS:
        by_arm.setdefault(arm_of(unit), []).append(spent(unit))
    expected = analyze(Metric.MEAN, totals(by_arm), "A")
    [comparison] = expected.comparisons
    [told] = results["comparisons"]
    assert told["difference"]["estimate"] == pytest.approx(comparison.difference.estimate, rel=1e-12)
    assert told["difference"]["low"] == pytest.approx(comparison.difference.low, rel=1e-12)
    assert told["difference"]["p_value"] == pytest.approx(comparison.difference.p_value, rel=1e-12)
    treated = len(by_arm["B"])
    assert told["incremental"] == {
        "estimate": told["difference"]["estimate"] * treated,
        "low": told["difference"]["low"] * treated,
        "high": told["difference"]["high"] * treated,
    }
    assert [(each["key"], each["users"], each["sum"]) for each in results["variations"]] == [
        (arm, len(each), float(sum(each))) for arm, each in sorted(by_arm.items())
    ]
    assert (results["level"], results["metric"], results["control"], results["warnings"]) == (0.95, "revenue", "A", [])
    assert results["srm"]["p_value"] == pytest.approx(expected.sample_ratio.p_value)
    assert results["multiple"] == {"users": 0, "share": 0.0}

    [lift] = await published(database_of, principal)
    assert (lift["key"], lift["channel"], lift["campaign"], lift["holdout_id"]) == ("offer", "email", "spring", None)
    assert (lift["treatment"], lift["control"], lift["treatment_users"]) == ("B", "A", treated)
    assert (lift["difference"], lift["incremental_high"]) == (told["difference"]["estimate"], told["incremental"]["high"])
    assert lift["analysed_until"] == NOW
    assert (lift["control_without_channel"], lift["coverage"]) == (True, 1.0)


async def test_the_same_inputs_give_the_same_digest_and_records_stay(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    await fill(api, database_of, principal)
    first = await analysed(api, context_of)
    second = await analysed(api, context_of)
    assert first["digest"] == second["digest"]
    third = await analysed(api, context_of, alpha=0.1)
    assert third["digest"] != first["digest"]
    assert third["comparisons"][0]["difference"]["low"] > first["comparisons"][0]["difference"]["low"]
    page = answered(await api.get("/v1/experiments/offer/analyses?limit=2"))
    rest = answered(await api.get("/v1/experiments/offer/analyses", params={"limit": 2, "cursor": page["next_cursor"]}))
    assert page["items"] + rest["items"] == [third, second, first]
    assert len(await published(database_of, principal)) == 1


async def test_a_job_that_runs_again_makes_no_second_record(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    await fill(api, database_of, principal)
    job = answered(await api.post("/v1/experiments/offer/analyses", json={}), 202)
    assert await run_job(job, context_of) == await run_job(job, context_of)
    assert len(answered(await api.get("/v1/experiments/offer/analyses"))["items"]) == 1


async def test_orders_count_up_to_the_end_and_within_the_window(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    await fill(api, database_of, principal)
    total = float(sum(spent(unit) for unit in UNITS))

    async def revenue(**asked: object) -> float:
        results = await analysed(api, context_of, "experiments/offer", **asked)
        return float(sum(each["sum"] for each in results["variations"]))

    bought = SHOWN + timedelta(days=2)
    assert await revenue() == pytest.approx(total)
    assert await revenue(conversion_days=2.5) == pytest.approx(total)
    assert await revenue(conversion_days=2) == 0.0  # the window's end is out of it
    assert await revenue(until=(bought + timedelta(seconds=1)).isoformat()) == pytest.approx(total)
    assert await revenue(until=bought.isoformat()) == 0.0
    answered(await api.post("/v1/experiments/offer/stop", json={"stopped_at": bought.isoformat()}))
    results = await analysed(api, context_of)
    assert results["request"]["until"] == bought.isoformat().replace("+00:00", "Z")
    assert sum(each["sum"] for each in results["variations"]) == 0.0


async def test_the_metrics(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    await fill(api, database_of, principal)
    for key, metric in (("conv", "conversion"), ("ord", "orders"), ("mar", "margin")):
        answered(await api.post("/v1/experiments", json=experiment(key=key, metric=metric, seed="offer")), 201)
        answered(await api.post(f"/v1/experiments/{key}/start", json={"started_at": START.isoformat()}))
        rows = [{"experiment": key, "unit": unit, "exposed_at": SHOWN.isoformat()} for unit in UNITS]
        answered(await api.post("/v1/exposures", json={"exposures": rows}))
    buyers = {arm: sum(arm_of(unit) == arm and spent(unit) > 0 for unit in UNITS) for arm in "AB"}
    conversion = await analysed(api, context_of, "experiments/conv")
    assert {each["key"]: each["sum"] for each in conversion["variations"]} == buyers
    assert conversion["variations"][0]["sum_squares"] is None
    orders = await analysed(api, context_of, "experiments/ord")
    assert {each["key"]: each["sum"] for each in orders["variations"]} == buyers
    margin = await analysed(api, context_of, "experiments/mar")
    earned = {arm: float(sum(spent(unit) / 4 for unit in UNITS if arm_of(unit) == arm)) for arm in "AB"}
    assert {each["key"]: each["sum"] for each in margin["variations"]} == earned


async def refusal(api: httpx.AsyncClient, context_of: ContextOf, place: str, **asked: object) -> str:
    """The code that the job of an analysis fails with."""
    job = answered(await api.post(f"/v1/{place}/analyses", json=asked), 202)
    with pytest.raises((Problem, DomainError)) as told:
        await run_job(job, context_of)
    assert isinstance(told.value, Problem | DomainError)
    return told.value.code


async def test_what_cannot_be_compared_is_told(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    await started(api, metric="margin")
    assert await refusal(api, context_of, "experiments/offer") == "no_exposures"
    row = {"experiment": "offer", "unit": "c-0", "exposed_at": SHOWN.isoformat()}
    answered(await api.post("/v1/exposures", json={"exposures": [row]}))
    assert await refusal(api, context_of, "experiments/offer") == "too_few_users"
    answered(await api.post("/v1/exposures", json={"exposures": [{**row, "unit": unit} for unit in UNITS]}))
    await store_people(database_of, principal, {"c-0": [("user", "c-0")]}, [PastOrder("c-0", NOW, Decimal(5))])
    results = await analysed(api, context_of)  # the order is not before the end
    assert results["comparisons"][0]["code"] == "no_variance"
    assert await published(database_of, principal) == []
    await store_people(database_of, principal, {"c-1": [("user", "c-1")]}, [PastOrder("c-1", SHOWN, Decimal(5))])
    assert await refusal(api, context_of, "experiments/offer") == "margin_unknown"


async def test_a_sample_that_is_not_as_assigned_and_users_who_met_both_are_told(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    of_a = [unit for unit in UNITS if arm_of(unit) == "A"]
    of_b = [unit for unit in UNITS if arm_of(unit) == "B"]
    both = {"both": [("user", of_a[0]), ("anonymous", of_b[0])]}  # merged: one who met A on the one device and B on the other
    await store_people(database_of, principal, both, [PastOrder("both", SHOWN, Decimal(500))])
    await started(api)
    rows = [{"experiment": "offer", "unit": unit, "exposed_at": SHOWN.isoformat()} for unit in [*of_a, *of_b[:3]]]
    answered(await api.post("/v1/exposures", json={"exposures": rows}))
    results = await analysed(api, context_of)
    assert results["multiple"] == {"users": 1, "share": pytest.approx(1 / (len(of_a) + 2))}
    assert [each["users"] for each in results["variations"]] == [len(of_a) - 1, 2]
    assert [each["sum"] for each in results["variations"]] == [0.0, 0.0]
    assert results["warnings"] == ["sample_ratio_mismatch", "multiple_exposures"]
    assert results["srm"]["passed"] is False


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"until": (NOW + timedelta(seconds=1)).isoformat()}, "moment_in_future", "/until"),
    ({"until": START.isoformat()}, "moment_before_start", "/until"),
    ({"until": "2026-04-01"}, "invalid_request", "/until"),
    ({"alpha": 0}, "invalid_request", "/alpha"),
    ({"alpha": 0.6}, "invalid_request", "/alpha"),
    ({"alpha": "0.05"}, "invalid_request", "/alpha"),
    ({"more": 1}, "invalid_request", "/more"),
]


@pytest.mark.parametrize(
    ("asked", "code", "pointer"), [*WRONG, ({"conversion_days": 0}, "invalid_request", "/conversion_days")]
)
async def test_what_is_wrong_with_a_request_for_an_analysis(
    api: httpx.AsyncClient, asked: dict[str, Any], code: str, pointer: str
) -> None:
    await started(api)
    refused(await api.post("/v1/experiments/offer/analyses", json=asked), 422, code, pointer)


@pytest.mark.parametrize(("asked", "code", "pointer"), [*WRONG, ({"metric": "visits"}, "invalid_request", "/metric")])
async def test_what_is_wrong_with_a_request_for_an_analysis_of_a_holdout(
    api: httpx.AsyncClient, asked: dict[str, Any], code: str, pointer: str
) -> None:
    answered(await api.post("/v1/holdouts", json={"key": "all", "share": 0.3, "started_at": START.isoformat()}), 201)
    refused(await api.post("/v1/holdouts/all/analyses", json=asked), 422, code, pointer)


async def test_a_holdout_says_what_all_marketing_brought(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    answered(await api.post("/v1/holdouts", json={"key": "all", "share": 0.3, "started_at": SHOWN.isoformat()}), 201)
    assert await refusal(api, context_of, "holdouts/all") == "no_customers"
    people = {unit: [("user", unit)] for unit in UNITS} | {"visitor": [("anonymous", "visitor")]}
    await store_people(database_of, principal, people, [*past(), PastOrder("visitor", SHOWN, Decimal(9))])
    first = await analysed(api, context_of, "holdouts/all")
    late = {f"late-{number}": [("user", f"late-{number}")] for number in range(30)}
    await store_people(database_of, principal, late, [PastOrder(name, SHOWN, Decimal(3)) for name in late])
    second = await analysed(api, context_of, "holdouts/all")

    spends = {unit: spent(unit) for unit in UNITS}
    for results in (first, second):
        sides: dict[str, list[Decimal]] = {"held": [], "open": []}
        for name, amount in spends.items():
            sides["held" if is_held_out("all", 0.3, name) else "open"].append(amount)
        expected = analyze(Metric.MEAN, totals(sides), "held", weights={"held": 0.3, "open": 0.7})
        assert [(each["key"], each["users"], each["sum"]) for each in results["variations"]] == [
            (side, len(each), float(sum(each))) for side, each in sides.items()
        ]
        [told] = results["comparisons"]
        [comparison] = expected.comparisons
        assert (told["control"], told["treatment"]) == ("held", "open")
        assert told["difference"]["estimate"] == pytest.approx(comparison.difference.estimate, rel=1e-12)
        assert told["incremental"]["estimate"] == told["difference"]["estimate"] * len(sides["open"])
        assert results["srm"]["p_value"] == pytest.approx(expected.sample_ratio.p_value)
        spends |= dict.fromkeys(late, Decimal(3))

    [lift] = await published(database_of, principal)
    assert (lift["key"], lift["experiment_id"], lift["metric"], lift["treatment"]) == ("all", None, "revenue", "open")
    assert lift["incremental"] == second["comparisons"][0]["incremental"]["estimate"]
    listed = answered(await api.get("/v1/holdouts/all/analyses"))["items"]
    assert [each["id"] for each in listed] == [second["id"], first["id"]]


async def test_a_side_once_given_stays(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, context_of: ContextOf
) -> None:
    answered(await api.post("/v1/holdouts", json={"key": "all", "share": 0.3, "started_at": START.isoformat()}), 201)
    await store_people(database_of, principal, {unit: [("user", unit)] for unit in UNITS}, past())
    for _ in range(2):
        await analysed(api, context_of, "holdouts/all")
    async with database_of(EXPERIMENTS).work(principal) as work:
        sides = (await work.execute(text("select held, count(*) from attune.holdout_members group by 1"))).all()
    held = sum(is_held_out("all", 0.3, unit) for unit in UNITS)
    assert {row[0]: row[1] for row in sides} == {True: held, False: len(UNITS) - held}


@pytest.fixture
async def worker(settings: Settings) -> AsyncIterator[Worker]:
    """A worker that runs."""
    made = Worker(settings, DISPATCHER, JOB_KINDS, (READER,))
    running = asyncio.create_task(made.run())
    yield made
    made.stop()
    await running


@pytest.mark.usefixtures("worker")
async def test_a_worker_analyses_and_forgets_who_was_erased(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal, settings: Settings
) -> None:
    await fill(api, database_of, principal)
    job = answered(await api.post("/v1/experiments/offer/analyses", json={}), 202)
    async with asyncio.timeout(240):
        while True:
            async with database_of(EXPERIMENTS).work(principal) as work:
                done = await read_job(work, UUID(job["id"]))
            if done.finished_at is not None:
                break
            await asyncio.sleep(0.05)
    assert (done.state, done.problem) == ("succeeded", None)
    assert done.result == {"analysis_id": answered(await api.get("/v1/experiments/offer/results"))["id"]}

    assert principal.workspace_id is not None
    secret = settings.derived_secret("identifiers")
    digests = [identifier_digest(secret, principal.workspace_id, unit).hex() for unit in ("c-3", "c-4", "never seen")]
    for _ in range(2):  # told twice, it is as told once
        async with database_of(SEGMENTATION).work(principal) as work:
            await work.emit("customer.erased", "x", {"subjects": [], "digests": digests})
    async with asyncio.timeout(240):
        while True:
            async with database_of(EXPERIMENTS).work(principal) as work:
                left = set((await work.execute(text("select unit from attune.exposures"))).scalars())
            if left == set(UNITS) - {"c-3", "c-4"}:
                break
            await asyncio.sleep(0.05)
