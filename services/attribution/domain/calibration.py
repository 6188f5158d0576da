"""Response curves held against experiments: credit says what a channel was there for, a randomised test what it brought."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from inference.delta import normal_multiplier
from services.attribution.domain.curves import ResponseCurve, parameter_names
from services.attribution.domain.fitting import CurveFit


@dataclass(frozen=True, slots=True)
class Calibration:
    """Incremental to credited response, as an experiment measured it: about 1 where credit is right, 0 for a null lift.

    Attributes:
        factor: The estimate, of either sign.
        error: Its standard error.
    """

    factor: float
    error: float

    @classmethod
    def of_interval(cls, factor: float, low: float, high: float, level: float) -> Self:
        """From the estimate and its two-sided interval.

        Raises:
            InvalidLevelError: The level is not strictly between 0 and 1.
        """
        return cls(factor, (high - low) / (2.0 * normal_multiplier(level)))


@dataclass(frozen=True, slots=True, eq=False)
class CalibratedFit(CurveFit):
    """A fitted curve times the factor that an experiment measured.

    The factor is normal, on its own scale: null and negative lifts are as good as any. A response is never below 0: where the
    factor is, the channel brings nothing.
    """

    calibration: Calibration

    @classmethod
    def of(cls, fit: CurveFit, calibration: Calibration) -> Self:
        """The calibrated curve of a fit to credit."""
        return cls(**{field.name: getattr(fit, field.name) for field in fields(CurveFit)}, calibration=calibration)

    def curve(self, minimum: float = 0.0, maximum: float | None = None) -> ResponseCurve:
        """The curve at the estimate."""
        return _scaled(CurveFit.curve(self, minimum, maximum), self.calibration.factor)

    def draw(
        self, draws: int, generator: np.random.Generator, minimum: float = 0.0, maximum: float | None = None
    ) -> ResponseCurve:
        """Curves that data and experiment leave possible, each parameter an array of shape (draws,)."""
        drawn = CurveFit.draw(self, draws, generator, minimum, maximum)
        return _scaled(drawn, self.calibration.factor + self.calibration.error * generator.standard_normal(draws))


def _scaled(curve: ResponseCurve, factor: ArrayLike) -> ResponseCurve:
    name, *_ = parameter_names(curve.kind)
    amplitude = np.asarray(curve.parameters[name]) * np.maximum(factor, 0.0)
    return ResponseCurve(curve.kind, {**curve.parameters, name: amplitude}, curve.minimum, curve.maximum)
