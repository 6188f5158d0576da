"""Statements of purchase histories that cannot be."""

import httpx
import pytest

from tests.contract.refusals import JSON, assert_problem

pytestmark = pytest.mark.usefixtures("nothing_is_written")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"model": "bg_nbd", "rows": [{"frequency": 2, "recency": 9, "T": 3}]}, "invalid_purchase_history"),
        ({"model": "bg_nbd", "rows": [{"frequency": -1, "recency": 0, "T": 3}]}, "invalid_purchase_history"),
        ({"model": "bg_nbd", "rows": [{"frequency": 1, "recency": 1, "T": 3}, {"frequency": 1}]}, "invalid_request"),
        ({"model": "bg_nbd", "rows": []}, "too_few_customers"),
        ({"model": "bg_bb", "rows": [{"frequency": 1, "recency": 1.5, "T": 2, "customers": 9}]}, "invalid_opportunity_history"),
        ({"model": "bg_bb", "rows": [{"frequency": 3, "recency": 2, "T": 4, "customers": 9}]}, "invalid_opportunity_history"),
        ({"model": "sbg", "rows": [{"survivors": [10, 11]}]}, "invalid_contract"),
        ({"model": "sbg", "rows": [{"age": 3}]}, "invalid_request"),
        ({"model": "horoscope", "rows": [{"frequency": 1, "recency": 1, "T": 3}]}, "invalid_request"),
    ],
)
def test_histories_that_cannot_be(api: httpx.Client, body: dict[str, object], code: str) -> None:
    assert_problem(api.post("/v1/valuation/fit", json=body), 422, code)


def test_more_probabilities_than_an_answer_holds(api: httpx.Client) -> None:
    rows = [{"frequency": 0, "recency": 0, "T": 1}] * 2000
    asked = {"model": "nbd", "parameters": {"r": 1, "alpha": 1}, "rows": rows, "horizon": 1, "time_unit": "week"}
    problem = assert_problem(
        api.post("/v1/valuation/predict", json={**asked, "counts_up_to": 1000}), 422, "too_many_probabilities"
    )
    assert [error.pointer for error in problem.errors or []] == ["/counts_up_to"]
    assert_problem(api.post("/v1/valuation/predict", json={**asked, "counts_up_to": -1}), 422, "invalid_request")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize("field", ["frequency", "recency", "T", "customers"])
def test_a_number_that_is_none(api: httpx.Client, field: str, number: str) -> None:
    row = {"frequency": "1", "recency": "1", "T": "3", "customers": "1"} | {field: number}
    body = ", ".join(f'"{name}": {value}' for name, value in row.items())
    answer = api.post(
        "/v1/valuation/fit", content=f'{{"model": "bg_nbd", "rows": [{{{body}}}]}}', headers={"Content-Type": JSON}
    )
    assert answer.status_code in (400, 422), answer.text
    assert_problem(answer, answer.status_code, answer.json()["code"])


def test_a_row_is_pointed_at(api: httpx.Client) -> None:
    rows = [{"frequency": 1, "recency": 1, "T": 3}] * 3 + [{"frequency": 1, "recency": 1, "T": "soon"}]
    answer = api.post("/v1/valuation/fit", json={"model": "bg_nbd", "rows": rows})
    assert answer.status_code == 422
    assert any(error["pointer"] == "/rows/3/T" for error in answer.json()["errors"]), answer.text


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"weeks": 0}, "/weeks"),
        ({"weeks": 53}, "/weeks"),
        ({"weeks": 4.5}, "/weeks"),
        ({"level": 0}, "/level"),
        ({"level": "high"}, "/level"),
        ({"known_until": "the ides of March"}, "/known_until"),
        ({"months": 6}, "/months"),
    ],
)
def test_a_forecast_that_cannot_be_made(api: httpx.Client, body: dict[str, object], pointer: str) -> None:
    problem = assert_problem(api.post("/v1/valuation/forecasts", json=body), 422, "invalid_request")
    assert [error.pointer for error in problem.errors or []] == [pointer]


@pytest.mark.parametrize(
    ("segments", "code", "pointer"),
    [
        ({}, "invalid_request", "/segments/trait"),
        ({"trait": ""}, "invalid_request", "/segments/trait"),
        ({"trait": ["plan"]}, "invalid_request", "/segments/trait"),
        ({"trait": "x" * 256}, "invalid_request", "/segments/trait"),
        ("plan", "invalid_request", "/segments"),
    ],
)
def test_segments_of_nothing(api: httpx.Client, segments: object, code: str, pointer: str) -> None:
    problem = assert_problem(api.post("/v1/valuation/models", json={"model": "auto", "segments": segments}), 422, code)
    assert [error.pointer for error in problem.errors or []] == [pointer]


def test_segments_where_purchases_are_made_at_opportunities(api: httpx.Client) -> None:
    body = {"model": "auto", "opportunity": "month", "segments": {"trait": "plan"}}
    assert_problem(api.post("/v1/valuation/models", json=body), 422, "segments_not_pooled")


@pytest.mark.parametrize("segment", [5, True, ["gold"], {"plan": "gold"}])
def test_a_segment_that_is_no_name(api: httpx.Client, segment: object) -> None:
    lead = {"segment": segment, "probability": 0.5, "acquisition_cost": 1}
    problem = assert_problem(api.post("/v1/valuation/prospects", json={"leads": [lead]}), 422, "invalid_request")
    assert [error.pointer for error in problem.errors or []] == ["/leads/0/segment"]


def test_a_forecast_without_a_model_or_of_what_is_known_already(api: httpx.Client) -> None:
    assert_problem(api.post("/v1/valuation/forecasts", json={}), 409, "no_published_model")
    assert_problem(api.post("/v1/valuation/forecasts", json={"known_until": "9999-01-01"}), 422, "observation_in_future")
    assert_problem(api.get("/v1/valuation/forecast"), 404, "no_forecast")


@pytest.mark.parametrize(
    "query",
    [
        "cohorts?by=week",
        "cohorts?purchase=1",
        "cohorts?margin_rate=NaN",
        "cohorts?level=2",
        "cohorts?as_of=1899-12-31T00:00:00Z",
        "economics?by=weather",
        "economics?trait=",
        "economics?periods=0",
        "economics?market=-1",
        "economics?share_of_purchases=1.5",
        "economics?retention_target=nan",
        "forecast?weeks=0",
    ],
)
def test_economics_that_cannot_be_asked_for(api: httpx.Client, query: str) -> None:
    problem = assert_problem(api.get(f"/v1/valuation/{query}"), 422, "invalid_request")
    assert (problem.errors or [])[0].pointer == "?" + query.partition("?")[2].partition("=")[0]
