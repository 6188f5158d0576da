"""Reports that cannot be asked for, and those that somebody may not see."""

import httpx
import pytest
from sqlalchemy import func, select

from kernel import tables
from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from schema.roles import ATTRIBUTION, SEGMENTATION

from .conftest import ApiOf, ContextOf, DatabaseOf, make_report, store_facts
from .test_reports import small_market


@pytest.mark.parametrize(
    ("asked", "code", "pointer"),
    [
        ({"models": ["linear", "magic"]}, "attribution_model_unknown", "/models/1"),
        ({"models": ["shapley_rate"]}, "attribution_model_unavailable", "/models/0"),
        ({"models": []}, "invalid_request", "/models"),
        ({"models": "linear"}, "invalid_request", "/models"),
        ({"from": "2025-03-05", "until": "2025-03-04"}, "window_reversed", "/until"),
        ({"from": "0001-01-01"}, "window_too_early", "/from"),
        ({"until": "1899-12-31"}, "window_too_early", "/until"),
        ({"from": "9999-12-31"}, "window_in_future", "/from"),
        ({"until": "9999-12-31"}, "window_in_future", "/until"),
        ({"from": "2025-02-29"}, "invalid_request", "/from"),
        ({"from_on": "2025-02-28"}, "invalid_request", "/from_on"),
        ({"lookback_days": 0}, "lookback_invalid", "/lookback_days"),
        ({"lookback_days": -1}, "lookback_invalid", "/lookback_days"),
        ({"lookback_days": 3651}, "lookback_invalid", "/lookback_days"),
        ({"lookback_days": 1.5}, "invalid_request", "/lookback_days"),
        ({"touch_kinds": ["click", "glance"]}, "touch_kind_unknown", "/touch_kinds/1"),
        ({"touch_kinds": []}, "invalid_request", "/touch_kinds"),
        ({"after_conversion": "forget"}, "invalid_request", "/after_conversion"),
        ({"margin_rate": 1.1}, "margin_rate_invalid", "/margin_rate"),
        ({"margin_rate": "0.3"}, "invalid_request", "/margin_rate"),
        ({"level": 1}, "invalid_level", "/level"),
        ({"level": 0}, "invalid_level", "/level"),
        ({"market": "all"}, "invalid_request", "/market"),
    ],
)
async def test_a_report_that_cannot_be_made_is_refused_at_once(
    api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf, asked: dict[str, object], code: str, pointer: str
) -> None:
    response = await api.post("/v1/attribution/reports", json=asked)
    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, code)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    async with database_of(ATTRIBUTION).work(principal) as work:
        assert (await work.execute(select(func.count()).select_from(tables.jobs))).scalar_one() == 0


async def test_another_workspaces_reports_are_not_there(
    api_of: ApiOf, context_of: ContextOf, principal: Principal, other_principal: Principal, database_of: DatabaseOf
) -> None:
    await store_facts(database_of(SEGMENTATION), principal, small_market())
    async with api_of(principal) as api:
        report = await make_report(api, context_of)
    async with api_of(other_principal) as stranger:
        response = await stranger.get(f"/v1/attribution/reports/{report['id']}")
        assert (response.status_code, response.json()["code"]) == (404, "not_found")
        assert (await stranger.get("/v1/attribution/reports")).json() == {"items": [], "next_cursor": None}
        response = await stranger.post("/v1/budgets", json={"budget": 1, "report": report["id"]})
        assert (response.status_code, response.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("reference", ["nothing", "a%2Fb", "%E2%82%AC", "0198c5a0-7c1e-7000-8000-000000000001"])
@pytest.mark.parametrize("room", ["/v1/attribution/reports", "/v1/budgets"])
async def test_an_id_that_nothing_has_is_404(api: httpx.AsyncClient, room: str, reference: str) -> None:
    response = await api.get(f"{room}/{reference}")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


async def test_keys_without_the_scope_are_refused(api_of: ApiOf, principal: Principal) -> None:
    reader = Principal(principal.workspace_id, "reader", frozenset({Scope.ATTRIBUTION_READ}))
    writer = Principal(principal.workspace_id, "writer", frozenset({Scope.ATTRIBUTION_WRITE}))
    async with api_of(reader) as api:
        for room in ("/v1/attribution/reports", "/v1/budgets"):
            assert (await api.post(room, json={"budget": 1} if room == "/v1/budgets" else {})).status_code == 403
            assert (await api.get(room)).status_code == 200
    async with api_of(writer) as api:
        assert (await api.post("/v1/attribution/reports", json={})).status_code == 202
        for room in ("/v1/attribution/reports", "/v1/budgets"):
            assert (await api.get(room)).status_code == 403
            assert (await api.get(f"{room}/{new_id()}")).status_code == 403


async def test_a_report_asked_for_twice_under_one_idempotency_key_is_one_job(
    api: httpx.AsyncClient, principal: Principal, database_of: DatabaseOf
) -> None:
    headers = {"Idempotency-Key": "report-1"}
    first, second = [await api.post("/v1/attribution/reports", json={}, headers=headers) for _ in range(2)]
    assert first.headers["location"] == second.headers["location"] == f"/v1/jobs/{first.json()['id']}"
    async with database_of(ATTRIBUTION).work(principal) as work:
        assert (await work.execute(select(func.count()).select_from(tables.jobs))).scalar_one() == 1
