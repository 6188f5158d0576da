"""The registry: which model is chosen, what the gate lets through, and the way back to a former champion."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from numpy.testing import assert_allclose
from sqlalchemy import func, select, text, update

from kernel import tables
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import read_job
from kernel.principals import Principal
from kernel.problems import Problem
from kernel.settings import Settings
from schema.roles import DISPATCHER, GATEWAY, SEGMENTATION, VALUATION
from schema.valuation import customer_values
from services.valuation.jobs import handle_promotion, handle_run
from services.valuation.problems import MixedCurrenciesError, NoRepeatPurchasesError, PurchasesInFutureError
from services.valuation.use_cases import publishing

from .conftest import ApiOf, ContextOf, PastOrder, run_model, store_cdnow, store_orders
from .test_model_runs import START, end_jobs, promotions, regulars, values_of

DatabaseOf = Callable[[str], Database]

CDNOW = {"calibration_end": "1997-09-30", "observation_end": "1998-06-30"}


def bursts() -> list[PastOrder]:
    """A market that no model of leaving understands: everybody buys some days in a row, every sixty days, and stays."""
    return [
        PastOrder(f"c-{i:02}", START + timedelta(days=i % 5 + 60 * burst + day), Decimal(20))
        for i in range(40)
        for burst in range(7)
        for day in range(1 + i % 4)
    ]


async def run_job(api: httpx.AsyncClient, context_of: ContextOf, asked: Mapping[str, object]) -> dict[str, Any]:
    """Ask for a run, and do its job here."""
    response = await api.post("/v1/valuation/models", json=asked)
    assert response.status_code == 202, response.text
    job_id = UUID(response.json()["id"])
    async with context_of(job_id, {}).work() as work:
        arguments = (await read_job(work, job_id)).arguments
    return await handle_run(context_of(job_id, arguments))


async def promote(api: httpx.AsyncClient, context_of: ContextOf, run_id: object) -> dict[str, Any]:
    """Ask for a promotion, and do its job here."""
    response = await api.post(f"/v1/valuation/models/{run_id}/promote")
    assert response.status_code == 202, response.text
    job = response.json()
    assert (job["kind"], response.headers["location"]) == ("valuation.promote", f"/v1/jobs/{job['id']}")
    async with context_of(UUID(job["id"]), {}).work() as work:
        arguments = (await read_job(work, UUID(job["id"]))).arguments
    return await handle_promotion(context_of(UUID(job["id"]), arguments))


async def states(api: httpx.AsyncClient) -> dict[str, str]:
    return {run["id"]: run["state"] for run in (await api.get("/v1/valuation/models")).json()["items"]}


async def set_clock(database: Database, principal: Principal, to: datetime) -> None:
    async with database.work(principal) as work:
        mine = tables.workspaces.c.id == principal.workspace_id
        await work.execute(update(tables.workspaces).where(mine).values(clock_at=to))


async def test_cdnow_passes_the_gate_and_is_promoted(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf, settings: Settings
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    result = await run_job(api, context_of, {"model": "auto", **CDNOW})
    record = (await api.get(f"/v1/valuation/models/{result['model_id']}")).json()
    selection = record["selection"]
    assert (result["promoted"], result["reasons"], result["model"]) == (True, [], selection["best"])
    assert (record["model"], record["fit"]["model"], record["request"]["model"]) == (result["model"], result["model"], "auto")
    assert (record["state"], record["request"]["promote"]) == ("champion", "if_better")
    assert [promotion["cause"] for promotion in record["promotions"]] == ["gate"]
    assert selection["gate"]["passed"] is True
    assert selection["gate"]["reasons"] == []
    assert {gain["naive"] for gain in selection["gate"]["gains"]} == {"own_rate", "own_rate_smoothed", "segment_mean"}

    assert [origin["calibration_end"] for origin in selection["origins"]] == ["1997-09-30", "1997-12-30", "1998-03-31"]
    assert sum(origin["actual"] for origin in selection["origins"]) == 1882
    scores = {score["forecast"]: score for score in selection["forecasts"]}
    assert set(scores) == {*selection["candidates"], "own_rate", "own_rate_smoothed", "segment_mean"}
    best = scores[selection["best"]]
    for naive in ("own_rate_smoothed", "segment_mean"):
        assert best["log_score"] > scores[naive]["log_score"]
        assert best["root_mean_square_error"] < scores[naive]["root_mean_square_error"]
    assert best["actual"] == 1882
    # At the rates that the measured naive forecast of 39 weeks has customers go on at, 13 weeks are a third of it.
    first = {score["forecast"]: score for score in selection["origins"][0]["forecasts"]}
    assert first["own_rate"]["predicted"] == pytest.approx(2930.10 / 3, abs=0.05)

    assert (await api.get("/v1/valuation/customers?limit=1")).json()["model"]["id"] == result["model_id"]
    events, _ = await promotions(settings, principal)
    assert [(kind, data["cause"]) for kind, _, data in events] == [("model.promoted", "gate")]


async def test_a_bias_is_shown_before_and_after_and_judged_on_what_the_factor_has_not_seen(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    asked = {"model": "bg_nbd", **CDNOW, "recalibrate": True}
    result = await run_job(api, context_of, asked)
    selection = (await api.get(f"/v1/valuation/models/{result['model_id']}")).json()["selection"]
    told = selection["recalibration"]
    by_origin = [
        next(score for score in origin["forecasts"] if score["forecast"] == "bg_nbd") for origin in selection["origins"]
    ]
    assert_allclose(told["checks"][0]["factor"], by_origin[0]["actual"] / by_origin[0]["predicted"])
    assert_allclose([check["before"] for check in told["checks"]], [score["bias"] for score in by_origin[1:]])
    assert_allclose(told["factor"]["estimate"], 1882 / sum(score["predicted"] for score in by_origin))
    # In the half year after it the market fell off: what the first quarter teaches takes the forecasts farther away.
    assert (told["helps"], told["applied"]) == (False, False)


async def test_a_factor_that_helps_is_applied_where_that_is_asked_for(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    # Everybody doubles their pace after two hundred days, and keeps it.
    fast = [200 + 10 * k for k in range(24)]
    past = [
        PastOrder(f"c-{i:02}", START + timedelta(days=i % 9 + day), Decimal(10 + i % 7))
        for i in range(60)
        for day in (*range(0, 200, 20), *fast)
        if (i + day // 10) % (2 + i % 5) == 0 or day == 0
    ]
    await store_orders(database_of(SEGMENTATION), principal, past)
    until = (START + timedelta(days=430)).date().isoformat()
    asked = {"model": "bg_nbd", "observation_end": until, "origins": 4}
    plain = await run_job(api, context_of, asked)
    before = (await api.get("/v1/valuation/customers?limit=100")).json()["items"]
    corrected = await run_job(api, context_of, {**asked, "recalibrate": True})
    after = {each["id"]: each for each in (await api.get("/v1/valuation/customers?limit=100")).json()["items"]}
    told = (await api.get(f"/v1/valuation/models/{corrected['model_id']}")).json()["selection"]["recalibration"]
    assert (told["helps"], told["applied"]) == (True, True)
    assert told["factor"]["estimate"] > 1.2
    same = (await api.get(f"/v1/valuation/models/{plain['model_id']}")).json()["selection"]["recalibration"]
    assert (same["helps"], same["applied"]) == (True, False)
    for value in before:
        now = after[value["id"]]
        assert now["probability_alive"] == value["probability_alive"]
        for name in ("expected_purchases", "clv"):
            was, is_ = value[name], now[name]
            assert is_["estimate"] == pytest.approx(was["estimate"] * told["factor"]["estimate"])
            assert is_["low"] / is_["estimate"] < was["low"] / was["estimate"]
            assert is_["high"] / is_["estimate"] > was["high"] / was["estimate"]


async def test_a_model_that_loses_to_a_naive_forecast_is_kept_but_not_promoted_and_says_why(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf, settings: Settings
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, bursts())
    until = (START + timedelta(days=419)).date().isoformat()
    result = await run_job(api, context_of, {"model": "auto", "observation_end": until})
    assert result["promoted"] is False
    assert "log_score_not_above_naive" in result["reasons"]
    record = (await api.get(f"/v1/valuation/models/{result['model_id']}")).json()
    assert (record["state"], record["promotions"]) == ("challenger", [])
    scores = {score["forecast"]: score for score in record["selection"]["forecasts"]}
    for reason in record["selection"]["gate"]["reasons"]:
        assert reason["naive_figure"] == scores[reason["naive"]]["log_score"] > reason["model_figure"]
    assert (await api.get("/v1/valuation/customers")).json() == {"items": [], "next_cursor": None, "model": None}
    assert await values_of(database_of(VALUATION), principal) == {}
    assert await promotions(settings, principal) == ([], [])

    forced = await run_job(api, context_of, {"model": "auto", "observation_end": until, "promote": "always"})
    assert (forced["promoted"], forced["reasons"]) == (True, [])
    told = (await api.get(f"/v1/valuation/models/{forced['model_id']}")).json()
    assert told["selection"]["gate"]["passed"] is False
    assert "gate_not_passed" in told["diagnostics"]["warnings"]
    assert [promotion["cause"] for promotion in told["promotions"]] == ["always"]


async def test_a_model_that_was_named_can_be_put_before_the_gate_too(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, bursts())
    until = (START + timedelta(days=419)).date().isoformat()
    lost = await run_job(api, context_of, {"model": "bg_nbd", "observation_end": until, "promote": "if_better"})
    assert (lost["promoted"], lost["reasons"]) == (False, ["log_score_not_above_naive"])
    named = await run_job(api, context_of, {"model": "bg_nbd", "observation_end": until})
    assert named["promoted"] is True


async def test_a_past_that_cannot_be_divided_proves_nothing(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    past = [PastOrder(f"c-{i}", START + timedelta(days=day), Decimal(10)) for i in range(8) for day in (0, 1 + i % 2)]
    await store_orders(database_of(SEGMENTATION), principal, past)
    result = await run_job(api, context_of, {"model": "auto", "observation_end": "2025-01-08", "time_unit": "day"})
    assert (result["promoted"], "too_few_origins" in result["reasons"]) == (False, True)


async def test_a_run_that_was_not_to_be_promoted_is_promoted_when_asked_for_and_the_former_champion_again_after_it(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf, settings: Settings
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    valuation, dispatcher = database_of(VALUATION), database_of(DISPATCHER)
    first = (await run_job(api, context_of, {"model": "bg_nbd", "observation_end": "2025-05-01"}))["model_id"]
    kept = await run_job(api, context_of, {"model": "bg_nbd", "observation_end": "2025-05-01", "promote": "never"})
    second = kept["model_id"]
    assert (kept["promoted"], kept["reasons"]) == (False, ["promotion_not_asked_for"])
    assert await states(api) == {first: "champion", second: "challenger"}
    await end_jobs(dispatcher, principal)

    assert (await promote(api, context_of, second))["promoted"] is True
    assert await states(api) == {first: "retired", second: "champion"}
    assert await values_of(valuation, principal) == {UUID(second): 12}
    await end_jobs(dispatcher, principal)

    assert (await promote(api, context_of, first))["model_id"] == first
    assert await states(api) == {first: "champion", second: "retired"}
    assert await values_of(valuation, principal) == {UUID(first): 12}
    record = (await api.get(f"/v1/valuation/models/{first}")).json()
    assert [(each["cause"], each["previous_model_id"]) for each in record["promotions"]] == [
        ("request", second),
        ("always", None),
    ]

    await promote(api, context_of, first)  # the champion again: everybody valued anew, and nothing else to tell
    events, audit = await promotions(settings, principal)
    assert [(kind, subject, data["previous_model_id"]) for kind, subject, data in events] == [
        ("model.promoted", first, None),
        ("model.promoted", second, first),
        ("model.promoted", first, second),
    ]
    assert [(action, subject) for action, subject, *_ in audit] == [
        ("model.promoted", first),
        ("model.promotion_requested", second),
        ("model.promoted", second),
        ("model.promotion_requested", first),
        ("model.promoted", first),
        ("model.promotion_requested", first),
    ]


async def test_a_promoted_run_values_everybody_as_of_today_by_the_workspaces_clock(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    ids = await store_orders(database_of(SEGMENTATION), principal, regulars())
    asked = {"model": "bg_nbd", "observation_end": "2025-02-20", "time_unit": "day", "promote": "never"}
    run_id = (await run_job(api, context_of, asked))["model_id"]
    await set_clock(database_of(GATEWAY), principal, datetime(2025, 4, 15, 12, tzinfo=UTC))
    await promote(api, context_of, run_id)
    valued = {value["id"]: value for value in (await api.get("/v1/valuation/customers")).json()["items"]}
    for i in range(12):
        value = valued[str(ids[f"c-{i:02}"])]
        assert (value["frequency"], value["T"]) == (i % 4, 99 - i)  # 6 January to 15 April: 99 days


async def test_what_was_gone_back_to_stays_until_a_run_that_is_made_later(
    api: httpx.AsyncClient,
    context_of: ContextOf,
    principal: Principal,
    database_of: DatabaseOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    asked = {"model": "bg_nbd", "observation_end": "2025-05-01"}
    first = (await run_job(api, context_of, asked))["model_id"]
    publish = publishing.publish
    interrupted: list[str] = []

    async def interrupt(context: Any, run: Any, cause: Any) -> None:  # noqa: ANN401 — a context, a run, a cause
        if not interrupted:  # while this run waits to be published, somebody asks for the run before it
            interrupted.append(str(run.id))
            await promote(api, context_of, second)
            await promote(api, context_of, first)
        await publish(context, run, cause)

    second = (await run_job(api, context_of, {**asked, "promote": "never"}))["model_id"]
    monkeypatch.setattr(publishing, "publish", interrupt)
    result = await run_job(api, context_of, asked)
    assert interrupted == [result["model_id"]]
    assert (result["promoted"], result["reasons"]) == (False, ["overtaken"])
    assert (await states(api))[first] == "champion"
    later = await run_job(api, context_of, asked)
    assert later["promoted"] is True


async def test_values_of_a_run_that_is_about_to_be_promoted_are_not_dropped(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    asked = {"model": "bg_nbd", "observation_end": "2025-05-01"}
    first = (await run_job(api, context_of, asked))["model_id"]
    second = (await run_job(api, context_of, asked))["model_id"]
    await end_jobs(database_of(DISPATCHER), principal)
    await api.post(f"/v1/valuation/models/{first}/promote")  # its job has begun: values of both are there
    third = (await run_job(api, context_of, {**asked, "promote": "never"}))["model_id"]
    assert await values_of(database_of(VALUATION), principal) == {UUID(first): 12, UUID(second): 12}
    assert third not in await values_of(database_of(VALUATION), principal)


async def test_a_promotion_that_crashed_is_made_once(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf, settings: Settings
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    asked = {"model": "bg_nbd", "observation_end": "2025-05-01", "promote": "never"}
    run_id = (await run_job(api, context_of, asked))["model_id"]
    job = (await api.post(f"/v1/valuation/models/{run_id}/promote")).json()
    for _ in range(2):
        await handle_promotion(context_of(UUID(job["id"]), {"model_id": run_id}))
    events, _ = await promotions(settings, principal)
    assert len(events) == 1


@pytest.mark.parametrize("reference", ["nothing", "a%2Fb", str(new_id())], ids=["word", "encoded", "id"])
async def test_an_id_that_no_run_has_is_not_promoted(api: httpx.AsyncClient, reference: str) -> None:
    response = await api.post(f"/v1/valuation/models/{reference}/promote")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


async def test_another_workspaces_run_is_not_promoted(
    api_of: ApiOf, context_of: ContextOf, principal: Principal, other_principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    async with api_of(principal) as api:
        run_id = await run_model(api, context_of, observation_end="2025-05-01")
    async with api_of(other_principal) as stranger:
        assert (await stranger.post(f"/v1/valuation/models/{run_id}/promote")).status_code == 404


async def refused(api: httpx.AsyncClient, context_of: ContextOf, kind: type[Problem], **asked: object) -> None:
    """Every kind of run is refused, and none is kept."""
    for model in ("auto", "bg_nbd"):
        with pytest.raises(kind):
            await run_job(api, context_of, {"model": model, **asked})
    assert (await api.get("/v1/valuation/models")).json()["items"] == []


async def test_where_nobody_came_back_there_is_nothing_to_learn_from(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    once = [PastOrder(f"c-{i}", START + timedelta(days=i, hours=hour), Decimal(10)) for i in range(8) for hour in (0, 3)]
    await store_orders(database_of(SEGMENTATION), principal, once)
    await refused(api, context_of, NoRepeatPurchasesError, observation_end="2025-06-01")


async def test_purchases_of_days_to_come_are_no_past(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    await set_clock(database_of(GATEWAY), principal, datetime(2025, 1, 2, tzinfo=UTC))
    await refused(api, context_of, PurchasesInFutureError)
    await set_clock(database_of(GATEWAY), principal, datetime(2025, 3, 1, tzinfo=UTC))
    result = await run_job(api, context_of, {"model": "bg_nbd"})
    record = (await api.get(f"/v1/valuation/models/{result['model_id']}")).json()
    assert "orders_in_future" in record["diagnostics"]["warnings"]


async def test_amounts_of_several_currencies_are_not_added_up(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(text("update attune.orders set currency = 'EUR' where order_key = 'order-3'"))
    await refused(api, context_of, MixedCurrenciesError)


async def test_no_row_of_values_is_left_of_a_run_that_was_not_promoted(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: DatabaseOf
) -> None:
    await store_orders(database_of(SEGMENTATION), principal, regulars())
    await run_job(api, context_of, {"model": "bg_nbd", "observation_end": "2025-05-01", "promote": "never"})
    async with database_of(VALUATION).work(principal) as work:
        assert (await work.execute(select(func.count()).select_from(customer_values))).scalar_one() == 0
