import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from inference import bootstrap
from inference.arrays import FloatArray
from inference.bootstrap import percentile_interval, poisson_bootstrap
from inference.delta import InvalidLevelError


def test_a_total_of_counts_has_the_variance_of_poisson_counts() -> None:
    counts = np.array([4.0, 0.0, 10.0])
    drawn = poisson_bootstrap(counts, lambda each: each.sum(axis=0), 20_000, np.random.default_rng(0))
    assert drawn.mean() == pytest.approx(14.0, abs=0.1)
    assert drawn.var() == pytest.approx(14.0, rel=0.04)


def test_a_count_of_nothing_stays_nothing() -> None:
    drawn = poisson_bootstrap(np.array([0.0, 3.0]), lambda each: each.T, 100, np.random.default_rng(1))
    assert not drawn[:, 0].any()


def test_replicates_come_in_parts_that_fit_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "_NUMBERS_AT_ONCE", 10)
    sizes = []

    def statistic(each: FloatArray) -> FloatArray:
        sizes.append(each.shape)
        return each.T

    drawn = poisson_bootstrap(np.ones(3), statistic, 8, np.random.default_rng(2))
    assert sizes == [(3, 3), (3, 3), (3, 2)]
    assert drawn.shape == (8, 3)
    sizes.clear()
    poisson_bootstrap(np.ones(3), statistic, 4, np.random.default_rng(2), width=5)
    assert sizes == [(3, 2), (3, 2)]


def test_the_same_generator_gives_the_same_replicates() -> None:
    first, second = (poisson_bootstrap(np.ones(3), np.transpose, 5, np.random.default_rng(3)) for _ in range(2))
    assert_array_equal(first, second)


def test_an_interval_is_the_middle_share() -> None:
    low, high = percentile_interval(np.arange(101.0)[:, None] * [1.0, 2.0], 0.9)
    assert_allclose(low, [5.0, 10.0])
    assert_allclose(high, [95.0, 190.0])


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, float("nan")])
def test_a_level_lies_between_nothing_and_all(level: float) -> None:
    with pytest.raises(InvalidLevelError):
        percentile_interval(np.ones((3, 1)), level)
