"""The interval of a sum of positive estimates."""

from math import exp, log

import numpy as np
import pytest

from inference.totals import total_interval


def test_of_one_customer_it_is_the_customers_own() -> None:
    assert total_interval(10.0, 10.0 * log(13.0 / 10.0)) == pytest.approx((10.0 / 1.3, 13.0))


def test_no_correlation_makes_the_sum_vary_more() -> None:
    """Errors drawn with correlations from 0 to 1: the interval covers at least its level."""
    generator = np.random.default_rng(7)
    values, z = np.array([5.0, 10.0, 20.0]), 1.959964
    deviations = 0.1 * values
    half_width = float((z * deviations).sum())
    low, high = total_interval(float(values.sum()), half_width) or (0.0, 0.0)
    for correlation in (0.0, 0.5, 1.0):
        covariance = np.outer(deviations, deviations) * (correlation + (1 - correlation) * np.eye(3))
        logarithms = generator.multivariate_normal(np.zeros(3), covariance / np.outer(values, values), 20_000)
        sums = (values * np.exp(logarithms)).sum(axis=1)
        assert np.mean((sums >= low) & (sums <= high)) > 0.945


@pytest.mark.parametrize("equity", [0.0, -1.0])
def test_nothing_has_no_interval(equity: float) -> None:
    assert total_interval(equity, 1.0) is None


def test_what_is_wider_than_numbers_go_has_none() -> None:
    assert total_interval(1.0, 1e9) == pytest.approx((exp(-700), exp(700)))
    assert total_interval(1e10, 1e300) is None
