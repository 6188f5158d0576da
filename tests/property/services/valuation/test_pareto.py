"""Laws that Pareto/NBD keeps for every history and every set of parameters."""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from services.valuation.domain import PurchaseHistories, PurchaseModel, fit_purchases, predict_purchases
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.predictive import log_probability_of_outcome

positive = st.floats(min_value=1e-4, max_value=1e4)
models = st.fixed_dictionaries({"r": positive, "alpha": positive, "s": positive, "beta": positive})


@st.composite
def histories(draw: st.DrawFn) -> PurchaseHistories:
    T = draw(st.floats(min_value=0.0, max_value=5_000.0))
    frequency = draw(st.integers(min_value=0, max_value=1_000)) if T > 1e-3 else 0
    recency = T * draw(st.floats(min_value=1e-6, max_value=1.0)) if frequency > 0 else 0.0
    return PurchaseHistories.of([frequency], [recency], [T])


@given(model=models, known=histories(), horizon=st.floats(min_value=0.0, max_value=1_000.0))
def test_every_customer_has_a_finite_answer(model: dict[str, float], known: PurchaseHistories, horizon: float) -> None:
    covariance = 1e-3 * np.diag([model[name] ** 2 for name in ("r", "alpha", "s", "beta")])
    prediction = predict_purchases("pareto_nbd", model, known, horizon, covariance)
    assert 0.0 <= prediction.probability_alive[0] <= 1.0
    assert 0.0 <= prediction.expected_purchases[0] < np.inf
    # Nobody is expected to buy more than somebody who never leaves.
    rate = (model["r"] + known.frequency[0]) / (model["alpha"] + known.T[0])
    assert prediction.expected_purchases[0] <= rate * horizon * (1.0 + 1e-12)
    for low, high in (*prediction.intervals.values(), *prediction.predictive.values()):
        assert np.isfinite(low[0])
        assert low[0] <= high[0]


@given(model=models, known=histories(), horizon=st.floats(min_value=0.1, max_value=500.0), more=st.floats(0.1, 500.0))
def test_more_time_brings_no_fewer_purchases(
    model: dict[str, float], known: PurchaseHistories, horizon: float, more: float
) -> None:
    sooner = predict_purchases("pareto_nbd", model, known, horizon).expected_purchases
    later = predict_purchases("pareto_nbd", model, known, horizon + more).expected_purchases
    assert (later >= sooner * (1.0 - 1e-11)).all()


@given(model=models, known=histories(), silence=st.floats(min_value=1e-3, max_value=500.0))
def test_silence_makes_nobody_more_alive(model: dict[str, float], known: PurchaseHistories, silence: float) -> None:
    at = PurchaseModel.of("pareto_nbd", model)
    quiet = PurchaseHistories.of(known.frequency, known.recency, known.T + silence)
    assert (probability_alive(at, quiet).value <= probability_alive(at, known).value + 1e-12).all()


@given(model=models, known=histories(), purchases=st.integers(min_value=0, max_value=400))
def test_no_outcome_is_impossible_and_none_is_more_than_certain(
    model: dict[str, float], known: PurchaseHistories, purchases: int
) -> None:
    told = log_probability_of_outcome(PurchaseModel.of("pareto_nbd", model), known, 26.0, np.array([purchases]))
    assert -np.inf < told[0] <= 1e-9


@given(
    rows=st.lists(
        st.tuples(
            st.integers(min_value=0, max_value=40),
            st.floats(min_value=0.01, max_value=1.0),
            st.floats(min_value=0.5, max_value=80.0),
            st.integers(min_value=1, max_value=20),
        ),
        min_size=3,
        max_size=12,
    )
)
def test_any_market_is_fitted_and_the_order_of_its_rows_does_not_matter(rows: list[tuple[int, float, float, int]]) -> None:
    assume(sum(row[3] for row in rows) >= 5)

    def market(ordered: list[tuple[int, float, float, int]]) -> PurchaseHistories:
        return PurchaseHistories.of(
            [x for x, *_ in ordered],
            [share * T if x > 0 else 0.0 for x, share, T, _ in ordered],
            [T for *_, T, _ in ordered],
            [n for *_, n in ordered],
        )

    known = market(rows)
    fit = fit_purchases("pareto_nbd", known)
    assert np.isfinite(fit.log_likelihood)
    assert (fit.boundary is None) == (fit.limit_model is None)
    prediction = predict_purchases(fit.fitted_model, fit.parameters, known, 13.0, fit.covariance)
    assert np.isfinite(prediction.expected_purchases).all()
    again = fit_purchases("pareto_nbd", market(rows[::-1]))
    assert_allclose(again.log_likelihood, fit.log_likelihood, rtol=1e-7, atol=1e-5)
