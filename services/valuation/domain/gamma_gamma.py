"""Gamma-Gamma: what a customer spends per purchase, independent of how often they buy.

A customer's spends are gamma distributed with shape p and a scale that differs by customers, the reciprocal of a gamma
variable of shape q and rate v. Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025.

Whether spend is independent of frequency is tested in every fit (`spend_dependence`). Where it clearly is not, `fit_spend`
answers with the model whose rate is v·x^elasticity for customers with x repeat purchases, `gamma_gamma_by_frequency`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from inference.arrays import FloatArray, IntArray
from inference.laplace import laplace_covariance
from services.valuation.domain.errors import InvalidParametersError, InvalidSpendError, TooFewCustomersError
from services.valuation.domain.fit import akaike, bayesian, named_errors
from services.valuation.domain.histories import whole_numbers
from services.valuation.domain.optimize import Maximum, maximize
from services.valuation.domain.spend_dependence import SpendDependence, measure_dependence
from services.valuation.domain.spend_likelihood import LARGEST_LOG_SHAPE, SpendStatistics

MODEL = "gamma_gamma"
PARAMETERS = ("p", "q", "v")
MODEL_BY_FREQUENCY = "gamma_gamma_by_frequency"
PARAMETERS_BY_FREQUENCY = (*PARAMETERS, "elasticity")
MINIMUM_CUSTOMERS = 4

HOMOGENEOUS_SPEND = "homogeneous_spend"
CONSTANT_SPEND = "constant_spend"
UNDEFINED_MEAN = "undefined_mean_spend"

_TOLERANCE = 1e-11
# Of money, whatever the currency, this is a mistake of units.
MAXIMUM_SPEND = 1e20
# No fit of larger amounts than that ends beyond these; what lies further out would take arithmetic beyond that of floats.
_RANGES = {"p": (1e-20, 1e20), "q": (1e-20, 1e20), "v": (1e-40, 1e40), "elasticity": (-50.0, 50.0)}


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
            ("monetary_value", ~(np.abs(self.monetary_value) <= MAXIMUM_SPEND)),
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

    @property
    def counts(self) -> IntArray:
        """How many customers each row stands for."""
        return self.customers

    def drawn(self, counts: IntArray) -> Self:
        """The same rows for other numbers of customers; without those that are nobody's."""
        kept = counts > 0
        return type(self)(self.frequency[kept], self.monetary_value[kept], counts[kept])

    def usable(self) -> Self:
        """The rows with repeat purchases of positive mean value."""
        kept = (self.frequency > 0) & (self.monetary_value > 0.0)
        return type(self)(self.frequency[kept], self.monetary_value[kept], self.customers[kept])


@dataclass(frozen=True, slots=True, eq=False)
class GammaGammaFit:
    """A Gamma-Gamma model, or the one by frequency.

    Attributes:
        model: `gamma_gamma`, or `gamma_gamma_by_frequency`.
        parameters: p, q and v; by frequency, elasticity too.
        standard_errors: By name; 0 of a shape at a boundary, which counts as known; None where the likelihood has no curvature
            to take them from.
        covariance: Of the parameters, shape (d, d); None likewise.
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
        dependence: The test of that; None where it cannot be told: frequency does not vary, or the likelihood has no maximum.
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
    dependence: SpendDependence | None

    @property
    def fitted_model(self) -> str:
        """The name of the model that the parameters belong to."""
        return self.limit_model or self.model

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return akaike(self.log_likelihood, len(self.parameters))

    @property
    def bic(self) -> float:
        """The Bayesian information criterion, by the number of customers."""
        return bayesian(self.log_likelihood, len(self.parameters), self.customers)


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
    statistics = SpendStatistics.of(usable.frequency, usable.monetary_value, usable.customers)
    start = np.log([2.0, 3.0, 1.0])
    maximum = maximize(statistics.per_customer_log_likelihood, start, tolerance=_TOLERANCE)
    natural = np.exp(maximum.point) * np.array([1.0, 1.0, statistics.scale])
    boundary = _boundary(maximum.point, maximum.converged)
    covariance = _covariance(maximum, natural, float(customers))
    named = dict(zip(PARAMETERS, natural.tolist(), strict=True))
    return GammaGammaFit(
        model=MODEL,
        parameters=named,
        standard_errors=named_errors(named, covariance),
        covariance=covariance,
        log_likelihood=(maximum.evaluation.value - float(np.log(statistics.scale))) * customers,
        customers=customers,
        excluded=int(records.customers.sum()) - customers,
        boundary=boundary,
        limit_model=None if boundary is None else MODEL,
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
        frequency_spend_correlation=frequency_spend_correlation(usable),
        dependence=measure_dependence(statistics, usable.customers, start, _TOLERANCE),
    )


def fit_spend(records: SpendRecords) -> GammaGammaFit:
    """Fit Gamma-Gamma, or where spend clearly goes with frequency, the model by frequency.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers with repeat purchases of positive mean value.
    """
    fit = fit_gamma_gamma(records)
    found = fit.dependence
    if found is None or not found.breaks_model:
        return fit
    return replace(
        fit,
        model=MODEL_BY_FREQUENCY,
        parameters=found.parameters,
        standard_errors=named_errors(found.parameters, found.covariance),
        covariance=found.covariance,
        log_likelihood=found.log_likelihood,
        boundary=None,
        limit_model=None,
        gradient_norm=found.gradient_norm,
        iterations=found.iterations,
    )


def _boundary(point: FloatArray, converged: bool) -> str | None:
    log_p, log_q, _ = point.tolist()
    if log_p > LARGEST_LOG_SHAPE - 1.0:
        return CONSTANT_SPEND
    if log_q > LARGEST_LOG_SHAPE - 1.0 or not converged:
        return HOMOGENEOUS_SPEND
    return None


def _covariance(maximum: Maximum, natural: FloatArray, customers: float) -> FloatArray | None:
    """Of p, q and v; a shape on its way to infinity counts as known: of what is expected, the others then know all.

    None where the likelihood has no curvature to take it from.
    """
    free = np.append(maximum.point[:2] <= LARGEST_LOG_SHAPE - 1.0, True)
    if not maximum.converged and free.all():
        return None
    among = np.ix_(free, free)
    found = laplace_covariance(maximum.evaluation.hessian[among] * customers, natural[free])
    if found is None:
        return None
    covariance = np.zeros((len(natural), len(natural)))
    covariance[among] = found
    return covariance


def frequency_spend_correlation(records: SpendRecords) -> float:
    """Pearson's correlation of frequency and monetary value; NaN where one of them does not vary."""
    if np.ptp(records.frequency) == 0 or np.ptp(records.monetary_value) == 0.0:
        return float("nan")
    weight = records.customers / records.customers.sum()
    x = records.frequency - float(weight @ records.frequency)
    m = records.monetary_value - float(weight @ records.monetary_value)
    spread = float(np.sqrt((weight @ x**2) * (weight @ m**2)))
    return float(weight @ (x * m)) / spread if spread > 0.0 else float("nan")


def checked_spend_parameters(parameters: Mapping[str, float]) -> FloatArray:
    """Values of p, q and v, and of the elasticity where there is one, shape (3,) or (4,).

    Raises:
        InvalidParametersError: Other names, or a value that is not finite, or not above 0 where it has to be.
    """
    names = spend_parameter_names(parameters)
    values = np.array([float(parameters[name]) for name in names])
    for name, value in zip(names, values.tolist(), strict=True):
        least, most = _RANGES[name]
        if not least <= value <= most:
            wanted = f"from {least:g} to {most:g}"
            raise InvalidParametersError(f"{name} is {value} and must be {wanted}", field=name)
    return values


def spend_parameter_names(parameters: Mapping[str, float]) -> tuple[str, ...]:
    """The names of the parameters of spend, in the order of their values.

    Raises:
        InvalidParametersError: They are of no model of spend.
    """
    for names in (PARAMETERS, PARAMETERS_BY_FREQUENCY):
        if set(parameters) == set(names):
            return names
    raise InvalidParametersError(
        f"spend has {{p, q, v}}, or {{p, q, v, elasticity}}, not {{{', '.join(parameters)}}}", field="spend"
    )


def spend_scales(parameters: FloatArray, frequency: FloatArray | IntArray) -> tuple[FloatArray, FloatArray]:
    """The rate v of customers' own rates, and its derivatives by the parameters after q.

    Who has not come back is taken for those who came back once: the nearest of whom anything is known.

    Args:
        parameters: Values of p, q and v, and of the elasticity where there is one.
        frequency: Repeat purchases, shape (rows,).

    Returns:
        Shape (rows,), and shape (1, rows) or (2, rows).
    """
    tilt = np.log(np.maximum(frequency, 1).astype(np.float64))
    power = np.exp(float(parameters[3:].sum()) * tilt)
    scale = parameters[2] * power
    return scale, np.stack([power, scale * tilt])[: len(parameters) - 2]


def spend_history(frequency: FloatArray | IntArray, monetary_value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Number and mean of the spends that tell of a customer: none where their mean is not positive."""
    known = (frequency > 0) & (monetary_value > 0.0)
    return np.where(known, frequency, 0.0), np.where(known, monetary_value, 0.0)


def expected_spend(parameters: FloatArray, frequency: FloatArray, monetary_value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean spend per purchase that customers are to be expected to have, given what they spent.

    Args:
        parameters: Values of p, q and v, and of the elasticity where there is one.
        frequency: Repeat purchases, as floats, shape (rows,).
        monetary_value: Mean spend of these; where it is not positive it counts as unknown, shape (rows,).

    Returns:
        The means, shape (rows,), and their derivatives by the parameters, shape (d, rows). NaN where the distribution of means
        has none: without a known purchase that is where q <= 1.

    Source: Fader & Hardie (2013), note 025, eq. 5.
    """
    p, q = parameters[:2].tolist()
    x, m = spend_history(frequency, monetary_value)
    scale, scale_slopes = spend_scales(parameters, frequency)
    spent = scale + x * m
    below = p * x + q - 1.0
    below = np.where(below > 0.0, below, np.nan)
    mean = p * spent / below
    slopes = np.concatenate([np.stack([mean * (1.0 / p - x / below), -mean / below]), p / below * scale_slopes])
    return mean, slopes
