"""The models of purchases by name: which parameters they have and from which halves they are made.

BG/NBD is a gamma rate with beta dropout. Its limit models are what remains where one of the two does not vary, or where nobody
drops out. A further model made of halves is a further `Structure`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from inference.arrays import FloatArray
from services.valuation.domain.errors import InvalidParametersError, UnknownModelError
from services.valuation.domain.likelihood import (
    BetaDropout,
    FixedDropout,
    FixedRate,
    GammaRate,
    Half,
    PolarisedDropout,
)


@dataclass(frozen=True, slots=True)
class Structure:
    """What a model is made of.

    Attributes:
        name: As on the wire.
        rate: The rate's half.
        dropout: The dropout's half; None where nobody drops out.
        parameters: Names, the rate's first.
    """

    name: str
    rate: GammaRate | FixedRate
    dropout: BetaDropout | FixedDropout | PolarisedDropout | None
    parameters: tuple[str, ...]

    @property
    def halves(self) -> tuple[Half, ...]:
        """The halves that there are."""
        return (self.rate,) if self.dropout is None else (self.rate, self.dropout)

    @property
    def dimensions(self) -> int:
        """How many parameters are searched for."""
        return sum(half.dimensions for half in self.halves)

    @property
    def rate_parameters(self) -> int:
        """How many of the parameters are the rate's."""
        return self.rate.dimensions

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:
        """The parameters, and the derivative of each by its search parameter."""
        values, slopes, offset = [], [], 0
        for half in self.halves:
            value, slope = half.natural(search[offset : offset + half.dimensions], scale)
            values.append(value)
            slopes.append(slope)
            offset += half.dimensions
        return np.concatenate(values), np.concatenate(slopes)


BG_NBD = Structure("bg_nbd", GammaRate(), BetaDropout(), ("r", "alpha", "a", "b"))
NBD = Structure("nbd", GammaRate(), None, ("r", "alpha"))
FIXED_DROPOUT = Structure("fixed_dropout", GammaRate(), FixedDropout(), ("r", "alpha", "p"))
FIXED_RATE_BETA_DROPOUT = Structure("fixed_rate", FixedRate(), BetaDropout(), ("lambda", "a", "b"))
FIXED_RATE_FIXED_DROPOUT = Structure("fixed_rate", FixedRate(), FixedDropout(), ("lambda", "p"))
FIXED_RATE = Structure("fixed_rate", FixedRate(), None, ("lambda",))

# Fitted as limits, and told in the parameters of the model that they are limits of.
POLARISED_DROPOUT = Structure("bg_nbd", GammaRate(), PolarisedDropout(), ("r", "alpha", "a", "b"))
FIXED_RATE_POLARISED_DROPOUT = Structure("fixed_rate", FixedRate(), PolarisedDropout(), ("lambda", "a", "b"))

STRUCTURES = (BG_NBD, NBD, FIXED_DROPOUT, FIXED_RATE_BETA_DROPOUT, FIXED_RATE_FIXED_DROPOUT, FIXED_RATE)


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
                _check_values(structure, values)
                return cls(structure, values)
        wanted = " or ".join("{" + ", ".join(structure.parameters) + "}" for structure in named)
        raise InvalidParametersError(f"{model} has {wanted}, not {{{', '.join(parameters)}}}", field="parameters")

    @property
    def rate(self) -> FloatArray:
        """The rate's parameters: r and alpha, or lambda."""
        return self.values[: self.structure.rate_parameters]

    @property
    def dropout(self) -> FloatArray:
        """Dropout's parameters: a and b, or p, or none."""
        return self.values[self.structure.rate_parameters :]

    def checked_covariance(self, covariance: FloatArray) -> FloatArray:
        """The covariance, if it can be one of these parameters.

        Raises:
            InvalidParametersError: It is not of shape (d, d), symmetric, finite and with variances >= 0.
        """
        return check_covariance(covariance, self.structure.parameters)


def check_covariance(covariance: FloatArray, names: tuple[str, ...]) -> FloatArray:
    """The covariance as an array, if it can be one of parameters of those names.

    Raises:
        InvalidParametersError: It is not of shape (d, d), symmetric, finite and with variances >= 0.
    """
    matrix = np.asarray(covariance, dtype=np.float64)
    size = len(names)
    order = ", ".join(names)
    if matrix.shape != (size, size) or not np.isfinite(matrix).all():
        raise InvalidParametersError(f"a covariance of ({order}) has {size} rows of {size} finite numbers", field="covariance")
    spread = np.sqrt(np.abs(np.diagonal(matrix)))
    tolerance = 1e-6 * np.outer(spread, spread) + np.finfo(np.float64).tiny
    if (np.diagonal(matrix) < 0.0).any() or (np.abs(matrix - matrix.T) > tolerance).any():
        raise InvalidParametersError(
            f"a covariance of ({order}) is symmetric, with variances of at least 0", field="covariance"
        )
    return 0.5 * (matrix + matrix.T)


def _check_values(structure: Structure, values: FloatArray) -> None:
    for name, value in zip(structure.parameters, values.tolist(), strict=True):
        if name == "p":
            good, wanted = 0.0 <= value <= 1.0, "in [0, 1]"
        elif name == "lambda":
            good, wanted = 0.0 <= value < np.inf, "finite and at least 0"
        else:
            good, wanted = 0.0 < value < np.inf, "finite and above 0"
        if not good:
            raise InvalidParametersError(f"{name} is {value} and must be {wanted}", field=name)
