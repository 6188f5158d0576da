"""Laws of MBG/NBD, BG/BB and sBG that hold for every parameter set and every history.

No deadlines: the machine may be shared.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.valuation.domain import (
    ContractCohorts,
    PurchaseHistories,
    PurchaseModel,
    fit_purchases,
    fit_shifted_beta_geo,
    predict_contracts,
    predict_purchases,
)
from services.valuation.domain.predictive import log_probability_of_outcome

from .test_beta_geo import histories, horizons, parameters, small_histories

shapes = st.floats(min_value=1e-3, max_value=1e3)
chances = st.floats(min_value=0.0, max_value=1.0)
discrete = st.one_of(
    st.tuples(st.just("bg_bb"), st.fixed_dictionaries({"alpha": shapes, "beta": shapes, "gamma": shapes, "delta": shapes})),
    st.tuples(st.just("beta_binomial"), st.fixed_dictionaries({"alpha": shapes, "beta": shapes})),
    st.tuples(st.just("bg_bb_fixed_dropout"), st.fixed_dictionaries({"alpha": shapes, "beta": shapes, "theta": chances})),
    st.tuples(st.just("bg_bb_fixed_rate"), st.fixed_dictionaries({"p": chances, "theta": chances})),
)


@st.composite
def opportunities(draw: st.DrawFn) -> PurchaseHistories:
    rows = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=12))
    x, last, T = np.sort(np.array(rows), axis=1).T
    x = np.where(last == 0, 0, np.maximum(x, 1))
    return PurchaseHistories.of(x, last, T, np.full(len(x), 5))


@settings(deadline=None)
@given(parameters, histories(), horizons)
def test_who_may_leave_at_once_is_expected_to_buy_no_more(
    model: dict[str, float], known: PurchaseHistories, horizon: float
) -> None:
    prediction = predict_purchases("mbg_nbd", model, known, horizon)
    assert np.isfinite(prediction.expected_purchases).all()
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    assert (prediction.expected_purchases >= 0.0).all()
    # Nobody buys more than they would if nobody ever left.
    endless = (model["r"] + known.frequency) / (model["alpha"] + known.T) * horizon
    assert (prediction.expected_purchases <= endless * (1.0 + 1e-9)).all()


@settings(deadline=None)
@given(discrete, opportunities(), st.integers(0, 40))
def test_nobody_buys_more_often_than_there_are_opportunities(
    told: tuple[str, dict[str, float]], known: PurchaseHistories, horizon: int
) -> None:
    name, values = told
    sooner, later = (predict_purchases(name, values, known, horizon + more) for more in (0, 1))
    assert ((sooner.probability_alive >= 0.0) & (sooner.probability_alive <= 1.0)).all()
    assert (sooner.expected_purchases >= 0.0).all()
    assert (sooner.expected_purchases <= sooner.probability_alive * horizon * (1.0 + 1e-9) + 1e-12).all()
    assert (later.expected_purchases >= sooner.expected_purchases * (1.0 - 1e-9) - 1e-12).all()


@settings(deadline=None, max_examples=60)
@given(discrete, opportunities(), st.integers(1, 15))
def test_probabilities_of_all_outcomes_sum_to_1(
    told: tuple[str, dict[str, float]], known: PurchaseHistories, horizon: int
) -> None:
    model = PurchaseModel.of(*told)
    each = [
        np.exp(log_probability_of_outcome(model, known, float(horizon), np.full(len(known), n))) for n in range(horizon + 2)
    ]
    np.testing.assert_allclose(np.sum(each, axis=0), 1.0, rtol=1e-9)
    assert (each[-1] <= 1e-290).all()


@settings(deadline=None, max_examples=60)
@given(discrete, opportunities(), st.integers(0, 30), st.floats(min_value=0.01, max_value=2.0))
def test_intervals_at_opportunities_stay_in_range(
    told: tuple[str, dict[str, float]], known: PurchaseHistories, horizon: int, relative_error: float
) -> None:
    name, values = told
    covariance = np.diag([(relative_error * value) ** 2 for value in values.values()])
    prediction = predict_purchases(name, values, known, horizon, covariance)
    low, high = prediction.intervals["probability_alive"]
    assert ((low >= 0.0) & (low <= prediction.probability_alive) & (prediction.probability_alive <= high) & (high <= 1.0)).all()
    low, high = prediction.predictive["expected_purchases"]
    assert ((low >= 0.0) & (low <= high) & (high <= horizon)).all()


@settings(deadline=None, max_examples=50)
@given(opportunities())
def test_histories_at_opportunities_always_have_a_fit_that_predict_accepts(known: PurchaseHistories) -> None:
    if not known.T.any():
        return
    fit = fit_purchases("bg_bb", known)
    assert np.isfinite(fit.log_likelihood)
    assert fit.gradient_norm < 1e-7
    assert (fit.boundary is None) == (fit.limit_model is None)
    prediction = predict_purchases(fit.fitted_model, fit.parameters, known, 13, fit.covariance)
    assert np.isfinite(prediction.expected_purchases).all()


@pytest.mark.parametrize("model", ["mbg_nbd", "nbd"])
@settings(deadline=None, max_examples=40)
@given(small_histories)
def test_valid_data_always_has_a_fit_that_predict_accepts(model: str, rows: list[tuple[int, int, int, int]]) -> None:
    frequency = np.array([min(x, last) for x, last, _, _ in rows])
    recency = np.where(frequency > 0, [float(last) for _, last, _, _ in rows], 0.0)
    known = PurchaseHistories.of(
        frequency, recency, recency + np.array([1.0 + silence for _, _, silence, _ in rows]), [n for _, _, _, n in rows]
    )
    fit = fit_purchases(model, known)
    assert np.isfinite(fit.log_likelihood)
    assert fit.gradient_norm < 1e-7
    prediction = predict_purchases(fit.fitted_model, fit.parameters, known, 13.0, fit.covariance)
    assert np.isfinite(prediction.expected_purchases).all()


survivors = st.lists(st.integers(0, 400), min_size=1, max_size=12).map(lambda counts: sorted(counts, reverse=True))


@settings(deadline=None)
@given(st.lists(survivors.filter(lambda counts: counts[0] > 4), min_size=1, max_size=4))
def test_cohorts_always_have_a_fit_that_predict_accepts(cohorts: list[list[int]]) -> None:
    if max(len(cohort) for cohort in cohorts) == 1:
        return
    fit = fit_shifted_beta_geo(ContractCohorts.of(cohorts))
    assert np.isfinite(fit.log_likelihood)
    assert fit.gradient_norm < 1e-7
    told = predict_contracts(fit.fitted_model, fit.parameters, np.array([0, 1, 9]), 12, covariance=fit.covariance)
    assert ((told.expected_purchases >= 0.0) & (told.expected_purchases <= 12.0)).all()
    for low, high in (*told.intervals.values(), *told.predictive.values()):
        assert (low <= high).all()


@settings(deadline=None)
@given(shapes, shapes, st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(0, 60))
def test_the_older_a_contract_the_better_it_is_kept(a: float, b: float, ages: list[int], horizon: int) -> None:
    told = predict_contracts("sbg", {"alpha": a, "beta": b}, np.sort(np.array(ages)), horizon)
    for column in (told.retention_rate, told.probability_alive, told.expected_purchases):
        assert np.isfinite(column).all()
        assert (np.diff(column) >= -1e-9 * (1.0 + column[:-1])).all()
    assert (told.expected_purchases <= horizon * (1.0 + 1e-12)).all()
