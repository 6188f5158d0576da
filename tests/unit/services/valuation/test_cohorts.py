from datetime import date
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from services.valuation.domain.calendars import Period
from services.valuation.domain.cohorts import MOST_AGES, Activity, CohortTriangle, pooled_retention, retention_rates

JANUARY, FEBRUARY, MARCH = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)


def activity(cohort: date, period: date, active: int, channel: str | None = None) -> Activity:
    return Activity(channel, cohort, period, active, 0, 0, active, Decimal(10 * active), Decimal(active), 0, 0, 1.0, 2.0)


def test_a_running_month_is_counted_and_not_judged() -> None:
    told = [
        activity(JANUARY, JANUARY, 8),
        activity(JANUARY, MARCH, 2),
        activity(FEBRUARY, FEBRUARY, 4),
        activity(MARCH, MARCH, 1),
    ]
    triangle = CohortTriangle.of(told, Period.MONTH, date(2025, 3, 15))
    assert triangle.acquired.tolist() == [8, 4, 1]
    assert triangle.active.tolist() == [[8, 0, 2], [4, 0, 0], [1, 0, 0]]
    assert triangle.known.sum(axis=1).tolist() == [3, 2, 1]
    assert triangle.complete.sum(axis=1).tolist() == [2, 1, 0]
    rates = retention_rates(triangle, 0.95)
    assert_allclose(rates.estimate, [[1.0, 0.0, np.nan], [1.0, np.nan, np.nan], [np.nan, np.nan, np.nan]])
    assert np.isnan(rates.interval[0][2]).all()


def test_cohorts_of_several_channels_are_added_up() -> None:
    told = [
        activity(JANUARY, JANUARY, 3, "search"),
        activity(JANUARY, JANUARY, 5, None),
        activity(JANUARY, FEBRUARY, 2, "search"),
    ]
    triangle = CohortTriangle.of(told, Period.MONTH, MARCH)
    assert triangle.acquired.tolist() == [8]
    assert triangle.revenue[0].tolist() == [80.0, 20.0, 0.0]
    assert triangle.margin_squares[0].tolist() == [4.0, 6.0, 6.0]
    assert triangle.revenue_squares[0].tolist() == [2.0, 3.0, 3.0]


def test_all_cohorts_together_are_those_that_have_come_so_far() -> None:
    told = [activity(JANUARY, JANUARY, 6), activity(JANUARY, FEBRUARY, 3), activity(FEBRUARY, FEBRUARY, 4)]
    pooled = pooled_retention(CohortTriangle.of(told, Period.MONTH, MARCH), 0.95)
    assert pooled.of.tolist() == [10, 6, 0]
    assert_allclose(pooled.estimate, [1.0, 0.5, np.nan])


def test_quarters_are_of_three_months() -> None:
    assert [Period.QUARTER.number(date(2025, month, 1)) - Period.QUARTER.number(JANUARY) for month in (3, 4, 7, 12)] == [
        0,
        1,
        2,
        3,
    ]
    assert Period.QUARTER.first_day(Period.QUARTER.number(date(2025, 12, 31))) == date(2025, 10, 1)
    assert Period.MONTH.first_day(Period.MONTH.number(date(2024, 2, 29))) == date(2024, 2, 1)


def test_ages_are_followed_so_far_and_no_further() -> None:
    told = [activity(date(1900, 1, 1), date(1900, 1, 1), 2), activity(date(1900, 1, 1), date(2020, 1, 1), 1)]
    triangle = CohortTriangle.of(told, Period.MONTH, date(9999, 1, 1))
    assert triangle.active.shape == (1, MOST_AGES)
    assert triangle.active.sum() == 2


def test_without_activity_there_is_no_cohort() -> None:
    triangle = CohortTriangle.of([], Period.MONTH, JANUARY)
    assert triangle.ages == 0
    assert retention_rates(triangle, 0.95).estimate.shape == (0, 0)
    assert pooled_retention(triangle, 0.95).of.shape == (0,)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9)), max_size=20))
def test_a_cohort_never_keeps_more_than_it_acquired(told: list[tuple[int, int, int]]) -> None:
    months = [date(2024, month, 1) for month in range(1, 13)]
    first = {cohort: 10 for cohort, _, _ in told}
    rows = [activity(months[cohort], months[cohort], customers) for cohort, customers in first.items()]
    later = {(cohort, cohort + 1 + age): active for cohort, age, active in told}
    rows += [activity(months[cohort], months[period], active) for (cohort, period), active in later.items()]
    rates = retention_rates(CohortTriangle.of(rows, Period.MONTH, date(2025, 1, 1)), 0.95)
    low, high = rates.interval
    judged = ~np.isnan(rates.estimate)
    assert (rates.estimate[judged] <= 1.0).all()
    assert ((low[judged] <= rates.estimate[judged]) & (rates.estimate[judged] <= high[judged])).all()
