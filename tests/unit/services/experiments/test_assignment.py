import pytest

from services.experiments.domain.assignment import Split, assign, is_held_out
from services.experiments.domain.errors import InvalidShareError, InvalidSplitError
from services.experiments.domain.hashing import bucket_ranges, choose_variation, hash_unit

UNITS = [f"customer-{i}" for i in range(5_000)]


def test_a_split_assigns_as_the_specification_does() -> None:
    split = Split.of("seed", ["a", "b", "c"], [0.2, 0.3, 0.5], coverage=0.7)
    ranges = bucket_ranges(3, 0.7, [0.2, 0.3, 0.5])
    for unit in UNITS:
        bucket = hash_unit("seed", unit)
        assert bucket is not None
        index = choose_variation(bucket, ranges)
        assert assign(split, unit) == (None if index < 0 else "abc"[index])


def test_shares_are_those_of_the_weights() -> None:
    split = Split.of("shares", ["a", "b"], [0.25, 0.75])
    share = sum(assign(split, unit) == "a" for unit in UNITS) / len(UNITS)
    assert abs(share - 0.25) < 4 * (0.25 * 0.75 / len(UNITS)) ** 0.5


def test_raising_the_coverage_moves_nobody() -> None:
    before: dict[str, str | None] = dict.fromkeys(UNITS)
    for coverage in (0.0, 0.01, 0.1, 0.35, 0.8, 1.0):
        split = Split.of("ramp", ["a", "b", "c"], [0.5, 0.3, 0.2], coverage=coverage)
        after = {unit: assign(split, unit) for unit in UNITS}
        assert all(after[unit] == variation for unit, variation in before.items() if variation is not None)
        before = after
    assert None not in before.values()


@pytest.mark.parametrize("weights", [[1, 1], [50, 50], [0.5, 0.5], None, [0.499, 0.499]])
def test_weights_are_shares_of_their_sum(weights: list[float] | None) -> None:
    assert Split.of("s", ["a", "b"], weights).weights == (0.5, 0.5)


def test_a_variation_of_weight_0_gets_nobody() -> None:
    split = Split.of("paused", ["a", "b", "c"], [0.5, 0.0, 0.5])
    assert {assign(split, unit) for unit in UNITS} == {"a", "c"}


@pytest.mark.parametrize(
    ("arguments", "options", "pointer"),
    [
        (("", ["a"]), {}, "/seed"),
        (("s", []), {}, "/variations"),
        (("s", ["a", ""]), {}, "/variations/1/key"),
        (("s", ["a", "b", "a"]), {}, "/variations/2/key"),
        (("s", ["a", "b"], [1.0]), {}, "/variations"),
        (("s", ["a", "b"], [0.2, 0.2]), {}, "/variations"),
        (("s", ["a", "b"], [0.0, 0.0]), {}, "/variations"),
        (("s", ["a", "b"], [1.5, -0.5]), {}, "/variations/1/weight"),
        (("s", ["a", "b"], [float("nan"), 1.0]), {}, "/variations/0/weight"),
        (("s", ["a", "b"], [1.0, float("inf")]), {}, "/variations/1/weight"),
        (("s", ["a"]), {"coverage": 1.01}, "/coverage"),
        (("s", ["a"]), {"coverage": -0.01}, "/coverage"),
        (("s", ["a"]), {"coverage": float("nan")}, "/coverage"),
        (("s", ["a"]), {"attribute": ""}, "/attribute"),
    ],
)
def test_what_divides_nobody_is_refused(arguments: tuple[object, ...], options: dict[str, object], pointer: str) -> None:
    with pytest.raises(InvalidSplitError) as refused:
        Split.of(*arguments, **options)  # type: ignore[arg-type]  # of every kind, on purpose
    assert refused.value.pointer == pointer
    assert refused.value.code == "invalid_split"


def test_the_holdout_is_its_share_and_only_grows() -> None:
    five = {unit for unit in UNITS if is_held_out("holdout-2026", 0.05, unit)}
    ten = {unit for unit in UNITS if is_held_out("holdout-2026", 0.1, unit)}
    assert five < ten
    assert abs(len(five) / len(UNITS) - 0.05) < 4 * (0.05 * 0.95 / len(UNITS)) ** 0.5
    assert not any(is_held_out("holdout-2026", 0.0, unit) for unit in UNITS)
    assert all(is_held_out("holdout-2026", 1.0, unit) for unit in UNITS)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_outside_0_and_1_is_refused(share: float) -> None:
    with pytest.raises(InvalidShareError):
        is_held_out("s", share, "u")
