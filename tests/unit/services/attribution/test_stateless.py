"""The stateless endpoints as the process pool runs them: bytes in, bytes out, a problem with a pointer for what is wrong."""

from typing import Any

import orjson
import pytest

from kernel.problems import InvalidRequestError, InvalidTextError, MalformedBodyError, Problem, TooManyRowsError
from services.attribution import stateless
from services.attribution.schemas.stateless import ComputeAnswer, ComputeRequest, OptimizeAnswer, OptimizeRequest

PATHS = [
    {"path": ["google"], "conversions": 2, "value": 4.0, "nulls": 1},
    {"path": ["mailing"], "conversions": 1, "value": 2.0},
    {"path": ["google", {"channel": "mailing"}], "conversions": 1, "value": 2.0, "nulls": 0},
]
CURVES = [
    {"channel": "search", "kind": "michaelis_menten", "parameters": {"a": 100, "k": 50}},
    {"channel": "social", "kind": "michaelis_menten", "parameters": {"a": 60, "k": 20}},
    {"channel": "email", "kind": "michaelis_menten", "parameters": {"a": 30, "k": 10}},
]


def compute(**changes: object) -> dict[str, Any]:
    body = {"paths": PATHS, "models": ["linear", "markov"], **changes}
    answer: dict[str, Any] = orjson.loads(stateless.compute(orjson.dumps(body)))
    return answer


def optimize(**changes: object) -> dict[str, Any]:
    answer: dict[str, Any] = orjson.loads(stateless.optimize(orjson.dumps({"curves": CURVES, "budget": 100, **changes})))
    return answer


def refusal(function: Any, **changes: object) -> Problem:  # noqa: ANN401 — compute or optimize
    with pytest.raises(Problem) as caught:
        function(**changes)
    return caught.value


def faults(problem: Problem) -> list[tuple[str, str]]:
    return [(error.pointer, error.code) for error in problem.errors]


def test_credit_by_channel_and_model() -> None:
    answer = compute()
    assert answer["totals"] == {"conversions": 4.0, "value": 8.0, "nulls": 1.0}
    assert answer["unattributed"] == {"conversions": 0.0, "value": 0.0}
    google, mailing = answer["channels"]
    assert (google["channel"], mailing["channel"]) == ("google", "mailing")
    assert google["conversions"] == pytest.approx({"linear": 2.5, "markov": 2.4})
    assert google["value"] == pytest.approx({"linear": 5.0, "markov": 4.8})
    assert (google["removal_effect"], mailing["removal_effect"]) == (pytest.approx(0.75), pytest.approx(0.5))


def test_no_removal_effect_without_markov() -> None:
    assert all("removal_effect" not in channel for channel in compute(models=["linear"])["channels"])


def test_rows_without_a_touch_are_unattributed() -> None:
    answer = compute(paths=[*PATHS, {"path": [], "conversions": 3, "value": 30, "nulls": 5}])
    assert answer["unattributed"] == {"conversions": 3.0, "value": 30.0}
    assert answer["totals"] == {"conversions": 7.0, "value": 38.0, "nulls": 6.0}
    assert answer["channels"] == compute()["channels"]


def test_ages_of_touches_lead_to_time_decay() -> None:
    path = [{"channel": "a", "days_before": 14}, {"channel": "b", "days_before": 7}, {"channel": "a", "days_before": 0}]
    answer = compute(paths=[{"path": path, "conversions": 7}], models=["time_decay"], half_life_days=7)
    assert [channel["conversions"]["time_decay"] for channel in answer["channels"]] == pytest.approx([5.0, 2.0])


def test_options_reach_their_models() -> None:
    path = ["a", "b", "c", "web"]
    answer = compute(
        paths=[{"path": path, "conversions": 10, "nulls": 10}, {"path": ["d"], "conversions": 0, "nulls": 9}],
        models=["last_non_direct", "position_based", "markov"],
        direct="web",
        position_weights=[2, 2, 6],
        nulls=False,
        markov_order=2,
    )
    by_channel = {channel["channel"]: channel for channel in answer["channels"]}
    assert by_channel["c"]["conversions"]["last_non_direct"] == 10.0
    assert [by_channel[name]["conversions"]["position_based"] for name in path] == pytest.approx([2.0, 1.0, 1.0, 6.0])
    assert by_channel["d"]["removal_effect"] == 0.0
    assert by_channel["d"]["conversions"]["markov"] == 0.0


def test_intervals_where_they_are_asked_for() -> None:
    asked = {"replicates": 500, "level": 0.9, "seed": 7}
    answer = compute(intervals=asked)
    assert answer["uncertainty"] == {"method": "poisson_bootstrap", **asked}
    for channel in answer["channels"]:
        for column in ("conversions", "value"):
            for model, (low, high) in channel["intervals"][column].items():
                assert low < channel[column][model] < high
    assert answer == compute(intervals=asked)
    assert answer != compute(intervals={**asked, "seed": 8})
    assert "uncertainty" not in compute()


def test_a_million_rows_times_a_thousand_replicates_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stateless, "_MOST_DRAWS", 599)
    problem = refusal(compute, intervals={"replicates": 100})
    assert faults(problem) == [("/intervals/replicates", "too_many_replicates")]


@pytest.mark.parametrize(
    ("channels", "models", "replicates"),
    [(1_000, ["markov"], 1_000), (136, ["linear", "markov"], 10_000), (30_000, ["linear"], 1_000)],
)
def test_replicates_of_too_many_channels_are_refused_at_once(channels: int, models: list[str], replicates: int) -> None:
    path = [f"c{number}" for number in range(channels)]
    intervals = {"replicates": replicates}
    problem = refusal(compute, paths=[{"path": path, "conversions": 5}], models=models, intervals=intervals)
    assert faults(problem) == [("/intervals/replicates", "too_many_replicates")]


def test_replicates_of_many_channels_within_the_bounds_are_drawn() -> None:
    path = [f"c{number}" for number in range(200)]
    answer = compute(paths=[{"path": path, "conversions": 5}], models=["markov", "linear"], intervals={"replicates": 100})
    assert all(low <= high for channel in answer["channels"] for low, high in channel["intervals"]["value"].values())


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"paths": [*PATHS, {"path": ["a"], "conversions": -1}]}, "/paths/3/conversions", "invalid_path"),
        ({"paths": [{"path": ["a"], "conversions": 1, "nulls": -0.5}]}, "/paths/0/nulls", "invalid_path"),
        ({"paths": [{"path": ["a"], "conversions": 0, "value": 3}]}, "/paths/0/value", "invalid_path"),
        ({"paths": [{"path": ["a", ""], "conversions": 1}]}, "/paths/0/path/1", "invalid_path"),
        ({"paths": [{"path": [{"channel": "\t"}], "conversions": 1}]}, "/paths/0/path/0", "invalid_path"),
        ({"models": ["time_decay"]}, "/paths/0/path/0", "missing_days_before"),
        (
            {"models": ["time_decay"], "paths": [{"path": [{"channel": "a", "days_before": -1}], "conversions": 1}]},
            "/paths/0/path/0",
            "missing_days_before",
        ),
        ({"models": ["linear", "shapley_rate"]}, "/models/1", "attribution_model_unavailable"),
        ({"models": ["shapley_ordered"]}, "/models/0", "attribution_model_unavailable"),
        ({"models": ["position_based"], "position_weights": [0, 0, 0]}, "/position_weights", "invalid_position_weights"),
        ({"models": ["linear"], "position_weights": [0, 0, 0]}, "/position_weights", "invalid_position_weights"),
        ({"models": ["linear"], "position_weights": [0.5, -0.1, 0.6]}, "/position_weights", "invalid_position_weights"),
        ({"markov_order": 2, "intervals": {}}, "/markov_order", "invalid_markov_order"),
    ],
)
def test_what_the_mathematics_refuses_is_pointed_at(changes: dict[str, object], pointer: str, code: str) -> None:
    problem = refusal(compute, **changes)
    assert (problem.status, problem.code) == (422, code)
    assert faults(problem) == [(pointer, code)]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"models": ["linnear"]}, "/models/0"),
        ({"models": []}, "/models"),
        ({"models": ["linear", "linear"]}, "/models"),
        ({"markov_order": 0}, "/markov_order"),
        ({"markov_order": 1.5}, "/markov_order"),
        ({"half_life_days": 0}, "/half_life_days"),
        ({"position_weights": [1, 2]}, "/position_weights/2"),
        ({"position_weights": [1, 2, 3, 4]}, "/position_weights"),
        ({"nulls": "yes"}, "/nulls"),
        ({"window": 30}, "/window"),
        ({"intervals": {"replicates": 10}}, "/intervals/replicates"),
        ({"paths": [{"path": ["a"]}]}, "/paths/0/conversions"),
        ({"paths": [{"conversions": 1}]}, "/paths/0/path"),
        ({"paths": [{"path": ["a"], "conversions": "1"}]}, "/paths/0/conversions"),
        ({"paths": [{"path": "a", "conversions": 1}]}, "/paths/0/path"),
        ({"paths": [{"path": ["a", {"channel": "b", "age": 1}], "conversions": 1}]}, "/paths/0/path/1/age"),
        ({"paths": [{"path": ["a", 3], "conversions": 1}]}, "/paths/0/path/1"),
        ({"paths": [{"path": ["a" * 256], "conversions": 1}]}, "/paths/0/path/0"),
    ],
)
def test_what_is_no_request_is_pointed_at(changes: dict[str, object], pointer: str) -> None:
    problem = refusal(compute, **changes)
    assert isinstance(problem, InvalidRequestError)
    assert pointer in [place for place, _ in faults(problem)]


@pytest.mark.parametrize(
    ("touch", "place", "code", "message"),
    [
        ("a" * 256, "", "string_too_long", "String should have at most 255 characters"),
        ({"channel": "b", "age": 1}, "/age", "extra_forbidden", "Extra inputs are not permitted"),
        ({"days_before": 1}, "/channel", "missing", "Field required"),
    ],
)
def test_what_is_wrong_with_a_touch_is_told_once(touch: object, place: str, code: str, message: str) -> None:
    problem = refusal(compute, paths=[{"path": ["a", touch], "conversions": 1}])
    assert faults(problem) == [(f"/paths/0/path/1{place}", code)]
    assert problem.detail == f"/paths/0/path/1{place}: {message}"


def test_paths_that_did_not_convert_need_no_ages() -> None:
    path = [{"channel": "a", "days_before": 7}, {"channel": "b", "days_before": 0}]
    rows = [{"path": path, "conversions": 3}, {"path": ["b"], "conversions": 0, "nulls": 9}]
    answer = compute(paths=rows, models=["time_decay"], half_life_days=7)
    assert [channel["conversions"]["time_decay"] for channel in answer["channels"]] == pytest.approx([1.0, 2.0])


def test_the_best_budget() -> None:
    answer = optimize()
    assert answer["allocation"] == pytest.approx({"search": 53.75555193, "social": 30.82963204, "email": 15.41481602})
    assert (answer["response"], answer["marginal"]) == (pytest.approx(106.39739318), pytest.approx(0.46445893))
    assert (answer["unspent"], answer["gap"]) == (0.0, 0.0)
    bounded = optimize(curves=[{**curve, "min": 5, "max": 20} for curve in CURVES])
    assert (bounded["allocation"]["search"], bounded["unspent"], bounded["marginal"]) == (20.0, 40.0, 0.0)


def test_a_marginal_without_bound_is_null() -> None:
    assert optimize(curves=[{"channel": "a", "kind": "power", "parameters": {"a": 1, "b": 0.5}}], budget=0)["marginal"] is None


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"curves": [*CURVES, CURVES[1]]}, "/curves/3/channel", "duplicate_channel"),
        ({"curves": [{**CURVES[0], "channel": " "}]}, "/curves/0/channel", "invalid_response_curve"),
        ({"curves": [{**CURVES[0], "parameters": {"a": 1}}]}, "/curves/0/parameters", "invalid_response_curve"),
        (
            {"curves": [CURVES[1], {**CURVES[0], "parameters": {"a": 1, "k": 0}}]},
            "/curves/1/parameters/k",
            "invalid_response_curve",
        ),
        ({"curves": [{**CURVES[0], "min": -1}]}, "/curves/0/min", "invalid_response_curve"),
        ({"curves": [{**CURVES[0], "min": 3, "max": 2}]}, "/curves/0/max", "invalid_response_curve"),
        (
            {"curves": [{"channel": "tv", "kind": "hill", "parameters": {"K": 1, "s": 2, "ec": 1}}]},
            "/curves/0/parameters/s",
            "curve_not_concave",
        ),
        ({"budget": -1}, "/budget", "invalid_budget"),
        ({"curves": [{**curve, "min": 40} for curve in CURVES]}, "/budget", "budget_infeasible"),
    ],
)
def test_what_no_budget_can_be_made_of_is_pointed_at(changes: dict[str, object], pointer: str, code: str) -> None:
    problem = refusal(optimize, **changes)
    assert (problem.status, problem.code) == (422, code)
    assert faults(problem) == [(pointer, code)]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"budget": "100"}, "/budget"),
        ({"budget": None}, "/budget"),
        ({"curves": [{**CURVES[0], "kind": "s_shaped"}]}, "/curves/0/kind"),
        ({"curves": [{**CURVES[0], "parameters": {"a": "x", "k": 1}}]}, "/curves/0/parameters/a"),
        ({"curves": [{**CURVES[0], "minimum": 1}]}, "/curves/0/minimum"),
    ],
)
def test_what_is_no_request_for_a_budget_is_pointed_at(changes: dict[str, object], pointer: str) -> None:
    problem = refusal(optimize, **changes)
    assert isinstance(problem, InvalidRequestError)
    assert [place for place, _ in faults(problem)] == [pointer]


@pytest.mark.parametrize("function", [stateless.compute, stateless.optimize])
@pytest.mark.parametrize("body", [b" ", b'{"paths":', b"\xff", b'{"direct":"\\ud800"}', b'{"direct":"\\u0000}', b'{"a":"\0"}'])
def test_what_is_no_json_is_400(function: Any, body: bytes) -> None:  # noqa: ANN401 — compute or optimize
    with pytest.raises(MalformedBodyError):
        function(body)


@pytest.mark.parametrize("function", [stateless.compute, stateless.optimize])
def test_no_body_is_a_field_that_is_missing(function: Any) -> None:  # noqa: ANN401 — compute or optimize
    with pytest.raises(InvalidRequestError) as refused:
        function(b"")
    assert faults(refused.value) == [("", "missing")]


@pytest.mark.parametrize(
    "body",
    [
        b'{"paths":[{"path":["a\\u0000"],"conversions":1}],"models":["linear"]}',
        b'{"paths":[],"models":["linear"],"direct":"\\u0000"}',
        b'{"paths":[],"models":["linear"],"x\\u0000":1}',
    ],
)
def test_text_with_nul_is_refused_as_everywhere(body: bytes) -> None:
    with pytest.raises(InvalidTextError) as refused:
        stateless.compute(body)
    assert (refused.value.status, refused.value.code) == (400, "text_invalid")


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    body = b'{"paths":[{"path":["a\\\\u0000"],"conversions":1}],"models":["linear"]}'
    assert orjson.loads(stateless.compute(body))["channels"][0]["channel"] == "a\\u0000"


@pytest.mark.parametrize(
    ("function", "body", "pointer"),
    [
        (stateless.compute, b'{"paths":[{"path":["a"],"conversions":NaN}],"models":["linear"]}', "/paths/0/conversions"),
        (stateless.optimize, b'{"curves":[],"budget":Infinity}', "/budget"),
    ],
)
def test_numbers_that_json_does_not_have_are_refused(function: Any, body: bytes, pointer: str) -> None:  # noqa: ANN401 — one of two
    with pytest.raises(InvalidRequestError) as refused:
        function(body)
    assert faults(refused.value) == [(pointer, "finite_number")]


def test_more_than_a_million_rows_are_413() -> None:
    rows = b",".join([b'{"path":["a"],"conversions":1}'] * 1_000_001)
    with pytest.raises(TooManyRowsError):
        stateless.compute(b'{"models":["linear"],"paths":[' + rows + b"]}")


def test_more_than_ten_thousand_curves_are_413() -> None:
    curves = [{**CURVES[0], "channel": f"c{number}"} for number in range(10_001)]
    assert len(optimize(curves=curves[:-1])["allocation"]) == 10_000
    problem = refusal(optimize, curves=curves)
    assert isinstance(problem, TooManyRowsError)
    assert (problem.status, problem.detail) == (413, "A request has 10000 rows at the most.")


def test_the_examples_of_the_document_are_true() -> None:
    for function, request, answer in (
        (stateless.compute, ComputeRequest, ComputeAnswer),
        (stateless.optimize, OptimizeRequest, OptimizeAnswer),
    ):
        told, shown = (_example(document) for document in (request, answer))
        found = orjson.loads(function(orjson.dumps(told)))
        assert _rounded(found) == _rounded(shown)


def _example(document: Any) -> Any:  # noqa: ANN401 — a pydantic model
    return document.model_config["json_schema_extra"]["example"]


def _rounded(document: Any) -> Any:  # noqa: ANN401 — JSON
    if isinstance(document, dict):
        return {key: _rounded(each) for key, each in document.items()}
    if isinstance(document, list):
        return [_rounded(each) for each in document]
    return round(document, 4) if isinstance(document, float) else document
