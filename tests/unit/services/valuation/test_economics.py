from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.valuation.domain.calendars import Period
from services.valuation.domain.cohorts import Activity, CohortTriangle
from services.valuation.domain.economics import (
    CustomerSums,
    Estimated,
    ReturnCurve,
    acquisition_cost,
    brand_value,
    payback_periods,
    stated_share,
)


def test_the_cost_of_acquisition_is_as_uncertain_as_how_many_came() -> None:
    cost = acquisition_cost(1000.0, 10, 0.95)
    assert cost.estimate == 100.0
    assert_allclose([cost.low, cost.high], [1000 / 18.3904, 1000 / 4.7954], rtol=1e-5)  # Garwood's interval of 10


def test_credit_notes_can_make_acquisition_a_gain() -> None:
    cost = acquisition_cost(-50.0, 5, 0.95)
    assert cost.estimate == -10.0
    assert cost.low < cost.estimate < cost.high < 0.0
    assert acquisition_cost(0.0, 3, 0.95) == Estimated(0.0, 0.0, 0.0)


def brought(cohort: date, period: date, active: int, margin: float, squares: float) -> Activity:
    return Activity(None, cohort, period, active, 0, 0, active, Decimal(0), Decimal(str(margin)), 0, 0, 0.0, squares)


MONTHS = [date(2025, month, 1) for month in range(1, 7)]


def curve(rows: list[Activity], spent: list[float]) -> ReturnCurve:
    return ReturnCurve.of(CohortTriangle.of(rows, Period.MONTH, MONTHS[len(spent)]), np.array(spent))


def test_payback_is_the_month_in_which_the_margin_reaches_the_spend() -> None:
    rows = [brought(MONTHS[0], month, 4, 10.0, 0.0) for month in MONTHS[:4]]
    assert payback_periods(curve(rows, [30.0, 0.0, 0.0, 0.0]), 0.95) == Estimated(3.0, 3.0, 3.0)
    assert payback_periods(curve(rows, [10.0, 0.0, 0.0, 0.0]), 0.95).estimate == 1.0
    never = payback_periods(curve(rows, [41.0, 0.0, 0.0, 0.0]), 0.95)
    assert np.isnan([never.estimate, never.low, never.high]).all()


def test_its_ends_are_where_those_of_the_margins_interval_get_there() -> None:
    # Cumulative margins 10, 20, 30, 40 of one customer each: standard errors are the same, 10, 20, 30, 40.
    rows = [
        brought(MONTHS[0], month, 1, 10.0, (10.0 * age) ** 2 - (10.0 * (age - 1)) ** 2)
        for age, month in enumerate(MONTHS[:4], 1)
    ]
    found = payback_periods(curve(rows, [25.0, 0.0, 0.0, 0.0]), 0.95)
    assert (found.estimate, found.low) == (3.0, 1.0)
    assert np.isnan(found.high)


def test_cohorts_together_are_asked_at_the_ages_that_they_have_reached() -> None:
    rows = [
        brought(MONTHS[0], MONTHS[0], 2, 5.0, 0.0),
        brought(MONTHS[0], MONTHS[1], 2, 5.0, 0.0),
        brought(MONTHS[0], MONTHS[2], 2, 5.0, 0.0),
    ]
    rows += [brought(MONTHS[2], MONTHS[2], 1, 1.0, 0.0)]
    found = curve(rows, [10.0, 3.0, 7.0])
    assert_allclose(found.customers, [3.0, 2.0, 2.0, 0.0][: len(found.customers)])
    assert_allclose(
        found.spent, [20.0, 13.0, 10.0, 0.0][: len(found.spent)]
    )  # what was spent in February too, when nobody came
    assert_allclose(found.margin[:3], [6.0, 10.0, 15.0])
    assert payback_periods(found, 0.95).estimate == 3.0


def test_the_interval_of_the_payback_covers_as_it_says() -> None:
    """The expected margin reaches the spend at the very end of the third month: the hardest case there is."""
    generator = np.random.default_rng(11)
    customers, monthly, rounds = 150.0, 12.0, 1500
    spent = [3 * customers * monthly, 0.0, 0.0, 0.0, 0.0]
    covered = 0
    for _ in range(rounds):
        margins = generator.exponential(monthly, (generator.poisson(customers), 5)).cumsum(axis=1)
        squares, rows = np.diff((margins**2).sum(axis=0), prepend=0.0), np.diff(margins.sum(axis=0), prepend=0.0)
        told = [
            brought(MONTHS[0], month, len(margins), margin, square)
            for month, margin, square in zip(MONTHS[:5], rows.tolist(), squares.tolist(), strict=True)
        ]
        found = payback_periods(curve(told, spent), 0.95)
        covered += found.low <= 3.0 <= (found.high if np.isfinite(found.high) else np.inf)
    # The true month is missed only if the third month's margin is told from the spend on its lower side.
    assert_allclose(covered / rounds, 0.975, atol=0.012)


def test_the_value_of_a_brand_is_the_product_of_its_four_parts() -> None:
    sums = CustomerSums(buyers=200, revenue=20_000.0, revenue_squares=2_500_000.0, margin=8_000.0, margin_squares=400_000.0)
    value = brand_value(sums, 1000, 2.0, Estimated(0.4, 0.3, 0.5), 0.95)
    assert value is not None
    assert value.buying_rate is not None
    assert value.share_of_purchases is not None
    assert value.margin is not None
    assert value.value is not None
    assert_allclose(
        [value.penetration.estimate, value.buying_rate.estimate, value.share_of_purchases.estimate, value.margin],
        [0.2, 125.0, 0.4, 0.4],
    )
    assert_allclose(value.value.estimate, 0.2 * 125.0 * 0.4 * 0.4)
    assert_allclose(value.own_rate.estimate, 125.0 * 0.4)
    assert_allclose(value.value.high - value.value.estimate, 1.959964 * np.sqrt(400_000.0) / 1000 / 2, rtol=1e-6)
    assert value.buying_rate.low < value.buying_rate.estimate < value.buying_rate.high


def test_without_a_share_or_a_margin_the_rest_of_it_is_still_known() -> None:
    sums = CustomerSums(buyers=20, revenue=2_000.0, revenue_squares=250_000.0, margin=None, margin_squares=0.0)
    value = brand_value(sums, 20, 1.0, None, 0.95)
    assert value is not None
    assert (value.value, value.margin, value.buying_rate, value.share_of_purchases) == (None, None, None, None)
    assert value.penetration.estimate == value.penetration.high == 1.0
    assert value.own_rate.estimate == 100.0
    assert brand_value(CustomerSums(0, 0.0, 0.0, 0.0, 0.0), 20, 1.0, None, 0.95) is None


def test_what_customers_say_is_a_mean_with_its_spread() -> None:
    shares = np.linspace(0.05, 0.95, 19)
    share = stated_share(19, float(shares.sum()), float(shares @ shares), 0.95)
    assert share is not None
    assert share.estimate == pytest.approx(0.5)
    assert share.high - 0.5 == pytest.approx(1.959964 * shares.std(ddof=1) / np.sqrt(19), rel=1e-6)
    assert stated_share(9, 4.5, 2.25, 0.95) is None
    assert stated_share(30, 0.0, 0.0, 0.95) is None
    clipped = stated_share(10, 9.9, 9.9, 0.999999)
    assert clipped is not None
    assert clipped.high == 1.0
    assert clipped.low < clipped.estimate
