"""P(X = n) of every model: a distribution, with the mean that the model expects, as customers who are simulated have it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from numpy.testing import assert_allclose

from inference.arrays import FloatArray, IntArray
from services.valuation.domain import PurchaseHistories, PurchaseModel, predict_contracts, predict_purchases
from services.valuation.domain.contracts import probabilities_of_renewals
from services.valuation.domain.errors import TooManyProbabilitiesError
from services.valuation.domain.predictive import probabilities_of_counts
from services.valuation.domain.shifted_beta_geo import ContractModel

BG = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
PARETO = {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}
BG_BB = {"alpha": 1.204, "beta": 0.75, "gamma": 0.657, "delta": 2.783}
IN_TIME = [
    ("bg_nbd", BG),
    ("mbg_nbd", {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}),
    ("nbd", {"r": 0.4, "alpha": 7.0}),
    ("pareto_nbd", PARETO),
    ("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2}),
    ("fixed_dropout", {"r": 0.5, "alpha": 4.0, "mu": 0.02}),
    ("mbg_nbd/fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2}),
    ("fixed_rate", {"lambda": 0.2, "a": 0.8, "b": 2.4}),
    ("fixed_rate", {"lambda": 0.2, "s": 0.6, "beta": 11.0}),
    ("fixed_rate", {"lambda": 0.2, "p": 0.1}),
    ("fixed_rate", {"lambda": 0.2, "mu": 0.02}),
    ("fixed_rate", {"lambda": 0.2}),
    ("mbg_nbd/fixed_rate", {"lambda": 0.2, "a": 0.8, "b": 2.4}),
    ("mbg_nbd/fixed_rate", {"lambda": 0.2, "p": 0.1}),
]
AT_OPPORTUNITIES = [
    ("bg_bb", BG_BB),
    ("beta_binomial", {"alpha": 1.204, "beta": 0.75}),
    ("bg_bb_fixed_dropout", {"alpha": 1.204, "beta": 0.75, "theta": 0.2}),
    ("bg_bb_fixed_rate", {"p": 0.4}),
    ("bg_bb_fixed_rate", {"p": 0.4, "theta": 0.2}),
    ("bg_bb_fixed_rate", {"p": 0.4, "gamma": 0.657, "delta": 2.783}),
]
CONTRACTS = [("sbg", {"alpha": 0.668, "beta": 3.806}), ("sbg_fixed_dropout", {"theta": 0.3})]
KNOWN_IN_TIME = PurchaseHistories.of([0, 0, 1, 2, 7, 26], [0.0, 0.0, 3.0, 30.43, 35.0, 30.857], [0.0, *[38.86] * 4, 31.0])
KNOWN_AT_OPPORTUNITIES = PurchaseHistories.of([0, 0, 2, 6, 1], [0, 0, 4, 6, 1], [0, 6, 6, 6, 6])


@pytest.mark.parametrize(("name", "parameters"), [*IN_TIME, *AT_OPPORTUNITIES])
@pytest.mark.parametrize("horizon", [1.0, 20.0])
def test_probabilities_of_counts_make_one_and_have_the_expectation_as_their_mean(
    name: str, parameters: dict[str, float], horizon: float
) -> None:
    known = KNOWN_IN_TIME if (name, parameters) in IN_TIME else KNOWN_AT_OPPORTUNITIES
    model = PurchaseModel.of(name, parameters)
    told = probabilities_of_counts(model, known, horizon, 1000)
    assert (told.exactly >= 0.0).all()
    assert_allclose(told.exactly.sum(axis=1) + told.more, 1.0, rtol=1e-12)
    assert (told.more < 1e-9).all()
    expected = predict_purchases(name, parameters, known, horizon).expected_purchases
    assert_allclose(told.exactly @ np.arange(1001.0), expected, rtol=1e-8)
    few = probabilities_of_counts(model, known, horizon, 3)
    assert_allclose(few.exactly, told.exactly[:, :4], rtol=1e-12)
    assert_allclose(few.more, told.exactly[:, 4:].sum(axis=1) + told.more, rtol=1e-9)


@pytest.mark.parametrize(("name", "parameters"), CONTRACTS)
def test_probabilities_of_renewals_make_one_and_have_the_expectation_as_their_mean(
    name: str, parameters: dict[str, float]
) -> None:
    model, made = ContractModel.of(name, parameters), np.array([0, 3, 3, 40])
    for horizon in (0, 1, 5, 30):
        told = probabilities_of_renewals(model, made, horizon, 30)
        assert_allclose(told.exactly.sum(axis=1), 1.0, rtol=1e-12)
        assert not told.more.any()
        expected = predict_contracts(name, parameters, made, horizon)
        assert_allclose(told.exactly @ np.arange(31.0), expected.expected_purchases, rtol=1e-10)
        assert_allclose(told.exactly[:, horizon], expected.probability_alive, rtol=1e-12)
        assert not told.exactly[:, horizon + 1 :].any()
        few = probabilities_of_renewals(model, made, horizon, 2)
        assert_allclose(few.exactly, told.exactly[:, :3], rtol=1e-12)
        assert_allclose(few.more, told.exactly[:, 3:].sum(axis=1), rtol=1e-12)


def test_a_horizon_of_nothing_holds_no_purchase() -> None:
    for name, parameters in IN_TIME:
        told = probabilities_of_counts(PurchaseModel.of(name, parameters), KNOWN_IN_TIME, 0.0, 2)
        assert_allclose(told.exactly, [[1.0, 0.0, 0.0]] * len(KNOWN_IN_TIME))
        assert not told.more.any()


def test_published_probabilities_of_new_customers() -> None:
    # lifetimes' tests, from BTYD.pdf: P(X(30) = 11) to P(X(30) = 20) of BG/NBD, and P(X(39) = 0).
    published = [
        *[0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638],
        *[0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613, 0.0002222260],
    ]
    new, model = PurchaseHistories.of([0], [0.0], [0.0]), PurchaseModel.of("bg_nbd", BG)
    assert_allclose(probabilities_of_counts(model, new, 30.0, 20).exactly[0, 11:], published, rtol=1e-5)
    assert_allclose(probabilities_of_counts(model, new, 39.0, 0).exactly[0, 0], 0.5737864, rtol=1e-6)
    # Fader, Hardie & Shang (2010): of 11,104 donors 3,454.9 are to give at none of six opportunities, 1,253.1 at each.
    told = probabilities_of_counts(PurchaseModel.of("bg_bb", BG_BB), PurchaseHistories.of([0], [0], [0]), 6.0, 6)
    assert_allclose(11_104 * told.exactly[0, [0, 6]], [3454.9, 1253.1], rtol=2e-3)


class Drawn(NamedTuple):
    """Simulated customers of one history: how likely it was of each, whether they are alive, and what then comes.

    Attributes:
        weight: Likelihood of the history, shape (draws,).
        purchases: Within the horizon, shape (draws,).
    """

    weight: FloatArray
    purchases: IntArray


def beta_geo(generator: np.random.Generator, x: int, t_x: float, T: float, horizon: float, draws: int) -> Drawn:
    """Customers of BG/NBD by its own story: a rate and a chance of leaving each, tossed at every purchase."""
    rate = generator.gamma(BG["r"], 1.0 / BG["alpha"], draws)
    leave = generator.beta(BG["a"], BG["b"], draws)
    stayed = (1.0 - leave) ** x * np.exp(-rate * T)
    left = leave * (1.0 - leave) ** (x - 1) * np.exp(-rate * t_x) if x > 0 else np.zeros(draws)
    there = generator.random(draws) * (stayed + left) < stayed
    time, purchases = generator.exponential(1.0, draws) / rate, np.zeros(draws, dtype=np.int64)
    while (there := there & (time < horizon)).any():
        purchases += there
        there &= generator.random(draws) >= leave
        time += generator.exponential(1.0, draws) / rate
    return Drawn(rate**x * (stayed + left), purchases)


def pareto(generator: np.random.Generator, x: int, t_x: float, T: float, horizon: float, draws: int) -> Drawn:
    """Customers of Pareto/NBD by its own story: they leave at a moment, whatever they buy."""
    rate = generator.gamma(PARETO["r"], 1.0 / PARETO["alpha"], draws)
    mu = generator.gamma(PARETO["s"], 1.0 / PARETO["beta"], draws)
    stayed = np.exp(-(rate + mu) * T)
    left = mu / (rate + mu) * (np.exp(-(rate + mu) * t_x) - stayed)
    there = generator.random(draws) * (stayed + left) < stayed
    stays = np.minimum(generator.exponential(1.0, draws) / mu, horizon)
    return Drawn(rate**x * (stayed + left), np.where(there, generator.poisson(rate * stays), 0))


def beta_bernoulli(generator: np.random.Generator, x: int, t_x: float, T: float, horizon: float, draws: int) -> Drawn:
    """Customers of BG/BB by its own story, whole lives: those with another history weigh nothing."""
    buy = generator.beta(BG_BB["alpha"], BG_BB["beta"], draws)
    leave = generator.beta(BG_BB["gamma"], BG_BB["delta"], draws)
    there, purchases = np.ones(draws, dtype=np.bool_), np.zeros(draws, dtype=np.int64)
    bought, last = np.zeros(draws, dtype=np.int64), np.zeros(draws, dtype=np.int64)
    for opportunity in range(1, int(T + horizon) + 1):
        there &= generator.random(draws) >= leave
        buys = there & (generator.random(draws) < buy)
        if opportunity <= T:
            bought += buys
            last[buys] = opportunity
        else:
            purchases += buys
    same = (bought == x) & (last == t_x)
    return Drawn(same.astype(np.float64), purchases)


@pytest.mark.parametrize(
    ("name", "parameters", "simulate", "histories", "horizon"),
    [
        ("bg_nbd", BG, beta_geo, [(0, 0.0, 0.0), (0, 0.0, 30.0), (2, 20.0, 30.0), (5, 29.0, 30.0)], 26.0),
        ("pareto_nbd", PARETO, pareto, [(0, 0.0, 0.0), (0, 0.0, 30.0), (2, 20.0, 30.0), (5, 29.0, 30.0)], 26.0),
        ("bg_bb", BG_BB, beta_bernoulli, [(0, 0.0, 0.0), (0, 0.0, 3.0), (1, 2.0, 3.0), (3, 3.0, 3.0)], 5.0),
    ],
)
def test_simulated_customers_buy_so_often(
    name: str,
    parameters: dict[str, float],
    simulate: Callable[[np.random.Generator, int, float, float, float, int], Drawn],
    histories: list[tuple[int, float, float]],
    horizon: float,
) -> None:
    generator = np.random.default_rng(20)
    for x, t_x, T in histories:
        drawn = simulate(generator, x, t_x, T, horizon, 400_000)
        told = probabilities_of_counts(PurchaseModel.of(name, parameters), PurchaseHistories.of([x], [t_x], [T]), horizon, 5)
        weight = drawn.weight / drawn.weight.sum()
        seen = np.array([weight @ (drawn.purchases == n) for n in range(6)])
        error = np.sqrt([(weight**2) @ ((drawn.purchases == n) - seen[n]) ** 2 for n in range(6)])
        assert (np.abs(told.exactly[0] - seen) < 4.5 * error + 1e-6).all()
        assert error.max() < 0.01  # or the comparison would say little


def test_heavy_buyers_have_numbers_too() -> None:
    known = PurchaseHistories.of([1000, 221], [99.0, 103.43], [100.0, 103.57])
    for name, parameters in IN_TIME:
        told = probabilities_of_counts(PurchaseModel.of(name, parameters), known, 52.0, 900)
        assert_allclose(told.exactly.sum(axis=1) + told.more, 1.0, rtol=1e-9)


def test_no_more_probabilities_are_told_than_an_answer_holds() -> None:
    model = PurchaseModel.of("bg_nbd", BG)
    with pytest.raises(TooManyProbabilitiesError) as refused:
        probabilities_of_counts(model, PurchaseHistories.of(*[np.zeros(2000)] * 3), 1.0, 1000)
    assert refused.value.field == "counts_up_to"
    with pytest.raises(TooManyProbabilitiesError):
        probabilities_of_counts(model, KNOWN_IN_TIME, 1.0, 1001)
    with pytest.raises(TooManyProbabilitiesError):
        probabilities_of_renewals(ContractModel.of(*CONTRACTS[0]), np.zeros(2000, dtype=np.int64), 5, 1000)
