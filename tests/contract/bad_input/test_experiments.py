"""Analyses, flags, experiments, exposures and holdouts that cannot be."""

import json
from typing import Any

import httpx
import pytest

from gateway.use_cases import NewWorkspace
from tests.contract.refusals import JSON, assert_problem, nothing_written
from tests.contract.running import System

ARMS: list[dict[str, Any]] = [
    {"key": "A", "users": 3407, "sum": 1396.87, "sum_squares": 52377.9767},
    {"key": "B", "users": 3461, "sum": 2422.7, "sum_squares": 134698.29},
]
ANALYSIS: dict[str, Any] = {"metric": "mean", "method": "fixed", "alpha": 0.05, "control": "A", "variations": ARMS}
DESIGN: dict[str, Any] = {
    "metric": "proportion",
    "baseline": 0.1,
    "minimum_detectable_effect": 0.02,
    "effect_type": "absolute",
    "alpha": 0.05,
    "power": 0.8,
}


def arms(**changes: object) -> dict[str, Any]:
    """The second arm with other totals."""
    return {"variations": [ARMS[0], {**ARMS[1], **changes}]}


@pytest.mark.usefixtures("nothing_is_written")
class TestStatistics:
    @pytest.mark.parametrize(
        ("changes", "code", "pointer"),
        [
            ({"method": "sequential"}, "method_not_available", "/method"),
            ({"method": "intuition"}, "invalid_request", "/method"),
            ({"alpha": 0}, "invalid_request", "/alpha"),
            ({"alpha": 1}, "invalid_request", "/alpha"),
            ({"control": "C"}, "unknown_control", "/control"),
            ({"variations": ARMS[:1]}, "invalid_variations", "/variations"),
            ({"variations": []}, "invalid_variations", "/variations"),
            ({"variations": [ARMS[0], ARMS[0]]}, "invalid_variations", "/variations/1/key"),
            (arms(users=-1), "invalid_users", "/variations/1/users"),
            (arms(users=1.5), "invalid_users", "/variations/1/users"),
            (arms(users=1), "too_few_users", "/variations/1/users"),
            (arms(sum_squares=None), "missing_total", "/variations/1/sum_squares"),
            (arms(sum_squares=1.0), "inconsistent_totals", "/variations/1/sum_squares"),
            (arms(covariate_sum=1.0), "invalid_covariate", "/variations/1"),
            ({"weights": {"A": 1}}, "invalid_weights", "/weights"),
            ({"weights": {"A": 0, "B": 0}}, "invalid_weights", "/weights"),
            ({"weights": {"A": -1, "B": 1}}, "invalid_weights", "/weights/A"),
            ({"weights": {"A": 1, "B": 1, "C": 1}}, "invalid_weights", "/weights/C"),
            ({"variations": "A"}, "invalid_request", "/variations"),
            (arms(users="3461"), "invalid_request", "/variations/1/users"),
            ({"confidence": 0.95}, "invalid_request", "/confidence"),
        ],
    )
    def test_what_cannot_be_analysed(self, api: httpx.Client, changes: dict[str, object], code: str, pointer: str) -> None:
        problem = assert_problem(api.post("/v1/experiments/analyze", json={**ANALYSIS, **changes}), 422, code)
        assert any(error.pointer.startswith(pointer) for error in problem.errors or []), problem

    @pytest.mark.parametrize(
        ("changes", "code", "pointer"),
        [
            ({"baseline": 0}, "invalid_design", "/baseline"),
            ({"baseline": 1.2}, "invalid_design", "/baseline"),
            ({"minimum_detectable_effect": 0}, "invalid_design", "/minimum_detectable_effect"),
            ({"minimum_detectable_effect": 0.95}, "invalid_design", "/minimum_detectable_effect"),
            ({"metric": "mean"}, "invalid_design", "/standard_deviation"),
            ({"metric": "mean", "standard_deviation": 0}, "invalid_request", "/standard_deviation"),
            ({"power": 0.01}, "invalid_design", "/power"),
            ({"effect_type": "felt"}, "invalid_request", "/effect_type"),
            ({"baseline": "0.1"}, "invalid_request", "/baseline"),
            ({"users": 5}, "invalid_request", "/users"),
        ],
    )
    def test_designs_without_a_size(self, api: httpx.Client, changes: dict[str, object], code: str, pointer: str) -> None:
        assert_problem(api.post("/v1/experiments/sample-size", json={**DESIGN, **changes}), 422, code, pointer)

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
    @pytest.mark.parametrize(
        ("path", "document", "place"),
        [
            ("/v1/experiments/analyze", ANALYSIS, '"sum": 2422.7'),
            ("/v1/experiments/analyze", ANALYSIS, '"users": 3461'),
            ("/v1/experiments/analyze", ANALYSIS, '"alpha": 0.05'),
            ("/v1/experiments/sample-size", DESIGN, '"baseline": 0.1'),
            ("/v1/experiments/sample-size", DESIGN, '"power": 0.8'),
        ],
    )
    def test_a_number_that_is_none(
        self, api: httpx.Client, path: str, document: dict[str, Any], place: str, number: str
    ) -> None:
        body = json.dumps(document)
        assert place in body
        content = body.replace(place, f"{place.partition(':')[0]}: {number}").encode()
        answer = api.post(path, content=content, headers={"Content-Type": JSON})
        assert answer.status_code in (400, 422), answer.text
        assert_problem(answer, answer.status_code, answer.json()["code"])


FLAG: dict[str, Any] = {"key": "f", "kind": "string", "default": "a", "rules": []}
X, Y = {"key": "x", "value": "x"}, {"key": "y", "value": "y"}
SPLIT: dict[str, Any] = {"kind": "split", "seed": "s", "variations": [X, Y]}


def ruled(**rule: object) -> dict[str, Any]:
    """One rule."""
    return {"rules": [rule]}


def split(**changes: object) -> dict[str, Any]:
    """One split."""
    return ruled(**{**SPLIT, **changes})


def forced(condition: object) -> dict[str, Any]:
    """One value, under a condition."""
    return ruled(kind="force", value="b", condition=condition)


FLAGS_THAT_CANNOT_BE = [
    ({"default": 1}, "invalid_flag_value", "/default"),
    ({"kind": "number", "default": "a"}, "invalid_flag_value", "/default"),
    ({"kind": "boolean", "default": 0}, "invalid_flag_value", "/default"),
    ({"kind": "colour"}, "invalid_request", "/kind"),
    ({"key": ""}, "invalid_request", "/key"),
    ({"key": "x" * 256}, "invalid_request", "/key"),
    ({"enabled": "yes"}, "invalid_request", "/enabled"),
    (ruled(kind="magic"), "invalid_request", "/rules/0/kind"),
    (ruled(kind="force", value=1), "invalid_flag_value", "/rules/0/value"),
    (ruled(kind="force"), "invalid_flag", "/rules/0/value"),
    (ruled(kind="force", value="b", experiment="e"), "rule_field_unused", "/rules/0/experiment"),
    (ruled(kind="experiment", experiment="none"), "unknown_experiment", "/rules/0/experiment"),
    (split(variations=None), "invalid_flag", "/rules/0/variations"),
    (split(variations=[]), "invalid_split", "/rules/0/variations"),
    (split(coverage=2.0), "invalid_split", "/rules/0/coverage"),
    (split(seed=""), "invalid_split", "/rules/0/seed"),
    (split(variations=[X, X]), "invalid_split", "/rules/0/variations/1/key"),
    (split(variations=[{**X, "weight": -1.0}]), "invalid_split", "/rules/0/variations/0/weight"),
    (
        split(variations=[{**X, "weight": 0.5}, Y]),
        "invalid_flag",
        "/rules/0/variations",
    ),
    (
        split(variations=[{**X, "value": 1}, Y]),
        "invalid_flag_value",
        "/rules/0/variations/0/value",
    ),
    (forced({"country": {"$like": "C%"}}), "invalid_condition", "/rules/0/condition/country/$like"),
    (forced({"$any": []}), "invalid_condition", "/rules/0/condition/$any"),
    (forced({"$or": {}}), "invalid_condition", "/rules/0/condition/$or"),
    (forced({"country": {"$in": "CA"}}), "invalid_condition", "/rules/0/condition/country/$in"),
    (forced({"country": {"$inGroup": "vip"}}), "unknown_group", "/rules/0/condition/country/$inGroup"),
    (forced({"country": {"$regex": "("}}), "invalid_pattern", "/rules/0/condition/country/$regex"),
    (forced("country = CA"), "invalid_request", "/rules/0/condition"),
]


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize(("changes", "code", "pointer"), FLAGS_THAT_CANNOT_BE)
def test_flags_that_cannot_be(api: httpx.Client, changes: dict[str, object], code: str, pointer: str) -> None:
    assert_problem(api.post("/v1/flags", json={**FLAG, **changes}), 422, code, pointer)


@pytest.mark.usefixtures("nothing_is_written")
def test_a_flag_that_lacks_something(api: httpx.Client) -> None:
    for field in ("key", "kind", "default"):
        body = {name: value for name, value in FLAG.items() if name != field}
        assert_problem(api.post("/v1/flags", json=body), 422, "invalid_request", f"/{field}")


def test_changes_of_a_flag_that_cannot_be(system: System, house: NewWorkspace, api: httpx.Client) -> None:
    assert api.post("/v1/flags", json=FLAG).status_code == 201
    with nothing_written(system, house):
        assert_problem(api.post("/v1/flags", json=FLAG), 409, "flag_key_taken")
        assert_problem(api.patch("/v1/flags/f", json={"default": 1}), 422, "invalid_flag_value", "/default")
        assert_problem(api.patch("/v1/flags/f", json=split(coverage=2.0)), 422, "invalid_split", "/rules/0/coverage")
        assert_problem(api.patch("/v1/flags/f", json={"kind": "number"}), 422, "invalid_request", "/kind")
        assert_problem(api.patch("/v1/flags/g", json={"default": "b"}), 404, "flag_not_found")
    assert api.delete("/v1/flags/f").status_code in (200, 204)
    with nothing_written(system, house):
        assert_problem(api.patch("/v1/flags/f", json={"default": "b"}), 409, "flag_archived")
        assert_problem(api.post("/v1/flags", json=FLAG), 409, "flag_key_taken")


class TestEvaluation:
    """OFREP's own shape: errorCode in the place of a problem's code."""

    @pytest.mark.parametrize(
        ("content", "status", "code"),
        [
            (b"{", 400, "PARSE_ERROR"),
            (b"\xff\xfe{}", 400, "PARSE_ERROR"),
            (b'{"context": {"a": NaN}}', 400, "PARSE_ERROR"),
            (b'{"context": {"a": "b\\u0000"}}', 400, "PARSE_ERROR"),
            (b"[]", 400, "INVALID_CONTEXT"),
            (b"null", 400, "INVALID_CONTEXT"),
            (b'{"context": []}', 400, "INVALID_CONTEXT"),
            (b'{"context": {"targetingKey": 17}}', 400, "INVALID_CONTEXT"),
            (json.dumps({"context": {"targetingKey": "x" * 256}}).encode(), 400, "INVALID_CONTEXT"),
            (b'{"context": {"country": "CA"}}', 400, "TARGETING_KEY_MISSING"),
        ],
    )
    def test_contexts_that_cannot_be(
        self, system: System, house: NewWorkspace, api: httpx.Client, content: bytes, status: int, code: str
    ) -> None:
        assert api.post("/v1/flags", json={**FLAG, **split()}).status_code == 201
        with nothing_written(system, house):
            answer = api.post("/ofrep/v1/evaluate/flags/f", content=content, headers={"Content-Type": JSON})
        assert (answer.status_code, answer.json()["errorCode"]) == (status, code), answer.text
        assert answer.json()["key"] == "f"
        assert answer.json()["errorDetails"]
        assert answer.headers["content-type"] == JSON

    @pytest.mark.usefixtures("nothing_is_written")
    @pytest.mark.parametrize("key", ["none", "%F0%9F%98%80", "x" * 300])
    def test_a_flag_that_is_none(self, api: httpx.Client, key: str) -> None:
        answer = api.post(f"/ofrep/v1/evaluate/flags/{key}", json={"context": {"targetingKey": "c"}})
        assert (answer.status_code, answer.json()["errorCode"]) == (404, "FLAG_NOT_FOUND"), answer.text


EXPERIMENT: dict[str, Any] = {
    "key": "e",
    "control": "none",
    "metric": "revenue",
    "variations": [{"key": "none", "weight": 0.5}, {"key": "offer", "weight": 0.5}],
}


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"variations": EXPERIMENT["variations"][:1]}, "too_few_variations", "/variations"),
        ({"variations": []}, "too_few_variations", "/variations"),
        ({"control": "nothing"}, "unknown_variation", "/control"),
        ({"variations": [{"key": "none"}, {"key": "none"}]}, "invalid_split", "/variations/1/key"),
        ({"variations": [{"key": "none", "weight": 1.0}, {"key": "offer"}]}, "invalid_split", "/variations"),
        ({"variations": [{"key": "none", "weight": 0.0}, {"key": "offer", "weight": 0.0}]}, "invalid_split", "/variations"),
        ({"coverage": 1.5}, "invalid_split", "/coverage"),
        ({"metric": "happiness"}, "invalid_request", "/metric"),
        ({"key": ""}, "invalid_request", "/key"),
        ({"key": 7}, "invalid_request", "/key"),
        ({"state": "running"}, "invalid_request", "/state"),
    ],
)
def test_experiments_that_cannot_be(api: httpx.Client, changes: dict[str, object], code: str, pointer: str) -> None:
    assert_problem(api.post("/v1/experiments", json={**EXPERIMENT, **changes}), 422, code, pointer)


def test_an_experiment_goes_through_its_states_once(system: System, house: NewWorkspace, api: httpx.Client) -> None:
    assert api.post("/v1/experiments", json=EXPERIMENT).status_code == 201
    place = "/v1/experiments/e"
    with nothing_written(system, house):
        assert_problem(api.post("/v1/experiments", json=EXPERIMENT), 409, "experiment_key_taken")
        assert_problem(api.post(f"{place}/stop"), 409, "experiment_not_running")
        assert_problem(api.post(f"{place}/analyses", json={}), 409, "experiment_not_started")
        future = {"started_at": "2999-01-01T00:00:00Z"}
        assert_problem(api.post(f"{place}/start", json=future), 422, "moment_in_future", "/started_at")
    assert api.post(f"{place}/start", json={"started_at": "2026-01-02T00:00:00Z"}).status_code == 200
    with nothing_written(system, house):
        assert_problem(api.post(f"{place}/start"), 409, "experiment_already_started")
        assert_problem(api.post(f"{place}/archive"), 409, "experiment_running")
        early = {"stopped_at": "2026-01-01T00:00:00Z"}
        assert_problem(api.post(f"{place}/stop", json=early), 422, "moment_before_start", "/stopped_at")
        assert_problem(api.post(f"{place}/stop", json={"decision": "both"}), 422, "unknown_variation", "/decision")
        assert_problem(api.post(f"{place}/analyses", json={"alpha": 0}), 422, "invalid_request", "/alpha")
        assert_problem(api.post(f"{place}/analyses", json={"conversion_days": 0}), 422, "invalid_request", "/conversion_days")
        late = {"until": "2999-01-01T00:00:00Z"}
        assert_problem(api.post(f"{place}/analyses", json=late), 422, "moment_in_future", "/until")
        assert_problem(api.get(f"{place}/results"), 404, "not_found")
        many = {"units": ["u"] * 10_001}
        assert_problem(api.post(f"{place}/assignments", json=many), 422, "invalid_request", "/units")
        assert_problem(api.post(f"{place}/assignments", json={"units": [""]}), 422, "invalid_request", "/units/0")


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/exposures"),
        ({"exposures": "all"}, "/exposures"),
        ({"exposures": [{"unit": "u"}]}, "/exposures/0/experiment"),
        ({"exposures": [{"experiment": "e", "unit": 7}]}, "/exposures/0/unit"),
        ({"exposures": [{"experiment": "e", "unit": "u", "exposed_at": "now"}]}, "/exposures/0/exposed_at"),
        ({"exposures": [{"experiment": "e", "unit": "u", "colour": "red"}]}, "/exposures/0/colour"),
        ({"exposures": [{"experiment": "e", "unit": "u"}] * 10_001}, "/exposures"),
    ],
)
def test_exposures_that_cannot_be_read(api: httpx.Client, body: dict[str, object], pointer: str) -> None:
    assert_problem(api.post("/v1/exposures", json=body), 422, "invalid_request", pointer)


def test_a_bad_exposure_is_told_with_its_place_and_its_neighbours_are_kept(api: httpx.Client) -> None:
    assert api.post("/v1/experiments", json=EXPERIMENT).status_code == 201
    assert api.post("/v1/experiments/e/start", json={"started_at": "2026-01-02T00:00:00Z"}).status_code == 200
    good = {"experiment": "e", "unit": "u", "exposed_at": "2026-01-03T00:00:00Z"}
    [assigned] = api.post("/v1/experiments/e/assignments", json={"units": ["u"]}).json()["items"]
    other = {"none": "offer", "offer": "none"}[assigned["variation"]]
    bad = [
        ({"experiment": "x"}, "unknown_experiment"),
        ({"unit": ""}, "unit_invalid"),
        ({"unit": "u" * 256}, "unit_invalid"),
        ({"exposed_at": "2999-01-01T00:00:00Z"}, "exposed_in_future"),
        ({"exposed_at": "2026-01-01T00:00:00Z"}, "exposed_before_start"),
        ({"variation": other}, "variation_mismatch"),
        ({"variation": "both"}, "variation_mismatch"),
    ]
    rows = [good, *({**good, **changes} for changes, _ in bad), good]
    answer = api.post("/v1/exposures", json={"exposures": rows})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["accepted"], answer.json()["duplicates"]) == (1, 1)
    assert [(each["index"], each["code"]) for each in answer.json()["rejected"]] == [
        (place, code) for place, (_, code) in enumerate(bad, 1)
    ]


@pytest.mark.usefixtures("nothing_is_written")
@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"key": "h", "share": 0}, "invalid_share", "/share"),
        ({"key": "h", "share": 1}, "invalid_share", "/share"),
        ({"key": "h", "share": -0.1}, "invalid_share", "/share"),
        ({"key": "h", "share": "5%"}, "invalid_request", "/share"),
        ({"key": "", "share": 0.05}, "invalid_request", "/key"),
        ({"key": "h"}, "invalid_request", "/share"),
        ({"key": "h", "share": 0.05, "started_at": "2999-01-01T00:00:00Z"}, "moment_in_future", "/started_at"),
        ({"key": "h", "share": 0.05, "started_at": "2026-01-01"}, "invalid_request", "/started_at"),
    ],
)
def test_holdouts_that_cannot_be(api: httpx.Client, body: dict[str, object], code: str, pointer: str) -> None:
    assert_problem(api.post("/v1/holdouts", json=body), 422, code, pointer)


def test_there_is_one_holdout_at_a_time(system: System, house: NewWorkspace, api: httpx.Client) -> None:
    first = {"key": "h", "share": 0.05, "started_at": "2026-01-02T00:00:00Z"}
    assert api.post("/v1/holdouts", json=first).status_code == 201
    with nothing_written(system, house):
        assert_problem(api.post("/v1/holdouts", json={"key": "i", "share": 0.05}), 409, "holdout_running")
        early = {"stopped_at": "2026-01-01T00:00:00Z"}
        assert_problem(api.post("/v1/holdouts/h/stop", json=early), 422, "moment_before_start", "/stopped_at")
        assert_problem(api.post("/v1/holdouts/h/analyses", json={"metric": "joy"}), 422, "invalid_request", "/metric")
        assert_problem(api.get("/v1/holdouts/h/results"), 404, "not_found")
        assert_problem(api.post("/v1/holdouts/h/assignments", json={"units": [7]}), 422, "invalid_request", "/units/0")
    assert api.post("/v1/holdouts/h/stop").status_code == 200
    with nothing_written(system, house):
        assert_problem(api.post("/v1/holdouts/h/stop"), 409, "holdout_not_running")
        assert_problem(api.post("/v1/holdouts", json=first), 409, "holdout_key_taken")
