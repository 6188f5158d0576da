"""Months and quarters of a calendar, as numbers that follow each other."""

from datetime import date
from enum import StrEnum


class Period(StrEnum):
    """A stretch of the calendar that cohorts are made by."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many it has."""
        return 1 if self is Period.MONTH else 3

    def number(self, day: date) -> int:
        """Of the period that a day is in: the next one's is one more."""
        return (day.year * 12 + day.month - 1) // self.months

    def first_day(self, number: int) -> date:
        """Of the period with that number."""
        year, month = divmod(number * self.months, 12)
        return date(year, month + 1, 1)
