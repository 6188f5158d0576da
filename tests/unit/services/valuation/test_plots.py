"""The plots of the papers, on CDNOW's sample; the figures are those of the BTYD vignette, pages 12, 14 and 27."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from numpy.testing import assert_allclose

from attune.demo import cdnow
from services.valuation.domain import PurchaseFit, PurchaseHistories, PurchaseModel, expected_purchases_of_new_customer
from services.valuation.domain.plots import (
    MOST_BINS,
    MOST_FREQUENCY,
    MOST_GRID,
    alive_grid,
    conditional_expectations,
    frequency_histogram,
    track_purchases,
)

from .conftest import Calibrated

NEW_YEAR, END = date(1997, 1, 1), date(1998, 6, 30)
BG_NBD = PurchaseModel.of("bg_nbd", {"r": 0.2425982, "alpha": 4.4136842, "a": 0.7929899, "b": 2.4261667})


def fitted(fit: PurchaseFit) -> PurchaseModel:
    return PurchaseModel.of(fit.model, fit.parameters)


def days_of_cdnow() -> tuple[np.typing.NDArray[np.int64], np.typing.NDArray[np.int64]]:
    bought = {(order.customer_id, order.day) for order in cdnow.read_orders(full=False)}
    first: dict[str, date] = {}
    for who, day in bought:
        first[who] = min(day, first.get(who, day))
    firsts = Counter((day - NEW_YEAR).days for day in first.values())
    repeats = Counter((day - NEW_YEAR).days for who, day in bought if day > first[who])
    days = range((END - NEW_YEAR).days + 1)
    return np.array([firsts[day] for day in days]), np.array([repeats[day] for day in days])


@pytest.mark.usefixtures("sample")
def test_the_tracking_of_cdnow_is_the_published_one() -> None:
    tracking = track_purchases(BG_NBD, None, *days_of_cdnow(), 7.0, 7, 0.95, whole=False)
    assert len(tracking.ends) == 78
    assert tracking.actual[19:25].tolist() == [73, 55, 70, 33, 56, 99]
    assert tracking.actual.cumsum()[19:25].tolist() == [1359, 1414, 1484, 1517, 1573, 1672]
    assert_allclose(tracking.expected[19:25], [76.86531, 74.88843, 73.04554, 71.32166, 69.70412, 68.18213], rtol=5e-6)
    assert_allclose(tracking.cumulative[19:25], [1312.458, 1387.346, 1460.392, 1531.713, 1601.418, 1669.6], rtol=5e-6)
    assert np.isnan(tracking.expected_interval[0]).all()
    assert tracking.actual.sum() == 2457 + 1882


def test_the_conditional_expectations_of_cdnow_are_the_published_ones(sample: Calibrated) -> None:
    found = conditional_expectations(BG_NBD, None, sample.histories, sample.holdout, 39.0, 0.95)
    assert found.customers.tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert_allclose(found.actual, [0.2367, 0.6970, 1.3925, 1.5600, 2.5323, 2.9474, 3.8621, 6.3594], atol=5e-5)
    published = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]
    assert_allclose(found.expected, published, rtol=1e-5)


def test_the_histogram_of_cdnow_holds_what_happened(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    histogram = frequency_histogram(fitted(purchases_fit), sample.histories, 0.999)
    assert histogram.actual.tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert_allclose(histogram.expected.sum(), 2357.0, rtol=1e-12)
    low, high = histogram.interval
    assert ((low <= histogram.actual) & (histogram.actual <= high)).all()


def test_parameters_leave_an_interval_around_what_is_expected(sample: Calibrated, purchases_fit: PurchaseFit) -> None:
    model, covariance = fitted(purchases_fit), purchases_fit.covariance
    tracking = track_purchases(model, covariance, *days_of_cdnow(), 7.0, 7, 0.95, whole=False)
    found = conditional_expectations(model, covariance, sample.histories, sample.holdout, 39.0, 0.95)
    for estimate, (low, high) in (
        (tracking.expected, tracking.expected_interval),
        (tracking.cumulative, tracking.cumulative_interval),
        (found.expected, found.interval),
    ):
        assert ((low < estimate) & (estimate < high)).all()


@pytest.mark.parametrize("days", [1, 2, 8, 800, 6000])
def test_bins_are_bounded_and_end_with_the_last_day(days: int) -> None:
    firsts, repeats = np.zeros(days, dtype=np.int64), np.zeros(days, dtype=np.int64)
    firsts[0], repeats[-1] = 10, 3
    tracking = track_purchases(BG_NBD, None, firsts, repeats, 7.0, 7, 0.95, whole=False)
    assert len(tracking.ends) <= MOST_BINS
    assert tracking.ends[-1] == days - 1
    assert tracking.actual.sum() == 3
    [alone] = expected_purchases_of_new_customer(BG_NBD, np.array([days / 7]))
    assert_allclose(tracking.cumulative[-1], 10 * alone, rtol=1e-9)
    assert (tracking.expected > 0.0).all()


def test_between_points_what_is_expected_is_interpolated_well() -> None:
    firsts, repeats = np.zeros(3000, dtype=np.int64), np.zeros(3000, dtype=np.int64)
    firsts[0] = 1
    tracking = track_purchases(BG_NBD, None, firsts, repeats, 7.0, 7, 0.95, whole=False)
    exact = expected_purchases_of_new_customer(BG_NBD, (tracking.ends + 1) / 7.0)
    assert_allclose(tracking.cumulative, exact, rtol=2e-4)


def test_very_many_lengths_of_watch_are_thinned_out() -> None:
    T = np.linspace(1.0, 300.0, 2000)
    histories = PurchaseHistories.of(np.zeros(2000, dtype=int), np.zeros(2000), T)
    thinned = frequency_histogram(BG_NBD, histories, 0.95).expected
    parts = [
        frequency_histogram(BG_NBD, PurchaseHistories.of(np.zeros(200, dtype=int), np.zeros(200), some), 0.95).expected
        for some in T.reshape(10, 200)
    ]
    assert_allclose(thinned, np.sum(parts, axis=0), rtol=1e-3)


def test_the_grid_is_bounded_and_empty_where_nobody_can_be(sample: Calibrated) -> None:
    grid = alive_grid(BG_NBD, sample.histories, whole=False)
    assert grid.probability.shape == (len(grid.frequency), len(grid.recency))
    assert max(grid.probability.shape) <= MOST_GRID
    assert grid.probability[0, 0] == 1.0  # who never came back is alive to BG/NBD
    assert np.isnan(grid.probability[0, 1:]).all()
    assert np.isnan(grid.probability[1:, 0]).all()
    inside = grid.probability[1:, 1:]
    assert ((inside >= 0.0) & (inside <= 1.0)).all()
    assert (np.diff(inside, axis=1) >= 0.0).all()  # the later the last purchase, the likelier alive


def test_at_opportunities_nobody_buys_more_often_than_they_could() -> None:
    model = PurchaseModel.of("bg_bb", {"alpha": 1.204, "beta": 0.75, "gamma": 0.657, "delta": 2.783})
    grid = alive_grid(model, PurchaseHistories.of([0, 6], [0.0, 6.0], [6.0, 6.0]), whole=True)
    assert grid.recency.tolist() == [0, 1, 2, 3, 4, 5, 6]
    possible = ~np.isnan(grid.probability)
    assert possible.sum() == 1 + 6 * 7 // 2
    assert_allclose(grid.probability[[0, 2, 6], [0, 4, 6]], [0.11, 0.59, 0.93], atol=5e-3)  # Fader, Hardie & Shang, table 6


def test_the_tracking_of_the_donors_is_the_published_one() -> None:
    model = PurchaseModel.of("bg_bb", {"alpha": 1.203528, "beta": 0.7497260, "gamma": 0.6567808, "delta": 2.783796})
    firsts = np.array([11104, *[0] * 11])
    tracking = track_purchases(model, None, firsts, np.zeros_like(firsts), 1.0, 1, 0.95, whole=True)
    published = [5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647, 2913.778, 2730.482, 2573.731, 2437.854, 2318.727]
    assert_allclose(tracking.expected, [0.0, *published], rtol=1e-6)


def test_the_donors_histogram_is_the_published_one() -> None:
    model = PurchaseModel.of("bg_bb", {"alpha": 1.203528, "beta": 0.7497260, "gamma": 0.6567808, "delta": 2.783796})
    donors = PurchaseHistories.of([0], [0.0], [6.0], [11104])
    expected = frequency_histogram(model, donors, 0.95).expected
    assert_allclose(expected[[0, 6]], [3454.9, 1253.1], atol=0.1)
    assert_allclose(expected[MOST_FREQUENCY], 0.0, atol=1e-8)
