"""The cases of GrowthBook's SDK specification 0.7.1, in every section that a server without payloads can meet."""

import json
from typing import Any

import pytest
from numpy.testing import assert_allclose

from services.experiments.domain.conditions import compile_condition
from services.experiments.domain.errors import PointedError
from services.experiments.domain.hashing import bucket_ranges, choose_variation, equal_weights, hash_unit, in_namespace

from .reference import reference_file

# What a payload may hold and a person may not write: it never holds, or is refused.
MALFORMED = {
    "$in - not array": "invalid_condition",
    "$nin - not array": "invalid_condition",
    "unknown operator - pass": "invalid_condition",
    "$regex invalid - pass": "invalid_pattern",
    "$regex invalid - fail": "invalid_pattern",
    "$inGroup fails for unknown group id": "unknown_group",
    "$notInGroup passes for unknown group id": "unknown_group",
}


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Any]]:
    document: dict[str, list[Any]] = json.loads(reference_file("growthbook-cases-0.7.1.json").read_text())
    return document


def test_hash(cases: dict[str, list[Any]]) -> None:
    assert len(cases["hash"]) == 15
    for seed, unit, version, expected in cases["hash"]:
        assert hash_unit(seed, unit, version) == expected, (seed, unit, version)


def test_bucket_ranges(cases: dict[str, list[Any]]) -> None:
    assert len(cases["getBucketRange"]) == 13
    for name, (variations, coverage, weights), expected in cases["getBucketRange"]:
        assert_allclose(bucket_ranges(variations, coverage, weights), expected, atol=1e-12, err_msg=name)


def test_choose_variation(cases: dict[str, list[Any]]) -> None:
    assert len(cases["chooseVariation"]) == 13
    for name, bucket, ranges, expected in cases["chooseVariation"]:
        assert choose_variation(bucket, ranges) == expected, name


def test_equal_weights(cases: dict[str, list[Any]]) -> None:
    assert len(cases["getEqualWeights"]) == 6
    for variations, expected in cases["getEqualWeights"]:
        assert_allclose(equal_weights(variations), expected, atol=1e-8)


def test_namespaces(cases: dict[str, list[Any]]) -> None:
    assert len(cases["inNamespace"]) == 16
    for name, unit, (namespace, low, high), expected in cases["inNamespace"]:
        assert in_namespace(unit, namespace, low, high) is expected, name


def test_conditions_as_sdks_take_them(cases: dict[str, list[Any]]) -> None:
    assert len(cases["evalCondition"]) == 235
    for name, condition, attributes, expected, *groups in cases["evalCondition"]:
        assert compile_condition(condition, *groups, lenient=True)(attributes) is expected, name


def test_conditions_as_people_write_them(cases: dict[str, list[Any]]) -> None:
    refused = {}
    for name, condition, attributes, expected, *groups in cases["evalCondition"]:
        try:
            assert compile_condition(condition, *groups)(attributes) is expected, name
        except PointedError as error:
            refused[name] = error.code
    assert refused == MALFORMED
