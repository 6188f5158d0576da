"""Rolling origins: where a backtest divides the past, again and again."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

FEWEST_ORIGINS = 3


@dataclass(frozen=True, slots=True)
class Origin:
    """A day whose past is known to a forecast, and whose future, up to another day, is held out.

    Attributes:
        calibration_end: The last day that is known.
        observation_end: The last day that is held out.
    """

    calibration_end: date
    observation_end: date

    @property
    def days(self) -> int:
        """Length of the holdout."""
        return (self.observation_end - self.calibration_end).days


def rolling_origins(first_on: date, calibration_end: date, observation_end: date, count: int = FEWEST_ORIGINS) -> list[Origin]:
    """Consecutive holdouts of equal length (to a day) that do not overlap: what one teaches can be tried on the next.

    They share what was asked to be held out, the days after `calibration_end`; where that is nothing, the second half of the
    past. Fewer than `count` where there are fewer days than that.

    Args:
        first_on: The day of the first purchase.
        calibration_end: The last day that a run is fitted on.
        observation_end: The last day that is looked at.
        count: How many.
    """
    held_out = (observation_end - calibration_end).days or (observation_end - first_on).days // 2
    days = max(held_out, 0)
    ends = [observation_end - timedelta(days=days - days * part // count) for part in range(count + 1)]
    return [Origin(start, end) for start, end in pairwise(ends) if start < end]
