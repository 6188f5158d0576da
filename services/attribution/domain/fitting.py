"""Response curves from what was spent and what came of it, and what to recommend by them.

A curve is spoken of by two things that data know: its response at the mean spend, and its elasticity there, between 0 (flat)
and 1 (a straight line through the origin). A prior on its logit keeps it off both ends where data tell little.
Where only one average is known, the prior is all there is, and the interval says so. A channel without any response has no
curve: it is given its minimum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import least_squares
from scipy.special import expit, lambertw

from inference.arrays import FloatArray
from inference.bootstrap import Interval, percentile_interval
from services.attribution.domain.allocation import Allocation, allocate, allocate_draws
from services.attribution.domain.curves import CurveKind, ResponseCurve
from services.attribution.domain.errors import InvalidSpendSeriesError, TooLittleVariationError

FITTED = (CurveKind.MICHAELIS_MENTEN, CurveKind.EXPONENTIAL, CurveKind.POWER)
LEAST_PERIODS = 4
LEAST_VARIATION = 0.05
_EDGE = 6.0  # |logit elasticity| past this is a line, or flat, for all that spend can show
_STARTS = (-2.0, 0.0, 2.0)


@dataclass(frozen=True, slots=True)
class ElasticityPrior:
    """What is held of elasticity before data: logit(elasticity) ~ normal.

    The default is centred on ½, with 95 % between 0.12 and 0.88: nearly all that concave curves can have. It is an assumption.
    """

    mean: float = 0.0
    sd: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class CurveFit:
    """A response curve with what is not known of it.

    Attributes:
        kind: Its shape.
        spend: Mean spend per period.
        log_response: Logarithm of the response at that spend.
        logit_elasticity: Logit of the elasticity there.
        covariance: Of these two, shape (2, 2).
        method: `least_squares`, or `assumed_elasticity` where one average was all there was.
        periods: How many were fitted.
        r_squared: Share of the response's variance about its mean that the curve explains; None for an assumed one.
        aic: Akaike's criterion, to compare kinds on the same data; None for an assumed one.
    """

    kind: CurveKind
    spend: float
    log_response: float
    logit_elasticity: float
    covariance: FloatArray
    method: Literal["least_squares", "assumed_elasticity"]
    periods: int
    r_squared: float | None
    aic: float | None

    @property
    def elasticity(self) -> float:
        """Per cent of response per per cent of spend, at the mean spend."""
        return float(expit(self.logit_elasticity))

    @property
    def parameters(self) -> dict[str, float]:
        """The curve's own parameters by name."""
        found = _parameters(self.kind, self.spend, np.array(self.log_response), np.array(self.logit_elasticity))
        return {name: float(value) for name, value in found.items()}

    def curve(self, minimum: float = 0.0, maximum: float | None = None) -> ResponseCurve:
        """The curve at the estimate."""
        return ResponseCurve(self.kind, self.parameters, minimum, maximum)

    def draw(
        self, draws: int, generator: np.random.Generator, minimum: float = 0.0, maximum: float | None = None
    ) -> ResponseCurve:
        """Curves that the data leave possible, each parameter an array of shape (draws,)."""
        first, second = generator.standard_normal((2, draws))
        spread = np.sqrt(self.covariance[0, 0])
        along = self.covariance[0, 1] / spread if spread > 0.0 else 0.0
        across = np.sqrt(max(self.covariance[1, 1] - along**2, 0.0))
        logit = np.clip(self.logit_elasticity + along * first + across * second, -_EDGE, _EDGE)
        found = _parameters(self.kind, self.spend, self.log_response + spread * first, logit)
        return ResponseCurve(self.kind, found, minimum, maximum)


def fit_curve(
    spend: FloatArray, response: FloatArray, kind: CurveKind | None = None, prior: ElasticityPrior | None = None
) -> CurveFit:
    """Fit a concave curve through the origin to periods of spend and response, by least squares.

    Args:
        spend: Per period, shape (periods,).
        response: What came of it, shape (periods,).
        kind: One of `FITTED`; None for the one with the least AIC.
        prior: On the elasticity.

    Raises:
        InvalidSpendSeriesError: The series differ in length, or hold numbers below 0, or there is no response at all.
        TooLittleVariationError: Fewer than `LEAST_PERIODS` periods, or spend that hardly varies.
    """
    _check_series(spend, response)
    known = prior or ElasticityPrior()
    fits = [_fit(each, spend, response, known) for each in (FITTED if kind is None else (kind,))]
    return min(fits, key=lambda fit: np.inf if fit.aic is None else fit.aic)


def assume_curve(
    spend: float,
    response: float,
    kind: CurveKind = CurveKind.POWER,
    relative_error: float = 0.2,
    prior: ElasticityPrior | None = None,
) -> CurveFit:
    """The curve through one average, with the elasticity that the prior holds for likely.

    Args:
        spend: Per period, above 0.
        response: Per period, above 0.
        kind: One of `FITTED`.
        relative_error: Standard error of the response, in proportion to it.
        prior: On the elasticity.

    Raises:
        InvalidSpendSeriesError: There is no spend or no response.
    """
    if not (0.0 < spend < np.inf and 0.0 < response < np.inf):
        raise InvalidSpendSeriesError(f"spend is {spend}, response {response}")
    known = prior or ElasticityPrior()
    covariance = np.diag([relative_error**2, known.sd**2])
    return CurveFit(kind, spend, float(np.log(response)), known.mean, covariance, "assumed_elasticity", 1, None, None)


@dataclass(frozen=True, slots=True, eq=False)
class Recommendation:
    """The next budget, and what it should bring.

    Attributes:
        allocation: At the curves' estimates.
        current_response: Of the present spend, likewise.
        spend_interval: Of the best spend by channel, over what the curves leave possible: low and high, each (channels,).
        response_interval: Of the recommended spend's response.
        gain_interval: Of that response less the present spend's.
        probability_of_gain: That the recommended spend brings more than the present one.
        level: Of the intervals.
        draws: Curves drawn for them.
    """

    allocation: Allocation
    current_response: float
    spend_interval: Interval
    response_interval: tuple[float, float]
    gain_interval: tuple[float, float]
    probability_of_gain: float
    level: float
    draws: int


def recommend(
    fits: Sequence[CurveFit],
    current: FloatArray,
    budget: float,
    bounds: Sequence[tuple[float, float | None]] | None = None,
    *,
    generator: np.random.Generator,
    draws: int = 1_000,
    level: float = 0.9,
) -> Recommendation:
    """Divide a budget by fitted curves, and say how sure that is.

    Args:
        fits: One per channel.
        current: Present spend by channel, shape (channels,).
        budget: Of one period, a ceiling.
        bounds: Least and most spend by channel; none by default.
        generator: The same state gives the same answer.
        draws: How many curves are drawn per channel.
        level: Of the intervals.

    Raises:
        InvalidBudgetError: The budget is below 0 or no number.
        InfeasibleBudgetError: It is below the sum of the minima.
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    limits = [(0.0, None)] * len(fits) if bounds is None else list(bounds)
    curves = [fit.curve(*limit) for fit, limit in zip(fits, limits, strict=True)]
    best = allocate(curves, budget)
    drawn = [fit.draw(draws, generator, *limit) for fit, limit in zip(fits, limits, strict=True)]
    response, present = _responses(drawn, best.spend, draws), _responses(drawn, current, draws)
    return Recommendation(
        best,
        current_response=float(_responses(curves, current, 1)[0]),
        spend_interval=percentile_interval(allocate_draws(drawn, budget, draws).T, level),
        response_interval=_ends(response, level),
        gain_interval=_ends(response - present, level),
        probability_of_gain=float(np.mean(response > present)),
        level=level,
        draws=draws,
    )


def _responses(curves: Sequence[ResponseCurve], spend: FloatArray, draws: int) -> FloatArray:
    return sum((curve.response(x) for curve, x in zip(curves, spend, strict=True)), np.zeros(draws))


def _ends(values: FloatArray, level: float) -> tuple[float, float]:
    low, high = percentile_interval(values, level)
    return float(low), float(high)


def _check_series(spend: FloatArray, response: FloatArray) -> None:
    if spend.shape != response.shape or spend.ndim != 1:
        raise InvalidSpendSeriesError(f"spend is of shape {spend.shape}, response of {response.shape}")
    for name, values in (("spend", spend), ("response", response)):
        if not (np.isfinite(values) & (values >= 0.0)).all():
            raise InvalidSpendSeriesError(f"{name} has a period below 0 or without a number", field=name)
    if len(spend) < LEAST_PERIODS or spend.std() <= LEAST_VARIATION * spend.mean():
        raise TooLittleVariationError(f"{len(spend)} periods, or spend that hardly varies")
    if not response[spend > 0.0].any():
        raise InvalidSpendSeriesError("no spend had a response", field="response")


def _fit(kind: CurveKind, spend: FloatArray, response: FloatArray, prior: ElasticityPrior) -> CurveFit:
    mean, scale = float(spend.mean()), float(response.mean())

    def misses(point: FloatArray) -> FloatArray:
        curve = ResponseCurve(kind, _parameters(kind, mean, point[0], point[1]))
        return np.asarray(response / scale - curve.response(spend))

    # Noise is judged by the best fit there is; what the prior adds is then weighed against it.
    _, free = _least(misses)
    noise = max(float(free @ free) / (len(spend) - 2), 1e-12)

    def penalised(point: FloatArray) -> FloatArray:
        return np.append(misses(point) / np.sqrt(noise), (point[1] - prior.mean) / prior.sd)

    point, _ = _least(penalised)
    jacobian = np.asarray(least_squares(penalised, point, bounds=_BOUNDS, x_scale="jac").jac, dtype=np.float64)
    left = misses(point)
    squares = float(left @ left)
    spread = float(np.square(response / scale - 1.0).sum())
    return CurveFit(
        kind,
        mean,
        float(point[0] + np.log(scale)),
        float(point[1]),
        np.asarray(np.linalg.inv(jacobian.T @ jacobian)),
        "least_squares",
        len(spend),
        1.0 - squares / spread if spread > 0.0 else None,
        len(spend) * float(np.log(max(squares, 1e-300) / len(spend))) + 6.0,
    )


_BOUNDS = ([-20.0, -_EDGE], [20.0, _EDGE])


def _least(residuals: Callable[[FloatArray], FloatArray]) -> tuple[FloatArray, FloatArray]:
    """The best of several starts, and its residuals."""
    found = [least_squares(residuals, [0.0, start], bounds=_BOUNDS, x_scale="jac") for start in _STARTS]
    best = min(found, key=lambda each: each.cost)
    return np.asarray(best.x), np.asarray(best.fun)


def _parameters(kind: CurveKind, spend: float, log_response: FloatArray, logit_elasticity: FloatArray) -> dict[str, FloatArray]:
    """The parameters of the curve with that response and elasticity at that spend."""
    response, elasticity = np.exp(log_response), expit(logit_elasticity)
    if kind is CurveKind.MICHAELIS_MENTEN:
        return {"a": response / (1.0 - elasticity), "k": spend * elasticity / (1.0 - elasticity)}
    if kind is CurveKind.POWER:
        return {"a": response * spend**-elasticity, "b": elasticity}
    # Of 1 − e^(−u) with u = b·x the elasticity is u/(e^u − 1): solved by Lambert's function, on its lower branch.
    u = -elasticity - np.real(lambertw(-elasticity * np.exp(-elasticity), k=-1))
    return {"K": response / -np.expm1(-u), "b": u / spend}
