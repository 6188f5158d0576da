"""The record of a fit of purchases, the same for every model."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray
from inference.laplace import standard_errors

# Edges of the parameters' space, where a simpler model is the answer.
NO_DROPOUT = "no_dropout"
HOMOGENEOUS_DROPOUT = "homogeneous_dropout"
HOMOGENEOUS_RATE = "homogeneous_rate"
POLARISED = "polarised_dropout"


@dataclass(frozen=True, slots=True, eq=False)
class PurchaseFit:
    """A model of purchases, or the limit of it that the data call for.

    Attributes:
        model: What was asked for.
        parameters: By name; those of `limit_model` where there is one.
        standard_errors: By name; None where the likelihood has no curvature to take them from.
        covariance: Of the parameters on their natural scale, in their order, shape (d, d); None likewise.
        log_likelihood: At the maximum, of times in the histories' own unit.
        customers: How many were fitted.
        boundary: None for a maximum within the parameters' space, else the edge that it lies on, or so near to that the
            difference is no more than chance: `no_dropout`,
            `homogeneous_dropout`, `homogeneous_rate`, or `polarised_dropout` (customers either leave at their first repeat
            purchase or never: a and b vanish, only their ratio has a meaning).
        limit_model: None without a boundary, else the model that `parameters` belong to.
        gradient_norm: Largest derivative of the log-likelihood per customer by the search parameters (logarithms, logits).
        iterations: Newton steps of the search that found it.
        dimensions: How many parameters were estimated.
    """

    model: str
    parameters: dict[str, float]
    standard_errors: dict[str, float] | None
    covariance: FloatArray | None
    log_likelihood: float
    customers: int
    boundary: str | None
    limit_model: str | None
    gradient_norm: float
    iterations: int
    dimensions: int

    @property
    def fitted_model(self) -> str:
        """The name by which predict knows the model that the parameters belong to."""
        return name_fitted(self.model, self.limit_model)

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return akaike(self.log_likelihood, self.dimensions)

    @property
    def bic(self) -> float:
        """The Bayesian information criterion, by the number of customers."""
        return bayesian(self.log_likelihood, self.dimensions, self.customers)


def name_fitted(model: str, limit_model: str | None) -> str:
    """The name by which predict knows what was fitted: the limit model's, with the model's where it is another's, too."""
    if model == "mbg_nbd" and limit_model in ("fixed_dropout", "fixed_rate"):
        return f"{model}/{limit_model}"
    return limit_model or model


def akaike(log_likelihood: float, dimensions: int) -> float:
    """Akaike's information criterion; the smaller the better.

    Source: Akaike (1974), IEEE Transactions on Automatic Control 19:716.
    """
    return 2.0 * dimensions - 2.0 * log_likelihood


def bayesian(log_likelihood: float, dimensions: int, customers: int) -> float:
    """The Bayesian information criterion; the smaller the better.

    Source: Schwarz (1978), Annals of Statistics 6:461.
    """
    return dimensions * float(np.log(customers)) - 2.0 * log_likelihood


def named_errors(parameters: Mapping[str, float], covariance: FloatArray | None) -> dict[str, float] | None:
    """Standard errors by the parameters' names; None without a covariance."""
    return None if covariance is None else dict(zip(parameters, standard_errors(covariance).tolist(), strict=True))


def nobody_returned(model: str, customers: int) -> PurchaseFit:
    """Without a single repeat purchase the most likely rate is 0, exactly, and nothing else can be learnt."""
    return nothing_happened(model, customers, {"lambda": 0.0}, HOMOGENEOUS_RATE, "fixed_rate")


def nothing_happened(model: str, customers: int, parameters: dict[str, float], boundary: str, limit_model: str) -> PurchaseFit:
    """The fit where what a model is about has never happened: its likelihood is 1 where that cannot happen."""
    return PurchaseFit(
        model=model,
        parameters=parameters,
        standard_errors=None,
        covariance=None,
        log_likelihood=0.0,
        customers=customers,
        boundary=boundary,
        limit_model=limit_model,
        gradient_norm=0.0,
        iterations=0,
        dimensions=1,
    )
