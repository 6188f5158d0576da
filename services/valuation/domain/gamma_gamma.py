"""Gamma-Gamma: what a customer spends per purchase, independent of how often they buy.

A customer's spends are gamma distributed with shape p and a scale that differs by customers, the reciprocal of a gamma
variable of shape q and rate v. Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma, gammaln, zeta

from inference.arrays import FloatArray, IntArray
from inference.laplace import laplace_covariance, standard_errors
from services.valuation.domain.errors import InvalidParametersError, InvalidSpendError, TooFewCustomersError
from services.valuation.domain.fit import akaike, bayesian
from services.valuation.domain.grouping import weighted_counts
from services.valuation.domain.histories import whole_numbers
from services.valuation.domain.optimize import Evaluation, maximize, out_of_bounds

MODEL = "gamma_gamma"
PARAMETERS = ("p", "q", "v")
MINIMUM_CUSTOMERS = 4

HOMOGENEOUS_SPEND = "homogeneous_spend"
CONSTANT_SPEND = "constant_spend"
UNDEFINED_MEAN = "undefined_mean_spend"

_TOLERANCE = 1e-11
# Shapes beyond these are on their way to infinity: customers, or one customer's spends, do not differ.
_LARGEST_LOG_SHAPE = float(np.log(1e6))


@dataclass(frozen=True, slots=True, eq=False)
class SpendRecords:
    """What customers spent per repeat purchase day, one row per customer or per group of equal ones.

    Attributes:
        frequency: Repeat purchase days, shape (rows,).
        monetary_value: Mean net spend per repeat day, shape (rows,).
        customers: How many share the row, shape (rows,).

    Raises:
        InvalidSpendError: A row cannot be a spend record.
    """

    frequency: IntArray
    monetary_value: FloatArray
    customers: IntArray

    def __post_init__(self) -> None:
        shapes = {column.shape for column in (self.frequency, self.monetary_value, self.customers)}
        if len(shapes) != 1 or self.frequency.ndim != 1:
            raise InvalidSpendError(f"columns must be of one length, and are {sorted(shapes)}")
        for name, wrong in (
            ("frequency", self.frequency < 0),
            ("monetary_value", ~np.isfinite(self.monetary_value)),
            ("customers", self.customers < 1),
        ):
            if wrong.any():
                row = int(np.argmax(wrong))
                raise InvalidSpendError(f"{name} of row {row} is out of range", row=row, field=name)

    @classmethod
    def of(cls, frequency: ArrayLike, monetary_value: ArrayLike, customers: ArrayLike | None = None) -> Self:
        """Records from any numeric columns; one customer per row unless `customers` says otherwise."""
        whole = whole_numbers("frequency", frequency, InvalidSpendError)
        counts = np.ones_like(whole) if customers is None else whole_numbers("customers", customers, InvalidSpendError)
        return cls(whole, np.asarray(monetary_value, dtype=np.float64), counts)

    def usable(self) -> Self:
        """The rows with repeat purchases of positive mean value."""
        kept = (self.frequency > 0) & (self.monetary_value > 0.0)
        return type(self)(self.frequency[kept], self.monetary_value[kept], self.customers[kept])


@dataclass(frozen=True, slots=True, eq=False)
class GammaGammaFit:
    """A Gamma-Gamma model.

    Attributes:
        model: `gamma_gamma`.
        parameters: p, q and v.
        standard_errors: By name; None where the likelihood has no curvature to take them from.
        covariance: Of p, q and v, shape (3, 3); None likewise.
        log_likelihood: At the maximum.
        customers: How many were fitted.
        excluded: How many were set aside, for want of a repeat purchase or of a positive mean value.
        boundary: None for a maximum within the parameters' space; `homogeneous_spend` where customers do not differ,
            `constant_spend` where a customer's own spends do not: the parameters then are as far out as the search goes.
        limit_model: None, or `gamma_gamma` itself: the parameters at a boundary remain its own.
        gradient_norm: Largest derivative of the log-likelihood per customer by the logarithms of the parameters.
        iterations: Newton steps.
        frequency_spend_correlation: Of frequency and monetary value over the fitted customers; the model supposes that they
            are independent. NaN where one of them does not vary.
    """

    model: str
    parameters: dict[str, float]
    standard_errors: dict[str, float] | None
    covariance: FloatArray | None
    log_likelihood: float
    customers: int
    excluded: int
    boundary: str | None
    limit_model: str | None
    gradient_norm: float
    iterations: int
    frequency_spend_correlation: float

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return akaike(self.log_likelihood, len(PARAMETERS))

    @property
    def bic(self) -> float:
        """The Bayesian information criterion, by the number of customers."""
        return bayesian(self.log_likelihood, len(PARAMETERS), self.customers)


def fit_gamma_gamma(records: SpendRecords) -> GammaGammaFit:
    """Fit the model to the customers with repeat purchases of positive mean value.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` of them.
    """
    usable = records.usable()
    customers = int(usable.customers.sum())
    if customers < MINIMUM_CUSTOMERS:
        raise TooFewCustomersError(
            f"{customers} customers with repeat purchases of positive value are fewer than {MINIMUM_CUSTOMERS}"
        )
    statistics = _Statistics.of(usable)
    maximum = maximize(statistics.per_customer_log_likelihood, np.log([2.0, 3.0, 1.0]), tolerance=_TOLERANCE)
    natural = np.exp(maximum.point) * np.array([1.0, 1.0, statistics.scale])
    boundary = _boundary(maximum.point, maximum.converged)
    covariance = laplace_covariance(maximum.evaluation.hessian * customers, natural) if boundary is None else None
    errors = None
    if covariance is not None:
        errors = dict(zip(PARAMETERS, standard_errors(covariance).tolist(), strict=True))
    return GammaGammaFit(
        model=MODEL,
        parameters=dict(zip(PARAMETERS, natural.tolist(), strict=True)),
        standard_errors=errors,
        covariance=covariance,
        log_likelihood=(maximum.evaluation.value - float(np.log(statistics.scale))) * customers,
        customers=customers,
        excluded=int(records.customers.sum()) - customers,
        boundary=boundary,
        limit_model=None if boundary is None else MODEL,
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
        frequency_spend_correlation=frequency_spend_correlation(usable),
    )


def _boundary(point: FloatArray, converged: bool) -> str | None:
    log_p, log_q, _ = point.tolist()
    if log_p > _LARGEST_LOG_SHAPE - 1.0:
        return CONSTANT_SPEND
    if log_q > _LARGEST_LOG_SHAPE - 1.0 or not converged:
        return HOMOGENEOUS_SPEND
    return None


def frequency_spend_correlation(records: SpendRecords) -> float:
    """Pearson's correlation of frequency and monetary value; NaN where one of them does not vary."""
    weight = records.customers / records.customers.sum()
    x = records.frequency - float(weight @ records.frequency)
    m = records.monetary_value - float(weight @ records.monetary_value)
    spread = float(np.sqrt((weight @ x**2) * (weight @ m**2)))
    return float(weight @ (x * m)) / spread if spread > 0.0 else float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class _Statistics:
    """Records as the likelihood wants them, in units of the mean spend of a customer in all.

    Attributes:
        scale: That mean.
        frequency: Distinct values, as floats, shape (distinct,).
        shared: Customers of that frequency, shape (distinct,).
        which: Position of each row's frequency, shape (rows,).
        repeats: Each row's frequency, as floats, shape (rows,).
        spent: In all, scaled, shape (rows,).
        weight: Customers of the row as a share of all, shape (rows,).
        offset: Mean of −ln monetary value.
    """

    scale: float
    frequency: FloatArray
    shared: FloatArray
    which: IntArray
    repeats: FloatArray
    spent: FloatArray
    weight: FloatArray
    offset: float

    @classmethod
    def of(cls, usable: SpendRecords) -> Self:
        weight = usable.customers / usable.customers.sum()
        spent = usable.frequency * usable.monetary_value
        scale = float(weight @ spent)
        frequency, which = np.unique(usable.frequency, return_inverse=True)
        return cls(
            scale=scale,
            frequency=frequency.astype(np.float64),
            shared=weighted_counts(which, weight, len(frequency)),
            which=which,
            repeats=usable.frequency.astype(np.float64),
            spent=spent / scale,
            weight=weight,
            offset=-float(weight @ np.log(usable.monetary_value / scale)),
        )

    def per_customer_log_likelihood(self, search: FloatArray) -> Evaluation:
        """Log-likelihood per customer with its derivatives by ln p, ln q and ln v."""
        if (search[:2] > _LARGEST_LOG_SHAPE).any():
            return out_of_bounds(3)
        p, q, v = np.exp(search).tolist()
        log_v, log_spent = np.log(v / (v + self.spent)), np.log(self.spent / (v + self.spent))
        share = v / (v + self.spent)
        x = self.frequency
        shape = p * x
        all_ = shape + q
        top, own = digamma(all_), digamma(shape)
        top_bend, own_bend = zeta(2.0, all_), zeta(2.0, shape)
        events = p * self.repeats + q
        weighted_share = float(self.weight @ share)
        value = (
            float(self.shared @ (gammaln(all_) - gammaln(shape)))
            - float(gammaln(q))
            + q * float(self.weight @ log_v)
            + p * float((self.weight * self.repeats) @ log_spent)
            + self.offset
        )
        by_p = float((self.shared * x) @ (top - own)) + float((self.weight * self.repeats) @ log_spent)
        by_q = float(self.shared @ top) - float(digamma(q)) + float(self.weight @ log_v)
        by_v = q - float(self.weight @ (events * share))
        gradient = np.array([p * by_p, q * by_q, by_v])
        cross = p * q * float((self.shared * x) @ top_bend)
        p_v, q_v = -p * float((self.weight * self.repeats) @ share), q * (1.0 - weighted_share)
        hessian = np.array(
            [
                [p * p * float((self.shared * x * x) @ (top_bend - own_bend)) + gradient[0], cross, p_v],
                [cross, q * q * (float(self.shared @ top_bend) - float(zeta(2.0, q))) + gradient[1], q_v],
                [p_v, q_v, -float(self.weight @ (events * share * (1.0 - share)))],
            ]
        )
        return Evaluation(value, gradient, hessian)


def checked_spend_parameters(parameters: Mapping[str, float]) -> FloatArray:
    """Values of p, q and v, shape (3,).

    Raises:
        InvalidParametersError: Other names, or a value that is not finite and above 0.
    """
    if set(parameters) != set(PARAMETERS):
        raise InvalidParametersError(f"spend has {{p, q, v}}, not {{{', '.join(parameters)}}}", field="spend")
    values = np.array([float(parameters[name]) for name in PARAMETERS])
    for name, value in zip(PARAMETERS, values.tolist(), strict=True):
        if not 0.0 < value < np.inf:
            raise InvalidParametersError(f"{name} is {value} and must be finite and above 0", field=name)
    return values


def spend_history(frequency: FloatArray | IntArray, monetary_value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Number and mean of the spends that tell of a customer: none where their mean is not positive."""
    known = (frequency > 0) & (monetary_value > 0.0)
    return np.where(known, frequency, 0.0), np.where(known, monetary_value, 0.0)


def expected_spend(parameters: FloatArray, frequency: FloatArray, monetary_value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean spend per purchase that customers are to be expected to have, given what they spent.

    Args:
        parameters: Values of p, q and v.
        frequency: Repeat purchases, as floats, shape (rows,).
        monetary_value: Mean spend of these; where it is not positive it counts as unknown, shape (rows,).

    Returns:
        The means, shape (rows,), and their derivatives by p, q and v, shape (3, rows). NaN where the distribution of means
        has none: without a known purchase that is where q <= 1.

    Source: Fader & Hardie (2013), note 025, eq. 5.
    """
    p, q, v = parameters.tolist()
    x, m = spend_history(frequency, monetary_value)
    spent = v + x * m
    below = p * x + q - 1.0
    below = np.where(below > 0.0, below, np.nan)
    mean = p * spent / below
    slopes = np.stack([mean * (1.0 / p - x / below), -mean / below, p / below])
    return mean, slopes
