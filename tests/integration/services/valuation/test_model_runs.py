"""Model runs: the published figures through job and routes, and what happens when runs crash, repeat or overtake each other."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import orjson
import pytest
from numpy.testing import assert_allclose
from sqlalchemy import func, select, text, update

from inference.errors import DomainError
from kernel import tables
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from kernel.settings import Settings
from schema.roles import DISPATCHER, GATEWAY, SEGMENTATION, VALUATION
from schema.valuation import customer_values
from services.valuation.jobs import handle_run
from services.valuation.problems import NoPurchasesError
from services.valuation.store.runs import ModelRun, PromotionCause
from services.valuation.use_cases import publishing

from .conftest import ApiOf, ContextOf, PastOrder, run_job, run_model, store_cdnow, store_orders

DatabaseOf = Callable[[str], Database]

WINDOWS = {"calibration_end": "1997-09-30", "observation_end": "1998-06-30"}
START = datetime(2025, 1, 6, 12, tzinfo=UTC)


def regulars(customers: int = 12) -> list[PastOrder]:
    """A small market: customer i comes back i mod 4 times, every fourth week."""
    return [
        PastOrder(f"c-{i:02}", START + timedelta(days=i + 28 * purchase), Decimal(10 + i + purchase))
        for i in range(customers)
        for purchase in range(i % 4 + 1)
    ]


async def values_of(database: Database, principal: Principal) -> dict[UUID, int]:
    async with database.work(principal) as work:
        rows = await work.execute(select(customer_values.c.model_id, func.count()).group_by(customer_values.c.model_id))
        return {row.model_id: row[1] for row in rows}


async def promotions(settings: Settings, principal: Principal) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """What the feed and the audit log say, as nobody but a superuser may read both."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        feed = await connection.fetch(
            "select type, subject, data from attune.feed where workspace_id = $1 order by xid, id", principal.workspace_id
        )
        audit = await connection.fetch(
            "select action, subject, before, after from attune.audit_log where workspace_id = $1 order by id",
            principal.workspace_id,
        )
    finally:
        await connection.close()
    return (
        [(row["type"], row["subject"], orjson.loads(row["data"])) for row in feed],
        [(row["action"], row["subject"], orjson.loads(row["before"]), orjson.loads(row["after"])) for row in audit],
    )


async def end_jobs(database: Database, principal: Principal) -> None:
    """Let the jobs so far have ended, as their worker would."""
    async with database.connection() as connection:
        ended = update(tables.jobs).where(tables.jobs.c.workspace_id == principal.workspace_id).values(state="succeeded")
        await connection.execute(ended)


async def test_the_sample_is_fitted_tested_and_valued_as_published(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, **WINDOWS)
    record = (await api.get(f"/v1/valuation/models/{run_id}")).json()

    fit = record["fit"]
    assert list(fit["parameters"]) == fit["parameter_order"] == ["r", "alpha", "a", "b"]
    assert_allclose(list(fit["parameters"].values()), [0.2425945, 4.4136019, 0.7929199, 2.4258881], rtol=1e-3)
    assert_allclose([row[i] ** 0.5 for i, row in enumerate(fit["covariance"])], list(fit["standard_errors"].values()))
    assert fit["log_likelihood"] == pytest.approx(-9582.4292, abs=1e-3)
    assert (fit["customers"], fit["boundary"], fit["limit_model"]) == (2357, None, None)

    spend = record["spend"]
    assert list(spend["parameters"]) == ["p", "q", "v"]
    assert_allclose(list(spend["parameters"].values()), [6.25, 3.74, 15.44], rtol=2e-3)
    assert spend["customers"] == 946

    backtest = record["backtest"]
    assert (backtest["origin"], backtest["horizon"], backtest["actual"]) == ("requested", 39, 1882)
    assert backtest["model"]["predicted"] == pytest.approx(1653.41, abs=0.05)
    assert backtest["model"]["mean_absolute_error"] == pytest.approx(0.7855, abs=1e-4)
    assert backtest["naive"]["predicted"] == pytest.approx(2930.10, abs=0.05)
    assert backtest["naive"]["mean_absolute_error"] == pytest.approx(1.0237, abs=1e-4)
    assert backtest["beats_naive"] is True

    diagnostics = record["diagnostics"]
    assert diagnostics["distinct_histories"] == 1016
    assert (diagnostics["repeat_customers"], diagnostics["repeat_purchases"]) == (946, 2457)
    assert diagnostics["excluded"] == {"purchases": 0, "spend": 1411}
    assert diagnostics["warnings"] == []
    assert record["request"] == {
        "model": "bg_nbd",
        **WINDOWS,
        "time_unit": "week",
        "opportunity": None,
        "segments": None,
        "annual_discount_rate": 0.1,
        "horizon": 52,
        "promote": "always",
        "origins": 3,
        "recalibrate": False,
        "change": {"relative": 0.2, "absolute": 0},
        "level": 0.95,
    }
    assert await values_of(database_of(VALUATION), principal) == {run_id: 2357}


async def test_a_customer_is_valued_as_predict_values_them(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, **WINDOWS, horizon=39)
    record = (await api.get(f"/v1/valuation/models/{run_id}")).json()
    valued = (await api.get("/v1/valuation/customers?limit=50")).json()["items"]
    history = ("frequency", "recency", "T", "monetary_value")
    body = {
        "model": "bg_nbd",
        "parameters": record["fit"]["parameters"],
        "covariance": record["fit"]["covariance"],
        "rows": [{name: value[name] for name in history if value[name] is not None} for value in valued],
        "horizon": 39,
        "time_unit": "week",
        "spend": record["spend"]["parameters"],
        "spend_covariance": record["spend"]["covariance"],
        "annual_discount_rate": 0.1,
    }
    predicted = (await api.post("/v1/valuation/predict", json=body)).json()["rows"]
    for value, prediction in zip(valued, predicted, strict=True):
        for name in ("probability_alive", "expected_purchases", "expected_spend", "clv"):
            ends = [value[name]["low"], value[name]["high"]]
            assert value[name]["estimate"] == pytest.approx(prediction[name], rel=1e-9)
            assert ends == pytest.approx(prediction["intervals"][name], rel=1e-9)


async def test_windows_follow_the_workspaces_clock_and_calendar(
    api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf
) -> None:
    async with database_of(GATEWAY).work(principal) as work:
        await work.execute(
            update(tables.workspaces)
            .where(tables.workspaces.c.id == principal.workspace_id)
            .values(clock_at=datetime(1998, 6, 30, 22, tzinfo=UTC), time_zone="Asia/Tokyo")
        )
    job = (await api.post("/v1/valuation/models", json={"model": "bg_nbd"})).json()
    assert (job["kind"], job["state"]) == ("valuation.model", "queued")
    async with database_of(VALUATION).work(principal) as work:
        arguments = (await work.execute(select(tables.jobs.c.arguments))).scalar_one()
    assert (arguments["calibration_end"], arguments["observation_end"]) == ("1998-07-01", "1998-07-01")
    late = await api.post("/v1/valuation/models", json={"model": "bg_nbd", "observation_end": "1998-07-02"})
    assert (late.status_code, late.json()["code"]) == (422, "observation_in_future")


async def test_without_a_holdout_the_backtest_divides_the_past_itself(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run_model(api, context_of, observation_end="1998-06-30")
    record = (await api.get(f"/v1/valuation/models/{run_id}")).json()
    backtest = record["backtest"]
    # 1997-01-01 to 1998-06-30 are 545 days, of which a third is left.
    assert backtest["origin"] == "chosen"
    assert backtest["calibration_end"] == (date(1997, 1, 1) + timedelta(days=2 * 545 // 3)).isoformat()
    assert backtest["horizon"] == pytest.approx((545 - 2 * 545 // 3) / 7)
    assert backtest["fit"]["parameters"] != record["fit"]["parameters"]
    assert backtest["beats_naive"] is True


async def test_the_same_inputs_have_the_same_digest_and_answer(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    asked = {"calibration_end": "2025-03-01", "observation_end": "2025-06-01"}
    ids = [await run_model(api, context_of, **asked) for _ in range(2)]
    other = await run_model(api, context_of, **asked, horizon=26)
    first, second, third = [(await api.get(f"/v1/valuation/models/{run_id}")).json() for run_id in (*ids, other)]
    assert first["digest"] == second["digest"] != third["digest"]
    for part in ("fit", "spend", "backtest", "diagnostics"):
        assert first[part] == second[part]


async def test_the_latest_run_is_published_and_the_values_of_the_others_are_dropped(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf, settings: Settings
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    assert (await api.get("/v1/valuation/customers")).json() == {"items": [], "next_cursor": None, "model": None}
    first = await run_model(api, context_of)
    await end_jobs(database_of(DISPATCHER), principal)
    second = await run_model(api, context_of)
    assert await values_of(database_of(VALUATION), principal) == {second: 12}
    assert (await api.get("/v1/valuation/customers")).json()["model"]["id"] == str(second)
    listed = (await api.get("/v1/valuation/models")).json()["items"]
    assert [run["id"] for run in listed] == [str(second), str(first)]

    events, audit = await promotions(settings, principal)
    assert audit == [
        ("model.promoted", str(first), {"model_id": None}, {"model_id": str(first)}),
        ("model.promoted", str(second), {"model_id": str(first)}, {"model_id": str(second)}),
    ]
    assert events == [
        (
            "model.promoted",
            str(first),
            {"model_id": str(first), "model": "bg_nbd", "previous_model_id": None, "cause": "always"},
        ),
        (
            "model.promoted",
            str(second),
            {"model_id": str(second), "model": "bg_nbd", "previous_model_id": str(first), "cause": "always"},
        ),
    ]


class CrashError(Exception):
    """The process dies here."""


@pytest.mark.parametrize("stage", ["reduce", "select", "fit", "spend", "backtest", "segments", "score", "publish"])
async def test_a_run_that_crashed_is_made_once_whatever_it_had_done(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf, settings: Settings, stage: str
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    job = (await api.post("/v1/valuation/models", json={"model": "bg_nbd"})).json()
    job_id = UUID(job["id"])
    async with database_of(VALUATION).work(principal) as work:
        arguments = (await work.execute(select(tables.jobs.c.arguments))).scalar_one()
    crashing = context_of(job_id, arguments)
    reached = []

    async def die(_fraction: float, at: str) -> None:
        reached.append(at)
        if at == stage:
            raise CrashError

    crashing.progress = die  # type: ignore[assignment]  # the end of the process
    with pytest.raises(CrashError):
        await handle_run(crashing)
    assert reached[-1] == stage

    run_id = await run_job(job, context_of)
    assert await run_job(job, context_of) == run_id
    assert [run["id"] for run in (await api.get("/v1/valuation/models")).json()["items"]] == [str(run_id)]
    assert await values_of(database_of(VALUATION), principal) == {run_id: 12}
    events, audit = await promotions(settings, principal)
    assert [kind for kind, *_ in events] == [kind for kind, *_ in audit] == ["model.promoted"]


async def test_a_run_that_was_overtaken_does_not_take_the_place_of_a_later_one(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    slow = (await api.post("/v1/valuation/models", json={"model": "bg_nbd"})).json()
    publish = publishing.publish
    overtaken: list[UUID] = []

    async def overtake(context: Any, run: ModelRun, cause: PromotionCause) -> None:  # noqa: ANN401 — a context
        if not overtaken:
            overtaken.append(run.id)
            overtaken.append(await run_model(api, context_of))
        await publish(context, run, cause)

    monkeypatch.setattr(publishing, "publish", overtake)
    assert await run_job(slow, context_of) == overtaken[0]
    page = (await api.get("/v1/valuation/customers")).json()
    assert page["model"]["id"] == str(overtaken[1])
    assert len(page["items"]) == 12


async def test_the_values_of_a_run_that_is_still_being_made_are_not_dropped(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    publish, drop = publishing.publish, publishing.drop_stale_values
    waiting: list[tuple[Any, ModelRun]] = []
    later: list[UUID] = []

    async def interleave(context: Any, run: ModelRun, cause: PromotionCause) -> None:  # noqa: ANN401 — a context
        if not waiting:  # the first run waits with its values written until the second one has written its own
            waiting.append((context, run))
            later.append(await run_model(api, context_of))
        else:
            first_context, first_run = waiting[0]
            await publish(first_context, first_run, cause)
            await drop(first_context)
            await publish(context, run, cause)

    monkeypatch.setattr(publishing, "publish", interleave)
    await run_model(api, context_of)
    page = (await api.get("/v1/valuation/customers")).json()
    assert page["model"]["id"] == str(later[0])
    assert len(page["items"]) == 12


async def test_many_customers_are_read_and_written_in_pieces(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(publishing, "READ_AT_ONCE", 7)
    monkeypatch.setattr(publishing, "WRITTEN_AT_ONCE", 3)
    await store_orders(database_of(SEGMENTATION), principal, regulars(23))
    first = await run_model(api, context_of)
    assert await values_of(database_of(VALUATION), principal) == {first: 23}
    await end_jobs(database_of(DISPATCHER), principal)
    second = await run_model(api, context_of)
    assert await values_of(database_of(VALUATION), principal) == {second: 23}


async def test_without_any_spend_there_is_no_value_but_an_answer(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    free = [PastOrder(order.customer, order.ordered_at, Decimal(0)) for order in regulars()]
    await store_orders(database_of(SEGMENTATION), principal, free)
    run_id = await run_model(api, context_of, observation_end="2025-06-01")
    record = (await api.get(f"/v1/valuation/models/{run_id}")).json()
    assert record["spend"] is None
    assert "spend_too_few_customers" in record["diagnostics"]["warnings"]
    items = (await api.get("/v1/valuation/customers")).json()["items"]
    assert len(items) == 12
    assert all(item["clv"] == {"estimate": None, "low": None, "high": None} for item in items)
    assert all(item["expected_purchases"]["estimate"] > 0 for item in items)


async def test_a_past_too_short_to_divide_has_no_backtest_and_says_so(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    past = [PastOrder(f"c-{i}", START + timedelta(days=day), Decimal(10)) for i in range(8) for day in (0, 1)]
    await store_orders(database_of(SEGMENTATION), principal, past)
    run_id = await run_model(api, context_of, observation_end="2025-01-07", time_unit="day")
    record = (await api.get(f"/v1/valuation/models/{run_id}")).json()
    assert record["backtest"] is None
    assert [code for code in record["diagnostics"]["warnings"] if code.startswith("backtest_")] == ["backtest_no_exposure"]


async def test_too_little_to_learn_from_fails_the_job_with_a_code(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    with pytest.raises(NoPurchasesError):
        await run_model(api, context_of)
    await store_orders(database_of(SEGMENTATION), principal, regulars(2))
    with pytest.raises(DomainError) as caught:
        await run_model(api, context_of)
    assert caught.value.code == "too_few_customers"
    assert (await api.get("/v1/valuation/models")).json()["items"] == []


@pytest.mark.parametrize(
    ("asked", "code", "pointer"),
    [
        ({"model": "sbg"}, "invalid_request", "/model"),
        ({"model": "auto", "promote": "sometimes"}, "invalid_request", "/promote"),
        ({"model": "auto", "origins": 2}, "invalid_request", "/origins"),
        ({"model": "auto", "horizon": -1}, "invalid_horizon", "/horizon"),
        ({"model": "buy_till_you_die"}, "invalid_request", "/model"),
        ({}, "invalid_request", "/model"),
        ({"model": "bg_nbd", "horizon": 0}, "invalid_horizon", "/horizon"),
        ({"model": "bg_nbd", "horizon": 1e308}, "invalid_horizon", "/horizon"),
        ({"model": "bg_nbd", "horizon": "52"}, "invalid_request", "/horizon"),
        ({"model": "bg_nbd", "annual_discount_rate": -1}, "invalid_horizon", "/annual_discount_rate"),
        ({"model": "bg_nbd", "time_unit": "year"}, "invalid_request", "/time_unit"),
        ({"model": "bg_nbd", "calibration_end": "1997-13-01"}, "invalid_request", "/calibration_end"),
        ({"model": "bg_nbd", "calibration_on": "1997-10-01"}, "invalid_request", "/calibration_on"),
        (
            {"model": "bg_nbd", "calibration_end": "1998-07-01", "observation_end": "1998-06-30"},
            "calibration_after_observation",
            None,
        ),
        ({"model": "bg_nbd", "observation_end": "9999-12-31"}, "observation_in_future", None),
        ({"model": "bg_nbd", "calibration_end": "9999-12-31"}, "calibration_after_observation", None),
    ],
)
async def test_a_run_that_cannot_be_made_is_refused_at_once(
    api: httpx.AsyncClient,
    principal: Principal,
    database_of: DatabaseOf,
    asked: dict[str, object],
    code: str,
    pointer: str | None,
) -> None:
    response = await api.post("/v1/valuation/models", json=asked)
    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, code)
    assert [error["pointer"] for error in problem.get("errors", [])] == ([] if pointer is None else [pointer])
    async with database_of(VALUATION).work(principal) as work:
        assert (await work.execute(select(func.count()).select_from(tables.jobs))).scalar_one() == 0


async def test_another_workspaces_runs_are_not_there(
    api_of: ApiOf,
    context_of: ContextOf,
    principal: Principal,
    other_principal: Principal,
    database_of: DatabaseOf,
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    async with api_of(principal) as api:
        run_id = await run_model(api, context_of)
    async with api_of(other_principal) as stranger:
        response = await stranger.get(f"/v1/valuation/models/{run_id}")
        assert (response.status_code, response.json()["code"]) == (404, "not_found")
        assert (await stranger.get("/v1/valuation/models")).json() == {"items": [], "next_cursor": None}
        assert (await stranger.get("/v1/valuation/customers")).json()["items"] == []


@pytest.mark.parametrize("reference", ["nothing", "a%2Fb", "%E2%82%AC", "0198c5a0-7c1e-7000-8000-000000000001", "+"])
async def test_an_id_that_no_run_has_is_404(api: httpx.AsyncClient, reference: str) -> None:
    response = await api.get(f"/v1/valuation/models/{reference}")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


async def test_runs_are_listed_page_by_page(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    made = [str(await run_model(api, context_of)) for _ in range(3)]
    first = (await api.get("/v1/valuation/models?limit=2")).json()
    second = (await api.get("/v1/valuation/models", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [run["id"] for run in first["items"] + second["items"]] == made[::-1]
    assert second["next_cursor"] is None


async def test_keys_without_the_scope_are_refused(api_of: ApiOf, principal: Principal) -> None:
    reader = Principal(principal.workspace_id, "reader", frozenset({Scope.VALUATION_READ}))
    writer = Principal(principal.workspace_id, "writer", frozenset({Scope.VALUATION_WRITE}))
    async with api_of(reader) as api:
        assert (await api.post("/v1/valuation/models", json={"model": "bg_nbd"})).status_code == 403
        assert (await api.get("/v1/valuation/models")).status_code == 200
    async with api_of(writer) as api:
        assert (await api.post("/v1/valuation/models", json={"model": "bg_nbd"})).status_code == 202
        for path in ("/v1/valuation/models", f"/v1/valuation/models/{new_id()}", "/v1/valuation/customers"):
            assert (await api.get(path)).status_code == 403
        for path in ("/v1/valuation/fit", "/v1/valuation/predict"):
            assert (await api.post(path, json={})).status_code == 403


async def test_a_run_sent_twice_under_one_idempotency_key_is_one_job(
    api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf
) -> None:
    headers = {"Idempotency-Key": "run-1"}
    asked = {"model": "bg_nbd", "observation_end": "2025-06-01"}
    first = await api.post("/v1/valuation/models", json=asked, headers=headers)
    second = await api.post("/v1/valuation/models", json=asked, headers=headers)
    assert first.headers["location"] == second.headers["location"] == f"/v1/jobs/{first.json()['id']}"
    async with database_of(VALUATION).work(principal) as work:
        assert (await work.execute(text("select count(*) from attune.jobs"))).scalar_one() == 1
