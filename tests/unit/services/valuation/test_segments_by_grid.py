"""Segments far from any normal approximation, beside integrals over parameters and variances on a grid."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import gammaln

from inference.arrays import FloatArray
from inference.pooling import EXPECTED_GROUPS, EXPECTED_VARIANCE, MOST_VARIANCE
from services.valuation.domain import PurchaseFit, PurchaseHistories, fit_purchases
from services.valuation.domain.segments import SegmentFit, pool_segments

WATCHED = 40.0
VARIANCES = np.exp(np.linspace(np.log(4e-4), np.log(MOST_VARIANCE), 61))
OFF_R, OFF_ALPHA = np.linspace(-14.0, 6.0, 301), np.linspace(-8.0, 8.0, 241)
"""Distances from the whole's, of logarithms."""


def histories(purchases: list[int]) -> PurchaseHistories:
    return PurchaseHistories.of(purchases, [0.9 * WATCHED if count else 0.0 for count in purchases], [WATCHED] * len(purchases))


def log_rates_by_grid(whole: PurchaseFit, segments: list[PurchaseHistories]) -> list[tuple[float, float]]:
    """Of each segment's rate of purchase: mean and deviation of the logarithm, under NBD."""
    r = whole.parameters["r"] * np.exp(OFF_R)[:, None]
    alpha = whole.parameters["alpha"] * np.exp(OFF_ALPHA)
    likelihoods = []
    for segment in segments:
        x, T, customers = segment.frequency[:, None, None], segment.T[:, None, None], segment.customers[:, None, None]
        each = gammaln(r + x) - gammaln(r) + r * np.log(alpha / (alpha + T)) - x * np.log(alpha + T)
        told = (customers * each).sum(axis=0)
        likelihoods.append(np.exp(told - told.max()))
    of_r, of_alpha = prior(OFF_R), prior(OFF_ALPHA)
    evidence = [of_r @ likelihood @ of_alpha.T for likelihood in likelihoods]
    before = -0.5 * EXPECTED_GROUPS * (np.log(VARIANCES) + EXPECTED_VARIANCE / VARIANCES)
    weights = before[:, None] + before + np.sum(np.log(evidence), axis=0)
    weights = np.exp(weights - weights.max())
    log_rates = np.log(r / alpha)
    answers = []
    for likelihood, told in zip(likelihoods, evidence, strict=True):
        posterior = likelihood * (of_r.T @ (weights / told) @ of_alpha)
        posterior /= posterior.sum()
        mean = float((posterior * log_rates).sum())
        answers.append((mean, float(np.sqrt((posterior * (log_rates - mean) ** 2).sum()))))
    return answers


def prior(off: FloatArray) -> FloatArray:
    """Densities under each of the variances, shape (variances, n)."""
    return np.asarray(np.exp(-0.5 * off**2 / VARIANCES[:, None]) / np.sqrt(VARIANCES)[:, None])


def log_rate(fit: SegmentFit) -> tuple[float, float]:
    slopes = np.array([1.0 / fit.parameters["r"], -1.0 / fit.parameters["alpha"]])
    return float(np.log(fit.parameters["r"] / fit.parameters["alpha"])), float(np.sqrt(slopes @ fit.covariance @ slopes))


@pytest.mark.parametrize(
    ("purchases", "near"),
    [
        ([0] * 60, 0.5),  # nobody came back
        ([200], 0.3),
        ([0, 0, 1, 0, 3], 0.1),
    ],
)
def test_a_segment_unlike_all_others_is_as_the_grid_has_it(purchases: list[int], near: float) -> None:
    rng = np.random.default_rng(1)
    usual = rng.poisson(rng.gamma(0.3, 0.2, 300) * WATCHED).tolist()
    whole = fit_purchases("nbd", histories(usual + purchases))
    found = pool_segments(whole, {"usual": histories(usual), "unlike": histories(purchases)})
    assert found is not None
    by_grid = log_rates_by_grid(whole, [histories(usual).grouped(), histories(purchases).grouped()])
    (usual_mean, usual_deviation), (mean, deviation) = by_grid
    assert_allclose(log_rate(found["usual"]), (usual_mean, usual_deviation), atol=0.01)
    pooled_mean, pooled_deviation = log_rate(found["unlike"])
    assert abs(pooled_mean - mean) < near * deviation
    assert_allclose(pooled_deviation, deviation, rtol=0.2)
