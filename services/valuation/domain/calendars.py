"""The calendar as numbers that follow each other: its months and quarters, and opportunities to buy."""

from datetime import date, timedelta
from enum import Enum, StrEnum

from services.valuation.domain.histories import TimeUnit

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}


def _number_in_months(day: date, length: int) -> int:
    """Of the stretch of so many months that a day lies in, counted from the calendar's beginning."""
    return (day.year * 12 + day.month - 1) // length


def _first_day_in_months(number: int, length: int) -> date:
    """Of the stretch of so many months that has that number."""
    year, month = divmod(number * length, 12)
    return date(year, month + 1, 1)


class Period(StrEnum):
    """A stretch of the calendar that cohorts are made by."""

    MONTH = "month"
    QUARTER = "quarter"

    def number(self, day: date) -> int:
        """Of the period that a day is in: the next one's is one more."""
        return _number_in_months(day, _MONTHS[self.value])

    def first_day(self, number: int) -> date:
        """Of the period with that number."""
        return _first_day_in_months(number, _MONTHS[self.value])


class Opportunity(Enum):
    """What a purchase is counted by, where it is not by any day: each day, week (from Monday), month, quarter or year.

    At an opportunity customers buy or do not. A donor gives this year or does not; a subscriber of boxes takes this month's or
    does not. There a purchase on a second day of the same year or month is no further one, and time is counted in years or
    months of the calendar, not in days. Only opportunities that are over count: who has not bought yet in one that goes on may
    still do so.
    """

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def in_months(self) -> bool:
        """Whether its length is a number of months, else of days."""
        return self.value in _MONTHS

    @property
    def length(self) -> int:
        """Its length, in months or in days."""
        return _MONTHS[self.value] if self.in_months else _DAYS[self.value]

    @property
    def unit(self) -> TimeUnit:
        """The unit of time that `length` counts."""
        return TimeUnit.MONTH if self.in_months else TimeUnit.DAY

    def number(self, day: date) -> int:
        """The number of the opportunity that a day lies in, counted from the calendar's beginning, which is a Monday."""
        return _number_in_months(day, self.length) if self.in_months else (day.toordinal() - 1) // self.length

    def first_day(self, number: int) -> date:
        """The first day of the opportunity of that number."""
        return _first_day_in_months(number, self.length) if self.in_months else date.fromordinal(number * self.length + 1)

    def last_complete(self, end: date) -> int:
        """The number of the last opportunity that is over at the end of a day."""
        return self.number(end + timedelta(days=1)) - 1

    def last_day(self, number: int) -> date:
        """The last day of the opportunity of that number."""
        return self.first_day(number + 1) - timedelta(days=1)
