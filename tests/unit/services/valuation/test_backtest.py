import numpy as np
from numpy.testing import assert_allclose

from services.valuation.domain import PurchaseHistories, backtest_against_naive
from services.valuation.domain.backtest import measure_accuracy

PARAMETERS = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}


def test_accuracy_of_a_forecast() -> None:
    accuracy = measure_accuracy(np.array([1.0, 2.0, 3.0]), np.array([0.0, 2.0, 5.0]), np.ones(3))
    assert_allclose(accuracy.predicted, 6.0)
    assert_allclose(accuracy.mean_absolute_error, 1.0)
    assert_allclose(accuracy.root_mean_square_error, np.sqrt(5.0 / 3.0))
    assert_allclose(accuracy.bias, -1.0 / 7.0)
    assert_allclose(accuracy.correlation, np.corrcoef([1.0, 2.0, 3.0], [0.0, 2.0, 5.0])[0, 1])


def test_a_row_of_many_customers_weighs_as_many() -> None:
    several = measure_accuracy(np.array([1.0, 1.0, 3.0]), np.array([0.0, 0.0, 5.0]), np.ones(3))
    shared = measure_accuracy(np.array([1.0, 3.0]), np.array([0.0, 5.0]), np.array([2.0, 1.0]))
    assert_allclose(
        [several.predicted, several.mean_absolute_error, several.root_mean_square_error, several.bias, several.correlation],
        [shared.predicted, shared.mean_absolute_error, shared.root_mean_square_error, shared.bias, shared.correlation],
    )


def test_where_nothing_happened_there_is_no_bias_to_speak_of() -> None:
    accuracy = measure_accuracy(np.array([1.0, 2.0]), np.zeros(2), np.ones(2))
    assert np.isnan(accuracy.bias)
    assert np.isnan(accuracy.correlation)


def test_the_naive_forecast_goes_on_as_before() -> None:
    histories = PurchaseHistories.of([2, 0, 0], [5.0, 0.0, 0.0], [10.0, 10.0, 0.0])
    result = backtest_against_naive("bg_nbd", PARAMETERS, histories, np.array([1.0, 0.0, 0.0]), 20.0)
    assert_allclose(result.naive.predicted, 4.0)
    assert_allclose(result.naive.mean_absolute_error, 1.0)
    assert (result.actual, result.horizon) == (1.0, 20.0)
    assert result.beats_naive == (result.model.mean_absolute_error < 1.0)


def test_a_model_that_loses_is_said_to_lose() -> None:
    histories = PurchaseHistories.of([4, 0], [9.0, 0.0], [10.0, 10.0])
    result = backtest_against_naive("bg_nbd", PARAMETERS, histories, np.array([8.0, 0.0]), 20.0)
    assert result.naive.mean_absolute_error == 0.0
    assert not result.beats_naive
