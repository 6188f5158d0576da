"""Uncertainty of a maximum-likelihood estimate from the curvature at the maximum (Laplace)."""

import numpy as np

from inference.arrays import FloatArray


def laplace_covariance(hessian: FloatArray, jacobian: FloatArray) -> FloatArray | None:
    """Covariance of estimates on their natural scale, from the curvature on the scale they were estimated on.

    Args:
        hessian: Second derivatives of the log-likelihood at its maximum, on the scale of estimation, shape (d, d).
        jacobian: Derivatives of the natural parameters by those of the scale of estimation, one by one, shape (d,);
            for log-parameters these are the parameters themselves.

    Returns:
        Shape (d, d); None where the likelihood is not strictly concave there, so that no covariance exists.
    """
    try:
        factor = np.linalg.cholesky(-hessian)
    except np.linalg.LinAlgError:
        return None
    if not np.isfinite(factor).all():
        return None
    root = np.linalg.solve(factor, np.diag(jacobian))
    return np.asarray(root.T @ root)


def standard_errors(covariance: FloatArray) -> FloatArray:
    """Square roots of the variances, shape (d,)."""
    return np.asarray(np.sqrt(np.diagonal(covariance)))


def robust_covariance(hessian: FloatArray, scores: FloatArray, weights: FloatArray, jacobian: FloatArray) -> FloatArray | None:
    """Covariance of estimates on their natural scale that holds although the model is not quite true (sandwich).

    Args:
        hessian: Second derivatives of the log-likelihood at its maximum, on the scale of estimation, shape (d, d).
        scores: First derivatives of one observation's log-likelihood there, by kind of observation, shape (d, n).
        weights: Observations of each kind, shape (n,).
        jacobian: As in `laplace_covariance`.

    Returns:
        Shape (d, d); None where the likelihood is not strictly concave there, so that no covariance exists.

    Source: White (1982), "Maximum Likelihood Estimation of Misspecified Models", Econometrica 50:1.
    """
    bread = laplace_covariance(hessian, jacobian)
    if bread is None:
        return None
    filling = (scores * weights) @ scores.T / np.outer(jacobian, jacobian)
    return np.asarray(bread @ filling @ bread)
