"""How long until something happens, where some are still waiting: Kaplan & Meier, Nelson & Aalen.

It stands on grouped durations: what it costs depends on distinct ones, not on customers.
"""

from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray, IntArray
from inference.delta import Interval, Link, delta_interval, normal_multiplier
from services.valuation.domain.errors import InvalidDurationError
from services.valuation.domain.grouping import weighted_counts

METHOD = (
    "Kaplan–Meier with Greenwood's variance, its interval symmetric on the scale of log(−log S); Nelson–Aalen, its interval "
    "symmetric in logarithms"
)


@dataclass(frozen=True, slots=True, eq=False)
class SurvivalCurve:
    """The share that still waits after each time, and the cumulative hazard. Arrays have shape (times,).

    Attributes:
        times: Distinct times at which somebody ceased to wait, ascending.
        at_risk: Who was watched up to then, and still waited just before.
        events: To how many it happened.
        survival: Share that still waits after it.
        survival_interval: Low and high; a point where nobody, or everybody, is left.
        hazard: Cumulative.
        hazard_interval: Low and high.
        customers: All who were watched.
    """

    times: FloatArray
    at_risk: IntArray
    events: IntArray
    survival: FloatArray
    survival_interval: Interval
    hazard: FloatArray
    hazard_interval: Interval
    customers: int

    def quantile(self, share: float) -> float | None:
        """The first time after which no more than this share still waits; None where that is not reached."""
        return _first(self.times, self.survival, share)

    def quantile_interval(self, share: float) -> tuple[float | None, float | None]:
        """Low and high of it: where the interval of the survival crosses the share (Brookmeyer & Crowley 1982)."""
        low, high = self.survival_interval
        return _first(self.times, low, share), _first(self.times, high, share)


def survival_curve(durations: FloatArray, happened: IntArray, customers: IntArray, level: float) -> SurvivalCurve:
    """The curve of grouped durations.

    Sources: Kaplan & Meier (1958), JASA 53:457; Nelson (1972), Technometrics 14:945; Aalen (1978), Annals of Statistics 6:701;
    intervals after Kalbfleisch & Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4.

    Args:
        durations: How long a group was watched, >= 0, shape (groups,).
        happened: 1 where it ended with the event, 0 where the watch ended before it (censored), shape (groups,).
        customers: Of the group, >= 1, shape (groups,).
        level: Of the intervals.

    Raises:
        InvalidDurationError: A duration is below 0 or no number.
        InvalidLevelError: The level is not strictly between 0 and 1.
    """
    multiplier = normal_multiplier(level)
    wrong = ~(np.isfinite(durations) & (durations >= 0.0))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise InvalidDurationError(f"the duration of row {row} is {durations[row]}", row=row, field="duration")
    all_times, place = np.unique(durations, return_inverse=True)
    ended = weighted_counts(place, customers.astype(np.float64), len(all_times))
    events = weighted_counts(place, (customers * happened).astype(np.float64), len(all_times))
    # Whoever is censored at a time was watched up to it: still at risk of what happened then.
    at_risk = np.cumsum(ended[::-1])[::-1]
    happens = events > 0.0
    times, events, at_risk = all_times[happens], events[happens], at_risk[happens]
    survival = np.cumprod(1.0 - events / at_risk, dtype=np.float64)
    hazard = np.cumsum(events / at_risk)
    left = at_risk - events
    greenwood = np.cumsum(np.divide(events, at_risk * left, out=np.zeros_like(events), where=left > 0.0))
    hazard_variance = np.cumsum(events / at_risk**2)  # Aalen's
    return SurvivalCurve(
        times=times,
        at_risk=np.rint(at_risk).astype(np.int64),
        events=np.rint(events).astype(np.int64),
        survival=survival,
        survival_interval=_log_log(survival, greenwood, multiplier),
        hazard=hazard,
        hazard_interval=delta_interval(hazard, hazard_variance, level, Link.LOG),
        customers=int(customers.sum()),
    )


def _log_log(survival: FloatArray, greenwood: FloatArray, multiplier: float) -> Interval:
    inside = (survival > 0.0) & (survival < 1.0)
    logarithm = np.log(np.where(inside, survival, 0.5))
    spread = np.exp(multiplier * np.sqrt(greenwood) / np.abs(logarithm))
    low, high = np.exp(logarithm * spread), np.exp(logarithm / spread)
    return np.where(inside, low, survival), np.where(inside, high, survival)


def _first(times: FloatArray, survival: FloatArray, share: float) -> float | None:
    reached = np.flatnonzero(survival <= share)
    return float(times[reached[0]]) if len(reached) else None
