"""Partial pooling of normal groups, where everything is known in closed form."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from inference.arrays import FloatArray
from inference.pooling import EXPECTED_GROUPS, EXPECTED_VARIANCE, normal_evidence, pool_toward


def pooled_by_hand(estimates: FloatArray, variances: FloatArray, centre: float) -> tuple[float, FloatArray]:
    """The most likely variance between groups a posteriori, and the posterior means under it."""

    def unlikely(log_between: float) -> float:
        told = norm.logpdf(estimates, centre, np.sqrt(variances + np.exp(log_between))).sum()
        # Of two groups that are off by what is expected, exactly.
        before = EXPECTED_GROUPS * norm.logpdf(np.sqrt(EXPECTED_VARIANCE), 0.0, np.exp(0.5 * log_between))
        return -float(told + before)

    found = minimize_scalar(
        unlikely,
        bounds=(-25.0, 10.0),
        method="bounded",
        options={"xatol": 1e-10},
    )
    between = float(np.exp(found.x))
    return between, (estimates / variances + centre / between) / (1.0 / variances + 1.0 / between)


def test_normal_groups_are_pooled_as_the_marginal_posterior_has_it() -> None:
    rng = np.random.default_rng(3)
    variances = rng.uniform(0.01, 0.5, 12)
    estimates = 0.4 + rng.normal(0.0, 0.6, 12) + rng.normal(0.0, np.sqrt(variances))
    between, means = pooled_by_hand(estimates, variances, 0.4)
    evidence = [normal_evidence(*pair) for pair in zip(estimates.tolist(), variances.tolist(), strict=True)]
    pooled = pool_toward(np.array([0.4]), evidence)
    assert_allclose(pooled.variances, between, rtol=2e-2)
    assert_allclose([group.point[0] for group in pooled.groups], means, atol=2e-3)
    posterior = 1.0 / (1.0 / variances + 1.0 / pooled.variances)
    assert_allclose([group.covariance[0, 0] for group in pooled.groups], posterior, rtol=1e-3)
    assert_allclose([group.own_share[0] for group in pooled.groups], 1.0 - posterior / pooled.variances, atol=1e-3)


def test_groups_that_do_not_differ_are_the_whole() -> None:
    few = pool_toward(np.array([1.0]), [normal_evidence(1.0 + off, 1.0) for off in (-0.1, 0.0, 0.1)])
    assert few.variances[0] < EXPECTED_VARIANCE
    assert_allclose([group.point[0] for group in few.groups], 1.0, atol=5e-3)
    many = pool_toward(np.array([1.0]), [normal_evidence(1.0 + off, 0.01) for off in np.linspace(-0.1, 0.1, 200)])
    assert many.variances[0] < 3e-3
    assert_allclose([group.point[0] for group in many.groups], 1.0, atol=0.03)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_groups_that_are_off_by_chance_stay_near_the_whole(count: int) -> None:
    rng = np.random.default_rng(4)
    covered, moved = [], []
    for _ in range(400):
        evidence = [normal_evidence(float(off), 0.5) for off in rng.normal(0.0, np.sqrt(0.5), count)]
        for group in pool_toward(np.zeros(1), evidence).groups:
            moved.append(float(group.point[0]))
            covered.append(abs(moved[-1]) < 1.96 * np.sqrt(group.covariance[0, 0]))
    assert np.mean(covered) > 0.95
    assert np.sqrt(np.mean(np.square(moved))) < 0.25 * np.sqrt(0.5)


@pytest.mark.parametrize("apart", [0.4, 1.0, 4.0])
def test_one_group_that_knows_better_is_its_own(apart: float) -> None:
    (known,) = pool_toward(np.zeros(1), [normal_evidence(apart, 1e-4)]).groups
    assert_allclose(known.point, apart, rtol=2e-3)
    assert known.own_share[0] > 0.99


def test_intervals_cover_few_groups_that_differ_as_is_expected() -> None:
    rng = np.random.default_rng(6)
    covered = []
    for _ in range(300):
        truth = rng.normal(0.0, np.sqrt(EXPECTED_VARIANCE), 5)
        evidence = [normal_evidence(float(each), 0.09) for each in truth + rng.normal(0.0, 0.3, 5)]
        for group, true in zip(pool_toward(np.zeros(1), evidence).groups, truth, strict=True):
            covered.append(abs(group.point[0] - true) < 1.96 * np.sqrt(group.covariance[0, 0]))
    assert 0.91 < np.mean(covered) < 0.985


def test_a_group_that_says_nothing_stands_where_the_whole_does() -> None:
    evidence = [normal_evidence(5.0, 1e12), normal_evidence(2.0, 1e-4), normal_evidence(0.0, 1e-4)]
    silent, *told = pool_toward(np.array([1.0]), evidence).groups
    assert_allclose(silent.point, 1.0, atol=1e-6)
    assert_allclose(silent.own_share, 0.0, atol=1e-6)
    assert_allclose([group.point[0] for group in told], [2.0, 0.0], atol=1e-3)
    assert all(group.own_share[0] > 0.999 for group in told)
