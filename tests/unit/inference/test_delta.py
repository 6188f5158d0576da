import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.delta import Estimate, InvalidLevelError, Link, delta_interval, delta_variance, normal_multiplier


def test_the_multiplier_of_a_95_percent_interval_is_1_96() -> None:
    assert_allclose(normal_multiplier(0.95), 1.959963984540054, rtol=1e-14)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95.0, float("nan")])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(InvalidLevelError) as refused:
        normal_multiplier(level)
    assert refused.value.code == "invalid_level"


def test_variance_of_a_linear_function_is_exact() -> None:
    covariance = np.array([[4.0, 1.0], [1.0, 9.0]])
    gradients = np.array([[1.0, 1.0, 0.0], [1.0, -1.0, 2.0]])
    assert_allclose(delta_variance(gradients, covariance), [15.0, 11.0, 36.0])


def test_on_the_log_scale_the_ends_are_equal_factors_away_and_positive() -> None:
    low, high = delta_interval(np.array([2.0, 1e-3]), np.array([0.25, 1.0]), 0.95, Link.LOG)
    assert (low >= 0.0).all()
    assert_allclose(2.0 / low[0], high[0] / 2.0)
    assert_allclose(np.log(high[0] / 2.0), 1.959963984540054 * 0.25, rtol=1e-12)


def test_on_the_logit_scale_an_interval_stays_a_probability() -> None:
    low, high = delta_interval(np.array([0.999, 0.5]), np.array([0.04, 0.01]), 0.99, Link.LOGIT)
    assert ((low > 0.0) & (high <= 1.0) & (low < high)).all()
    assert_allclose(low[1] + high[1], 1.0)
    assert_allclose(np.log(high[1] / (1.0 - high[1])), 2.5758293035489 * 0.1 / 0.25, rtol=1e-10)


def test_a_quantity_on_the_edge_of_its_range_has_no_width() -> None:
    low, high = delta_interval(np.array([0.0, 1.0]), np.zeros(2), 0.95, Link.LOGIT)
    assert_allclose(low, [0.0, 1.0])
    assert_allclose(high, [0.0, 1.0])


def test_a_spread_beyond_all_numbers_is_still_a_number() -> None:
    low, high = delta_interval(np.array([1e-9]), np.array([1e9]), 0.95, Link.LOG)
    assert np.isfinite(low).all()
    assert np.isfinite(high).all()


def test_on_its_own_scale_an_interval_is_symmetric() -> None:
    estimate = Estimate(np.array([-3.0]), np.array([[2.0]]))
    low, high = estimate.interval(np.array([[0.25]]), 0.95, Link.IDENTITY)
    assert_allclose([low[0], high[0]], [-3.0 - 1.959963984540054, -3.0 + 1.959963984540054])


def test_an_end_that_no_number_holds_is_the_largest_there_is() -> None:
    low, high = delta_interval(np.array([1e6]), np.array([1e20]), 0.95, Link.LOG)
    assert low[0] >= 0.0
    assert high[0] == np.finfo(np.float64).max
