"""Whether customers will still be there: against the story of the model, expectations, and what follows from more silence."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.valuation.domain import PurchaseHistories, PurchaseModel, probability_alive_later
from services.valuation.domain.alive import probability_alive
from services.valuation.domain.discrete import Discrete
from services.valuation.domain.expectation import expected_purchases

HISTORIES = PurchaseHistories.of([0, 0, 1, 4, 4, 30], [0.0, 0.0, 2.0, 20.0, 30.0, 30.0], [3.0, 38.0, 38.0, 38.0, 38.0, 31.0])
SHAPES = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
MODELS = [
    PurchaseModel.of("bg_nbd", SHAPES),
    PurchaseModel.of("mbg_nbd", SHAPES),
    PurchaseModel.of("bg_nbd", {"r": 0.11, "alpha": 2.24, "a": 0.31, "b": 0.50}),
    PurchaseModel.of("nbd", {"r": 0.5, "alpha": 4.0}),
    PurchaseModel.of("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2}),
    PurchaseModel.of("mbg_nbd/fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2}),
    PurchaseModel.of("fixed_rate", {"lambda": 0.2, "a": 0.8, "b": 2.5}),
    PurchaseModel.of("fixed_rate", {"lambda": 0.2, "p": 0.3}),
    PurchaseModel.of("pareto_nbd", {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}),
    PurchaseModel.of("fixed_dropout", {"r": 0.5, "alpha": 4.0, "mu": 0.02}),
]
names = [f"{model.structure.name}-{'-'.join(model.structure.parameters)}" for model in MODELS]


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_nobody_is_more_alive_later_and_none_less_than_nothing(model: PurchaseModel) -> None:
    at = [probability_alive_later(model, HISTORIES, horizon).value for horizon in (0.0, 1.0, 10.0, 1e3, 1e6)]
    assert_allclose(at[0], probability_alive(model, HISTORIES).value, rtol=1e-15)
    for sooner, later in pairwise(at):
        assert (later <= sooner * (1.0 + 1e-9)).all()
        assert (later >= 0.0).all()


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_derivatives(model: PurchaseModel) -> None:
    here = probability_alive_later(model, HISTORIES, 26.0)
    for i, value in enumerate(model.values):
        shift = 1e-5 * value * np.eye(len(model.values))[i]
        ahead, behind = (
            probability_alive_later(PurchaseModel(model.structure, model.values + sign * shift), HISTORIES, 26.0).value
            for sign in (1.0, -1.0)
        )
        assert_allclose(here.slopes[i], (ahead - behind) / (2e-5 * value), rtol=1e-5, atol=1e-8)


def test_where_all_leave_alike_it_follows_from_what_they_buy() -> None:
    # At each purchase a customer leaves with p: P(alive now) - P(alive later) = p times the purchases expected in between.
    model = PurchaseModel.of("fixed_dropout", {"r": 0.5, "alpha": 4.0, "p": 0.2})
    gone = probability_alive(model, HISTORIES).value - probability_alive_later(model, HISTORIES, 26.0).value
    assert_allclose(gone, 0.2 * expected_purchases(model, HISTORIES, 26.0).value, rtol=1e-9)


@pytest.mark.parametrize("name", ["bg_nbd", "mbg_nbd"])
def test_simulated_customers_are_alive_as_often(name: str) -> None:
    rng = np.random.default_rng(4)
    n, x, last, T, horizon = 400_000, 4, 30.0, 38.0, 26.0
    model = PurchaseModel.of(name, SHAPES)
    known = PurchaseHistories.of([x], [last], [T])
    alive = probability_alive(model, known).value[0]
    at_first = int(name == "mbg_nbd")
    rate, leaving = rng.gamma(0.243 + x, 1.0 / (4.414 + T), n), rng.beta(0.793, 2.426 + x + at_first, n)
    stayed = (1.0 - leaving) ** rng.poisson(rate * horizon)
    assert_allclose(probability_alive_later(model, known, horizon).value, alive * stayed.mean(), rtol=3e-3)


def test_pareto_nbd_leaves_at_its_own_moments() -> None:
    rng = np.random.default_rng(5)
    model = PurchaseModel.of("pareto_nbd", {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669})
    known = PurchaseHistories.of([4], [30.0], [38.0])
    leaving = rng.gamma(0.606, 1.0 / (11.669 + 38.0), 400_000)
    expected = probability_alive(model, known).value * np.exp(-leaving * 26.0).mean()
    assert_allclose(probability_alive_later(model, known, 26.0).value, expected, rtol=2e-3)
    # To have left 26 weeks later is not to have bought in them, and not yet to have left before.
    silent = PurchaseHistories.of([4], [30.0], [64.0])
    assert probability_alive(model, silent).value < probability_alive_later(model, known, 26.0).value


def test_at_opportunities_it_is_to_be_there_at_one_so_many_later() -> None:
    donors = PurchaseHistories.of([0, 4, 6], [0, 5, 6], [6, 6, 6])
    for name, parameters in (
        ("bg_bb", {"alpha": 1.2, "beta": 0.75, "gamma": 0.66, "delta": 2.8}),
        ("bg_bb_fixed_dropout", {"alpha": 1.2, "beta": 0.75, "theta": 0.2}),
        ("beta_binomial", {"alpha": 1.2, "beta": 0.75}),
    ):
        model = PurchaseModel.of(name, parameters)
        assert isinstance(model.structure, Discrete)
        later = probability_alive_later(model, donors, 4.0)
        direct = model.structure.alive_at(model.values, donors, 5)
        assert_allclose(later.value, direct.value, rtol=1e-12)
        assert_allclose(later.slopes, direct.slopes, rtol=1e-10, atol=1e-14)
