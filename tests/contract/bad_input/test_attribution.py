"""Paths, reports, curves and budgets that cannot be."""

import json
from typing import Any

import httpx
import pytest

from gateway.use_cases import NewWorkspace
from tests.contract.refusals import JSON, assert_problem, nothing_written
from tests.contract.running import System
from tests.contract.test_imports import wait

PATHS: dict[str, Any] = {
    "paths": [{"path": ["a", "b"], "conversions": 1, "value": 10.0, "nulls": 0}],
    "models": ["linear", "markov"],
}
CURVES: list[dict[str, Any]] = [
    {"channel": "a", "kind": "michaelis_menten", "parameters": {"a": 100, "k": 50}},
    {"channel": "b", "kind": "power", "parameters": {"a": 10, "b": 0.5}},
]
BUDGET: dict[str, Any] = {"curves": CURVES, "budget": 100}


def curve(kind: str, **parameters: float) -> dict[str, Any]:
    """One curve to divide over."""
    return {"curves": [{"channel": "a", "kind": kind, "parameters": parameters}]}


@pytest.mark.usefixtures("nothing_is_written")
class TestCompute:
    @pytest.mark.parametrize(
        ("changes", "code", "pointer"),
        [
            ({"paths": [{"path": ["a", ""], "conversions": 1}]}, "invalid_path", "/paths/0/path/1"),
            ({"paths": [{"path": ["a"], "conversions": -1}]}, "invalid_path", "/paths/0/conversions"),
            ({"paths": [{"path": ["a"], "conversions": 1, "nulls": -1}]}, "invalid_path", "/paths/0/nulls"),
            ({"paths": [{"path": ["a"], "conversions": 0, "value": 5}]}, "invalid_path", "/paths/0/value"),
            ({"models": ["time_decay"]}, "missing_days_before", "/paths/0/path/0"),
            ({"models": ["shapley_ordered"]}, "attribution_model_unavailable", "/models/0"),
            ({"models": ["position_based"], "position_weights": [0, 0, 0]}, "invalid_position_weights", "/position_weights"),
            ({"models": ["position_based"], "position_weights": [-1, 1, 1]}, "invalid_position_weights", "/position_weights"),
            ({"models": []}, "invalid_request", "/models"),
            ({"models": ["astrology"]}, "invalid_request", "/models/0"),
            ({"models": ["linear", "linear"]}, "invalid_request", "/models"),
            ({"markov_order": 0}, "invalid_request", "/markov_order"),
            ({"markov_order": 1.5}, "invalid_request", "/markov_order"),
            ({"half_life_days": 0}, "invalid_request", "/half_life_days"),
            ({"paths": [{"path": ["a"], "conversions": "1"}]}, "invalid_request", "/paths/0/conversions"),
            ({"paths": [{"path": "a", "conversions": 1}]}, "invalid_request", "/paths/0/path"),
            ({"paths": [{"path": ["a"]}]}, "invalid_request", "/paths/0/conversions"),
            ({"paths": [{"path": ["a"], "conversions": 1, "revenue": 1}]}, "invalid_request", "/paths/0/revenue"),
            ({"intervals": {"replicates": 1}}, "invalid_request", "/intervals/replicates"),
            ({"intervals": {"level": 1}}, "invalid_request", "/intervals/level"),
            ({"lookback": 30}, "invalid_request", "/lookback"),
        ],
    )
    def test_what_cannot_be_shared_out(self, api: httpx.Client, changes: dict[str, object], code: str, pointer: str) -> None:
        assert_problem(api.post("/v1/attribution/compute", json={**PATHS, **changes}), 422, code, pointer)

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
    @pytest.mark.parametrize("field", ["conversions", "value", "nulls"])
    def test_a_number_that_is_none(self, api: httpx.Client, field: str, number: str) -> None:
        row = {**PATHS["paths"][0], field: "number"}
        body = json.dumps({**PATHS, "paths": [row]}).replace('"number"', number)
        refuse(api, "/v1/attribution/compute", body)


def refuse(api: httpx.Client, path: str, body: str) -> None:
    """JSON has no such numbers; 1e999 is one, beyond those that can be computed with."""
    answer = api.post(path, content=body.encode(), headers={"Content-Type": JSON})
    assert answer.status_code in (400, 422), answer.text
    assert_problem(answer, answer.status_code, answer.json()["code"])


@pytest.mark.usefixtures("nothing_is_written")
class TestOptimize:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"budget": -1}, "invalid_budget"),
            ({"curves": "a"}, "invalid_request"),
            ({"curves": [*CURVES, CURVES[0]]}, "duplicate_channel"),
            (curve("guess"), "invalid_request"),
            (curve("power", a=1, b=2), "curve_not_concave"),
            (curve("power", a=1), "invalid_response_curve"),
            (curve("michaelis_menten", a=1, k=-1), "invalid_response_curve"),
            ({"curves": [{**CURVES[0], "channel": ""}]}, "invalid_response_curve"),
            ({"curves": [{**CURVES[0], "min": 5, "max": 4}]}, "invalid_response_curve"),
            ({"curves": [{**CURVES[0], "min": 500}]}, "budget_infeasible"),
            ({"budget": "100"}, "invalid_request"),
            ({"horizon": 4}, "invalid_request"),
        ],
    )
    def test_what_cannot_be_divided(self, api: httpx.Client, changes: dict[str, object], code: str) -> None:
        problem = assert_problem(api.post("/v1/budgets/optimize", json={**BUDGET, **changes}), 422, code)
        assert problem.errors

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
    @pytest.mark.parametrize("place", ['"budget": 100', '"a": 100', '"b": 0.5'])
    def test_a_number_that_is_none(self, api: httpx.Client, place: str, number: str) -> None:
        body = json.dumps(BUDGET)
        assert place in body
        refuse(api, "/v1/budgets/optimize", body.replace(place, f"{place.partition(':')[0]}: {number}"))


@pytest.mark.usefixtures("nothing_is_written")
class TestReports:
    @pytest.mark.parametrize(
        ("body", "code", "pointer"),
        [
            ({"from": "9999-12-31"}, "window_in_future", "/from"),
            ({"until": "9999-12-31"}, "window_in_future", "/until"),
            ({"from": "2020-01-02", "until": "2020-01-01"}, "window_reversed", "/until"),
            ({"from": "soon"}, "invalid_request", "/from"),
            ({"lookback_days": 0}, "lookback_invalid", "/lookback_days"),
            ({"lookback_days": 3651}, "lookback_invalid", "/lookback_days"),
            ({"lookback_days": 1.5}, "invalid_request", "/lookback_days"),
            ({"models": ["horoscope"]}, "attribution_model_unknown", "/models/0"),
            ({"models": ["linear", "shapley_rate"]}, "attribution_model_unavailable", "/models/1"),
            ({"models": []}, "invalid_request", "/models"),
            ({"touch_kinds": ["click", "shout"]}, "touch_kind_unknown", "/touch_kinds/1"),
            ({"after_conversion": "stop"}, "invalid_request", "/after_conversion"),
            ({"margin_rate": 1.1}, "margin_rate_invalid", "/margin_rate"),
            ({"margin_rate": -0.1}, "margin_rate_invalid", "/margin_rate"),
            ({"level": 1}, "invalid_level", "/level"),
            ({"window": 30}, "invalid_request", "/window"),
        ],
    )
    def test_what_cannot_be_reported_on(self, api: httpx.Client, body: dict[str, object], code: str, pointer: str) -> None:
        assert_problem(api.post("/v1/attribution/reports", json=body), 422, code, pointer)

    @pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/New_York"])
    def test_the_first_day_there_is(self, system: System, zone: str) -> None:
        """Far from anything that happened, and yet a day: refused or reported on, never an error of ours."""
        workspace = system.make_workspace(f"first day, {zone}", zone)
        with system.client(workspace.admin_key) as api:
            answer = api.post("/v1/attribution/reports", json={"from": "0001-01-01"})
        assert answer.status_code in (202, 422), answer.text


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize(
    ("body", "status", "code", "pointer"),
    [
        ({"budget": "100"}, 409, "report_missing", None),
        ({"budget": "100", "report": "no-uuid"}, 404, "not_found", None),
        ({"budget": "100", "report": "00000000-0000-7000-8000-000000000000"}, 404, "not_found", None),
        ({"budget": "much"}, 422, "invalid_request", "/budget"),
        ({"budget": "1.00001"}, 422, "invalid_request", "/budget"),
        ({"budget": "NaN"}, 422, "invalid_request", "/budget"),
        ({"budget": "100", "channels": []}, 422, "invalid_request", "/channels"),
        ({"budget": "100", "channels": [{"name": "email"}]}, 422, "invalid_request", "/channels/0/channel"),
        ({"budget": "100", "horizon_weeks": "4"}, 422, "invalid_request", "/horizon_weeks"),
        ({}, 422, "invalid_request", "/budget"),
    ],
)
def test_budgets_without_anything_to_learn_from(
    api: httpx.Client, body: dict[str, object], status: int, code: str, pointer: str | None
) -> None:
    assert_problem(api.post("/v1/budgets", json=body), status, code, *([pointer] if pointer else []))


def test_budgets_that_cannot_be(system: System, house: NewWorkspace, api: httpx.Client) -> None:
    """With a report: what of a request then still cannot be."""
    make_report(api)
    good: dict[str, Any] = {"budget": "100", "channels": [{"channel": "email"}]}
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({"budget": "0"}, "budget_invalid", "/budget"),
        ({"budget": "-5"}, "budget_invalid", "/budget"),
        ({"budget": "1e13"}, "budget_invalid", "/budget"),
        ({"horizon_weeks": 0}, "horizon_invalid", "/horizon_weeks"),
        ({"horizon_weeks": 521}, "horizon_invalid", "/horizon_weeks"),
        ({"model": "horoscope"}, "model_not_in_report", "/model"),
        ({"model": "time_decay"}, "model_not_in_report", "/model"),
        ({"curve": "guess"}, "curve_unknown", "/curve"),
        ({"level": 0}, "invalid_level", "/level"),
        ({"channels": [{"channel": "radio"}]}, "channel_unknown", "/channels/0/channel"),
        ({"channels": [{"channel": "posters"}]}, "channel_not_visible", "/channels/0/channel"),
        ({"channels": [{"channel": "email"}] * 2}, "channel_repeated", "/channels/1/channel"),
        ({"channels": [{"channel": "email", "min": "5", "max": "4"}]}, "budget_bounds_invalid", "/channels/0/max"),
        ({"channels": [{"channel": "email", "min": "-1"}]}, "budget_bounds_invalid", "/channels/0/min"),
        ({"channels": [{"channel": "email", "min": "101"}]}, "budget_infeasible", "/budget"),
    ]
    with nothing_written(system, house):
        for changes, code, pointer in cases:
            assert_problem(api.post("/v1/budgets", json={**good, **changes}), 422, code, pointer)


def make_report(api: httpx.Client) -> None:
    """Orders that e-mails led to, and what these and posters cost."""
    files = {
        "orders": "customer_id,occurred_at,amount\n" + "".join(f"c,2025-0{month}-20,10\n" for month in range(1, 10)),
        "touchpoints": "customer_id,occurred_at,channel\n" + "".join(f"c,2025-0{month}-19,email\n" for month in range(1, 10)),
        "spend": "channel,day,amount\n" + "".join(f"email,2025-0{m}-19,{m}\nposters,2025-0{m}-19,5\n" for m in range(1, 10)),
    }
    for kind, content in files.items():
        answer = api.post(f"/v1/imports/{kind}", content=content.encode(), headers={"Content-Type": "text/csv"})
        assert answer.status_code == 202, answer.text
        wait(api, answer.headers["location"])
    answer = api.post("/v1/attribution/reports", json={"models": ["linear"]})
    assert answer.status_code == 202, answer.text
    wait(api, answer.headers["location"])
