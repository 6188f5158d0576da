"""CDNOW as the papers use it: calibrated to 1997-09-30 in weeks, with a holdout of 39 weeks."""

from dataclasses import dataclass

import numpy as np
import pytest

from attune.demo import cdnow
from inference.arrays import FloatArray
from services.valuation.domain import (
    GammaGammaFit,
    Order,
    PurchaseFit,
    PurchaseHistories,
    SpendRecords,
    TimeUnit,
    fit_beta_geo,
    fit_gamma_gamma,
    fit_purchases,
    summarize_purchases,
)


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """A cohort's histories and what it then did, one row per customer in the order of their numbers.

    Attributes:
        histories: Up to the end of the calibration.
        monetary_value: Mean spend per repeat day.
        holdout: Purchase days in the 39 weeks that followed.
    """

    histories: PurchaseHistories
    monetary_value: FloatArray
    holdout: FloatArray


def calibrate(full: bool) -> Calibrated:
    if cdnow.find_wheel() is None:
        pytest.skip("make setup has not fetched the wheel with CDNOW's data")
    orders = cdnow.read_orders(full)
    summaries = summarize_purchases(
        (Order(order.customer_id, order.day, order.amount) for order in orders), cdnow.CALIBRATION_END, TimeUnit.WEEK
    )
    later: dict[str, set[object]] = {}
    for order in orders:
        if order.day > cdnow.CALIBRATION_END:
            later.setdefault(order.customer_id, set()).add(order.day)
    return Calibrated(
        histories=PurchaseHistories.of(
            [summary.frequency for summary in summaries],
            [summary.recency for summary in summaries],
            [summary.T for summary in summaries],
        ),
        monetary_value=np.array([summary.monetary_value for summary in summaries]),
        holdout=np.array([float(len(later.get(summary.customer_id, ()))) for summary in summaries]),
    )


@pytest.fixture(scope="session")
def sample() -> Calibrated:
    """The 1/10 sample of 2,357 customers."""
    return calibrate(full=False)


@pytest.fixture(scope="session")
def master() -> Calibrated:
    """All 23,570 customers."""
    return calibrate(full=True)


@pytest.fixture(scope="session")
def purchases_fit(sample: Calibrated) -> PurchaseFit:
    """BG/NBD of the sample."""
    return fit_beta_geo(sample.histories)


@pytest.fixture(scope="session")
def pareto_fit(sample: Calibrated) -> PurchaseFit:
    """Pareto/NBD of the sample."""
    return fit_purchases("pareto_nbd", sample.histories)


@pytest.fixture(scope="session")
def spend_fit(sample: Calibrated) -> GammaGammaFit:
    """Gamma-Gamma of the sample."""
    return fit_gamma_gamma(SpendRecords.of(sample.histories.frequency, sample.monetary_value))
