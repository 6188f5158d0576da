"""Whether what customers spend goes with how often they buy, and how far: Gamma-Gamma supposes that it does not.

The test is of the elasticity by which the model's scale differs with frequency (`spend_likelihood`), which is 0 in Gamma-Gamma.
Its error is that of a model that need not be quite true, so that spends of another shape are not taken for spends that depend.
The correlation of frequency and mean spend, which others report, is driven by the few who buy most; it decides nothing here.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from inference.arrays import FloatArray, IntArray
from inference.delta import normal_multiplier
from inference.laplace import robust_covariance
from services.valuation.domain.optimize import maximize
from services.valuation.domain.spend_likelihood import LARGEST_LOG_SHAPE, SpendStatistics

# Spend that goes with frequency breaks the model where chance alone would show as much less often than this …
SIGNIFICANCE = 0.01
# … and it is so much that customers with ten times the purchases spend 1.8 times as much each time, or as little as that less.
SIZEABLE = 0.25

_LEVEL = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class SpendDependence:
    """How spend per purchase goes with frequency, among customers with repeat purchases.

    Attributes:
        elasticity: By how many per cent expected spend rises as frequency rises by one per cent.
        low: Lower end of its 95 % interval.
        high: Upper end.
        p_value: Of an elasticity of 0, two-sided.
        breaks_model: Whether it is significant and sizeable, so that Gamma-Gamma is not the model of this spend.
        parameters: p, q, v and elasticity of the model that allows for it.
        covariance: Of these, shape (4, 4).
        log_likelihood: Of that model, at its maximum.
        gradient_norm: Largest derivative there.
        iterations: Newton steps to it.
    """

    elasticity: float
    low: float
    high: float
    p_value: float
    breaks_model: bool
    parameters: dict[str, float]
    covariance: FloatArray
    log_likelihood: float
    gradient_norm: float
    iterations: int


def measure_dependence(
    statistics: SpendStatistics, customers: IntArray, start: FloatArray, tolerance: float
) -> SpendDependence | None:
    """Measure how spend goes with frequency.

    Args:
        statistics: Of the customers with repeat purchases.
        customers: Of each row.
        start: Where to climb from, in Gamma-Gamma's search parameters; not from its maximum, which spend that falls with
            frequency may have driven to an edge.
        tolerance: On the gradient.

    Returns:
        None where it cannot be told: frequency does not vary, or the likelihood has no maximum.
    """
    if len(statistics.frequency) < 2:
        return None
    maximum = maximize(statistics.per_customer_log_likelihood, np.append(start, 0.0), tolerance=tolerance)
    if not maximum.converged or (maximum.point[:2] > LARGEST_LOG_SHAPE - 1.0).any():
        return None
    p, q, v = np.exp(maximum.point[:3]).tolist()
    elasticity = float(maximum.point[3])
    jacobian = np.array([p, q, v * statistics.scale, 1.0])
    count = float(customers.sum())
    covariance = robust_covariance(
        maximum.evaluation.hessian * count, statistics.scores(maximum.point), customers.astype(np.float64), jacobian
    )
    if covariance is None or not np.isfinite(covariance).all():
        return None
    error = float(np.sqrt(covariance[3, 3]))
    p_value = 2.0 * float(ndtr(-abs(elasticity) / error))
    half = normal_multiplier(_LEVEL) * error
    return SpendDependence(
        elasticity=elasticity,
        low=elasticity - half,
        high=elasticity + half,
        p_value=p_value,
        breaks_model=p_value < SIGNIFICANCE and abs(elasticity) >= SIZEABLE,
        parameters={"p": p, "q": q, "v": v * statistics.scale, "elasticity": elasticity},
        covariance=covariance,
        log_likelihood=(maximum.evaluation.value - float(np.log(statistics.scale))) * count,
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
    )
