"""Concave response curves: what the next unit of spend brings is never more than the one before brought.

Marginals are spoken of by their logarithms, so that a flat tail keeps its order however far out it is. Parameters are numbers,
or arrays that hold one draw of them each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from inference.arrays import FloatArray
from services.attribution.domain.errors import CurveNotConcaveError, InvalidCurveError

Parameters = Mapping[str, ArrayLike]

SMALLEST, LARGEST = 1e-15, 1e15
LEAST_EXPONENT = 1e-3
_MOST_STEPS = 60


class CurveKind(StrEnum):
    """The shapes that a response can have."""

    MICHAELIS_MENTEN = "michaelis_menten"
    EXPONENTIAL = "exponential"
    POWER = "power"
    HILL = "hill"
    LOGISTIC = "logistic"


@dataclass(frozen=True, slots=True)
class ResponseCurve:
    """What spend brings, and the bounds it is to stay within.

    Attributes:
        kind: Its shape: michaelis_menten a·x/(k + x); exponential K(1 − e^(−b·x)); power a·x^b; hill K·x^s/(ec^s + x^s);
            logistic K(1 − e^(−l·x))/(1 + e^(−l·x)).
        parameters: By name. The first (a or K) may be 0; the others are above it.
        minimum: Least spend.
        maximum: Most spend; None for no bound.

    Raises:
        InvalidCurveError: The parameters are not those of the kind, out of range, or the bounds cross.
        CurveNotConcaveError: hill with s > 1, or power with b > 1.
    """

    kind: CurveKind
    parameters: Parameters = field(default_factory=dict)
    minimum: float = 0.0
    maximum: float | None = None

    def __post_init__(self) -> None:
        _check(self)

    @property
    def most(self) -> float:
        """The most that may be spent, infinite without a bound."""
        return inf if self.maximum is None else self.maximum

    @property
    def amplitude(self) -> FloatArray:
        """What it rises to or by, a or K: where it is 0, spend brings nothing."""
        return _values(self, _FAMILIES[self.kind].names[0])

    def response(self, spend: ArrayLike) -> FloatArray:
        """What a spend brings."""
        with np.errstate(over="ignore", divide="ignore", under="ignore"):
            return _FAMILIES[self.kind].response(np.asarray(spend, dtype=np.float64), *self._arguments())

    def log_marginal(self, spend: ArrayLike) -> FloatArray:
        """Logarithm of what the next unit brings; infinite at 0 for power and hill below exponent 1."""
        with np.errstate(over="ignore", divide="ignore", under="ignore", invalid="ignore"):
            found = _FAMILIES[self.kind].log_marginal(np.asarray(spend, dtype=np.float64), *self._arguments())
        return np.where(self.amplitude > 0.0, found, -inf)  # nothing, however steep the start of something would be

    def spend_at(self, log_marginal: ArrayLike) -> FloatArray:
        """The spend at which the next unit brings so much; 0 where it never does, infinite where it always brings more."""
        with np.errstate(over="ignore", divide="ignore", under="ignore"):
            found = _FAMILIES[self.kind].spend_at(np.asarray(log_marginal, dtype=np.float64), *self._arguments())
        return np.maximum(found, 0.0)

    def _arguments(self) -> list[FloatArray]:
        return [_values(self, name) for name in _FAMILIES[self.kind].names]


@dataclass(frozen=True, slots=True)
class _Family:
    """A shape's parameters and functions; `exponent` names the parameter that makes it convex past 1."""

    names: tuple[str, ...]
    response: Callable[..., FloatArray]
    log_marginal: Callable[..., FloatArray]
    spend_at: Callable[..., FloatArray]
    exponent: str | None = None


def _saturating_spend_at(log_marginal: FloatArray, a: FloatArray, k: FloatArray) -> FloatArray:
    return np.asarray(k * np.expm1((np.log(a) - np.log(k) - log_marginal) / 2.0))


def _power_log_marginal(x: FloatArray, a: FloatArray, b: FloatArray) -> FloatArray:
    steep = np.where(x > 0.0, (b - 1.0) * np.log(np.where(x > 0.0, x, 1.0)), np.where(b < 1.0, inf, 0.0))
    return np.asarray(np.log(a) + np.log(b) + steep)


def _power_spend_at(log_marginal: FloatArray, a: FloatArray, b: FloatArray) -> FloatArray:
    above = np.log(a) + np.log(b) - log_marginal
    curved = np.exp(np.minimum(above / np.where(b < 1.0, 1.0 - b, 1.0), 700.0))
    return np.where(b < 1.0, curved, np.where(above > 0.0, inf, 0.0))


def _hill_response(x: FloatArray, K: FloatArray, s: FloatArray, ec: FloatArray) -> FloatArray:
    return np.asarray(K * expit(s * (np.log(x) - np.log(ec))))


def _hill_log_marginal(x: FloatArray, K: FloatArray, s: FloatArray, ec: FloatArray) -> FloatArray:
    t = s * (np.log(np.where(x > 0.0, x, 1.0)) - np.log(ec))
    inner = (1.0 - 1.0 / s) * t - 2.0 * np.logaddexp(0.0, t)
    return np.asarray(np.log(K) + np.log(s) - np.log(ec) + np.where(x > 0.0, inner, np.where(s < 1.0, inf, 0.0)))


def _hill_spend_at(log_marginal: FloatArray, K: FloatArray, s: FloatArray, ec: FloatArray) -> FloatArray:
    """By Newton's method in t = s·log(x/ec); the log marginal falls in t and is concave: only the first step can overshoot."""
    above = log_marginal - (np.log(K) + np.log(s) - np.log(ec))
    never = np.isposinf(above)
    wanted = np.where(never, 0.0, above)
    bent = np.where(s < 1.0, s, 0.5)
    t = np.zeros(np.broadcast(wanted, bent).shape)
    for _ in range(_MOST_STEPS):
        over = (1.0 - 1.0 / bent) * t - 2.0 * np.logaddexp(0.0, t) - wanted
        step = over / (1.0 / bent - 1.0 + 2.0 * expit(t))
        t = t + step
        if (np.abs(step) <= 1e-15 * (1.0 + np.abs(t))).all():
            break
    found = np.where(never, 0.0, ec * np.exp(np.minimum(t / bent, 700.0)))
    return np.where(s < 1.0, found, _saturating_spend_at(log_marginal, K, ec))


def _log_cosh(z: FloatArray) -> FloatArray:
    return np.asarray(z + np.log1p(np.exp(-2.0 * z)) - np.log(2.0))


def _logistic_spend_at(log_marginal: FloatArray, K: FloatArray, l: FloatArray) -> FloatArray:  # noqa: E741 — the contract's name
    c = np.maximum((np.log(K) + np.log(l / 2.0) - log_marginal) / 2.0, 0.0)
    return np.asarray(2.0 / l * (c + np.log1p(np.sqrt(-np.expm1(-2.0 * c)))))


_FAMILIES = {
    CurveKind.MICHAELIS_MENTEN: _Family(
        ("a", "k"),
        lambda x, a, k: a * (x / (k + x)),
        lambda x, a, k: np.log(a) + np.log(k) - 2.0 * np.log(k + x),
        _saturating_spend_at,
    ),
    CurveKind.EXPONENTIAL: _Family(
        ("K", "b"),
        lambda x, K, b: -K * np.expm1(-b * x),
        lambda x, K, b: np.log(K) + np.log(b) - b * x,
        lambda log_marginal, K, b: (np.log(K) + np.log(b) - log_marginal) / b,
    ),
    CurveKind.POWER: _Family(("a", "b"), lambda x, a, b: a * x**b, _power_log_marginal, _power_spend_at, exponent="b"),
    CurveKind.HILL: _Family(("K", "s", "ec"), _hill_response, _hill_log_marginal, _hill_spend_at, exponent="s"),
    CurveKind.LOGISTIC: _Family(
        ("K", "l"),
        lambda x, K, l: K * np.tanh(l * x / 2.0),  # noqa: E741 — the contract's name
        lambda x, K, l: np.log(K) + np.log(l / 2.0) - 2.0 * _log_cosh(l * x / 2.0),  # noqa: E741 — the contract's name
        _logistic_spend_at,
    ),
}


def parameter_names(kind: CurveKind) -> tuple[str, ...]:
    """The parameters of a kind, its amplitude first."""
    return _FAMILIES[kind].names


def _values(curve: ResponseCurve, name: str) -> FloatArray:
    return np.asarray(curve.parameters[name], dtype=np.float64)


def _check(curve: ResponseCurve) -> None:
    family = _FAMILIES[curve.kind]
    if set(curve.parameters) != set(family.names):
        raise InvalidCurveError(f"{curve.kind} has the parameters {', '.join(family.names)}", field="parameters")
    for position, name in enumerate(family.names):
        value = _values(curve, name)
        least = 0.0 if position == 0 else LEAST_EXPONENT if name == family.exponent else SMALLEST
        if not ((value >= least) & (value <= LARGEST)).all():
            raise InvalidCurveError(f"{name} is not between {least} and {LARGEST}", field=f"parameters/{name}")
        if name == family.exponent and (value > 1.0).any():
            raise CurveNotConcaveError(f"{name} is above 1: the curve is not concave", field=f"parameters/{name}")
    if not 0.0 <= curve.minimum <= LARGEST:
        raise InvalidCurveError(f"min is {curve.minimum}", field="min")
    if curve.maximum is not None and not curve.minimum <= curve.maximum <= LARGEST:
        raise InvalidCurveError(f"max is {curve.maximum}, and min {curve.minimum}", field="max")
