"""The stateless endpoints over HTTP, without a database."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx import AsyncClient
from numpy.testing import assert_allclose

from kernel.application import create_application
from kernel.identifiers import new_id
from kernel.principals import Principal, Scope
from kernel.settings import Settings
from schema.roles import EXPERIMENTS
from services.experiments.routes.stateless import router
from services.experiments.schemas.stateless import MOST_VARIATIONS
from tests.unit.kernel.toy import calling, problem_of

ANALYZE, SAMPLE_SIZE = "/v1/experiments/analyze", "/v1/experiments/sample-size"
A = {"key": "A", "users": 3407, "sum": 1396.87, "sum_squares": 52377.9767}
B = {"key": "B", "users": 3461, "sum": 2422.7, "sum_squares": 134698.29}
ANALYSIS: dict[str, Any] = {"metric": "mean", "method": "fixed", "alpha": 0.05, "control": "A", "variations": [A, B]}
PLAN: dict[str, Any] = {
    "metric": "proportion",
    "baseline": 0.1,
    "minimum_detectable_effect": 0.01,
    "effect_type": "absolute",
    "alpha": 0.05,
    "power": 0.8,
}


@pytest.fixture
async def client() -> AsyncIterator[AsyncClient]:
    """The routes, called by one who may read experiments and no more."""
    settings = Settings(database_url="postgresql://nobody@127.0.0.1:1/none", secret_key="5" * 64)
    caller = Principal(new_id(), "key:1", frozenset({Scope.EXPERIMENTS_READ}))
    async with calling(create_application("experiments", EXPERIMENTS, settings, [router]), caller) as client:
        yield client


async def test_an_analysis_answers_as_the_contract_says(client: AsyncClient) -> None:
    response = await client.post(ANALYZE, json=ANALYSIS)
    assert response.status_code == 200, response.text
    answer = response.json()
    (comparison,) = answer["comparisons"]
    assert (comparison["control"], comparison["treatment"]) == ("A", "B")
    difference, relative = comparison["difference"], comparison["relative"]
    assert_allclose([difference["estimate"], difference["low"], difference["high"]], [0.29, 0.04538, 0.53462], atol=5e-6)
    assert_allclose(difference["p_value"], 0.02016, atol=5e-6)
    assert_allclose(relative["estimate"], 0.70732, atol=5e-6)
    assert relative["low"] < relative["estimate"] < relative["high"]
    assert relative["method"] == "fieller"
    assert answer["srm"]["passed"] is True
    assert (answer["method"], answer["level"]) == ("fixed", 0.95)


async def test_the_schemas_example_is_what_the_endpoint_answers(client: AsyncClient) -> None:
    schema = (await client.get("/openapi.json")).json()["components"]["schemas"]
    answer = (await client.post(ANALYZE, json=schema["AnalyzeRequest"]["example"])).json()
    expected = schema["AnalyzeAnswer"]["example"]
    assert answer["comparisons"][0]["difference"] == pytest.approx(expected["comparisons"][0]["difference"], rel=1e-3)
    assert answer["comparisons"][0].keys() >= expected["comparisons"][0].keys()
    assert answer["srm"] == pytest.approx(expected["srm"], rel=1e-4)
    plan = await client.post(SAMPLE_SIZE, json=schema["SampleSizeRequest"]["example"])
    assert plan.json() == schema["SampleSizeAnswer"]["example"] == {"per_variation": 14749}


async def test_a_proportion_needs_no_squares_and_a_paused_arm_no_users(client: AsyncClient) -> None:
    body = {
        **ANALYSIS,
        "metric": "proportion",
        "weights": {"A": 0.5, "B": 0.5, "C": 0},
        "variations": [
            {"key": "A", "users": 5200, "sum": 520},
            {"key": "B", "users": 4800, "sum": 480},
            {"key": "C", "users": 0, "sum": 0},
        ],
    }
    answer = (await client.post(ANALYZE, json=body)).json()
    assert answer["srm"]["passed"] is False
    assert answer["srm"]["p_value"] == pytest.approx(6.33e-5, rel=1e-3)
    assert [comparison["treatment"] for comparison in answer["comparisons"]] == ["B"]


def changed(**rest: object) -> dict[str, Any]:
    return {**ANALYSIS, **rest}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in ANALYSIS.items() if key != name}


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        (changed(method="bayesian"), "method_not_available", "/method"),
        (changed(method="sequential", options={"n_star": 5000}), "method_not_available", "/method"),
        (changed(method="group_sequential"), "method_not_available", "/method"),
        (changed(method="magic"), "literal_error", "/method"),
        (changed(metric="median"), "literal_error", "/metric"),
        (without("metric"), "missing", "/metric"),
        (without("control"), "missing", "/control"),
        (without("variations"), "missing", "/variations"),
        (changed(alpha=0), "greater_than", "/alpha"),
        (changed(alpha=1), "less_than", "/alpha"),
        (changed(alpha="0.05"), "float_type", "/alpha"),
        (changed(control="Z"), "unknown_control", "/control"),
        (changed(surprise=1), "extra_forbidden", "/surprise"),
        (changed(variations=[]), "invalid_variations", "/variations"),
        (changed(variations=[A]), "invalid_variations", "/variations"),
        (changed(variations=[A, A]), "invalid_variations", "/variations/1/key"),
        (changed(variations=[A, {**B, "users": 0}]), "too_few_users", "/variations/1/users"),
        (changed(variations=[A, {**B, "users": 1}]), "too_few_users", "/variations/1/users"),
        (changed(variations=[A, {**B, "users": 2.5}]), "invalid_users", "/variations/1/users"),
        (changed(variations=[A, {**B, "users": "3461"}]), "float_type", "/variations/1/users"),
        (changed(variations=[A, {**B, "users": True}]), "float_type", "/variations/1/users"),
        (changed(variations=[A, {**B, "sum_squares": 1.0}]), "inconsistent_totals", "/variations/1/sum_squares"),
        (changed(variations=[A, {"key": "B", "users": 10, "sum": 1}]), "missing_total", "/variations/1/sum_squares"),
        (changed(variations=[A, {**B, "covariate_sum": 1}]), "invalid_covariate", "/variations/1"),
        (changed(variations=[A, {**B, "spread": 1}]), "extra_forbidden", "/variations/1/spread"),
        (changed(metric="ratio"), "missing_total", "/variations/0/denominator_sum"),
        (
            changed(metric="proportion", variations=[A, {"key": "B", "users": 9, "sum": 10}]),
            "inconsistent_totals",
            "/variations/1/sum",
        ),
        (changed(weights={"A": 1}), "invalid_weights", "/weights"),
        (changed(weights={"A": 1, "B": -1}), "invalid_weights", "/weights/B"),
        (changed(weights={"A": 0, "B": 0}), "invalid_weights", "/weights"),
        (changed(weights={"A": 1e15, "B": 5e-324}), "invalid_weights", "/weights/B"),
        (changed(options={"n_star": 5000}), "unknown_option", "/options"),
        (changed(variations=[A, {**B, "denominator_sum": 5}]), "unused_total", "/variations/1/denominator_sum"),
        (
            changed(variations=[A, {**B, "users": 1000, "sum": 100.0, "sum_squares": 10.0000000000001}]),
            "variance_lost",
            "/variations/1/sum_squares",
        ),
    ],
)
async def test_a_bad_analysis_is_a_problem_that_points(
    client: AsyncClient, body: dict[str, Any], code: str, pointer: str
) -> None:
    document = (await client.post(ANALYZE, json=body)).json()
    assert document["status"] == 422
    assert (document["errors"][0]["code"], document["errors"][0]["pointer"]) == (code, pointer)


async def test_more_variations_than_a_request_may_have_are_413(client: AsyncClient) -> None:
    many = [{**A, "key": str(index)} for index in range(MOST_VARIATIONS + 1)]
    answer = await client.post(ANALYZE, json=changed(control="0", variations=many[:-1]))
    assert answer.status_code == 200, answer.text
    problem_of(await client.post(ANALYZE, json=changed(control="0", variations=many)), 413, "too_many_rows")
    problem_of(await client.post(ANALYZE, json=changed(variations=[None] * (MOST_VARIATIONS + 1))), 413, "too_many_rows")
    operation = (await client.get("/openapi.json")).json()
    assert "413" in operation["paths"][ANALYZE]["post"]["responses"]
    assert operation["components"]["schemas"]["AnalyzeRequest"]["properties"]["variations"]["maxItems"] == MOST_VARIATIONS


async def test_options_that_say_nothing_are_taken(client: AsyncClient) -> None:
    answer = await client.post(ANALYZE, json=changed(options={}, alpha=0.9))
    assert answer.json()["level"] == 0.1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "-1e999"])
async def test_what_is_no_finite_number_is_refused(client: AsyncClient, number: str) -> None:
    body = json.dumps(ANALYSIS).replace("1396.87", number)
    response = await client.post(ANALYZE, content=body, headers={"Content-Type": "application/json"})
    problem_of(response, 400, "body_unparsable")


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"minimum_detectable_effect": 0}, "invalid_design", "/minimum_detectable_effect"),
        ({"minimum_detectable_effect": 0.95}, "invalid_design", "/minimum_detectable_effect"),
        ({"baseline": 0}, "invalid_design", "/baseline"),
        ({"metric": "mean"}, "invalid_design", "/standard_deviation"),
        ({"metric": "mean", "standard_deviation": 0}, "greater_than", "/standard_deviation"),
        ({"standard_deviation": 0.3}, "invalid_design", "/standard_deviation"),
        ({"metric": "ratio"}, "literal_error", "/metric"),
        ({"power": 0.01}, "invalid_design", "/power"),
        ({"power": 1}, "less_than", "/power"),
        ({"alpha": -1}, "greater_than", "/alpha"),
        ({"effect_type": "both"}, "literal_error", "/effect_type"),
        ({"baseline": "0.1"}, "float_type", "/baseline"),
    ],
)
async def test_a_bad_plan_is_a_problem_that_points(
    client: AsyncClient, change: dict[str, Any], code: str, pointer: str
) -> None:
    document = (await client.post(SAMPLE_SIZE, json={**PLAN, **change})).json()
    assert document["status"] == 422
    assert (document["errors"][0]["code"], document["errors"][0]["pointer"]) == (code, pointer)


async def test_an_effect_is_absolute_unless_it_is_said_to_be_relative(client: AsyncClient) -> None:
    plain = {key: PLAN[key] for key in ("metric", "baseline", "minimum_detectable_effect")}
    assert (await client.post(SAMPLE_SIZE, json=plain)).json() == {"per_variation": 14749}
    relative = {**plain, "minimum_detectable_effect": 0.1, "effect_type": "relative"}
    assert (await client.post(SAMPLE_SIZE, json=relative)).json() == {"per_variation": 14749}


async def test_without_the_scope_nothing_is_computed() -> None:
    settings = Settings(database_url="postgresql://nobody@127.0.0.1:1/none", secret_key="5" * 64)
    caller = Principal(new_id(), "key:1", frozenset({Scope.FLAGS}))
    async with calling(create_application("experiments", EXPERIMENTS, settings, [router]), caller) as client:
        problem_of(await client.post(ANALYZE, json=ANALYSIS), 403, "forbidden")
        problem_of(await client.post(SAMPLE_SIZE, json=PLAN), 403, "forbidden")
