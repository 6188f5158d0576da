"""Distributions of purchases at many T, of which few are asked, are those of every T by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from inference.arrays import FloatArray
from services.valuation.domain import PurchaseHistories, PurchaseModel, TimeUnit, predict_purchases, predict_value
from services.valuation.domain.interpolation import TimeRule
from services.valuation.domain.outcomes import counts_beyond

MODELS: dict[str, tuple[str, ...]] = {
    "bg_nbd": ("r", "alpha", "a", "b"),
    "mbg_nbd": ("r", "alpha", "a", "b"),
    "pareto_nbd": ("r", "alpha", "s", "beta"),
    "nbd": ("r", "alpha"),
    "fixed_dropout": ("r", "alpha", "mu"),
    "fixed_rate": ("lambda", "s", "beta"),
}
LEAVING = {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}
SPEND = {"p": 6.25, "q": 3.744, "v": 15.44}
NUMBERS = np.arange(80.0)[None]


def by_itself(model: PurchaseModel, x: float, T: FloatArray, horizon: float) -> FloatArray:
    return counts_beyond(model, np.full((len(T), 1), x), T[:, None], horizon, NUMBERS)


@given(
    name=st.sampled_from(sorted(MODELS)),
    logs=st.tuples(*[st.floats(-4.0, 5.0)] * 4),
    x=st.integers(0, 300),
    first=st.floats(0.0, 300.0),
    length=st.floats(0.5, 600.0),
    horizon=st.floats(0.1, 500.0),
)
def test_where_its_rule_suffices_a_probability_is_right_to_eight_digits(
    name: str, logs: tuple[float, float, float, float], x: int, first: float, length: float, horizon: float
) -> None:
    model = PurchaseModel.of(name, dict(zip(MODELS[name], np.exp(logs).tolist(), strict=False)))
    T = np.linspace(first, first + length, 101)
    rule = TimeRule.of(T, model.structure.time_scale(model.values))
    told = by_itself(model, float(x), rule.asked, horizon)
    assert len(rule.asked) == 16
    if rule.suffices(told):
        assert_allclose(rule.weights(T) @ told, by_itself(model, float(x), T, horizon), rtol=0.0, atol=1e-8)


def test_a_rule_of_many_times_suffices_for_ordinary_customers_and_does_not_for_heavy_ones_over_years() -> None:
    model = PurchaseModel.of("pareto_nbd", LEAVING)
    scale = model.structure.time_scale(model.values)
    one_year, ten_years = np.linspace(52.0, 104.0, 365), np.linspace(1.0, 521.0, 3_650)
    ordinary, heavy = TimeRule.of(one_year, scale), TimeRule.of(ten_years, scale)
    assert ordinary.suffices(by_itself(model, 4.0, ordinary.asked, 52.0))
    assert not heavy.suffices(by_itself(model, 200.0, heavy.asked, 52.0))
    few = TimeRule.of(one_year[:32], scale)
    assert_array_equal(few.asked, one_year[:32])
    assert_array_equal(few.weights(one_year[:32]), np.eye(32))


@pytest.mark.parametrize("name", ["pareto_nbd", "bg_nbd"])
def test_intervals_at_many_times_are_those_asked_a_few_times_at_a_time(name: str) -> None:
    # Over ten years: stretches of heavy customers are halved until their rules suffice.
    values = list(LEAVING.values()) if name == "pareto_nbd" else [0.243, 4.414, 0.793, 2.426]
    parameters = dict(zip(MODELS[name], values, strict=True))
    covariance = np.diag((0.1 * np.array(values)) ** 2)
    watched = np.tile(np.arange(1.0, 520.0, 3.0), 4)
    bought = np.repeat([0, 2, 30, 250], len(watched) // 4)
    spend = np.where(bought > 0, 30.0, 0.0)
    last = np.where(bought > 0, 0.9 * watched, 0.0)

    def asked(rows: slice) -> tuple[FloatArray, FloatArray]:
        histories = PurchaseHistories.of(bought[rows], last[rows], watched[rows])
        found = predict_value(
            name, parameters, SPEND, histories, spend[rows], 52.0, TimeUnit.WEEK, 0.1, covariance, np.diag([0.1, 0.1, 1.0])
        ).predictive
        return np.stack(found["expected_purchases"]), np.stack(found["clv"])

    at_once = asked(slice(None))
    apart = [asked(slice(start, start + 30)) for start in range(0, len(watched), 30)]
    assert_array_equal(at_once[0], np.concatenate([counts for counts, _ in apart], axis=1))
    # Sums of spends are tabulated at positions of their own for each lot of customers.
    assert_allclose(at_once[1], np.concatenate([sums for _, sums in apart], axis=1), rtol=8e-3)


def test_who_is_watched_the_longest_may_be_to_buy_the_most() -> None:
    # They buy a little less often than others of their frequency, and stay a hundred times as long.
    parameters = {"r": 0.5, "alpha": 1_000.0, "s": 20.0, "beta": 1.0}
    T = np.linspace(1.0, 100.0, 50)
    at_once = predict_purchases(
        "pareto_nbd", parameters, PurchaseHistories.of([5_000] * 50, T, T), 1_000.0, np.zeros((4, 4))
    ).predictive["expected_purchases"]
    apart = [
        predict_purchases("pareto_nbd", parameters, PurchaseHistories.of([5_000], [t], [t]), 1_000.0, np.zeros((4, 4)))
        for t in T.tolist()
    ]
    assert_array_equal(at_once[1], [one.predictive["expected_purchases"][1][0] for one in apart])
    assert at_once[1][-1] > 20.0 * at_once[1][0] > 0.0
