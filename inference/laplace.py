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
