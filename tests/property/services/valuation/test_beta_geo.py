"""Laws of BG/NBD and Gamma-Gamma that hold for every parameter set and every history.

No deadlines: the machine may be shared.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.valuation.domain import PurchaseHistories, TimeUnit, fit_beta_geo, predict_purchases, predict_value

shapes = st.floats(min_value=1e-3, max_value=1e3)
parameters = st.fixed_dictionaries({"r": shapes, "alpha": st.floats(min_value=1e-3, max_value=1e4), "a": shapes, "b": shapes})
horizons = st.floats(min_value=0.0, max_value=1e4)


@st.composite
def histories(draw: st.DrawFn) -> PurchaseHistories:
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(min_value=0, max_value=1_500),
                st.floats(min_value=1e-3, max_value=1e3),
                st.floats(min_value=0.0, max_value=1e3),
            ),
            min_size=1,
            max_size=8,
        )
    )
    frequency = np.array([x for x, _, _ in rows])
    recency = np.array([last if x > 0 else 0.0 for x, last, _ in rows])
    return PurchaseHistories.of(frequency, recency, recency + np.array([silence for _, _, silence in rows]))


@settings(deadline=None)
@given(parameters, histories(), horizons)
def test_everything_is_finite_and_in_range(model: dict[str, float], known: PurchaseHistories, horizon: float) -> None:
    prediction = predict_purchases("bg_nbd", model, known, horizon)
    assert np.isfinite(prediction.expected_purchases).all()
    assert (prediction.expected_purchases >= 0.0).all()
    assert ((prediction.probability_alive >= 0.0) & (prediction.probability_alive <= 1.0)).all()
    # Nobody buys more than they would if nobody ever left.
    endless = (model["r"] + known.frequency) / (model["alpha"] + known.T) * horizon
    assert (prediction.expected_purchases <= endless * (1.0 + 1e-9)).all()


@settings(deadline=None)
@given(parameters, histories(), horizons, st.floats(min_value=0.0, max_value=100.0))
def test_more_time_brings_more_purchases(
    model: dict[str, float], known: PurchaseHistories, horizon: float, more: float
) -> None:
    sooner = predict_purchases("bg_nbd", model, known, horizon).expected_purchases
    later = predict_purchases("bg_nbd", model, known, horizon + more).expected_purchases
    assert (later >= sooner * (1.0 - 1e-9) - 1e-12).all()


@settings(deadline=None)
@given(parameters, histories(), st.floats(min_value=0.0, max_value=1e3))
def test_silence_never_makes_a_customer_more_alive(model: dict[str, float], known: PurchaseHistories, silence: float) -> None:
    before = predict_purchases("bg_nbd", model, known, 1.0).probability_alive
    quiet = PurchaseHistories(known.frequency, known.recency, known.T + silence, known.customers)
    assert (predict_purchases("bg_nbd", model, quiet, 1.0).probability_alive <= before + 1e-12).all()


@settings(deadline=None)
@given(parameters, histories(), st.floats(min_value=1e-3, max_value=1e3), st.floats(min_value=0.0, max_value=5.0))
def test_discounted_value_is_positive_and_no_more_than_undiscounted(
    model: dict[str, float], known: PurchaseHistories, horizon: float, rate: float
) -> None:
    spend, m = {"p": 6.25, "q": 3.74, "v": 15.44}, np.full(len(known), 20.0)
    plain = predict_value("bg_nbd", model, spend, known, m, horizon, TimeUnit.WEEK, 0.0).clv
    discounted = predict_value("bg_nbd", model, spend, known, m, horizon, TimeUnit.WEEK, rate).clv
    worst = (1.0 + rate) ** (-horizon * 7.0 / 365.25)
    assert (discounted <= plain * (1.0 + 1e-7) + 1e-12).all()
    assert (discounted >= plain * worst * (1.0 - 1e-6) - 1e-12).all()


@settings(deadline=None)
@given(parameters, histories(), st.floats(min_value=1e-2, max_value=500.0), st.floats(min_value=0.01, max_value=2.0))
def test_intervals_stay_in_range_however_uncertain_the_parameters(
    model: dict[str, float], known: PurchaseHistories, horizon: float, relative_error: float
) -> None:
    covariance = np.diag([(relative_error * value) ** 2 for value in model.values()])
    prediction = predict_purchases("bg_nbd", model, known, horizon, covariance)
    low, high = prediction.intervals["probability_alive"]
    assert ((low >= 0.0) & (low <= prediction.probability_alive) & (prediction.probability_alive <= high) & (high <= 1.0)).all()
    low, high = prediction.intervals["expected_purchases"]
    assert ((low >= 0.0) & (low <= prediction.expected_purchases) & (prediction.expected_purchases <= high)).all()
    low, high = prediction.predictive["expected_purchases"]
    assert ((low >= 0.0) & (low <= high) & np.isfinite(high) & (low == np.floor(low)) & (high == np.floor(high))).all()


small_histories = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 40), st.integers(0, 40), st.integers(1, 20)), min_size=5, max_size=30
)


@settings(deadline=None, max_examples=60)
@given(small_histories)
def test_valid_data_always_has_a_fit_that_predict_accepts(rows: list[tuple[int, int, int, int]]) -> None:
    frequency = np.array([min(x, last) for x, last, _, _ in rows])
    recency = np.where(frequency > 0, [float(last) for _, last, _, _ in rows], 0.0)
    known = PurchaseHistories.of(
        frequency, recency, recency + np.array([1.0 + silence for _, _, silence, _ in rows]), [n for _, _, _, n in rows]
    )
    fit = fit_beta_geo(known)
    assert np.isfinite(fit.log_likelihood)
    assert fit.gradient_norm < 1e-7
    assert (fit.boundary is None) == (fit.limit_model is None)
    prediction = predict_purchases(fit.fitted_model, fit.parameters, known, 13.0, fit.covariance)
    assert np.isfinite(prediction.expected_purchases).all()


@settings(deadline=None, max_examples=60)
@given(small_histories)
def test_the_order_of_customers_does_not_matter(rows: list[tuple[int, int, int, int]]) -> None:
    def fit_of(ordered: list[tuple[int, int, int, int]]) -> tuple[str | None, float]:
        frequency = np.array([min(x, last) for x, last, _, _ in ordered])
        recency = np.where(frequency > 0, [float(last) for _, last, _, _ in ordered], 0.0)
        T = recency + np.array([1.0 + silence for _, _, silence, _ in ordered])
        fit = fit_beta_geo(PurchaseHistories.of(frequency, recency, T, [n for _, _, _, n in ordered]))
        return fit.boundary, fit.log_likelihood

    there, back = fit_of(rows), fit_of(rows[::-1])
    np.testing.assert_allclose(there[1], back[1], rtol=1e-9, atol=1e-9)
