import dataclasses

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from attune.demo.market.channels import (
    CHANNELS,
    CODE,
    DAY,
    EMAIL,
    END_SECOND,
    HARVESTER,
    KIND,
    MARGIN_RATE,
    START_SECOND,
    WEEK,
    WEEKS,
)
from attune.demo.market.population import Assignments, Population, populate
from attune.demo.market.simulation import Market, simulate
from attune.demo.market.truth import MarketTruth
from tests.unit.attune.demo.market.conftest import drawn_assignments, invented_orders

COMMUNICATED = [CODE[name] for name in ("paid_search", "paid_social", "display", "email", "affiliates")]


@pytest.fixture(scope="module")
def simulated(people: Population, assigned: Assignments) -> tuple[Market, MarketTruth]:
    return simulate(people, assigned)


def columns(market: Market) -> list[np.ndarray]:
    records = (market.touches, market.orders, market.spend)
    return [getattr(record, field.name) for record in records for field in dataclasses.fields(record)]


def test_the_same_seed_gives_the_same_market_and_another_seed_another(people: Population, assigned: Assignments) -> None:
    (first, truth), (again, same), (other, _) = (simulate(people, assigned, seed) for seed in (1, 1, 2))
    for one, two in zip(columns(first), columns(again), strict=True):
        assert_array_equal(one, two)
    assert truth == same
    assert len(first.touches.at) != len(other.touches.at)


def test_the_orders_of_all_channels_are_the_simulated_orders(simulated: tuple[Market, MarketTruth]) -> None:
    market, truth = simulated
    assert truth.orders == len(market.orders.at) > 150
    assert_allclose(truth.revenue, market.orders.paid.sum() / 100)
    assert_allclose(truth.margin, market.orders.margin.sum() / 100)
    assert_allclose(truth.spend, market.spend.cents.sum() / 100)
    assert sum(each.touchpoints for each in truth.channels) == len(market.touches.at)
    assert tuple(each.channel for each in truth.channels) == CHANNELS
    assert len(CHANNELS) >= 8


def test_simulated_orders_are_marked_and_state_margin_and_discount(simulated: tuple[Market, MarketTruth]) -> None:
    orders = simulated[0].orders
    assert all(order_id.startswith("simulated-") for order_id in orders.order_ids)
    assert len(set(orders.order_ids)) == len(orders.at)
    assert_allclose(orders.margin, MARGIN_RATE * (orders.paid + orders.discount) - orders.discount, atol=0.5)
    assert (orders.paid > 0).all()
    assert (orders.discount > 0).any()  # the e-mail's
    assert not (orders.discount > 0).all()


def test_the_held_out_get_no_communication_and_bring_no_simulated_order(
    simulated: tuple[Market, MarketTruth], assigned: Assignments
) -> None:
    market, _ = simulated
    touched = market.touches.where(np.isin(market.touches.channel, COMMUNICATED))
    assert len(touched.at) > 5_000
    assert not assigned.held_out[touched.customer].any()
    assert not assigned.held_out[market.orders.customer].any()
    assert assigned.held_out[market.touches.customer].any()  # they come of themselves


def test_only_the_arm_with_the_offer_gets_the_e_mail(simulated: tuple[Market, MarketTruth], assigned: Assignments) -> None:
    touches = simulated[0].touches
    mailed = touches.customer[touches.channel == CODE[EMAIL.name]]
    assert assigned.offered[mailed].all()
    sent = (touches.channel == CODE[EMAIL.name]) & (touches.kind == KIND["sent"])
    week = (touches.at[sent] - START_SECOND) // WEEK
    pairs = np.stack([touches.customer[sent], week])
    assert np.unique(pairs, axis=1).shape == pairs.shape  # once a week at the most


def test_nothing_is_before_the_first_real_purchase_or_outside_the_market(
    simulated: tuple[Market, MarketTruth], people: Population
) -> None:
    market, _ = simulated
    for customer, at in ((market.touches.customer, market.touches.at), (market.orders.customer, market.orders.at)):
        assert people.known[customer].all()  # they first bought before the market began
        assert at.min() >= START_SECOND
        assert at.max() < END_SECOND
    assert market.spend.day.min() == START_SECOND // DAY
    assert market.spend.day.max() < END_SECOND // DAY


def test_a_newcomer_is_left_alone(simulated: tuple[Market, MarketTruth], people: Population) -> None:
    newcomer = people.customer_ids.index("newcomer")
    assert newcomer not in simulated[0].touches.customer


def test_what_does_nothing_brings_nothing(simulated: tuple[Market, MarketTruth]) -> None:
    _, truth = simulated
    for name in ("display", HARVESTER, "organic_search", "direct", "referral"):
        channel = truth.of(name)
        assert channel is not None
        assert (channel.orders, channel.expected_orders, channel.curve) == (0, 0.0, None)
        assert channel.touchpoints > 50
    display = truth.of("display")
    assert display is not None
    assert display.touchpoints > 0.2 * sum(each.touchpoints for each in truth.channels)


def test_the_harvester_is_the_last_touch_of_purchases_that_happen_anyway(
    simulated: tuple[Market, MarketTruth], people: Population
) -> None:
    touches = simulated[0].touches
    harvested = touches.where(touches.channel == CODE[HARVESTER])
    bought = set(zip(people.buyer.tolist(), people.bought_at.tolist(), strict=True))
    for customer, at in zip(harvested.customer.tolist(), harvested.at.tolist(), strict=True):
        assert any((customer, at + seconds) in bought for seconds in range(1, 61))


def test_the_offline_channel_is_known_in_aggregate_only(simulated: tuple[Market, MarketTruth]) -> None:
    market, truth = simulated
    mail = truth.of("direct_mail")
    assert mail is not None
    assert mail.touchpoints == 0
    assert mail.spend > 0
    assert mail.orders > 0
    assert CODE["direct_mail"] in market.spend.channel


def test_spend_varies_by_week_so_that_curves_can_be_learnt(simulated: tuple[Market, MarketTruth]) -> None:
    spend = simulated[0].spend
    for name in ("paid_search", "paid_social", "display", "direct_mail", "email"):
        of = spend.channel == CODE[name]
        weekly = np.bincount((spend.day[of] - START_SECOND // DAY) // 7, weights=spend.cents[of], minlength=WEEKS)
        assert len(weekly) == WEEKS
        assert weekly.max() > 4 * weekly.min() > 0


def test_the_expected_orders_are_the_curves_added_up_over_the_weeks(simulated: tuple[Market, MarketTruth]) -> None:
    market, truth = simulated
    for channel in truth.channels:
        if channel.curve is None:
            continue
        of = market.spend.channel == CODE[channel.channel]
        week = (market.spend.day[of] - START_SECOND // DAY) // 7
        dollars = np.bincount(week, weights=market.spend.cents[of] / 100, minlength=WEEKS).astype(np.float64)
        assert_allclose(channel.expected_orders, channel.curve.response(dollars).sum(), rtol=1e-9)


def test_over_many_seeds_the_orders_are_draws_from_the_truth(people: Population, assigned: Assignments) -> None:
    """Bernoulli contacts: the variance is at most the mean, so a z of the mean over 40 seeds beyond 4 is a fault."""
    truths = [simulate(people, assigned, seed)[1] for seed in range(40)]
    for name in ("paid_search", "paid_social", "direct_mail", "email"):
        channels = [channel for truth in truths for channel in truth.channels if channel.channel == name]
        expected = np.mean([channel.expected_orders for channel in channels])
        drawn = np.mean([channel.orders for channel in channels])
        assert abs(drawn - expected) < 4 * np.sqrt(expected / len(truths))
        worth = np.mean([channel.revenue for channel in channels]) / np.mean([channel.expected_revenue for channel in channels])
        assert worth == pytest.approx(1.0, abs=0.05)


def orders_of(people: Population, market: Market) -> np.ndarray:
    customers = len(people.customer_ids)
    return np.bincount(people.buyer, minlength=customers) + np.bincount(market.orders.customer, minlength=customers)


def z_score(orders: np.ndarray, treated: np.ndarray, control: np.ndarray, lift: float) -> float:
    """How many standard errors the arms' difference is from the true lift."""
    error = orders[treated].var(ddof=1) / treated.sum() + orders[control].var(ddof=1) / control.sum()
    return float((orders[treated].mean() - orders[control].mean() - lift) / np.sqrt(error))


def test_the_arms_and_the_holdout_differ_by_the_true_lifts_within_sampling_error(people: Population) -> None:
    """Whoever assigns at random measures the truth: over 60 seeds the z-scores are those of a standard normal."""
    experiment, marketing = [], []
    for seed in range(60):
        assigned = drawn_assignments(people, seed)
        market, truth = simulate(people, assigned, seed)
        orders = orders_of(people, market)
        experiment.append(z_score(orders, assigned.offered, assigned.control, truth.experiment.orders))
        reached = people.known & ~assigned.held_out
        marketing.append(z_score(orders, reached, assigned.held_out, truth.marketing.orders))
    for scores in (experiment, marketing):
        assert abs(np.mean(scores)) < 4 / np.sqrt(60)
        assert 0.6 < np.std(scores) < 1.4


def test_with_nobody_to_speak_to_nothing_is_brought() -> None:
    people = populate(invented_orders(40))
    nobody = np.zeros(len(people.customer_ids), dtype=np.bool_)
    market, truth = simulate(people, Assignments(~nobody, nobody, nobody))
    assert truth.orders == 0
    assert truth.experiment.orders == truth.marketing.orders == 0
    assert not np.isin(market.touches.channel, COMMUNICATED).any()
