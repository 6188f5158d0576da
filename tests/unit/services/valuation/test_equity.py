import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.delta import Link
from services.valuation.domain import PurchaseHistories, TimeUnit, predict_value
from services.valuation.domain.customer_value import discount_rate_per_unit
from services.valuation.domain.equity import CustomerBase, ValueModel, customer_equity, equity_change
from services.valuation.domain.models import PurchaseModel

PARAMETERS = {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259}
SPEND = {"p": 6.25, "q": 3.744, "v": 15.44}
COVARIANCE = np.diag([0.0126, 0.3782, 0.1857, 0.7054]) ** 2
SPEND_COVARIANCE = np.diag([1.19, 0.29, 4.159]) ** 2
UNIT, HORIZON, ANNUAL = TimeUnit.WEEK, 52.0, 0.1

FREQUENCY = np.array([0, 2, 2, 2, 7])
RECENCY = np.array([0.0, 30.43, 30.43, 30.43, 20.0])
T = np.array([38.86, 38.86, 38.86, 38.86, 30.0])
VALUE = np.array([0.0, 20.0, 40.0, 0.0, 33.0])
CUSTOMERS = np.array([900, 3, 5, 2, 4])


def model(spend: dict[str, float] = SPEND, factor: float = 1.0, log_variance: float = 0.0) -> ValueModel:
    return ValueModel.of(
        PurchaseModel.of("bg_nbd", PARAMETERS),
        np.array(list(spend.values())),
        HORIZON,
        discount_rate_per_unit(ANNUAL, UNIT),
        COVARIANCE,
        SPEND_COVARIANCE,
        factor,
        log_variance,
    )


def base(label: list[int], labels: int = 1) -> CustomerBase:
    return CustomerBase(PurchaseHistories.of(FREQUENCY, RECENCY, T, CUSTOMERS), VALUE, np.array(label), labels)


def test_equity_is_the_sum_of_the_customers_values() -> None:
    predicted = predict_value(
        "bg_nbd", PARAMETERS, SPEND, PurchaseHistories.of(FREQUENCY, RECENCY, T), VALUE, HORIZON, UNIT, ANNUAL
    )
    equity = customer_equity(model(), base([0, 1, 1, 1, 0], 2))
    worth = predicted.clv * CUSTOMERS
    assert_allclose(equity.sums.value, [worth[0] + worth[4], worth[1:4].sum()], rtol=1e-12)
    assert equity.customers.tolist() == [904.0, 10.0]
    assert equity.without_value.tolist() == [0.0, 0.0]


def test_spend_that_goes_with_frequency_is_added_up_likewise() -> None:
    spend = {**SPEND, "elasticity": 0.3}
    predicted = predict_value(
        "bg_nbd", PARAMETERS, spend, PurchaseHistories.of(FREQUENCY, RECENCY, T), VALUE, HORIZON, UNIT, ANNUAL
    )
    known = ValueModel.of(
        PurchaseModel.of("bg_nbd", PARAMETERS),
        np.array([*spend.values()]),
        HORIZON,
        discount_rate_per_unit(ANNUAL, UNIT),
        COVARIANCE,
        np.eye(4) * 0.01,
    )
    assert known.covariance is not None
    sums = customer_equity(known, base([0] * 5)).sums
    assert_allclose(sums.value, [predicted.clv @ CUSTOMERS], rtol=1e-12)
    assert known.covariance.shape == (9, 9)
    assert sums.slopes.shape == (9, 1)


def test_customers_of_one_history_need_only_the_mean_of_their_means() -> None:
    together = CustomerBase(
        PurchaseHistories.of([2], [30.43], [38.86], [8]), np.array([(3 * 20.0 + 5 * 40.0) / 8]), np.array([0]), 1
    )
    apart = CustomerBase(
        PurchaseHistories.of([2, 2], [30.43] * 2, [38.86] * 2, [3, 5]), np.array([20.0, 40.0]), np.array([0, 0]), 1
    )
    first, second = customer_equity(model(), together).sums, customer_equity(model(), apart).sums
    assert_allclose(first.value, second.value, rtol=1e-13)
    assert_allclose(first.slopes, second.slopes, rtol=1e-11)


def test_its_slopes_are_those_of_the_sum() -> None:
    exact = customer_equity(model(factor=0.8), base([0] * 5)).sums
    values = [*PARAMETERS.values(), *SPEND.values()]
    for place, value in enumerate(values):
        ends = []
        for step in (1e-5, -1e-5):
            moved = [*values]
            moved[place] = value * (1.0 + step)
            purchases = PurchaseModel.of("bg_nbd", dict(zip(PARAMETERS, moved[:4], strict=True)))
            known = ValueModel(purchases, np.array(moved[4:]), HORIZON, discount_rate_per_unit(ANNUAL, UNIT), 0.8, None)
            ends.append(customer_equity(known, base([0] * 5)).sums.value[0])
        assert_allclose(exact.slopes[place, 0], (ends[0] - ends[1]) / (2e-5 * value), rtol=1e-5)
    assert_allclose(exact.slopes[-1], exact.value)  # by the logarithm of the factor


def test_the_error_of_a_factor_widens_the_interval() -> None:
    sure, unsure = model(factor=0.9), model(factor=0.9, log_variance=0.04)
    sums = customer_equity(sure, base([0] * 5)).sums
    assert sure.covariance is not None
    assert unsure.covariance is not None
    assert_allclose(sums.variance(unsure.covariance) - sums.variance(sure.covariance), 0.04 * sums.value**2)


def test_the_change_of_a_base_that_stays_the_same_is_nothing_for_certain() -> None:
    sums = customer_equity(model(), base([0] * 5)).sums
    known = model()
    assert known.covariance is not None
    change = equity_change(sums, sums)
    low, high = change.interval(known.covariance, 0.95, Link.IDENTITY)
    assert (change.value[0], low[0], high[0]) == (0.0, 0.0, 0.0)


def test_who_has_no_mean_spend_is_counted_and_not_added() -> None:
    equity = customer_equity(model({"p": 6.25, "q": 0.9, "v": 15.44}), base([0] * 5))
    assert equity.without_value.tolist() == [902.0]  # no repeat purchase, or none that was paid for
    assert np.isfinite(equity.sums.value).all()
    assert np.isfinite(equity.sums.slopes).all()


@pytest.mark.parametrize("covariance", [None, COVARIANCE])
def test_without_a_covariance_there_is_none(covariance: np.typing.NDArray[np.float64] | None) -> None:
    known = ValueModel.of(PurchaseModel.of("bg_nbd", PARAMETERS), np.array([6.25, 3.7, 15.4]), 52.0, 0.0, covariance, None)
    assert (known.covariance is None) == (covariance is None)


def test_nobody_is_worth_nothing() -> None:
    nobody = CustomerBase(PurchaseHistories.of([], [], []), np.zeros(0), np.zeros(0, dtype=np.int64), 2)
    assert customer_equity(model(), nobody).sums.value.tolist() == [0.0, 0.0]
