"""Treatments beside the control: differences by Welch, relative lifts by Fieller, and the check of the sample ratio."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite, sqrt
from typing import Literal

from scipy.special import stdtr, stdtrit

from inference.fieller import FiellerShape, fieller_set
from services.experiments.domain.errors import (
    InvalidCovariateError,
    InvalidDesignError,
    InvalidVariationsError,
    InvalidWeightsError,
    MethodNotAvailableError,
    OutOfRangeError,
    UnknownControlError,
)
from services.experiments.domain.moments import (
    Arm,
    Metric,
    Moments,
    Totals,
    arm_of,
    check_use,
    check_users,
    moments_of,
    pooled_theta,
)
from services.experiments.domain.sample_ratio import SampleRatio, check_sample_ratio

NEAR_ZERO = 4.0  # standard errors of the control within which a lift relative to it says nothing
LEAST_SHARE = 1e-12  # of all weights together, for one that is not 0

MissingLift = Literal["no_variance", "control_near_zero", "relative_unbounded"]
"""Why there is no relative lift; with `no_variance` there is no interval of the difference either."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Treatment less control.

    Attributes:
        estimate: In the metric's unit.
        standard_error: Of the estimate.
        degrees_of_freedom: Of Student's t, by Welch and Satterthwaite; None, as the rest, where neither variation varies.
        low: Lower end of the two-sided interval.
        high: Its upper end.
        p_value: Two-sided; it is below alpha exactly where the interval leaves out 0.
    """

    estimate: float
    standard_error: float
    degrees_of_freedom: float | None
    low: float | None
    high: float | None
    p_value: float | None


@dataclass(frozen=True, slots=True)
class Lift:
    """The difference relative to the control as it was measured.

    Attributes:
        estimate: .1 for ten per cent more.
        low: Lower end of Fieller's interval, at the same level and with the same multiplier as the difference's.
        high: Its upper end.
    """

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What the covariate did.

    Attributes:
        theta: Its slope.
        variance_reduction: The share of the difference's variance that it took away. Below 0 where it added to it: the slope
            is of the users of both variations together, and may be neither's own.
    """

    theta: float
    variance_reduction: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A treatment beside the control.

    Attributes:
        control: Key.
        treatment: Key.
        difference: By Welch.
        relative: By Fieller; None where `code` says why.
        code: `no_variance`, `control_near_zero`, `relative_unbounded` or None.
        adjustment: None without a covariate.
    """

    control: str
    treatment: str
    difference: Difference
    relative: Lift | None
    code: MissingLift | None
    adjustment: Adjustment | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All treatments beside the control.

    Attributes:
        comparisons: In the order of the variations.
        sample_ratio: Whether the sizes are as they should be; where they are not, nothing else is to be believed.
    """

    comparisons: tuple[Comparison, ...]
    sample_ratio: SampleRatio


def analyze(
    metric: Metric,
    variations: Sequence[Totals],
    control: str,
    *,
    alpha: float = 0.05,
    weights: Mapping[str, float] | None = None,
    method: str = "fixed",
) -> Analysis:
    """Compare every treatment with the control at a horizon fixed beforehand.

    Args:
        metric: What the totals are of.
        variations: At least two, the control among them.
        control: Key of the variation that the others are compared with.
        alpha: Of the two-sided test; intervals are of the level 1 − alpha.
        weights: What the assignment should give, by key; equal by default. Each is 0, or from 1e-12 of their sum on and up
            to 1e15. A variation of weight 0 with fewer than two users is not compared.
        method: `fixed`.

    Raises:
        MethodNotAvailableError: It is another method.
        InvalidVariationsError, UnknownControlError, InvalidWeightsError, InvalidDesignError: See there.
        InvalidUsersError, TooFewUsersError, MissingTotalError, UnusedTotalError, InconsistentTotalsError, LostVarianceError,
        ZeroDenominatorError, InvalidCovariateError: A variation's totals cannot be used.
        OutOfRangeError: What comes out is no number.

    Source: Welch (1947), Biometrika 34:28; Fieller (1954); figures of gbstats 0.8.0 and Hillstrom's test in its tests.
    """
    if method != "fixed":
        raise MethodNotAvailableError(f"'{method}' is not available; 'fixed' is.", "/method")
    if not 0.0 < alpha < 1.0:
        raise InvalidDesignError("alpha lies strictly between 0 and 1.", "/alpha")
    position = _find_control(variations, control)
    shares = _weights(variations, weights)
    for index, totals in enumerate(variations):
        check_users(totals, f"/variations/{index}")
        check_use(totals, metric, f"/variations/{index}")
    compared = [index for index, share in enumerate(shares) if index == position or share > 0.0 or variations[index].users >= 2]
    moments = {index: moments_of(variations[index], metric, f"/variations/{index}") for index in compared}
    _check_covariates(variations, compared)
    comparisons = [
        _compare(metric, (variations[position], moments[position]), (variations[index], moments[index]), alpha)
        for index in compared
        if index != position
    ]
    for comparison, index in zip(comparisons, (each for each in compared if each != position), strict=True):
        _check_finite(comparison, f"/variations/{index}")
    return Analysis(tuple(comparisons), check_sample_ratio([totals.users for totals in variations], shares))


def level_of(alpha: float) -> float:
    """The level of an interval, 1 − alpha, in the decimals that alpha is written in: .1 and not .09999999999999998 for .9."""
    return float(1 - Decimal(repr(alpha)))


def compare(control: Arm, treatment: Arm, alpha: float) -> tuple[Difference, Lift | None, MissingLift | None]:
    """The difference, the relative lift, and why the latter is missing where it is."""
    estimate = treatment.estimate - control.estimate
    variance = treatment.variance + control.variance
    if variance == 0.0:
        return Difference(estimate, 0.0, None, None, None, None), None, "no_variance"
    freedom = _welch_satterthwaite(control, treatment, variance)
    error, multiplier = sqrt(variance), -float(stdtrit(freedom, alpha / 2.0))
    half = multiplier * error
    p_value = 2.0 * float(stdtr(freedom, -abs(estimate) / error))
    difference = Difference(estimate, error, freedom, estimate - half, estimate + half, p_value)
    relative, code = _lift(control, estimate, variance, multiplier)
    return difference, relative, code


def _welch_satterthwaite(control: Arm, treatment: Arm, variance: float) -> float:
    one, other = control.variance / variance, treatment.variance / variance
    return 1.0 / (one * one / (control.users - 1.0) + other * other / (treatment.users - 1.0))


def _lift(control: Arm, difference: float, variance: float, multiplier: float) -> tuple[Lift | None, MissingLift | None]:
    if abs(control.unadjusted) <= NEAR_ZERO * sqrt(control.unadjusted_variance):
        return None, "control_near_zero"
    lift = fieller_set(difference, control.unadjusted, variance, control.unadjusted_variance, -control.covariance, multiplier)
    if lift.shape is not FiellerShape.BOUNDED or lift.low is None or lift.high is None:
        return None, "relative_unbounded"
    return Lift(lift.estimate, lift.low, lift.high), None


def _compare(metric: Metric, control: tuple[Totals, Moments], treatment: tuple[Totals, Moments], alpha: float) -> Comparison:
    adjusts = metric is not Metric.RATIO and control[0].has_covariate
    theta = pooled_theta(control[0], treatment[0]) if adjusts else 0.0
    one, other = arm_of(control[1], metric, theta), arm_of(treatment[1], metric, theta)
    difference, relative, code = compare(one, other, alpha)
    adjustment = None
    if adjusts:
        plain = one.unadjusted_variance + other.unadjusted_variance
        adjustment = Adjustment(theta, 1.0 - (one.variance + other.variance) / plain if plain > 0.0 else 0.0)
    return Comparison(control[0].key, treatment[0].key, difference, relative, code, adjustment)


def _find_control(variations: Sequence[Totals], control: str) -> int:
    if len(variations) < 2:
        raise InvalidVariationsError("An analysis wants two variations at least.", "/variations")
    positions: dict[str, int] = {}
    for index, totals in enumerate(variations):
        if positions.setdefault(totals.key, index) != index:
            raise InvalidVariationsError(f"There are two variations '{totals.key}'.", f"/variations/{index}/key")
    if control not in positions:
        raise UnknownControlError(f"There is no variation '{control}'.", "/control")
    return positions[control]


def _weights(variations: Sequence[Totals], weights: Mapping[str, float] | None) -> list[float]:
    if weights is None:
        return [1.0] * len(variations)
    keys = [totals.key for totals in variations]
    for key, weight in weights.items():
        if key not in keys:
            raise InvalidWeightsError(f"There is no variation '{key}'.", _pointer(key))
        if not 0.0 <= weight <= 1e15:
            raise InvalidWeightsError("A weight is a number from 0 to 1e15.", _pointer(key))
    missing = [key for key in keys if key not in weights]
    if missing:
        raise InvalidWeightsError(f"Variation '{missing[0]}' has no weight.", "/weights")
    if not any(weights.values()):
        raise InvalidWeightsError("All weights are 0.", "/weights")
    total = sum(weights.values())
    for key, weight in weights.items():
        # Of less, a variation has nobody to expect, and χ² leaves the range of numbers.
        if weight > 0.0 and weight / total < LEAST_SHARE:
            raise InvalidWeightsError(f"A weight above 0 is at least {LEAST_SHARE:g} of their sum.", _pointer(key))
    return [float(weights[key]) for key in keys]


def _pointer(key: str) -> str:
    return f"/weights/{key.replace('~', '~0').replace('/', '~1')}"


def _check_covariates(variations: Sequence[Totals], compared: Sequence[int]) -> None:
    have = {index for index in compared if variations[index].has_covariate}
    if have and len(have) < len(compared):
        missing = next(index for index in compared if index not in have)
        raise InvalidCovariateError("Other variations have a covariate, this one has none.", f"/variations/{missing}")


def _check_finite(comparison: Comparison, place: str) -> None:
    numbers = [comparison.difference.estimate, comparison.difference.standard_error]
    numbers += [comparison.difference.low or 0.0, comparison.difference.high or 0.0, comparison.difference.p_value or 0.0]
    if comparison.relative is not None:
        numbers += [comparison.relative.estimate, comparison.relative.low, comparison.relative.high]
    if comparison.adjustment is not None:
        numbers += [comparison.adjustment.theta, comparison.adjustment.variance_reduction]
    if not all(isfinite(number) for number in numbers):
        raise OutOfRangeError("The comparison with this variation comes to no number.", place)
