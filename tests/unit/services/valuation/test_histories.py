from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.valuation.domain import CustomerSummary, Order, PurchaseHistories, TimeUnit, summarize_purchases
from services.valuation.domain.errors import InvalidHistoryError

END = date(2024, 3, 31)


def order(customer: str, day: date, amount: str = "10.00") -> Order:
    return Order(customer, day, Decimal(amount))


def summary_of(*orders: Order, unit: TimeUnit = TimeUnit.DAY) -> CustomerSummary:
    (summary,) = summarize_purchases(orders, END, unit)
    return summary


def test_orders_of_one_day_are_one_purchase() -> None:
    first, later = date(2024, 1, 1), date(2024, 1, 15)
    summary = summary_of(order("a", first), order("a", first), order("a", later, "7.50"), order("a", later, "2.50"))
    assert summary == CustomerSummary("a", 1, 14.0, 90.0, 10.0)


def test_the_first_day_does_not_count_towards_the_mean_spend() -> None:
    days = [date(2024, 1, day) for day in (1, 8, 22)]
    summary = summary_of(order("a", days[0], "900"), order("a", days[1], "10"), order("a", days[2], "20"), unit=TimeUnit.WEEK)
    assert (summary.frequency, summary.recency, summary.monetary_value) == (2, 3.0, 15.0)
    assert_allclose(summary.T, 90 / 7)


def test_the_last_day_of_the_calibration_counts_and_the_next_does_not() -> None:
    summary = summary_of(order("a", date(2024, 3, 1)), order("a", END), order("a", END + timedelta(days=1)))
    assert (summary.frequency, summary.recency, summary.T) == (1, 30.0, 30.0)


def test_a_purchase_of_nothing_is_a_purchase() -> None:
    summary = summary_of(order("a", date(2024, 3, 1)), order("a", date(2024, 3, 2), "0.00"))
    assert (summary.frequency, summary.monetary_value) == (1, 0.0)


def test_orders_may_come_in_any_order_and_customers_are_told_apart() -> None:
    orders = [order(customer, date(2024, 1, day)) for customer in ("b", "a", "ä") for day in (20, 3, 11)]
    assert summarize_purchases(orders, END, TimeUnit.DAY) == summarize_purchases(orders[::-1], END, TimeUnit.DAY)
    assert [summary.customer_id for summary in summarize_purchases(orders, END, TimeUnit.DAY)] == ["a", "b", "ä"]


def test_who_bought_only_later_is_no_customer_yet() -> None:
    assert summarize_purchases([order("a", END + timedelta(days=1))], END, TimeUnit.DAY) == []


@pytest.mark.parametrize(
    ("frequency", "recency", "T", "customers", "field"),
    [
        ([0, -1], [0.0, 1.0], [1.0, 1.0], [1, 1], "frequency"),
        ([0, 1.5], [0.0, 1.0], [1.0, 1.0], [1, 1], "frequency"),
        ([0, float("nan")], [0.0, 1.0], [1.0, 1.0], [1, 1], "frequency"),
        ([0, 2_000_000], [0.0, 1.0], [1.0, 1.0], [1, 1], "frequency"),
        ([0, 1], [0.0, 2.0], [1.0, 1.0], [1, 1], "recency"),
        ([0, 1], [0.0, -1.0], [1.0, 1.0], [1, 1], "recency"),
        ([0, 1], [0.0, float("nan")], [1.0, 1.0], [1, 1], "recency"),
        ([0, 1], [0.0, 0.0], [1.0, 1.0], [1, 1], "recency"),
        ([0, 0], [0.0, 1.0], [1.0, 1.0], [1, 1], "recency"),
        ([0, 0], [0.0, 0.0], [1.0, -1.0], [1, 1], "T"),
        ([0, 0], [0.0, 0.0], [1.0, float("inf")], [1, 1], "T"),
        ([0, 0], [0.0, 0.0], [1.0, 1.0], [1, 0], "customers"),
    ],
)
def test_a_history_that_cannot_be_is_refused_by_row_and_field(
    frequency: list[float], recency: list[float], T: list[float], customers: list[int], field: str
) -> None:
    with pytest.raises(InvalidHistoryError) as refused:
        PurchaseHistories.of(frequency, recency, T, customers)
    assert (refused.value.code, refused.value.row, refused.value.field) == ("invalid_purchase_history", 1, field)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(InvalidHistoryError, match="one length"):
        PurchaseHistories.of([1, 2], [1.0], [2.0])


@pytest.mark.parametrize("kind", [np.int32, np.uint8, np.float32, np.int64])
def test_whole_numbers_may_come_in_any_type(kind: type[np.generic]) -> None:
    histories = PurchaseHistories.of(np.array([0, 3], dtype=kind), [0.0, 1.0], [2.0, 2.0])
    assert histories.frequency.dtype == np.int64
    assert histories.frequency.tolist() == [0, 3]


def test_equal_rows_become_one_with_all_their_customers() -> None:
    histories = PurchaseHistories.of([1, 0, 1, 1], [2.0, 0.0, 2.0, 3.0], [5.0, 5.0, 5.0, 5.0], [1, 10, 100, 1000])
    grouped = histories.grouped()
    rows = zip(grouped.frequency.tolist(), grouped.recency.tolist(), grouped.customers.tolist(), strict=True)
    assert sorted(rows) == [(0, 0.0, 10), (1, 2.0, 101), (1, 3.0, 1000)]
