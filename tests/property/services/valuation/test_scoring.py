"""Laws of scores, over any forecasts and outcomes."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from services.valuation.domain import PurchaseHistories, PurchaseModel
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.outcomes import counts_beyond
from services.valuation.domain.predictive import log_probability_of_outcome
from services.valuation.domain.scoring import Forecast, Outcomes, Score, score_forecast

row = st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(1, 4))
tables = st.lists(row, min_size=1, max_size=12)


def score_of(rows: list[tuple[int, int, int]]) -> Score:
    """Forecasts in quarters, so that sums are exact and equal forecasts do occur."""
    expected, purchases, customers = (np.array(column) for column in zip(*rows, strict=True))
    return score_forecast(Forecast(expected / 4.0, -expected / 8.0), Outcomes(purchases, customers))


def figures(score: Score) -> list[float]:
    told = [] if score.log_score is None else [score.log_score]
    errors = [score.mean_absolute_error, score.root_mean_square_error, score.bias, score.gini, score.calibration_error]
    return told + errors + [number for tenth in score.tenths for number in (tenth.predicted, tenth.actual)]


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_their_grouping_change_no_score(rows: list[tuple[int, int, int]], random: Random) -> None:
    apart = [(expected, purchases, 1) for expected, purchases, customers in rows for _ in range(customers)]
    random.shuffle(apart)
    assert_allclose(figures(score_of(apart)), figures(score_of(rows)), atol=1e-12)


@given(tables)
def test_no_order_is_better_than_the_true_one(rows: list[tuple[int, int, int]]) -> None:
    score = score_of(rows)
    if not np.isnan(score.gini):
        assert -1.0 - 1e-9 <= score.gini <= 1.0 + 1e-9
        truth = score_of([(purchases, purchases, customers) for _, purchases, customers in rows])
        assert_allclose(truth.gini, 1.0)


@given(tables)
def test_tenths_add_up_to_the_whole(rows: list[tuple[int, int, int]]) -> None:
    score = score_of(rows)
    assert_allclose(sum(tenth.customers * tenth.predicted for tenth in score.tenths), score.predicted)
    assert_allclose(sum(tenth.customers * tenth.actual for tenth in score.tenths), score.actual)


positive = st.floats(0.05, 20.0)


@given(positive, positive, positive, positive, st.integers(0, 30), st.floats(0.05, 1.0), st.integers(0, 40), positive)
def test_the_probability_of_an_outcome_is_what_lies_between_two_tails(
    r: float, alpha: float, a: float, b: float, x: int, share: float, n: int, horizon: float
) -> None:
    model = PurchaseModel.of("bg_nbd", {"r": r, "alpha": alpha, "a": a, "b": b})
    histories = PurchaseHistories.of([x], [20.0 * share if x else 0.0], [20.0])
    told = log_probability_of_outcome(model, histories, horizon, np.array([n]))
    alive = probability_alive(model, histories).value
    before, beyond = (counts_beyond(model, np.array([float(x)]), histories.T, horizon, np.array([k])) for k in (n - 1.0, n))
    between = alive * (before - beyond) if n else 1.0 - alive * beyond
    assert_allclose(np.exp(told), between, rtol=1e-6, atol=1e-12)
