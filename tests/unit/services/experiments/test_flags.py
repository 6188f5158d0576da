import json
from typing import Any

import pytest

from services.experiments.domain.assignment import Split, assign
from services.experiments.domain.errors import PointedError
from services.experiments.domain.flags import Evaluation, Experiment, Exposure, Flag, Reason, compile_flag, evaluate

UNITS = [f"customer-{i}" for i in range(400)]
OFFER = Experiment("offer", Split.of("offer-1", ["A", "B"], [0.5, 0.5], coverage=0.6), {"A": "none", "B": "10% off"})


def flag(kind: str = "string", default: object = "none", **rest: Any) -> dict[str, Any]:  # noqa: ANN401 — JSON
    return {"key": "banner", "kind": kind, "default": default, **rest}


def with_rule(**rule: Any) -> Flag:  # noqa: ANN401 — JSON
    return compile_flag(flag(rules=[rule]), {"offer": OFFER})


def test_without_rules_the_default_is_static() -> None:
    assert evaluate(compile_flag(flag()), {"id": "u"}) == Evaluation("none", "default", Reason.STATIC)


def test_a_disabled_flag_gives_its_default_and_says_so() -> None:
    disabled = compile_flag(flag(enabled=False, rules=[{"kind": "force", "value": "x"}]))
    assert evaluate(disabled, {"id": "u"}) == Evaluation("none", "default", Reason.DISABLED)
    assert evaluate(disabled, {"id": "u"}, held_out="universal").reason is Reason.DISABLED


def test_a_split_shares_units_out() -> None:
    variations = [{"key": "a", "value": "one", "weight": 0.3}, {"key": "b", "value": "two", "weight": 0.7}]
    compiled = with_rule(kind="split", attribute="id", seed="s-1", coverage=0.8, variations=variations)
    split = Split.of("s-1", ["a", "b"], [0.3, 0.7], coverage=0.8)
    for unit in UNITS:
        evaluation, key = evaluate(compiled, {"id": unit}), assign(split, unit)
        if key is None:
            assert evaluation == Evaluation("none", "default", Reason.STATIC)
        else:
            assert evaluation == Evaluation({"a": "one", "b": "two"}[key], key, Reason.SPLIT)


def test_a_splits_seed_is_the_flags_key_by_default_and_its_weights_equal() -> None:
    compiled = with_rule(kind="split", variations=[{"key": "a", "value": "one"}, {"key": "b", "value": "two"}])
    split = Split.of("banner", ["a", "b"])
    assert all(evaluate(compiled, {"id": unit}).variant == assign(split, unit) for unit in UNITS)


def test_a_forced_value_is_for_those_who_meet_its_condition() -> None:
    compiled = with_rule(kind="force", condition={"country": "NO"}, value="god dag")
    assert evaluate(compiled, {"country": "NO"}) == Evaluation("god dag", "forced", Reason.TARGETING_MATCH)
    assert evaluate(compiled, {"country": "DE"}) == Evaluation("none", "default", Reason.STATIC)


def test_a_forced_value_for_everyone_is_static_and_for_some_a_split() -> None:
    assert evaluate(with_rule(kind="force", value="x", key="rolled-out"), {}).reason is Reason.STATIC
    assert evaluate(with_rule(kind="force", value="x", key="rolled-out"), {}).variant == "rolled-out"
    ramp = with_rule(kind="force", value="x", key="ramp", coverage=0.25, condition={"plan": "pro"})
    found = [evaluate(ramp, {"id": unit, "plan": "pro"}) for unit in UNITS]
    assert {each.reason for each in found} == {Reason.SPLIT, Reason.STATIC}
    assert 0.15 < sum(each.variant == "ramp" for each in found) / len(UNITS) < 0.35
    assert evaluate(ramp, {"id": UNITS[0], "plan": "free"}).variant == "default"


def test_an_experiment_exposes_those_whom_it_assigns() -> None:
    compiled = with_rule(kind="experiment", experiment="offer")
    for unit in UNITS:
        evaluation, key = evaluate(compiled, {"id": unit}), assign(OFFER.split, unit)
        if key is None:
            assert evaluation.exposure is None
            assert evaluation.variant == "default"
        else:
            assert evaluation.value == OFFER.values[key]
            assert evaluation.reason is Reason.SPLIT
            assert evaluation.exposure == Exposure("offer", key, "id", unit)
            assert evaluation.metadata == {"experiment": "offer", "variation": key, "bucket": OFFER.split.bucket(unit)}


def test_a_condition_narrows_an_experiment() -> None:
    compiled = with_rule(kind="experiment", experiment="offer", condition={"country": {"$in": ["NO", "SE"]}})
    assert all(evaluate(compiled, {"id": unit, "country": "DE"}).exposure is None for unit in UNITS)
    assert any(evaluate(compiled, {"id": unit, "country": "SE"}).exposure for unit in UNITS)


def test_an_experiment_that_does_not_run_is_passed_over() -> None:
    resting = Experiment("offer", OFFER.split, OFFER.values, running=False)
    compiled = compile_flag(flag(rules=[{"kind": "experiment", "experiment": "offer"}]), {"offer": resting})
    assert {evaluate(compiled, {"id": unit}).variant for unit in UNITS} == {"default"}


def test_whom_the_holdout_holds_gets_the_default_and_meets_no_experiment() -> None:
    for rule in ({"kind": "experiment", "experiment": "offer"}, {"kind": "force", "value": "x"}):
        evaluation = evaluate(with_rule(**rule), {"id": "u"}, held_out="universal-2026")
        assert evaluation == Evaluation("none", "default", Reason.SPLIT, {"holdout": "universal-2026"})
        assert evaluation.exposure is None


def test_the_first_rule_that_gives_a_value_decides() -> None:
    rules = [
        {"kind": "force", "condition": {"staff": True}, "value": "staff"},
        {"kind": "experiment", "experiment": "offer"},
        {"kind": "force", "value": "rest"},
    ]
    compiled = compile_flag(flag(rules=rules), {"offer": OFFER})
    assert evaluate(compiled, {"id": "u", "staff": True}).value == "staff"
    assert {evaluate(compiled, {"id": unit}).variant for unit in UNITS} == {"A", "B", "forced"}


@pytest.mark.parametrize("context", [{}, {"id": None}, {"id": ""}, {"id": True}, {"id": ["u"]}, {"id": {}}])
def test_who_has_no_unit_is_not_assigned(context: dict[str, Any]) -> None:
    assert evaluate(with_rule(kind="experiment", experiment="offer"), context).variant == "default"
    split = with_rule(kind="split", variations=[{"key": "a", "value": "one"}])
    assert evaluate(split, context).variant == "default"


def test_a_number_is_assigned_as_its_text() -> None:
    compiled = with_rule(kind="split", variations=[{"key": "a", "value": "one"}, {"key": "b", "value": "two"}])
    for number in range(50):
        assert evaluate(compiled, {"id": number}) == evaluate(compiled, {"id": str(number)})


def test_where_one_value_is_a_fraction_all_are_sent_as_fractions() -> None:
    rules = [{"kind": "force", "condition": {"a": 1}, "value": 2}, {"kind": "force", "value": 1.5}]
    compiled = compile_flag(flag("number", 1, rules=rules))
    sent = [json.dumps(evaluate(compiled, context).value) for context in ({"a": 1}, {})]
    assert sent == ["2.0", "1.5"]
    assert json.dumps(compiled.default.value) == "1.0"
    assert json.dumps(evaluate(compile_flag(flag("number", 1)), {}).value) == "1"


def test_the_reasons_are_the_protocols() -> None:
    assert {str(reason) for reason in Reason} == {"STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("boolean", 1),
        ("boolean", "true"),
        ("boolean", None),
        ("string", 1),
        ("string", None),
        ("number", True),
        ("number", "1"),
        ("number", float("nan")),
        ("number", float("inf")),
        ("number", 10**400),
        ("json", None),
        ("json", {"a": float("nan")}),
        ("json", {"a": [{1: 2}]}),
        ("json", {"a": {1, 2}}),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: str, value: object) -> None:
    with pytest.raises(PointedError) as refused:
        compile_flag(flag(kind, value))
    assert (refused.value.code, refused.value.pointer) == ("invalid_flag_value", "/default")


VARIATIONS = [{"key": "a", "value": "x", "weight": 0.5}, {"key": "b", "value": "y", "weight": 0.5}]


@pytest.mark.parametrize(
    ("document", "code", "pointer"),
    [
        ({"kind": "string", "default": "x"}, "invalid_flag", "/key"),
        (flag("colour"), "invalid_flag", "/kind"),
        (flag(None), "invalid_flag", "/kind"),  # type: ignore[arg-type]  # on purpose
        (flag([]), "invalid_flag", "/kind"),  # type: ignore[arg-type]  # on purpose
        ({"key": "k", "kind": "string"}, "invalid_flag", "/default"),
        (flag(enabled="yes"), "invalid_flag", "/enabled"),
        (flag(rules={}), "invalid_flag", "/rules"),
        (flag(rules=[{"kind": "force", "value": "x"}] * 101), "invalid_flag", "/rules"),
        (flag(rules=[1]), "invalid_flag", "/rules/0"),
        (flag(rules=[{"kind": "magic"}]), "invalid_flag", "/rules/0/kind"),
        (flag(rules=[{"kind": "force"}]), "invalid_flag", "/rules/0/value"),
        (flag(rules=[{"kind": "force", "value": 3}]), "invalid_flag_value", "/rules/0/value"),
        (flag(rules=[{"kind": "force", "value": "x", "key": ""}]), "invalid_flag", "/rules/0/key"),
        (flag(rules=[{"kind": "force", "value": "x", "coverage": 2}]), "invalid_split", "/rules/0/coverage"),
        (flag(rules=[{"kind": "force", "value": "x", "coverage": "1"}]), "invalid_flag", "/rules/0/coverage"),
        (flag(rules=[{"kind": "force", "value": "x", "condition": []}]), "invalid_condition", "/rules/0/condition"),
        (
            flag(rules=[{"kind": "force", "value": "x", "condition": {"a": {"$regex": "("}}}]),
            "invalid_pattern",
            "/rules/0/condition/a/$regex",
        ),
        (flag(rules=[{"kind": "split"}]), "invalid_flag", "/rules/0/variations"),
        (flag(rules=[{"kind": "split", "variations": [3]}]), "invalid_flag", "/rules/0/variations"),
        (flag(rules=[{"kind": "split", "variations": []}]), "invalid_split", "/rules/0/variations"),
        (flag(rules=[{"kind": "split", "variations": [{"value": "x"}]}]), "invalid_flag", "/rules/0/variations/0/key"),
        (flag(rules=[{"kind": "split", "variations": [{"key": "a"}]}]), "invalid_flag", "/rules/0/variations/0/value"),
        (
            flag(rules=[{"kind": "split", "variations": [{"key": "a", "value": 1}]}]),
            "invalid_flag_value",
            "/rules/0/variations/0/value",
        ),
        (
            flag(rules=[{"kind": "split", "variations": [*VARIATIONS, {"key": "c", "value": "z"}]}]),
            "invalid_flag",
            "/rules/0/variations",
        ),
        (
            flag(rules=[{"kind": "split", "variations": [{"key": "a", "value": "x", "weight": -1}]}]),
            "invalid_split",
            "/rules/0/variations/0/weight",
        ),
        (
            flag(rules=[{"kind": "split", "variations": [{"key": "a", "value": "x", "weight": True}]}]),
            "invalid_flag",
            "/rules/0/variations/0/weight",
        ),
        (flag(rules=[{"kind": "split", "variations": VARIATIONS, "seed": ""}]), "invalid_split", "/rules/0/seed"),
        (flag(rules=[{"kind": "split", "variations": VARIATIONS, "seed": 7}]), "invalid_flag", "/rules/0"),
        (flag(rules=[{"kind": "experiment", "experiment": "other"}]), "unknown_experiment", "/rules/0/experiment"),
        (flag("number", 1, rules=[{"kind": "experiment", "experiment": "offer"}]), "invalid_flag_value", "/rules/0/experiment"),
        (flag(rules=[{"kind": "experiment", "experiment": "half"}]), "invalid_flag_value", "/rules/0/experiment"),
    ],
)
def test_what_is_no_flag_is_refused_where_it_stands(document: dict[str, Any], code: str, pointer: str) -> None:
    half = Experiment("half", Split.of("h", ["A", "B"]), {"A": "x"})
    with pytest.raises(PointedError) as refused:
        compile_flag(document, {"offer": OFFER, "half": half})
    assert (refused.value.code, refused.value.pointer) == (code, pointer)
