import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from attune.demo.market.curves import Curve, MichaelisMenten, Power, best_split

parameters = st.floats(0.5, 50.0)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    if draw(st.booleans()):
        return MichaelisMenten(draw(parameters), draw(parameters))
    return Power(draw(parameters), draw(st.floats(0.1, 0.9)))


def test_the_best_split_is_the_closed_form_for_michaelis_menten() -> None:
    """x = sqrt(a k / λ) - k with sqrt(λ) = Σ sqrt(a k) / (B + Σ k)."""
    shop = {"a": MichaelisMenten(100, 50), "b": MichaelisMenten(60, 20), "c": MichaelisMenten(30, 10)}
    split = best_split(shop, dict.fromkeys(shop, 1.0), 100.0)
    assert_allclose(list(split.values()), [53.75555193, 30.82963204, 15.41481602], atol=1e-7)


@given(st.lists(curves(), min_size=2, max_size=4), st.floats(1.0, 500.0), st.integers(0, 2**32 - 1))
def test_no_other_split_brings_more(shop: list[Curve], budget: float, seed: int) -> None:
    by_name = {str(number): curve for number, curve in enumerate(shop)}
    worth = {name: 1.0 + int(name) for name in by_name}

    def brings(split: np.ndarray) -> float:
        return sum(worth[name] * float(curve.response(split[[int(name)]])[0]) for name, curve in by_name.items())

    best = np.array(list(best_split(by_name, worth, budget).values()))
    assert best.sum() == pytest.approx(budget)
    assert (best >= 0).all()
    others = np.random.default_rng(seed).dirichlet(np.ones(len(shop)), 50) * budget
    assert max(brings(other) for other in others) <= brings(best) * (1 + 1e-9)


@given(curves(), st.floats(0.01, 100.0), st.floats(0.1, 20.0))
def test_a_population_of_another_size_responds_in_proportion(curve: Curve, spend: float, factor: float) -> None:
    scaled = curve.scaled(factor).response(np.array([spend * factor]))
    assert_allclose(scaled, factor * curve.response(np.array([spend])), rtol=1e-9)


@given(curves(), st.floats(0.1, 50.0))
def test_spend_at_inverts_the_slope(curve: Curve, spend: float) -> None:
    step = 1e-5 * spend
    slope = np.diff(curve.response(np.array([spend - step, spend + step])))[0] / (2 * step)
    assert curve.spend_at(slope) == pytest.approx(spend, rel=1e-4, abs=1e-4)
