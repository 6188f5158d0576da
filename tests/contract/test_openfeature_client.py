"""The OpenFeature SDK with its OFREP provider, unmodified, against a running system."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from openfeature import api as openfeature
from openfeature.client import OpenFeatureClient
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext
from openfeature.exception import ErrorCode
from openfeature.flag_evaluation import FlagEvaluationDetails, Reason

from gateway.use_cases import NewWorkspace
from services.experiments.domain.assignment import Split, assign, is_held_out
from tests.contract.running import System

FLAGS: tuple[tuple[str, str, Any], ...] = (
    ("dark", "boolean", True),
    ("colour", "string", "blue"),
    ("rate", "number", 1.0),
    ("tries", "number", 3),
    ("theme", "json", {"colours": ["red", {"accent": None}], "size": 1.5}),
    ("list", "json", [1, "two", 3.0]),
)


@pytest.fixture
def client(system: System, house: NewWorkspace) -> Iterator[OpenFeatureClient]:
    """OpenFeature's client with the workspace's client key."""
    provider = OFREPProvider(system.address, headers_factory=lambda: {"Authorization": f"Bearer {house.client_key}"})
    openfeature.set_provider(provider)
    yield openfeature.get_client()
    openfeature.clear_providers()
    provider.session.close()


def make(api: httpx.Client, key: str, kind: str, default: object, *rules: object) -> None:
    body = {"key": key, "kind": kind, "default": default, "rules": rules}
    assert api.post("/v1/flags", json=body).status_code == 201


def of(unit: str, **attributes: Any) -> EvaluationContext:  # noqa: ANN401 — what a context may hold
    return EvaluationContext(unit, attributes)


def assert_sound(details: FlagEvaluationDetails[Any], value: object) -> None:
    assert (details.error_code, details.error_message) == (None, None)
    assert details.value == value
    assert type(details.value) is type(value)
    assert details.variant


def test_a_value_of_every_type(api: httpx.Client, client: OpenFeatureClient) -> None:
    for key, kind, default in FLAGS:
        make(api, key, kind, default)
    for context in (None, of("u"), EvaluationContext(attributes={"country": "CA"})):
        answers = (
            client.get_boolean_details("dark", False, context),
            client.get_string_details("colour", "none", context),
            client.get_float_details("rate", 9.5, context),
            client.get_integer_details("tries", 9, context),
            client.get_object_details("theme", {}, context),
            client.get_object_details("list", [], context),
        )
        for details, (_, _, default) in zip(answers, FLAGS, strict=True):
            assert_sound(details, default)
            assert details.reason == Reason.STATIC
            assert details.flag_metadata == {"version": 1}


def test_what_goes_wrong_gives_the_programs_default_and_says_why(api: httpx.Client, client: OpenFeatureClient) -> None:
    unknown = client.get_string_details("none", "mine", of("u"))
    assert (unknown.value, unknown.reason, unknown.error_code) == ("mine", Reason.ERROR, ErrorCode.FLAG_NOT_FOUND)
    make(api, "colour", "string", "blue", {"kind": "split", "variations": [{"key": "g", "value": "green"}]})
    nobody = client.get_string_details("colour", "mine", EvaluationContext(attributes={"country": "CA"}))
    assert (nobody.value, nobody.error_code) == ("mine", ErrorCode.TARGETING_KEY_MISSING)
    too_long = client.get_string_details("colour", "mine", of("x" * 300))
    assert (too_long.value, too_long.error_code) == ("mine", ErrorCode.INVALID_CONTEXT)
    another_type = client.get_boolean_details("colour", False, of("u"))
    assert (another_type.value, another_type.error_code) == (False, ErrorCode.TYPE_MISMATCH)


@pytest.mark.parametrize("key", ["write", "none"])
def test_a_key_that_may_not_read_flags_is_refused(system: System, house: NewWorkspace, api: httpx.Client, key: str) -> None:
    make(api, "dark", "boolean", True)
    headers = {"Authorization": f"Bearer {house.write_key}"} if key == "write" else {}
    provider = OFREPProvider(system.address, headers_factory=lambda: headers)
    openfeature.set_provider(provider)
    details = openfeature.get_client().get_boolean_details("dark", False, of("u"))
    assert (details.value, details.error_code) == (False, ErrorCode.GENERAL)
    assert details.error_message == ("forbidden" if key == "write" else "unauthorized")
    openfeature.clear_providers()
    provider.session.close()


def test_a_change_holds_for_the_next_evaluation(api: httpx.Client, client: OpenFeatureClient) -> None:
    make(api, "colour", "string", "v0")
    for number in range(10):
        assert client.get_string_value("colour", "mine") == f"v{number}"
        assert api.patch("/v1/flags/colour", json={"default": f"v{number + 1}"}).status_code == 200
    assert api.delete("/v1/flags/colour").status_code == 204
    assert client.get_string_details("colour", "mine").error_code is ErrorCode.FLAG_NOT_FOUND


def test_an_experiment_assigns_by_the_hash_and_exposes_once(
    system: System, api: httpx.Client, client: OpenFeatureClient
) -> None:
    variations = [{"key": "A", "weight": 0.5, "value": 1.0}, {"key": "B", "weight": 0.5, "value": 1.5}]
    body = {"key": "price", "variations": variations, "control": "A", "coverage": 0.8}
    experiment = api.post("/v1/experiments", json=body).raise_for_status().json()
    make(api, "factor", "number", 1.0, {"kind": "experiment", "experiment": "price"})
    assert client.get_float_details("factor", 9.0, of("u-1")).reason == Reason.STATIC
    api.post("/v1/experiments/price/start").raise_for_status()
    api.post("/v1/holdouts", json={"key": "all", "share": 0.1}).raise_for_status()

    split = Split.of("price", ["A", "B"], coverage=0.8)
    expected = {}
    for number in range(40):
        unit = f"u-{number}"
        for _ in range(2):
            details = client.get_float_details("factor", 9.0, of(unit))
        arm = assign(split, unit)
        if is_held_out("all", 0.1, unit):
            assert_sound(details, 1.0)
            assert (details.variant, details.flag_metadata) == ("default", {"version": 1, "holdout": "all"})
        elif arm is not None:
            assert_sound(details, {"A": 1.0, "B": 1.5}[arm])
            assert (details.variant, details.reason) == (arm, Reason.SPLIT)
            assert details.flag_metadata["experiment"] == "price"
            expected[unit] = arm
        else:
            assert (details.variant, details.reason) == ("default", Reason.STATIC)
    assert set(expected.values()) == {"A", "B"}
    rows = system.query("select unit, variation from attune.exposures where experiment_id = $1", experiment["id"])
    assert {row["unit"]: row["variation"] for row in rows} == expected
    assert len(rows) == len(expected)
    table = api.post("/v1/experiments/price/assignments", json={"units": sorted(expected)}).json()["items"]
    assert {each["unit"]: each["variation"] for each in table} == expected


def test_an_event_has_its_effect_on_the_next_evaluation(
    system: System, house: NewWorkspace, api: httpx.Client, client: OpenFeatureClient
) -> None:
    rule = {"kind": "force", "value": True, "key": "buyers", "condition": {"customer.purchases": {"$gte": 1}}}
    make(api, "thanks", "boolean", False, rule)
    assert client.get_boolean_value("thanks", True, of("c-1")) is False
    order = {"userId": "c-1", "event": "Order Completed", "properties": {"order_id": "o-1", "total": 19.9}}
    with system.client(house.write_key) as collector:
        assert collector.post("/v1/track", json=order).json()["accepted"] == 1
    details = client.get_boolean_details("thanks", False, of("c-1"))
    assert (details.value, details.variant, details.reason) == (True, "buyers", Reason.TARGETING_MATCH)


def test_what_an_analysis_finds_in_a_running_system(system: System, house: NewWorkspace, api: httpx.Client) -> None:
    api.post(
        "/v1/experiments", json={"key": "x", "variations": [{"key": "A"}, {"key": "B"}], "control": "A"}
    ).raise_for_status()
    api.post("/v1/experiments/x/start").raise_for_status()
    rows = [{"experiment": "x", "unit": f"u-{number}"} for number in range(200)]
    assert api.post("/v1/exposures", json={"exposures": rows}).json()["accepted"] == 200
    batch = [
        {
            "type": "track",
            "userId": f"u-{n}",
            "event": "Order Completed",
            "properties": {"order_id": f"{n}", "total": 10 + n % 9},
        }
        for n in range(0, 200, 3)
    ]
    with system.client(house.write_key) as collector:
        assert collector.post("/v1/batch", json={"batch": batch}).json()["accepted"] == len(batch)
    answer = api.post("/v1/experiments/x/analyses", json={})
    assert answer.status_code == 202
    deadline = time.monotonic() + 60
    while (job := api.get(answer.headers["location"]).json())["state"] in ("queued", "running"):
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
    assert job["state"] == "succeeded", job
    results = api.get("/v1/experiments/x/results").json()
    assert sum(each["users"] for each in results["variations"]) == 200
    assert sum(each["sum"] for each in results["variations"]) == sum(each["properties"]["total"] for each in batch)  # type: ignore[index]  # JSON
