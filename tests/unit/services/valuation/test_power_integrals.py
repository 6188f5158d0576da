"""Integrals of powers: against the same in fifty digits, and where they are known."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import beta, expi, gammainc, gammaln

from inference.arrays import FloatArray
from services.valuation.domain.pareto_likelihood import POINT
from services.valuation.domain.power_integrals import Power, Sums, power_integrals

# (p, a, q, b, until), k and the logarithm of the integral: by Gauss and Legendre in 24 pieces, in 50 digits.
EXACT = [
    ((0.5, 10.0, 1.6, 12.0, 39.0), 0, 2.1265270100240796),
    ((0.001, 0.0001, 1.001, 1000000.0, 10000.0), 0, 9.1879384194783213),
    ((1000.5, 600.0, 1.6, 12.0, 100.0), 0, -0.58421074421320956),
    ((2e19, 1e20, 1.5, 0.01, 100.0), 0, -3.9904385959959551),
    ((1e18, 1e20, 3e18, 1e20, 40.0), 0, 2.993358811627003),
    ((40.0, 3.0, 900.0, 500.0, 1000.0), 0, -2.6973921007457168),
    ((0.2, 1000000.0, 1.05, 1e-05, 7000.0), 0, -8.9653951912597469),
    ((3.0, 1e-06, 1.5, 1e-06, 10000.0), 0, -15.068273526459642),
    ((0.0, 1.0, 0.3, 0.5, 100.0), 0, 3.351117100347301),
    ((16.5, 500.0, 1.5, 1.0, 52.0), 16, -43.972956494385596),
    ((1.2, 4.0, 0.6, 11.0, 39.0), 1, 1.0520836636466479),
    ((1040.0, 600.0, 1.6, 12.0, 100.0), 40, -170.56944064504004),
    ((1e19, 1e20, 2.5, 3.0, 200.0), 900, -36710.062494749893),
    ((25.0, 2.0, 1e18, 1e20, 300.0), 24, -33.611090051569929),
    ((150.0, 0.1, 300.0, 9.0, 1000.0), 150, -214.78765091834098),
]


def one(p: float, a: float, q: float, b: float, until: float, k: int | None = None) -> Sums:
    power, other = Power(np.array([p]), np.array([a])), Power(np.array([q]), np.array([b]))
    times = None if k is None else np.array([float(k)])
    (sums,) = power_integrals(power, other, np.array([until]), times)
    return sums


def total(p: float, a: float, q: float, b: float, until: float, k: int | None = None) -> float:
    return float(one(p, a, q, b, until, k).log_total[0])


@pytest.mark.parametrize(("asked", "k", "logarithm"), EXACT)
def test_integrals_have_twelve_digits(asked: tuple[float, float, float, float, float], k: int, logarithm: float) -> None:
    assert_allclose(total(*asked, k or None), logarithm, rtol=1e-14, atol=1e-12)


@pytest.mark.parametrize(("asked", "k", "logarithm"), [case for case in EXACT if case[1] == 0])
def test_bought_no_times_is_the_same_as_not_asked(
    asked: tuple[float, float, float, float, float], k: int, logarithm: float
) -> None:
    assert_allclose(total(*asked, k), logarithm, rtol=1e-14, atol=1e-12)


@pytest.mark.parametrize("p", [1.5, 3.0, 40.0, 2_000.0])
@pytest.mark.parametrize("a", [1e-3, 1.0, 1e5])
def test_of_one_power_the_integral_is_elementary(p: float, a: float) -> None:
    known = np.log(a / (p - 1.0)) + np.log(-np.expm1(-(p - 1.0) * np.log1p(30.0 / a)))
    assert_allclose(total(p, a, 0.0, 7.0, 30.0), known, atol=1e-12)
    assert_allclose(total(0.0, 7.0, p, a, 30.0), known, atol=1e-12)


@pytest.mark.parametrize("k", [1, 12, 128])
def test_a_peak_may_lie_many_orders_before_the_end(k: int) -> None:
    # By then nothing is left of it: it is Euler's integral to the end of time.
    known = gammaln(k + 1.0) - (k + 1.0) * np.log(1e20)
    assert_allclose(total(1e20, 1.0, 0.0, 7.0, 52.0, k), known, rtol=1e-13)
    bought, other = Power(np.array([1e20]), np.ones(1)), Power(np.zeros(1), np.array([7.0]))
    (sums,) = power_integrals(bought, other, np.array([52.0]), up_to=np.array([float(k)]))
    assert len(sums.times) <= 96


@pytest.mark.parametrize("k", [0, 1, 7, 300])
def test_to_the_end_of_time_it_is_a_beta_function(k: int) -> None:
    # ∫ (v/(1 + v))^k (1 + v)^-p dv = B(k + 1, p - 1).
    assert_allclose(total(3.5, 1.0, 0.0, 2.0, 1e30, k), np.log(beta(k + 1.0, 2.5)), atol=2e-12)


@pytest.mark.parametrize("rate", [0.01, 0.5, 20.0])
def test_a_power_at_one_point_is_exponential(rate: float) -> None:
    known = np.log(-3.0 * np.exp(3.0 * rate) * expi(-3.0 * rate))
    assert_allclose(total(1.0, 3.0, rate * POINT, POINT, 1e4), known, atol=1e-12)
    assert_allclose(total(rate * POINT, POINT, 1.0, 3.0, 1e4), known, atol=1e-12)


@pytest.mark.parametrize("k", [1, 12, 200])
def test_two_powers_at_one_point_make_an_incomplete_gamma_function(k: int) -> None:
    found = total(0.3 * POINT, POINT, 0.2 * POINT, POINT, 30.0, k) + k * np.log(POINT)
    known = gammaln(k + 1.0) - (k + 1.0) * np.log(0.5) + np.log(gammainc(k + 1.0, 15.0))
    assert_allclose(found, known, atol=2e-11 if k == 200 else 2e-12)


def test_which_power_is_told_first_does_not_matter() -> None:
    assert_allclose(total(2.5, 4.0, 0.7, 11.0, 60.0), total(0.7, 11.0, 2.5, 4.0, 60.0), rtol=1e-14)


def test_shares_add_up_and_give_the_derivatives() -> None:
    sums = one(2.5, 4.0, 0.7, 11.0, 60.0)
    assert_allclose(sums.shares.sum(axis=0), 1.0, rtol=1e-14)
    by_p = -float(np.sum(sums.shares * sums.log_a))
    assert_allclose((total(2.5 + 1e-5, 4.0, 0.7, 11.0, 60.0) - total(2.5 - 1e-5, 4.0, 0.7, 11.0, 60.0)) / 2e-5, by_p, rtol=1e-8)


def test_rows_that_need_few_nodes_and_rows_that_need_many_keep_their_places() -> None:
    rng = np.random.default_rng(1)
    p, until = 10.0 ** rng.uniform(-2, 3, 3_000), 10.0 ** rng.uniform(-3, 5, 3_000)
    found: FloatArray = np.full(3_000, np.nan)
    sizes = set()
    for sums in power_integrals(Power(p, np.full(3_000, 2.0)), Power(np.full(3_000, 1.3), np.full(3_000, 50.0)), until):
        found[sums.rows] = sums.log_total
        sizes.add(len(sums.shares))
    assert len(sizes) > 3
    some = [0, 17, 512, 1_999, 2_999]
    assert_allclose(found[some], [total(p[i], 2.0, 1.3, 50.0, until[i]) for i in some], rtol=1e-13)
    assert np.isfinite(found).all()


def test_nodes_for_many_numbers_do_for_each() -> None:
    a, b, until = Power(np.array([3.2]), np.array([14.0])), Power(np.array([0.6]), np.array([15.0])), np.array([39.0])
    (sums,) = power_integrals(a, b, until, up_to=np.array([32.0]))
    for k in (0, 1, 5, 20, 32):
        value = np.log(np.sum(sums.shares * (sums.times / (14.0 + sums.times)) ** k)) + sums.log_total[0]
        assert_allclose(value, total(3.2, 14.0, 0.6, 15.0, 39.0, k), atol=1e-12)


def test_of_no_rows_there_are_no_sums() -> None:
    nothing = np.empty(0)
    assert list(power_integrals(Power(nothing, nothing), Power(nothing, nothing), nothing)) == []
