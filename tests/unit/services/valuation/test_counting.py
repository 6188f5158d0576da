"""Tails of the negative binomial distribution."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.special import betainc, gammaincc

from services.valuation.domain.counting import log_survival, negative_binomial_beyond

SHAPES = st.floats(1e-3, 1_500.0)
CHANCES = st.lists(st.floats(0.0, 1.0 - 1e-9), min_size=1, max_size=5)


@given(shape=SHAPES, chances=CHANCES, most=st.integers(1, 40))
def test_summed_up_tails_are_those_of_the_incomplete_beta_function(shape: float, chances: list[float], most: int) -> None:
    n, chance = np.arange(float(most))[None], np.array(chances)[:, None]
    beyond = negative_binomial_beyond(n, np.array([[shape]]), chance / (1.0 - chance))
    assert_allclose(beyond, betainc(n + 1.0, shape, chance), rtol=1e-10, atol=1e-300)


def test_numbers_that_are_not_consecutive_are_answered_too() -> None:
    n, chance = np.array([[0.0, 3.0, 50.0]]), np.array([[0.2], [0.9]])
    assert_allclose(
        negative_binomial_beyond(n, np.array([[2.0]]), chance / (1.0 - chance)), betainc(n + 1.0, 2.0, chance), rtol=1e-14
    )


@given(shape=SHAPES, chances=CHANCES, gaps=st.lists(st.integers(1, 6), min_size=1, max_size=60))
def test_numbers_between_others_are_summed_up_all_the_same(shape: float, chances: list[float], gaps: list[int]) -> None:
    n, chance = np.cumsum(np.array(gaps, dtype=np.float64))[None], np.array(chances)[:, None]
    beyond = negative_binomial_beyond(n, np.array([[shape]]), chance / (1.0 - chance))
    assert_allclose(beyond, betainc(n + 1.0, shape, chance), rtol=1e-10, atol=1e-300)


def test_whoever_buys_far_more_than_asked_for_is_beyond_for_sure() -> None:
    beyond = negative_binomial_beyond(np.arange(10.0)[None], np.array([[1_000.0]]), np.array([[9.0]]))
    assert_allclose(beyond, 1.0)


@pytest.mark.parametrize(
    ("a", "b"), [(0.793, 2.426), (1e-9, 3.0), (3.0, 1e7), (1e7, 0.5), (2e5, 9e5), (1e12, 1e17), (1e20, 1e-20)]
)
@pytest.mark.parametrize("n", [0, 1, 7, 200])
def test_survival_is_the_product_of_staying_each_time(a: float, b: float, n: int) -> None:
    wanted = sum(math.log1p(-a / (a + b + j)) if a < b else math.log((b + j) / (a + b + j)) for j in range(n))
    assert_allclose(log_survival(a, np.array([b]), np.array([float(n)])), [wanted], rtol=1e-9, atol=1e-12)


def test_chances_that_round_to_one_leave_tails_that_end() -> None:
    # Where odds have no end, N over them is gamma distributed.
    n = np.array([1e18, 1e20, 1e21, 1e22])
    assert_allclose(
        negative_binomial_beyond(n, np.array([0.5]), np.array([1e20])), gammaincc(0.5, n / 1e20), rtol=1e-9, atol=1e-300
    )
    few = np.arange(20.0)[None]
    assert_allclose(
        negative_binomial_beyond(few, np.array([[0.5]]), np.array([[1e20]])), gammaincc(0.5, (few + 0.75) / 1e20), rtol=1e-9
    )
