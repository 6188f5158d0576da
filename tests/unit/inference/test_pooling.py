"""Partial pooling of normal groups, where everything is known in closed form."""

from functools import partial
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.integrate import quad_vec
from scipy.optimize import minimize_scalar
from scipy.special import exp1
from scipy.stats import multivariate_normal, norm

from inference.arrays import FloatArray
from inference.pooling import EXPECTED_GROUPS, EXPECTED_VARIANCE, MOST_VARIANCE, Evidence, Mode, normal_evidence, pool_toward

LEAST_LOG, MOST_LOG = -9.0, float(np.log(MOST_VARIANCE))
"""Of variances: below, none is likely, whatever is told; above there is none."""


def log_posterior(estimates: FloatArray, variances: FloatArray, centre: float, log_between: float) -> float:
    """Of the logarithm of the variance between groups."""
    told = norm.logpdf(estimates, centre, np.sqrt(variances + np.exp(log_between))).sum()
    # Of two groups that are off by what is expected, exactly.
    return float(told + EXPECTED_GROUPS * norm.logpdf(np.sqrt(EXPECTED_VARIANCE), 0.0, np.exp(0.5 * log_between)))


def is_pooled_as_integrals_have_it(estimates: FloatArray, variances: FloatArray, centre: float) -> None:
    of = partial(log_posterior, estimates, variances, centre)
    found = minimize_scalar(lambda log: -of(log), bounds=(LEAST_LOG, MOST_LOG), method="bounded", options={"xatol": 1e-10})
    evidence = [normal_evidence(*pair) for pair in zip(estimates.tolist(), variances.tolist(), strict=True)]
    pooled = pool_toward(np.array([centre]), evidence)
    assert_allclose(pooled.variances, np.exp(found.x), rtol=2e-2)

    def weighed(log: float) -> FloatArray:
        between = np.exp(log)
        share = between / (variances + between)
        points = share * (estimates - centre)
        each = np.array([np.ones(len(points)), points, points**2, share * variances, share])
        return np.asarray(np.exp(of(log) + found.fun) * each)

    sums, _ = quad_vec(weighed, LEAST_LOG, MOST_LOG, points=[found.x], epsrel=1e-9)
    _, points, squares, within, shares = sums / sums[0]
    assert_allclose([group.point[0] for group in pooled.groups], centre + points, atol=1e-3)
    assert_allclose([group.covariance[0, 0] for group in pooled.groups], within + squares - points**2, rtol=5e-3)
    assert_allclose([group.own_share[0] for group in pooled.groups], shares, atol=2e-3)


@pytest.mark.parametrize(("count", "spread"), [(1, 1.0), (2, 0.3), (5, 0.5), (12, 0.6), (40, 0.1), (300, 0.3)])
def test_normal_groups_are_pooled_as_the_integral_over_the_variance_between_them_has_it(count: int, spread: float) -> None:
    rng = np.random.default_rng(3)
    centre = 0.4
    variances = rng.uniform(0.01, 0.5, count)
    estimates = centre + rng.normal(0.0, spread, count) + rng.normal(0.0, np.sqrt(variances))
    is_pooled_as_integrals_have_it(estimates, variances, centre)


@pytest.mark.parametrize(
    ("estimates", "variances"),
    [
        ([1.5, -1.5], [1.0, 1.0]),
        ([0.0, 0.0], [50.0, 50.0]),  # which say nothing
        ([0.0, 0.0], [1e-6, 1e6]),  # of which one says all that is said
        ([3.0], [0.5]),  # likely as it is expected, or as far off as it says
        ([6.0, -5.0, 0.1], [0.01, 0.02, 1e8]),
    ],
)
def test_the_whole_range_of_variances_counts(estimates: list[float], variances: list[float]) -> None:
    is_pooled_as_integrals_have_it(np.array(estimates), np.array(variances), 0.0)


def test_a_group_of_which_nothing_is_known_is_as_uncertain_as_the_mean_variance() -> None:
    """Which is in closed form, by the exponential integral: 95 % of all that is expected are within two deviations."""
    (group,) = pool_toward(np.zeros(1), [normal_evidence(0.0, 1e9)]).groups
    assert EXPECTED_GROUPS == 2.0
    mean = EXPECTED_VARIANCE * exp1(EXPECTED_VARIANCE / MOST_VARIANCE) / np.exp(-EXPECTED_VARIANCE / MOST_VARIANCE)
    assert_allclose(group.covariance[0, 0], mean, rtol=2e-3)
    logs = np.linspace(LEAST_LOG, MOST_LOG, 20_001)
    weights = np.exp(-logs - EXPECTED_VARIANCE / np.exp(logs))
    held = 1.0 - 2.0 * norm.cdf(-1.96 * np.sqrt(mean) / np.exp(0.5 * logs))
    assert_allclose(weights @ held / weights.sum(), 0.95, atol=5e-3)


@pytest.mark.parametrize("others", [1, 2, 4])
def test_intervals_cover_a_group_of_which_nothing_is_known_beside_others_that_differ_by_more_than_is_expected(
    others: int,
) -> None:
    rng = np.random.default_rng(3)
    covered = []
    for _ in range(300):
        truth = rng.normal(0.0, 0.5, others + 1)
        told = [normal_evidence(float(each), 0.01) for each in truth[1:] + rng.normal(0.0, 0.1, others)]
        untold = pool_toward(np.zeros(1), [normal_evidence(0.0, 1e8), *told]).groups[0]
        covered.append(abs(truth[0]) < 1.96 * np.sqrt(untold.covariance[0, 0]))
    assert np.mean(covered) > 0.85


def normal_pair(estimate: FloatArray, information: FloatArray) -> Evidence:
    """A group of which two numbers are known together."""

    def mode(mean: FloatArray, precision: FloatArray, _: FloatArray) -> Mode:
        told = information @ estimate + precision * mean
        point = np.asarray(np.linalg.solve(information + np.diag(precision), told))
        slope = information @ (estimate - point)
        return Mode(point, information, slope, -0.5 * float((estimate - point) @ slope))

    return mode


def test_numbers_that_are_known_together_are_pooled_together() -> None:
    rng = np.random.default_rng(8)
    centre = np.array([0.3, -1.0])
    told = []
    for _ in range(4):
        half = rng.normal(0.0, 1.0, (2, 2)) @ np.diag([4.0, 1.0])
        told.append((centre + rng.normal(0.0, 0.5, 2), half @ half.T))
    pooled = pool_toward(centre, [normal_pair(*each) for each in told])

    parts, shares = np.polynomial.legendre.leggauss(48)
    scale = LEAST_LOG + 0.5 * (parts + 1.0) * (MOST_LOG - LEAST_LOG)
    total, sums = 0.0, [(np.zeros(2), np.zeros((2, 2))) for _ in told]
    for first_of, second_of in product(range(len(scale)), repeat=2):
        between = np.exp(scale[[first_of, second_of]])
        weight = shares[first_of] * shares[second_of]
        weight *= np.exp(-0.5 * EXPECTED_GROUPS * (np.log(between) + EXPECTED_VARIANCE / between).sum())
        answers = []
        for estimate, information in told:
            weight *= multivariate_normal.pdf(estimate, centre, np.linalg.inv(information) + np.diag(between))
            covariance = np.linalg.inv(information + np.diag(1.0 / between))
            answers.append((centre + covariance @ information @ (estimate - centre), covariance))
        total += weight
        for (first, second), (point, covariance) in zip(sums, answers, strict=True):
            first += weight * point
            second += weight * (covariance + np.outer(point, point))
    for group, (first, second) in zip(pooled.groups, sums, strict=True):
        assert_allclose(group.point, first / total, atol=2e-3)
        assert_allclose(group.covariance, second / total - np.outer(first, first) / total**2, rtol=1e-2)


def test_groups_that_do_not_differ_are_the_whole() -> None:
    few = pool_toward(np.array([1.0]), [normal_evidence(1.0 + off, 1.0) for off in (-0.1, 0.0, 0.1)])
    assert few.variances[0] < EXPECTED_VARIANCE
    assert_allclose([group.point[0] for group in few.groups], 1.0, atol=1e-2)
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


def covered_by(deviation: float) -> float:
    """How often the intervals of five groups that differ so much hold the truth."""
    rng = np.random.default_rng(6)
    covered = []
    for _ in range(300):
        truth = rng.normal(0.0, deviation, 5)
        evidence = [normal_evidence(float(each), 0.09) for each in truth + rng.normal(0.0, 0.3, 5)]
        for group, true in zip(pool_toward(np.zeros(1), evidence).groups, truth, strict=True):
            covered.append(abs(group.point[0] - true) < 1.96 * np.sqrt(group.covariance[0, 0]))
    return float(np.mean(covered))


def test_intervals_cover_few_groups_that_differ_as_is_expected() -> None:
    assert 0.93 < covered_by(np.sqrt(EXPECTED_VARIANCE)) < 0.985


def test_intervals_of_few_groups_that_differ_by_more_than_is_expected_are_widened_by_not_knowing_how_much() -> None:
    assert covered_by(0.5) > 0.87  # 0.84 if the most likely variance is taken for the true one


known_numbers = st.tuples(st.floats(-3.0, 3.0), st.floats(-14.0, 14.0).map(np.exp).map(float))


@given(st.lists(known_numbers, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_groups_lie_between_their_own_and_the_whole_in_whatever_order(told: list[tuple[float, float]], order: Random) -> None:
    groups = pool_toward(np.array([0.5]), [normal_evidence(*each) for each in told]).groups
    for (estimate, _), group in zip(told, groups, strict=True):
        assert min(estimate, 0.5) - 1e-9 <= group.point[0] <= max(estimate, 0.5) + 1e-9
        assert 0.0 <= group.own_share[0] <= 1.0
        assert group.covariance[0, 0] > 0.0
    places = list(range(len(told)))
    order.shuffle(places)
    shuffled = pool_toward(np.array([0.5]), [normal_evidence(*told[place]) for place in places]).groups
    assert_allclose([group.point[0] for group in shuffled], [groups[place].point[0] for place in places], atol=1e-6)


def test_a_group_that_says_nothing_stands_where_the_whole_does() -> None:
    evidence = [normal_evidence(5.0, 1e12), normal_evidence(2.0, 1e-4), normal_evidence(0.0, 1e-4)]
    silent, *told = pool_toward(np.array([1.0]), evidence).groups
    assert_allclose(silent.point, 1.0, atol=1e-6)
    assert_allclose(silent.own_share, 0.0, atol=1e-6)
    assert_allclose([group.point[0] for group in told], [2.0, 0.0], atol=1e-3)
    assert all(group.own_share[0] > 0.999 for group in told)
