"""Partial pooling of normal groups, where everything is known in closed form."""

import numpy as np
from numpy.testing import assert_allclose
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from inference.arrays import FloatArray
from inference.pooling import normal_evidence, pool_toward


def pooled_by_hand(estimates: FloatArray, variances: FloatArray, centre: float) -> tuple[float, FloatArray]:
    """The variance between groups that makes the estimates the most likely, and the posterior means under it."""
    found = minimize_scalar(
        lambda log_between: -norm.logpdf(estimates, centre, np.sqrt(variances + np.exp(log_between))).sum(),
        bounds=(-25.0, 10.0),
        method="bounded",
        options={"xatol": 1e-10},
    )
    between = float(np.exp(found.x))
    return between, (estimates / variances + centre / between) / (1.0 / variances + 1.0 / between)


def test_normal_groups_are_pooled_as_the_marginal_likelihood_has_it() -> None:
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
    evidence = [normal_evidence(1.0 + off, 1.0) for off in (-0.1, 0.0, 0.1)]
    pooled = pool_toward(np.array([1.0]), evidence)
    assert pooled.variances[0] < 0.01
    assert_allclose([group.point[0] for group in pooled.groups], 1.0, atol=1e-3)


def test_a_group_that_says_nothing_stands_where_the_whole_does() -> None:
    evidence = [normal_evidence(5.0, 1e12), normal_evidence(2.0, 1e-4), normal_evidence(0.0, 1e-4)]
    silent, *told = pool_toward(np.array([1.0]), evidence).groups
    assert_allclose(silent.point, 1.0, atol=1e-6)
    assert_allclose(silent.own_share, 0.0, atol=1e-6)
    assert_allclose([group.point[0] for group in told], [2.0, 0.0], atol=1e-3)
    assert all(group.own_share[0] > 0.999 for group in told)
