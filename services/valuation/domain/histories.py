"""Purchase histories: all that the models need to know of a customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inference.arrays import FloatArray, IntArray
from inference.errors import DomainError
from services.valuation.domain.errors import InvalidHistoryError
from services.valuation.domain.grouping import Groups, group_rows

# A count of repeat purchase days past this is a mistake of units; the likelihood visits every count up to the largest.
MAXIMUM_FREQUENCY = 1_000_000
# So is a time: of this many nanoseconds a century is not made up, nor of that many anything else.
MAXIMUM_TIME = 1e19


class TimeUnit(Enum):
    """A unit of time and its length in days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def days(self) -> float:
        """Length in days; a month is the twelfth part of a year of 365.25 days."""
        return {"day": 1.0, "week": 7.0, "month": 30.4375}[self.value]


@dataclass(frozen=True, slots=True, eq=False)
class PurchaseHistories:
    """What customers did up to the end of their calibration, one row per customer or per group of equal ones.

    Attributes:
        frequency: Purchase days after the first, shape (rows,).
        recency: Time from the first purchase to the last, shape (rows,).
        T: Time from the first purchase to the end of the calibration, in the same unit, shape (rows,).
        customers: How many customers share the row, shape (rows,).

    Raises:
        InvalidHistoryError: A row cannot be a purchase history.
    """

    frequency: IntArray
    recency: FloatArray
    T: FloatArray
    customers: IntArray

    def __post_init__(self) -> None:
        _check_histories(self)

    @classmethod
    def of(cls, frequency: ArrayLike, recency: ArrayLike, T: ArrayLike, customers: ArrayLike | None = None) -> Self:
        """Histories from any numeric columns; one customer per row unless `customers` says otherwise."""
        whole = whole_numbers("frequency", frequency)
        counts = np.ones_like(whole) if customers is None else whole_numbers("customers", customers)
        return cls(whole, _real_numbers("recency", recency), _real_numbers("T", T), counts)

    def __len__(self) -> int:
        return len(self.frequency)

    def groups(self) -> Groups:
        """Which rows are equal in frequency, recency and T."""
        return group_rows(self.frequency.astype(np.float64), self.recency, self.T)

    @property
    def counts(self) -> IntArray:
        """How many customers each row stands for."""
        return self.customers

    def drawn(self, counts: IntArray) -> Self:
        """The same rows for other numbers of customers; without those that are nobody's."""
        kept = counts > 0
        return type(self)(self.frequency[kept], self.recency[kept], self.T[kept], counts[kept])

    def grouped(self) -> Self:
        """The distinct rows, each with the customers of all rows equal to it."""
        groups = self.groups()
        customers = np.rint(groups.total(self.customers.astype(np.float64))).astype(np.int64)
        first = groups.members
        return type(self)(self.frequency[first], self.recency[first], self.T[first], customers)


def whole_numbers(name: str, values: ArrayLike, error: type[DomainError] = InvalidHistoryError) -> IntArray:
    """A column of whole numbers, whatever type of number it comes in.

    Raises:
        DomainError: Of the given class; a value is not a whole number.
    """
    numbers = np.asarray(values)
    if numbers.dtype.kind in "iu":
        return numbers.astype(np.int64)
    try:
        floats = numbers.astype(np.float64)
    except (TypeError, ValueError):
        raise error(f"{name} has a value that is not a number", field=name) from None
    # A float past 2^53 is not exactly a count any more (and NaN is none at all).
    wrong = ~((np.abs(floats) <= 2.0**53) & (floats == np.floor(floats)))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise error(f"{name} of row {row} is not a whole number", row=row, field=name)
    return floats.astype(np.int64)


def _real_numbers(name: str, values: ArrayLike) -> FloatArray:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidHistoryError(f"{name} has a value that is not a number", field=name) from None


def _check_histories(histories: PurchaseHistories) -> None:
    frequency, recency, T = histories.frequency, histories.recency, histories.T
    shapes = {column.shape for column in (frequency, recency, T, histories.customers)}
    if len(shapes) != 1 or frequency.ndim != 1:
        raise InvalidHistoryError(f"columns must be of one length, and are {sorted(shapes)}")
    _refuse(frequency < 0, "frequency", "is below 0")
    _refuse(frequency > MAXIMUM_FREQUENCY, "frequency", f"is above {MAXIMUM_FREQUENCY}")
    _refuse(~np.isfinite(T), "T", "is not a finite number")
    _refuse(T < 0.0, "T", "is below 0")
    _refuse(T > MAXIMUM_TIME, "T", f"is above {MAXIMUM_TIME:g}")
    _refuse(~((recency >= 0.0) & (recency <= T)), "recency", "is not between 0 and T")
    _refuse((frequency == 0) != (recency == 0.0), "recency", "must be 0 exactly where frequency is 0")
    _refuse(histories.customers < 1, "customers", "is below 1")


def _refuse(wrong: NDArray[np.bool_], field: str, complaint: str) -> None:
    if wrong.any():
        row = int(np.argmax(wrong))
        raise InvalidHistoryError(f"{field} of row {row} {complaint}", row=row, field=field)


NEW_CUSTOMER = PurchaseHistories.of([0], [0.0], [0.0])
"""Somebody of whom nothing but the first purchase is known."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order: who, on which day of the business's calendar, and its total net of refunds."""

    customer_id: str
    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CustomerSummary:
    """One customer's purchases up to the end of the calibration.

    Attributes:
        customer_id: Whose.
        frequency: Purchase days after the first.
        recency: First purchase to last, in the unit.
        T: First purchase to the end of the calibration, in the unit.
        monetary_value: Mean net total per repeat day; 0 where there is none.
    """

    customer_id: str
    frequency: int
    recency: float
    T: float
    monetary_value: float


def summarize_purchases(orders: Iterable[Order], calibration_end: date, unit: TimeUnit) -> list[CustomerSummary]:
    """Reduce orders to one summary per customer who bought up to and with `calibration_end`, sorted by customer.

    Orders of one day are one purchase; a purchase of 0 is a purchase. Source: Fader & Hardie (2013), note 025.
    """
    spend_by_day: dict[str, dict[date, Decimal]] = {}
    for order in orders:
        if order.day <= calibration_end:
            days = spend_by_day.setdefault(order.customer_id, {})
            days[order.day] = days.get(order.day, Decimal(0)) + order.amount
    return [_summarize(customer, days, calibration_end, unit) for customer, days in sorted(spend_by_day.items())]


def _summarize(customer_id: str, spend: dict[date, Decimal], calibration_end: date, unit: TimeUnit) -> CustomerSummary:
    first, last = min(spend), max(spend)
    repeats = [amount for day, amount in spend.items() if day != first]
    return CustomerSummary(
        customer_id=customer_id,
        frequency=len(repeats),
        recency=(last - first).days / unit.days,
        T=(calibration_end - first).days / unit.days,
        monetary_value=float(sum(repeats) / len(repeats)) if repeats else 0.0,
    )
