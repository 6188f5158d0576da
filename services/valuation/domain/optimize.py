"""Maximum of a smooth function of a few parameters: Newton's method within a trust region.

With an analytic Hessian a maximum in two to five dimensions takes some six to ten evaluations. Source: Nocedal &
Wright (2006), Numerical Optimization, chapter 4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from inference.arrays import FloatArray

# Predicted gains below this share of the value are lost in its last digits: then only the gradient can judge a step.
_ROUNDING = 1e-13
_SMALLEST_RADIUS = 1e-10
# How much more than the tolerance the gradient may be where not even Newton's step makes it any smaller.
_ROUNDED = 1e4


class Evaluation(NamedTuple):
    """A function's value and its first and second derivatives at one point."""

    value: float
    gradient: FloatArray
    hessian: FloatArray

    @property
    def steepness(self) -> float:
        """Largest absolute entry of the gradient."""
        return float(np.abs(self.gradient).max())

    @property
    def is_finite(self) -> bool:
        """Whether every number of it is."""
        return bool(np.isfinite(self.value) and np.isfinite(self.gradient).all() and np.isfinite(self.hessian).all())


def out_of_bounds(dimensions: int) -> Evaluation:
    """What a function is to return where the search must not go."""
    return Evaluation(-np.inf, np.zeros(dimensions), np.zeros((dimensions, dimensions)))


@dataclass(frozen=True, slots=True, eq=False)
class Maximum:
    """Where the search ended.

    Attributes:
        point: The parameters, shape (d,).
        evaluation: The function and its derivatives there.
        iterations: Steps taken, refused ones too.
        converged: Whether the gradient vanishes there, to the tolerance asked for or as nearly as rounding lets it.
    """

    point: FloatArray
    evaluation: Evaluation
    iterations: int
    converged: bool


def maximize(
    function: Callable[[FloatArray], Evaluation],
    start: FloatArray,
    *,
    tolerance: float,
    radius: float = 1.5,
    max_iterations: int = 200,
) -> Maximum:
    """Climb from `start` to where the gradient's largest entry is at most `tolerance`.

    Args:
        function: Value, gradient and Hessian; a value that is not finite is treated as out of bounds.
        start: A point where the function is finite, shape (d,).
        tolerance: On the gradient; the function is to be scaled so that this has meaning.
        radius: Length of the longest first step.
        max_iterations: When to give up; the result then says that it has not converged.
    """
    point, here = start, function(start)
    iterations = 0
    within = tolerance
    while here.steepness > tolerance and iterations < max_iterations and radius > _SMALLEST_RADIUS:
        iterations += 1
        step, gain = _trust_region_step(here, radius)
        there = function(point + step)
        at_rounding = gain <= _ROUNDING * abs(here.value)
        if not there.is_finite:
            radius = 0.25 * float(np.linalg.norm(step))
            continue
        if at_rounding:
            if there.steepness >= here.steepness:
                within = _ROUNDED * tolerance
                break
            point, here = point + step, there
            continue
        agreement = (there.value - here.value) / gain
        length = float(np.linalg.norm(step))
        if agreement < 0.25:
            radius = 0.25 * length
        elif agreement > 0.75 and length > 0.9 * radius:
            radius = min(2.0 * radius, 8.0)
        if agreement > 1e-4:
            point, here = point + step, there
    return Maximum(point, here, iterations, here.steepness <= within)


def _trust_region_step(here: Evaluation, radius: float) -> tuple[FloatArray, float]:
    """The best step of at most `radius` by the quadratic model, and the gain that the model promises."""
    curvature, axes = np.linalg.eigh(-here.hessian)
    slope = axes.T @ here.gradient
    damping = _damping(curvature, slope, radius)
    along = slope / (curvature + damping)
    gain = float(slope @ along - 0.5 * curvature @ (along * along))
    return axes @ along, gain


def _damping(curvature: FloatArray, slope: FloatArray, radius: float) -> float:
    """The least addition to the curvature that makes it positive and keeps the step within the radius."""
    lowest = float(curvature[0])
    # Far below the steepest curvature an eigenvalue is rounding noise, and a step along it would be one too.
    floor = max(float(np.abs(curvature).max()), 1e-300) * 1e-14
    if lowest > floor and np.linalg.norm(slope / curvature) <= radius:
        return 0.0
    # The step shrinks as the damping grows: |step| <= |slope| / (lowest + damping) brackets the answer.
    low = max(0.0, floor - lowest)
    high = max(low, float(np.linalg.norm(slope)) / radius - lowest)
    for _ in range(60):
        middle = 0.5 * (low + high)
        if np.linalg.norm(slope / (curvature + middle)) > radius:
            low = middle
        else:
            high = middle
        if high - low <= 0.05 * (high + lowest):
            break
    return max(high, floor - lowest)
