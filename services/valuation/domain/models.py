"""The table of the models of purchases: who fits each, and which models its parameters may turn out to be of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np

from inference.arrays import FloatArray
from services.valuation.domain import discrete, halves, pareto
from services.valuation.domain.beta_bernoulli import fit_beta_bernoulli
from services.valuation.domain.beta_geo import fit_beta_geo, fit_modified_beta_geo, fit_negative_binomial
from services.valuation.domain.errors import InvalidParametersError, UnknownModelError
from services.valuation.domain.fit import PurchaseFit
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.pareto_fit import fit_pareto
from services.valuation.domain.structure import LEAST_PARAMETER, MAY_VANISH, MOST_PARAMETER, PROBABILITIES, Structure

FittedModel = Literal["bg_nbd", "mbg_nbd", "pareto_nbd", "nbd"]
"""What can be fitted to purchase histories, by name."""

OpportunityModel = Literal["bg_bb"]
"""What can be fitted to histories whose time is counted in opportunities, by name."""

LimitModel = Literal["fixed_dropout", "fixed_rate", "mbg_nbd/fixed_dropout", "mbg_nbd/fixed_rate"]
"""What a fit may fall back on, besides a model that can be fitted itself."""

OpportunityLimitModel = Literal["beta_binomial", "bg_bb_fixed_dropout", "bg_bb_fixed_rate"]
"""What a fit to opportunities may fall back on."""

PredictedModel = Literal[FittedModel, LimitModel, OpportunityModel, OpportunityLimitModel]
"""What prediction knows."""


@dataclass(frozen=True, slots=True)
class Fitter:
    """A model that can be fitted.

    Attributes:
        fit: By maximum likelihood; never raises on histories of enough customers.
        dimensions: How many parameters it has, within their space.
    """

    fit: Callable[[PurchaseHistories], PurchaseFit]
    dimensions: int


FITTERS: dict[FittedModel, Fitter] = {
    "bg_nbd": Fitter(fit_beta_geo, 4),
    "mbg_nbd": Fitter(fit_modified_beta_geo, 4),
    "pareto_nbd": Fitter(fit_pareto, 4),
    "nbd": Fitter(fit_negative_binomial, 2),
}

OPPORTUNITY_FITTERS: dict[OpportunityModel, Fitter] = {"bg_bb": Fitter(fit_beta_bernoulli, 4)}

MOST_VARIANCE = 1e60
"""Of a parameter: the square of what is far out even for those as large as may be."""

STRUCTURES: tuple[Structure, ...] = (*halves.STRUCTURES, *pareto.STRUCTURES, *discrete.STRUCTURES)
"""Every model with parameters; a name with several sets of parameters stands once for each."""


def fit_purchases(model: str, histories: PurchaseHistories) -> PurchaseFit:
    """Fit the model of that name.

    Raises:
        UnknownModelError: There is no such model here.
        TooFewCustomersError: Too few customers.
        NoExposureError: Every T is 0.
        InvalidOpportunitiesError: The model's time is counted in opportunities, and a history's cannot be.
    """
    for name, fitter in (*FITTERS.items(), *OPPORTUNITY_FITTERS.items()):
        if name == model:
            return fitter.fit(histories)
    raise UnknownModelError(f"{model!r} is none of {', '.join((*FITTERS, *OPPORTUNITY_FITTERS))}", field="model")


@dataclass(frozen=True, slots=True, eq=False)
class PurchaseModel:
    """A model with its parameters.

    Attributes:
        structure: What it is made of.
        values: Of the parameters on their natural scale, in the structure's order, shape (d,).
    """

    structure: Structure
    values: FloatArray

    @classmethod
    def of(cls, model: str, parameters: Mapping[str, float]) -> Self:
        """The model of that name with those parameters.

        Raises:
            UnknownModelError: There is no such model here.
            InvalidParametersError: The names are not the model's, or a value is out of range.
        """
        named = [structure for structure in STRUCTURES if structure.name == model]
        if not named:
            known = ", ".join(dict.fromkeys(structure.name for structure in STRUCTURES))
            raise UnknownModelError(f"{model!r} is none of {known}", field="model")
        for structure in named:
            if set(structure.parameters) == set(parameters):
                values = np.array([float(parameters[name]) for name in structure.parameters])
                check_values(structure.parameters, values)
                return cls(structure, values)
        wanted = " or ".join("{" + ", ".join(structure.parameters) + "}" for structure in named)
        raise InvalidParametersError(f"{model} has {wanted}, not {{{', '.join(parameters)}}}", field="parameters")

    def checked_covariance(self, covariance: FloatArray) -> FloatArray:
        """The covariance, if it can be one of these parameters.

        Raises:
            InvalidParametersError: It is not of shape (d, d), symmetric, finite and with variances >= 0.
        """
        return check_covariance(covariance, self.structure.parameters)


def check_covariance(covariance: FloatArray, names: tuple[str, ...]) -> FloatArray:
    """The covariance as an array, if it can be one of parameters of those names.

    Raises:
        InvalidParametersError: It is not of shape (d, d), symmetric, finite and with variances >= 0, at most `MOST_VARIANCE`.
    """
    matrix = np.asarray(covariance, dtype=np.float64)
    size = len(names)
    order = ", ".join(names)
    if matrix.shape != (size, size) or not np.isfinite(matrix).all():
        raise InvalidParametersError(f"a covariance of ({order}) has {size} rows of {size} finite numbers", field="covariance")
    if np.abs(matrix).max(initial=0.0) > MOST_VARIANCE:
        raise InvalidParametersError(f"a covariance of ({order}) is of numbers up to {MOST_VARIANCE:g}", field="covariance")
    spread = np.sqrt(np.abs(np.diagonal(matrix)))
    tolerance = 1e-6 * np.outer(spread, spread) + np.finfo(np.float64).tiny
    if (np.diagonal(matrix) < 0.0).any() or (np.abs(matrix - matrix.T) > tolerance).any():
        raise InvalidParametersError(
            f"a covariance of ({order}) is symmetric, with variances of at least 0", field="covariance"
        )
    return 0.5 * (matrix + matrix.T)


def check_values(names: tuple[str, ...], values: FloatArray) -> None:
    """Refuse values that parameters of those names cannot have.

    Raises:
        InvalidParametersError: A value is out of range.
    """
    for name, value in zip(names, values.tolist(), strict=True):
        if name in PROBABILITIES:
            good, wanted = 0.0 <= value <= 1.0, "in [0, 1]"
        elif name in {"lambda", "mu"}:
            good, wanted = 0.0 <= value <= MOST_PARAMETER, f"from 0 to {MOST_PARAMETER:g}"
        elif name in MAY_VANISH:
            good, wanted = 0.0 < value <= MOST_PARAMETER, f"above 0 and at most {MOST_PARAMETER:g}"
        else:
            good = LEAST_PARAMETER <= value <= MOST_PARAMETER
            wanted = f"from {LEAST_PARAMETER:g} to {MOST_PARAMETER:g}"
        if not good:
            raise InvalidParametersError(f"{name} is {value} and must be {wanted}", field=name)
