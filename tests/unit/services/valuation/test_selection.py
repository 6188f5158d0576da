"""Which candidate is the best, and what the gate says of it."""

from datetime import date, timedelta

import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.valuation.domain.origins import rolling_origins
from services.valuation.domain.scoring import Forecast, Outcomes
from services.valuation.domain.selection import (
    NO_CANDIDATE,
    NOT_ABOVE_LOG_SCORE,
    NOT_BELOW_RMSE,
    NOTHING_HELD_OUT,
    TIE,
    TOO_FEW_ORIGINS,
    OriginResult,
    select_model,
)

PURCHASES = np.array([0, 1, 2, 4])
GOOD, BAD = np.array([0.1, 0.9, 2.1, 3.8]), np.array([1.0, 1.0, 1.0, 1.0])


def told(expected: FloatArray, log_score: float) -> Forecast:
    return Forecast(expected, np.full(len(expected), log_score))


def origin(purchases: list[int] | None = None, **candidates: Forecast) -> OriginResult:
    made = PURCHASES if purchases is None else np.array(purchases)
    naive = {"own_rate": Forecast(BAD, None), "segment_mean": told(BAD, -2.0)}
    return OriginResult(Outcomes(made, np.ones(4, dtype=np.int64)), candidates, naive)


def test_the_candidate_of_the_greatest_log_score_is_taken_whatever_its_errors() -> None:
    tested = [origin(a=told(GOOD, -1.5), b=told(GOOD + 0.2, -1.0))] * 3
    selection = select_model(tested, {"a": 2, "b": 4})
    assert (selection.best, selection.passed, selection.reasons) == ("b", True, ())
    assert list(selection.scores) == ["a", "b", "own_rate", "segment_mean"]


def test_of_equals_the_one_with_the_fewest_parameters_is_taken_then_the_one_that_is_off_the_least() -> None:
    close = told(GOOD + 0.2, -1.0 - 0.9 * TIE)
    assert select_model([origin(a=told(GOOD, -1.0), b=close)] * 3, {"a": 4, "b": 2}).best == "b"
    assert select_model([origin(a=close, b=told(GOOD, -1.0))] * 3, {"a": 4, "b": 4}).best == "b"
    assert select_model([origin(a=told(GOOD, -1.0), b=told(GOOD, -1.0))] * 3, {"b": 4, "a": 4}).best == "b"
    farther = told(GOOD, -1.0 - 1.1 * TIE)
    assert select_model([origin(a=told(GOOD, -1.0), b=farther)] * 3, {"a": 4, "b": 2}).best == "a"


def test_an_origin_weighs_as_much_as_its_customers() -> None:
    large = OriginResult(
        Outcomes(PURCHASES, np.full(4, 10)),
        {"a": told(GOOD, -1.0), "b": told(GOOD, -1.2)},
        {"segment_mean": told(BAD, -2.0)},
    )
    small = origin(a=told(GOOD, -2.0), b=told(GOOD, -1.0))
    selection = select_model([large, OriginResult(small.outcomes, small.candidates, large.naive)], {"a": 4, "b": 4})
    assert selection.best == "a"
    assert selection.scores["a"].log_score == pytest.approx((10 * -1.0 + -2.0) / 11)


def test_a_candidate_that_was_not_fitted_everywhere_is_none() -> None:
    tested = [origin(a=told(GOOD, -1.0), b=told(GOOD, -0.5)), origin(a=told(GOOD, -1.0)), origin(a=told(GOOD, -1.0))]
    assert select_model(tested, {"a": 4, "b": 2}).best == "a"
    selection = select_model(tested, {"b": 2})
    assert (selection.best, selection.passed) == (None, False)
    assert [reason.code for reason in selection.reasons] == [NO_CANDIDATE]


def test_a_draw_with_a_naive_forecast_is_lost_and_the_figures_say_so() -> None:
    selection = select_model([origin(a=told(BAD, -2.0))] * 3, {"a": 4})
    assert (selection.best, selection.passed) == ("a", False)
    assert [(reason.code, reason.naive) for reason in selection.reasons] == [
        (NOT_BELOW_RMSE, "own_rate"),
        (NOT_BELOW_RMSE, "segment_mean"),
        (NOT_ABOVE_LOG_SCORE, "segment_mean"),
    ]
    off = np.sqrt(np.mean((BAD - PURCHASES) ** 2))
    assert [selection.reasons[0].model_figure, selection.reasons[0].naive_figure] == pytest.approx([off, off])
    assert (selection.reasons[2].model_figure, selection.reasons[2].naive_figure) == (-2.0, -2.0)


def test_to_beat_every_naive_forecast_on_one_score_only_is_not_enough() -> None:
    better_told = select_model([origin(a=told(BAD - 0.5, -1.0))] * 3, {"a": 4})
    assert {reason.code for reason in better_told.reasons} == {NOT_BELOW_RMSE}
    nearer = select_model([origin(a=told(GOOD, -2.5))] * 3, {"a": 4})
    assert {reason.code for reason in nearer.reasons} == {NOT_ABOVE_LOG_SCORE}
    assert not better_told.passed
    assert not nearer.passed


def test_a_forecast_that_called_what_happened_impossible_does_not_pass() -> None:
    selection = select_model([origin(a=told(GOOD, -np.inf))] * 3, {"a": 4})
    assert [reason.code for reason in selection.reasons] == [NOT_ABOVE_LOG_SCORE]


@pytest.mark.parametrize("origins", [0, 1, 2])
def test_fewer_than_three_origins_pass_nobody(origins: int) -> None:
    selection = select_model([origin(a=told(GOOD, -1.0))] * origins, {"a": 4})
    assert not selection.passed
    (reason,) = selection.reasons
    assert (reason.code, reason.model_figure, reason.naive_figure) == (TOO_FEW_ORIGINS, origins, 3)


def test_where_nothing_was_bought_nothing_is_proven() -> None:
    selection = select_model([origin([0, 0, 0, 0], a=told(np.zeros(4), -0.1))] * 3, {"a": 4})
    assert not selection.passed
    assert NOTHING_HELD_OUT in [reason.code for reason in selection.reasons]


def test_a_gain_is_of_customers_in_pairs() -> None:
    model = Forecast(GOOD, np.array([-1.0, -1.0, -2.0, -2.0]))
    selection = select_model([origin(a=model)] * 3, {"a": 4})
    own, segment = selection.gains
    assert (own.naive, own.log_score, own.log_score_error) == ("own_rate", None, None)
    assert segment.log_score == pytest.approx(0.5)
    assert segment.log_score_error == pytest.approx(0.5 / np.sqrt(12))
    off = [np.sqrt(np.mean((each - PURCHASES) ** 2)) for each in (GOOD, BAD)]
    assert_allclose(segment.root_mean_square_error, off[0] / off[1] - 1.0)


FIRST = date(1997, 1, 1)


def test_origins_share_what_was_asked_to_be_held_out() -> None:
    origins = rolling_origins(FIRST, date(1997, 9, 30), date(1998, 6, 30))
    assert [each.calibration_end for each in origins] == [date(1997, 9, 30), date(1997, 12, 30), date(1998, 3, 31)]
    assert [each.observation_end for each in origins] == [date(1997, 12, 30), date(1998, 3, 31), date(1998, 6, 30)]
    assert {each.days for each in origins} == {91}


def test_without_a_holdout_origins_share_the_second_half_of_the_past() -> None:
    until = FIRST + timedelta(days=601)
    origins = rolling_origins(FIRST, until, until, 4)
    assert origins[0].calibration_end == FIRST + timedelta(days=301)
    assert origins[-1].observation_end == until
    assert [each.days for each in origins] == [75, 75, 75, 75]


def test_a_past_of_few_days_has_few_origins() -> None:
    until = FIRST + timedelta(days=4)
    assert [each.days for each in rolling_origins(FIRST, until, until)] == [1, 1]
    assert rolling_origins(FIRST, FIRST, FIRST) == []
