import pytest

from attune.demo.market.curves import MichaelisMenten
from attune.demo.market.population import Assignments, Population
from attune.demo.market.simulation import simulate
from attune.demo.market.truth import ChannelTruth, Lift, MarketTruth

NOTHING = Lift(0, 0.0, 0.0, 0.0, 0.0)


def channel(name: str, orders: float, margin: float, curve: MichaelisMenten | None, spend: float = 100.0) -> ChannelTruth:
    return ChannelTruth(name, 1, spend, int(orders), 2 * margin, margin, orders, 2 * margin, margin, curve)


TRUTH = MarketTruth(
    (
        channel("a", 10.0, 100.0, MichaelisMenten(20.0, 10.0)),
        channel("b", 10.0, 50.0, MichaelisMenten(20.0, 10.0)),
        channel("idle", 0.0, 0.0, None),
    ),
    NOTHING,
    NOTHING,
    weeks=10,
)


def test_an_allocation_brings_what_the_curves_say() -> None:
    outcome = TRUTH.outcome({"a": 10.0, "b": 30.0, "idle": 60.0, "unheard_of": 5.0})
    assert outcome.orders == pytest.approx(10.0 + 15.0)
    assert outcome.margin == pytest.approx(10.0 * 10.0 + 15.0 * 5.0)
    assert outcome.revenue == pytest.approx(2 * outcome.margin)


def test_the_best_budget_goes_where_margin_is_and_not_to_what_does_nothing() -> None:
    best = TRUTH.best(sum(TRUTH.weekly_spend.values()))
    assert sum(best.allocation.values()) == pytest.approx(30.0)
    assert best.allocation["idle"] == 0.0
    assert best.allocation["a"] > best.allocation["b"] > 0.0
    assert best.margin > TRUTH.outcome(TRUTH.weekly_spend).margin


def test_roci_is_net_of_what_was_spent() -> None:
    assert [each.roci for each in TRUTH.channels] == [0.0, -0.5, -1.0]
    assert channel("free", 1.0, 10.0, None, spend=0.0).roci is None


def test_a_simulated_markets_best_budget_beats_its_last_one(people: Population, assigned: Assignments) -> None:
    _, truth = simulate(people, assigned)
    spent = truth.weekly_spend
    assert truth.best(sum(spent.values())).margin > 1.1 * truth.outcome(spent).margin
