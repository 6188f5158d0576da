import numpy as np
from numpy.testing import assert_allclose

from inference.laplace import laplace_covariance, robust_covariance, standard_errors


def test_an_exponential_rate_has_the_standard_error_of_the_textbook() -> None:
    # n waiting times of mean m: the rate is 1/m with standard error rate/√n; by ln(rate) the second derivative is −n.
    n, rate = 400, 2.5
    covariance = laplace_covariance(np.array([[-float(n)]]), np.array([rate]))
    assert covariance is not None
    assert_allclose(standard_errors(covariance), [rate / 20.0], rtol=1e-14)


def test_it_is_the_inverse_curvature_carried_to_the_natural_scale() -> None:
    hessian = -np.array([[5.0, 1.0], [1.0, 2.0]])
    jacobian = np.array([3.0, 0.5])
    covariance = laplace_covariance(hessian, jacobian)
    assert covariance is not None
    assert_allclose(covariance, np.diag(jacobian) @ np.linalg.inv(-hessian) @ np.diag(jacobian), rtol=1e-13)


def test_a_flat_or_rising_direction_has_no_covariance() -> None:
    assert laplace_covariance(np.array([[-1.0, 0.0], [0.0, 0.0]]), np.ones(2)) is None
    assert laplace_covariance(np.array([[-1.0, 0.0], [0.0, 1.0]]), np.ones(2)) is None


def test_the_sandwich_is_laplaces_where_the_model_is_true_and_the_truths_where_it_is_not() -> None:
    # The mean of counts by a Poisson model, searched in its logarithm: its true error is that of any mean.
    rng = np.random.default_rng(1)
    for dispersion in (1e6, 2.0):
        counts = rng.poisson(rng.gamma(dispersion, 5.0 / dispersion, 50_000)).astype(np.float64)
        mean = counts.mean()
        kinds, weights = np.unique(counts, return_counts=True)
        hessian, scores = np.array([[-counts.sum()]]), (kinds - mean)[None]
        robust = robust_covariance(hessian, scores, weights.astype(np.float64), np.array([mean]))
        assert robust is not None
        assert_allclose(robust, [[counts.var() / len(counts)]], rtol=1e-10)
    assert robust_covariance(np.array([[0.0]]), scores, weights.astype(np.float64), np.ones(1)) is None
