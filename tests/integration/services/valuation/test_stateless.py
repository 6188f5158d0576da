"""The stateless endpoints over HTTP: bodies go to the process pool as they came, and refusals come back as problems."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest
from numpy.testing import assert_allclose

from attune.demo import cdnow
from kernel.bodies import MIB, STATELESS_LIMIT
from kernel.principals import Principal, Scope
from services.valuation.domain import CustomerSummary, Order, TimeUnit, summarize_purchases

from .conftest import ApiOf

FIT, PREDICT = "/v1/valuation/fit", "/v1/valuation/predict"


@pytest.fixture(scope="module")
def sample() -> list[CustomerSummary]:
    """CDNOW's sample, calibrated as published."""
    if cdnow.find_wheel() is None:
        pytest.skip("make setup has not fetched the wheel with CDNOW's data")
    orders = (Order(order.customer_id, order.day, order.amount) for order in cdnow.read_orders(full=False))
    return summarize_purchases(orders, cdnow.CALIBRATION_END, TimeUnit.WEEK)


async def test_the_published_figures_over_http(api: httpx.AsyncClient, sample: list[CustomerSummary]) -> None:
    histories = [{"frequency": each.frequency, "recency": each.recency, "T": each.T} for each in sample]
    fit = (await api.post(FIT, json={"model": "bg_nbd", "rows": histories})).json()
    assert_allclose(list(fit["parameters"].values()), [0.2425945, 4.4136019, 0.7929199, 2.4258881], rtol=1e-3)
    assert fit["log_likelihood"] == pytest.approx(-9582.4292, abs=1e-3)

    spent = [{"frequency": each.frequency, "monetary_value": each.monetary_value} for each in sample]
    spend = (await api.post(FIT, json={"model": "gamma_gamma", "rows": spent})).json()
    assert_allclose(list(spend["parameters"].values()), [6.25, 3.74, 15.44], rtol=2e-3)
    assert (spend["customers"], spend["excluded"]) == (946, 1411)

    body: dict[str, Any] = {
        "model": "bg_nbd",
        "parameters": fit["parameters"],
        "covariance": fit["covariance"],
        "rows": [{**history, "monetary_value": each.monetary_value} for history, each in zip(histories, sample, strict=True)],
        "horizon": 39,
        "time_unit": "week",
        "spend": spend["parameters"],
        "spend_covariance": spend["covariance"],
    }
    response = await api.post(PREDICT, json=body)
    assert response.headers["content-type"] == "application/json"
    rows = response.json()["rows"]
    assert sum(row["expected_purchases"] for row in rows) == pytest.approx(1653.41, abs=0.05)
    # BTYD's vignette: the customer with 26 repeat purchases, here for 52 weeks.
    regular = {"frequency": 26, "recency": 30.857142857, "T": 31}
    [best] = (await api.post(PREDICT, json={**body, "rows": [regular], "horizon": 52})).json()["rows"]
    assert best["expected_purchases"] == pytest.approx(25.757, abs=1e-2)
    assert best["probability_alive"] == pytest.approx(0.96885, abs=1e-4)
    assert best["intervals"]["expected_purchases"][0] < 25.757 < best["intervals"]["expected_purchases"][1]


@pytest.mark.parametrize("path", [FIT, PREDICT])
async def test_a_body_that_is_no_json_is_a_problem(api: httpx.AsyncClient, path: str) -> None:
    response = await api.post(path, content=b'{"model":')
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (400, "body_unparsable")
    empty = await api.post(path)
    assert (empty.status_code, empty.json()["code"]) == (422, "invalid_request")


async def test_a_refused_row_is_pointed_at(api: httpx.AsyncClient) -> None:
    rows = [{"frequency": 0, "recency": 0, "T": 1}] * 3 + [{"frequency": 1, "recency": 1, "T": "2"}]
    response = await api.post(FIT, json={"model": "bg_nbd", "rows": rows})
    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, "invalid_request")
    assert problem["errors"] == [{"pointer": "/rows/3/T", "message": "Input should be a valid number", "code": "float_type"}]

    rows[3] = {"frequency": 1, "recency": 1, "T": -1}
    response = await api.post(FIT, json={"model": "bg_nbd", "rows": rows})
    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, "invalid_purchase_history")
    assert [error["pointer"] for error in problem["errors"]] == ["/rows/3/T"]


async def test_more_than_a_million_rows_are_too_many(api: httpx.AsyncClient) -> None:
    row = {"frequency": 0, "recency": 0, "T": 1}
    response = await api.post(FIT, content=orjson.dumps({"model": "bg_nbd", "rows": [row] * 1_000_001}))
    assert (response.status_code, response.json()["code"]) == (413, "too_many_rows")


async def test_a_body_past_the_limit_is_read_no_further(api: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MIB:
            sent += MIB
            yield b" " * MIB

    response = await api.post(PREDICT, content=endless())
    assert (response.status_code, response.json()["code"]) == (413, "payload_too_large")
    assert sent <= STATELESS_LIMIT + 2 * MIB


async def test_the_stateless_need_a_key_that_reads_values(api_of: ApiOf, principal: Principal) -> None:
    body = {"model": "bg_nbd", "rows": [{"frequency": x, "recency": x, "T": 9} for x in (0, 1, 2, 0, 1)]}
    async with api_of(principal) as api:
        assert (await api.post(FIT, json=body)).status_code == 200
        api.auth = lambda request: request
        assert (await api.post(FIT, json=body)).status_code == 401
    async with api_of(Principal(principal.workspace_id, "w", frozenset({Scope.INGEST}))) as api:
        assert (await api.post(FIT, json=body)).status_code == 403


async def test_other_methods_are_not_allowed(api: httpx.AsyncClient) -> None:
    response = await api.get(FIT)
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    both = await api.delete("/v1/valuation/models")
    assert (both.status_code, both.headers["allow"]) == (405, "GET, POST")
