"""Groups of products on markets of customers with tastes of their own: fitted, foretold and counted, again and again."""

import numpy as np
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseModel, SpendRecords, fit_beta_geo, fit_gamma_gamma
from services.valuation.domain.equity import ValueModel
from services.valuation.domain.forecasting import Known, Method, Quantity, foretell, interval_of
from services.valuation.domain.product_groups import QUANTITIES, GroupMethod, PastGroups, foretell_groups, group_shares
from services.valuation.domain.weekly import WeeklyModel

from .test_forecasting import Market, market

SHARES = np.array([0.5, 0.3, 0.15, 0.05])


def groups_of(happened: Market, rng: np.random.Generator, weeks: int) -> PastGroups:
    """Every customer has a taste: most of what they buy is of one or two groups."""
    tastes = rng.dirichlet(1.5 * SHARES, len(happened.born))
    bought = (rng.random(len(happened.who))[:, None] > tastes[happened.who].cumsum(axis=1)).sum(axis=1).clip(0, 3)
    place = happened.when.astype(int) * len(SHARES) + bought

    def total(weights: FloatArray | None) -> FloatArray:
        sums = np.bincount(place, weights, minlength=weeks * len(SHARES))[: weeks * len(SHARES)]
        return sums.reshape(weeks, len(SHARES)).astype(np.float64)

    return PastGroups(total(None), total(happened.size), total(happened.size**2))


def test_intervals_hold_what_they_say_where_customers_have_tastes() -> None:
    past, ahead, rounds, level = 52, 13, 24, 0.9
    weekly: dict[Quantity, list[float]] = {quantity: [] for quantity in QUANTITIES}
    summed: dict[Quantity, list[float]] = {quantity: [] for quantity in QUANTITIES}
    errors = []
    for seed in range(rounds):
        rng = np.random.default_rng(seed)
        happened = market(rng, 16.0, past + ahead)
        groups, weeks = groups_of(happened, rng, past + ahead), happened.weeks(past + ahead)
        histories, value = happened.known(past)
        fit, spend = fit_beta_geo(histories), fit_gamma_gamma(SpendRecords.of(histories.frequency, value))
        model = PurchaseModel.of(fit.fitted_model, fit.parameters)
        worth = ValueModel.of(model, np.array([*spend.parameters.values()]), 52.0, 0.0, fit.covariance, spend.covariance)
        known = Known(WeeklyModel(model, worth, 1.0), worth.covariance, histories, value, weeks.before(ahead))
        whole = foretell(known, ahead)
        for quantity in QUANTITIES:
            told = foretell_groups(groups.before(ahead), quantity, whole[quantity][Method.MODEL])[GroupMethod.SHARES]
            if quantity is Quantity.PURCHASES:
                errors.append(group_shares(told) - SHARES)
            for group, each in enumerate(told):
                actual = groups.after(past, ahead).of(quantity)[:, group]
                low, high = interval_of(quantity, each.mean, each.variance, level)
                weekly[quantity].append(float(np.mean((low <= actual) & (actual <= high))))
                low, high = interval_of(quantity, each.cumulative, each.cumulative_variance, level)
                summed[quantity].append(float(low[-1] <= actual.sum() <= high[-1]))
    assert_allclose(np.mean(errors, axis=0), 0.0, atol=0.01)
    for quantity in QUANTITIES:
        assert_allclose(np.mean(weekly[quantity]), level, atol=0.06, err_msg=quantity)
        assert_allclose(np.mean(summed[quantity]), level, atol=0.1, err_msg=quantity)
