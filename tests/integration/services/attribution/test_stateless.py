"""The stateless endpoints over HTTP: bodies go to the process pool as they came, and refusals come back as problems."""

from typing import Any

import httpx
import orjson
import pytest

from kernel.principals import Principal, Scope

from .conftest import ApiOf

COMPUTE, OPTIMIZE = "/v1/attribution/compute", "/v1/budgets/optimize"
PATHS: dict[str, Any] = {
    "paths": [
        {"path": ["google"], "conversions": 2, "nulls": 1},
        {"path": ["mailing"], "conversions": 1},
        {"path": ["google", "mailing"], "conversions": 1},
    ],
    "models": ["first_touch", "last_touch", "linear", "markov"],
}
CURVES: dict[str, Any] = {
    "curves": [
        {"channel": "search", "kind": "exponential", "parameters": {"K": 100, "b": 0.05}},
        {"channel": "social", "kind": "exponential", "parameters": {"K": 80, "b": 0.1}},
    ],
    "budget": 60,
}


async def test_credit_over_http(api: httpx.AsyncClient) -> None:
    response = await api.post(COMPUTE, json=PATHS)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    google, mailing = response.json()["channels"]
    assert google["conversions"] == pytest.approx({"first_touch": 3.0, "last_touch": 2.0, "linear": 2.5, "markov": 2.4})
    assert mailing["removal_effect"] == pytest.approx(0.5)


async def test_the_best_budget_over_http(api: httpx.AsyncClient) -> None:
    # Mantrala, Sinha & Zoltners (1992).
    answer = (await api.post(OPTIMIZE, json=CURVES)).json()
    assert answer["allocation"] == pytest.approx({"search": 36.86664247, "social": 23.13335753})
    assert answer["marginal"] == pytest.approx(0.79144554)


@pytest.mark.parametrize("path", [COMPUTE, OPTIMIZE])
async def test_a_body_that_is_no_json_is_a_problem(api: httpx.AsyncClient, path: str) -> None:
    response = await api.post(path, content=b'{"paths":')
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (400, "body_unparsable")


@pytest.mark.parametrize(
    ("path", "body", "pointer", "code"),
    [
        (COMPUTE, {**PATHS, "models": ["shapley_rate"]}, "/models/0", "attribution_model_unavailable"),
        (COMPUTE, {**PATHS, "models": ["time_decay"]}, "/paths/0/path/0", "missing_days_before"),
        (COMPUTE, {**PATHS, "paths": [{"path": ["a"], "conversions": -1}]}, "/paths/0/conversions", "invalid_path"),
        (OPTIMIZE, {**CURVES, "budget": -1}, "/budget", "invalid_budget"),
        (OPTIMIZE, {**CURVES, "curves": CURVES["curves"] * 2}, "/curves/2/channel", "duplicate_channel"),
    ],
)
async def test_what_is_refused_is_pointed_at(
    api: httpx.AsyncClient, path: str, body: dict[str, Any], pointer: str, code: str
) -> None:
    response = await api.post(path, json=body)
    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, code)
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]


async def test_more_than_a_million_paths_are_too_many(api: httpx.AsyncClient) -> None:
    row = {"path": [], "conversions": 1}
    response = await api.post(COMPUTE, content=orjson.dumps({**PATHS, "paths": [row] * 1_000_001}))
    assert (response.status_code, response.json()["code"]) == (413, "too_many_rows")


async def test_the_stateless_need_a_key_that_reads_attribution(api_of: ApiOf, principal: Principal) -> None:
    for path, body in ((COMPUTE, PATHS), (OPTIMIZE, CURVES)):
        async with api_of(principal) as api:
            api.auth = lambda request: request
            assert (await api.post(path, json=body)).status_code == 401
        async with api_of(Principal(principal.workspace_id, "w", frozenset({Scope.INGEST}))) as api:
            assert (await api.post(path, json=body)).status_code == 403
        async with api_of(Principal(principal.workspace_id, "r", frozenset({Scope.ATTRIBUTION_READ}))) as api:
            assert (await api.post(path, json=body)).status_code == 200
