"""Rolling origins: where a backtest divides the past, again and again."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from services.valuation.domain.calendars import Opportunity

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


def rolling_origins(
    first_on: date,
    calibration_end: date,
    observation_end: date,
    count: int = FEWEST_ORIGINS,
    opportunity: Opportunity | None = None,
) -> list[Origin]:
    """Consecutive holdouts of equal length (to a day, or an opportunity) that do not overlap: one teaches, the next one tries.

    They share what was asked to be held out, the days after `calibration_end`; where that is nothing, the second half of the
    past. Fewer than `count` where there are fewer days, or opportunities, than that.

    Args:
        first_on: The day of the first purchase.
        calibration_end: The last day that a run is fitted on.
        observation_end: The last day that is looked at.
        count: How many.
        opportunity: What is divided, where it is not days: only complete ones are.
    """
    number, day = (
        (date.toordinal, date.fromordinal) if opportunity is None else (opportunity.last_complete, opportunity.last_day)
    )
    first, known, end = number(first_on), number(calibration_end), number(observation_end)
    held_out = max(end - known or (end - first) // 2, 0)
    ends = [end - held_out + held_out * part // count for part in range(count + 1)]
    return [Origin(day(start), day(stop)) for start, stop in pairwise(ends) if start < stop]
