"""What has tripped other software, on the way from a company's own table to purchase histories.

Dates as texts, time zones and the days on which clocks change, rows in any order and twice, several orders on one day, numbers
in whatever type a frame holds them.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from services.segmentation.domain.rejection import RejectionError
from services.segmentation.domain.timestamps import read_occurred_at
from services.valuation.domain import CustomerSummary, Order, PurchaseHistories, TimeUnit, fit_purchases, summarize_purchases
from services.valuation.domain.errors import InvalidHistoryError

NEW_YORK, BERLIN, APIA = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")


def summary(zone: ZoneInfo, end: date, *stated: str) -> CustomerSummary:
    """One customer's purchases, whose times are told as a file tells them."""
    days = [read_occurred_at(text, zone).astimezone(zone).date() for text in stated]
    (found,) = summarize_purchases([Order("a", day, Decimal(10)) for day in days], end, TimeUnit.DAY)
    return found


def test_dates_as_texts_are_dates_before_they_are_compared() -> None:
    # As texts "9 …" comes after "10 …", and January after December: a purchase of January was lost that way.
    found = summary(BERLIN, date(2024, 12, 31), "2024-01-09", "2024-01-10", "2024-12-31")
    assert (found.frequency, found.recency, found.T) == (2, 357.0, 357.0)


@pytest.mark.parametrize("stated", ["01/09/2024", "9.1.2024", "2024-1-9", "2024-01-09T10:00:00", "20240109", 45_300])
def test_a_date_whose_meaning_would_be_a_guess_is_refused(stated: object) -> None:
    with pytest.raises(RejectionError):
        read_occurred_at(stated, BERLIN)


def test_a_purchase_is_on_the_day_of_the_business_not_of_utc() -> None:
    # Half past eight in the evening in New York is the next day in UTC: two purchases of one evening stay one.
    evening = ("2024-06-01T23:30:00Z", "2024-06-02T00:30:00Z", "2024-06-01T20:45:00-04:00")
    assert summary(NEW_YORK, date(2024, 6, 30), *evening).frequency == 0
    assert summary(ZoneInfo("UTC"), date(2024, 6, 30), *evening).frequency == 1
    # Offsets of other places are the same instants.
    assert summary(NEW_YORK, date(2024, 6, 30), "2024-06-02T05:30:00+02:00", "2024-06-01").frequency == 0


@pytest.mark.parametrize(
    ("zone", "first", "last", "days"),
    [
        (NEW_YORK, "2024-03-09", "2024-03-11", 2),  # 47 hours
        (NEW_YORK, "2024-11-02", "2024-11-04", 2),  # 49 hours
        (NEW_YORK, "2024-03-10T06:59:59Z", "2024-03-10T07:00:01Z", 0),  # across the gap, one day
        (NEW_YORK, "2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z", 0),  # half past one, twice
        (APIA, "2011-12-29", "2011-12-31", 2),  # a day that the island skipped is a day of the calendar
    ],
)
def test_days_on_which_clocks_change_are_days(zone: ZoneInfo, first: str, last: str, days: int) -> None:
    found = summary(zone, date(2025, 1, 1), first, last)
    assert (found.frequency, found.recency) == (int(days > 0), float(days))


def test_the_order_of_rows_means_nothing_and_equal_rows_are_one_purchase_day() -> None:
    stated = ["2024-05-01", "2024-01-03", "2024-03-02", "2024-01-03", "2024-05-01", "2024-05-01"]
    expected = summary(BERLIN, date(2024, 6, 1), *sorted(set(stated)))
    for seed in range(5):
        shuffled = np.random.default_rng(seed).permutation(stated).tolist()
        found = summary(BERLIN, date(2024, 6, 1), *shuffled)
        assert (found.frequency, found.recency, found.T) == (expected.frequency, expected.recency, expected.T)
    assert expected.frequency == 2


def test_the_end_of_the_calibration_is_stated_and_no_clock_is_asked() -> None:
    # An observation period that ends today, by the clock, made yesterday's fit another one tomorrow.
    told = [summary(BERLIN, end, "2024-01-03", "2024-03-02") for end in (date(2024, 3, 31), date(2034, 3, 31))]
    assert [found.recency for found in told] == [59.0, 59.0]
    assert told[1].T - told[0].T == 3652.0


def test_units_are_true_to_the_calendar() -> None:
    orders = [Order("a", date(2023, 1, 1), Decimal(1)), Order("a", date(2024, 1, 1), Decimal(1))]
    for unit, length in ((TimeUnit.DAY, 1.0), (TimeUnit.WEEK, 7.0), (TimeUnit.MONTH, 30.4375)):
        (found,) = summarize_purchases(orders, date(2024, 12, 31), unit)
        assert (found.recency, found.T) == (365.0 / length, 730.0 / length)


class Frame:
    """A column as frames hand it over: something that numpy can make an array of."""

    def __init__(self, values: NDArray[np.object_]) -> None:
        self._values = values

    def __array__(self, dtype: np.dtype[np.generic] | None = None, copy: bool | None = None) -> NDArray[np.generic]:
        return self._values if dtype is None else self._values.astype(dtype)


@pytest.mark.parametrize(
    "column",
    [
        lambda values: np.array(values, dtype=object),  # what a nullable Int64 becomes
        lambda values: Frame(np.array(values, dtype=object)),
        lambda values: np.array(values, dtype=np.int32),
        lambda values: np.array(values, dtype=np.float32),
        lambda values: [Decimal(value) for value in values],
        tuple,
    ],
)
def test_whole_numbers_come_in_any_type_of_a_frame(column: Callable[[list[int]], object]) -> None:
    frequency, recency, T = [0, 1, 2, 3, 0, 5], [0, 10, 20, 25, 0, 40], [30, 30, 40, 50, 60, 60]
    plain = PurchaseHistories.of(frequency, recency, T)
    columns: list[Any] = [column(values) for values in (frequency, recency, T, [2] * 6)]
    found = PurchaseHistories.of(*columns)
    assert found.frequency.dtype == np.int64
    assert found.frequency.tolist() == plain.frequency.tolist()
    assert found.T.tolist() == plain.T.tolist()
    assert_allclose(fit_purchases("bg_nbd", found).log_likelihood, 2 * fit_purchases("bg_nbd", plain).log_likelihood, rtol=1e-9)


@pytest.mark.parametrize("missing", [None, "many", object()])
def test_what_is_no_number_is_refused_by_its_column(missing: object) -> None:
    with pytest.raises(InvalidHistoryError) as refused:
        PurchaseHistories.of(np.array([1, missing], dtype=object), [1.0, 1.0], [2.0, 2.0])
    assert refused.value.field == "frequency"
    with pytest.raises(InvalidHistoryError) as refused:
        PurchaseHistories.of([1, 1], np.array([1.0, missing], dtype=object), [2.0, 2.0])
    assert refused.value.field == "recency"


def test_a_moment_before_midnight_belongs_to_the_day_that_ends() -> None:
    last = datetime(2024, 3, 31, 21, 59, 59, tzinfo=UTC)  # a second before midnight in Berlin, on the day its clocks change
    found = summary(BERLIN, date(2024, 3, 31), "2024-03-30", last.isoformat())
    assert (found.frequency, found.recency, found.T) == (1, 1.0, 1.0)
    assert summary(BERLIN, date(2024, 3, 31), "2024-03-30", "2024-03-31T22:00:00Z").frequency == 0
