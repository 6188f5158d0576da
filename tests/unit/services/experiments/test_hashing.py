import numpy as np
import pytest
from scipy.stats import chi2

from services.experiments.domain.hashing import (
    bucket_from,
    bucket_ranges,
    equal_weights,
    fnv1a32,
    hash_unit,
    in_namespace,
    seed_state,
    unit_text,
)


@pytest.mark.parametrize(
    ("seed", "unit", "version", "expected"),
    [
        ("seed", "a", 2, 0.0505),
        ("seed", "b", 2, 0.2696),
        ("foo", "ab", 2, 0.2575),
        ("foo", "def", 2, 0.2019),
        ("", "a", 1, 0.22),
        ("b", "a", 1, 0.946),
    ],
)
def test_samples_of_growthbooks_specification(seed: str, unit: str, version: int, expected: float) -> None:
    assert hash_unit(seed, unit, version) == expected


def test_an_unknown_version_gives_no_number() -> None:
    assert hash_unit("abc", "def", 99) is None


@pytest.mark.parametrize(("text", "expected"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_test_vectors_of_fnv_1a(text: str, expected: int) -> None:
    """Fowler, Noll & Vo, in their reference code's test vectors."""
    assert fnv1a32(text) == expected


def javascript(text: str) -> int:
    """What the specification's reference computes: over UTF-16 code units, as JavaScript's strings are made."""
    raw = text.encode("utf-16-be", "surrogatepass")
    value = 2166136261
    for high, low in zip(raw[::2], raw[1::2], strict=True):
        value ^= high * 256 + low
        value = (value + (value << 1) + (value << 4) + (value << 7) + (value << 8) + (value << 24)) % 2**32
    return value


@pytest.mark.parametrize("text", ["Łódź", "ключ", "顧客", "é" * 300, "🙂", "a🙂é", "\ud800"])
def test_beyond_ascii_the_code_units_are_hashed(text: str) -> None:
    assert fnv1a32(text) == javascript(text)
    assert hash_unit("seed-ü", text) == javascript(str(javascript("seed-ü" + text))) % 10_000 / 10_000


@pytest.mark.parametrize("text", ["Łódź", "ключ", "顧客"])
def test_where_a_code_unit_is_a_code_point_sdks_in_other_languages_agree(text: str) -> None:
    value = 2166136261
    for character in text:
        value = (value ^ ord(character)) * 16777619 % 2**32
    assert fnv1a32(text) == value


def test_a_seed_is_read_once_and_gives_the_same() -> None:
    assert bucket_from(seed_state("experiment-1"), "user-7") == hash_unit("experiment-1", "user-7")


@pytest.fixture(scope="module")
def numbers() -> np.ndarray:
    state = seed_state("uniformity")
    return np.array([round(bucket_from(state, f"customer-{i}") * 10_000) for i in range(200_000)])


def test_all_buckets_are_equally_likely(numbers: np.ndarray) -> None:
    counts = np.bincount(numbers, minlength=10_000)
    assert len(counts) == 10_000
    statistic = ((counts - 20.0) ** 2 / 20.0).sum()
    assert 1e-3 < chi2.sf(statistic, 9_999) < 1 - 1e-3


def test_two_seeds_assign_independently(numbers: np.ndarray) -> None:
    state = seed_state("uniformitz")  # one letter apart, which the hash's first version does not survive
    others = np.array([round(bucket_from(state, f"customer-{i}") * 10_000) for i in range(200_000)])
    table = np.zeros((10, 10))
    np.add.at(table, (numbers // 1_000, others // 1_000), 1)
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    assert 1e-3 < chi2.sf(((table - expected) ** 2 / expected).sum(), 81) < 1 - 1e-3


def test_weights_that_are_none_count_as_equal() -> None:
    assert bucket_ranges(2, 1.0, [0.7, 0.6]) == [(0.0, 0.5), (0.5, 1.0)]
    assert bucket_ranges(2, 1.5, [1.0]) == [(0.0, 0.5), (0.5, 1.0)]
    assert equal_weights(0) == equal_weights(-2) == []


def test_parts_of_a_namespace_share_nobody_and_miss_nobody() -> None:
    for i in range(500):
        assert in_namespace(f"u{i}", "checkout", 0.0, 0.3) + in_namespace(f"u{i}", "checkout", 0.3, 1.0) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        ("", None),
        (None, None),
        (True, None),
        ([1], None),
        ({}, None),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (0, "0"),
        (-3, "-3"),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
    ],
)
def test_units_are_hashed_as_json_writes_them(value: object, text: str | None) -> None:
    assert unit_text(value) == text
