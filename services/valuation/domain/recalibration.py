"""The bias of a model's forecasts, and the factor that takes it away: learnt on holdouts, judged on later ones.

A factor always takes the bias away from the holdout that it was learnt on, which says nothing. So from the second holdout on,
the factor that the earlier ones teach is applied to forecasts that they know nothing of; before and after are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray
from inference.delta import Interval, normal_multiplier
from services.valuation.domain.outcomes import widened
from services.valuation.domain.scoring import Forecast, Outcomes


@dataclass(frozen=True, slots=True)
class BiasFactor:
    """Actual purchases over predicted ones, with its interval.

    Attributes:
        estimate: What forecasts are to be multiplied by.
        low: End of the interval.
        high: End of the interval.
        log_variance: Of the estimate's logarithm: customers' chance within holdouts, and what holdouts differ by beyond that.
    """

    estimate: float
    low: float
    high: float
    log_variance: float

    def apply(self, estimate: FloatArray, interval: Interval, level: float) -> tuple[FloatArray, Interval]:
        """Estimates times the factor, and their intervals, to which the factor's own error is added.

        Args:
            estimate: Shape (n,).
            interval: Of what the model leaves open; NaN where there is none.
            level: Of the interval.
        """
        low, high = widened(interval, estimate, np.full_like(estimate, np.sqrt(self.log_variance)), level)
        return estimate * self.estimate, (low * self.estimate, high * self.estimate)


@dataclass(frozen=True, slots=True)
class BiasCheck:
    """A holdout's bias without and with the factor that the holdouts before it teach.

    Attributes:
        factor: Learnt on earlier holdouts only.
        before: Predicted / actual − 1.
        after: With the factor.
    """

    factor: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Recalibration:
    """What holdouts say about a model's bias.

    Attributes:
        factor: Learnt on all of them: for what is still to come.
        level: Of its interval.
        checks: One for each holdout from the second on that anything was bought in.
        helps: Whether the factor brought the sum of the checks' forecasts nearer to what was bought; None without a check.
    """

    factor: BiasFactor
    level: float
    checks: tuple[BiasCheck, ...]
    helps: bool | None


def recalibrate(holdouts: Sequence[tuple[Forecast, Outcomes]], level: float = 0.95) -> Recalibration | None:
    """Learn a factor on holdouts that do not overlap, from the first to the last, and try it on each later one.

    Returns:
        None where nothing was foretold or nothing bought: then no factor does anything.

    Raises:
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    sums = [_Sums.of(forecast, outcomes) for forecast, outcomes in holdouts]
    factor = _learn_factor(sums, level)
    if factor is None:
        return None
    checks = []
    off_before = off_after = 0.0
    for position in range(1, len(sums)):
        earlier, now = _learn_factor(sums[:position], level), sums[position]
        if earlier is not None and now.actual > 0.0:
            corrected = earlier.estimate * now.predicted
            checks.append(BiasCheck(earlier.estimate, now.predicted / now.actual - 1.0, corrected / now.actual - 1.0))
            off_before += abs(now.predicted - now.actual)
            off_after += abs(corrected - now.actual)
    return Recalibration(factor, level, tuple(checks), off_after < off_before if checks else None)


@dataclass(frozen=True, slots=True)
class _Sums:
    """A holdout's sums over customers: of the forecasts, the purchases, and their squares and products."""

    predicted: float
    actual: float
    predicted_squares: float
    actual_squares: float
    products: float

    @classmethod
    def of(cls, forecast: Forecast, outcomes: Outcomes) -> "_Sums":
        weight = outcomes.customers.astype(np.float64)
        predicted, actual = forecast.expected, outcomes.purchases.astype(np.float64)
        return cls(
            float(weight @ predicted),
            float(weight @ actual),
            float(weight @ predicted**2),
            float(weight @ actual**2),
            float(weight @ (predicted * actual)),
        )

    @classmethod
    def joined(cls, parts: Sequence["_Sums"]) -> "_Sums":
        return cls(
            sum(part.predicted for part in parts),
            sum(part.actual for part in parts),
            sum(part.predicted_squares for part in parts),
            sum(part.actual_squares for part in parts),
            sum(part.products for part in parts),
        )

    def log_variance(self) -> float:
        """Of the logarithm of actual / predicted, by the squares of what each customer is off: a ratio of two sums."""
        factor = self.actual / self.predicted
        off = self.actual_squares - 2.0 * factor * self.products + factor**2 * self.predicted_squares
        return max(off, 0.0) / self.actual**2


def _learn_factor(holdouts: Sequence[_Sums], level: float) -> BiasFactor | None:
    """The factor of some holdouts together; None where nothing was foretold or nothing bought."""
    multiplier = normal_multiplier(level)
    whole = _Sums.joined(holdouts)
    if whole.predicted <= 0.0 or whole.actual <= 0.0:
        return None
    variance = whole.log_variance()
    told = [each for each in holdouts if each.predicted > 0.0 and each.actual > 0.0]
    if len(told) > 1:
        factors = np.log([each.actual / each.predicted for each in told])
        chance = np.mean([each.log_variance() for each in told])
        variance += max(float(np.var(factors, ddof=1) - chance), 0.0) / len(told)
    estimate = whole.actual / whole.predicted
    spread = float(np.exp(multiplier * np.sqrt(variance)))
    return BiasFactor(estimate, estimate / spread, estimate * spread, variance)
