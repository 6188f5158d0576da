"""What is asked at a few T has all the digits of what is asked at every one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain import PurchaseModel
from services.valuation.domain.expectation import purchases_if_alive
from services.valuation.domain.interpolation import asked_along_time

MODELS = [
    PurchaseModel.of("bg_nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}),
    PurchaseModel.of("mbg_nbd", {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}),
    PurchaseModel.of("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2}),
    PurchaseModel.of("fixed_rate", {"lambda": 0.2, "a": 0.8, "b": 2.5}),
    PurchaseModel.of("nbd", {"r": 30.0, "alpha": 1e12}),
]
names = [f"{model.structure.name}-{'-'.join(model.structure.parameters)}" for model in MODELS]


def one_by_one(model: PurchaseModel, x: FloatArray, T: FloatArray, horizon: float, discount: float) -> Estimate:
    """The same, asked of so few customers at a time that there is nothing to go between."""
    parts = [
        purchases_if_alive(model, x[start : start + 40], T[start : start + 40], horizon, discount)
        for start in range(0, len(T), 40)
    ]
    return Estimate(np.concatenate([part.value for part in parts]), np.concatenate([part.slopes for part in parts], axis=1))


@pytest.mark.parametrize("model", MODELS, ids=names)
@pytest.mark.parametrize("discount", [0.0, 0.002])
@pytest.mark.parametrize("first", [0.0, 52.0])
def test_purchases_are_those_of_every_time_by_itself(model: PurchaseModel, discount: float, first: float) -> None:
    x = np.repeat([0.0, 3.0, 40.0], 200)
    T = np.tile(np.linspace(first, first + 104.0, 200), 3)
    found, wanted = purchases_if_alive(model, x, T, 52.0, discount), one_by_one(model, x, T, 52.0, discount)
    assert_allclose(found.value, wanted.value, rtol=1e-11)
    for slope, by_itself in zip(found.slopes, wanted.slopes, strict=True):
        assert_allclose(slope, by_itself, rtol=0.0, atol=1e-10 * np.abs(by_itself).max())


@settings(deadline=None, max_examples=30)
@given(
    logs=st.tuples(st.floats(-4.0, 3.0), st.floats(-6.0, 6.0), st.floats(-4.0, 3.0), st.floats(-4.0, 3.0)),
    x=st.integers(0, 300),
    most=st.floats(0.5, 2_000.0),
    horizon=st.floats(0.1, 2_000.0),
)
def test_and_so_they_are_whatever_the_parameters(
    logs: tuple[float, float, float, float], x: int, most: float, horizon: float
) -> None:
    model = PurchaseModel.of("bg_nbd", dict(zip(("r", "alpha", "a", "b"), np.exp(logs).tolist(), strict=True)))
    bought, T = np.full(120, float(x)), np.linspace(0.0, most, 120)
    found, wanted = purchases_if_alive(model, bought, T, horizon), one_by_one(model, bought, T, horizon, 0.0)
    assert_allclose(found.value, wanted.value, rtol=1e-10)


def test_few_points_are_asked_where_there_are_many_times_and_every_time_where_points_do_not_do() -> None:
    asked = []

    def smooth(x: FloatArray, T: FloatArray) -> FloatArray:
        asked.append(len(T))
        return np.stack([(1.0 + x) / (5.0 + T), np.log(5.0 + T)])

    def rough(x: FloatArray, T: FloatArray) -> FloatArray:
        asked.append(len(T))
        return np.stack([1.5 + np.sin(T / 20.0), x + T])

    x, T = np.repeat([0.0, 1.0], [300, 10]), np.concatenate([np.linspace(0.0, 100.0, 300), np.linspace(0.0, 9.0, 10)])
    for function in (smooth, rough):
        assert_allclose(asked_along_time(function, x, T, 5.0), function(x, T), rtol=1e-12)
    assert asked == [24, 10, 310, 24, 310, 310]
