"""What leads are worth, by definition and by simulation."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import ArrayLike
from scipy.stats import beta

from services.valuation.domain import PurchaseModel
from services.valuation.domain.prospects import (
    InvalidProspectError,
    PooledSpend,
    SpendSums,
    Uncertain,
    known_probability,
    learnt_probability,
    pool_spend,
    value_new_customer,
    value_prospect,
)
from services.valuation.domain.recalibration import BiasFactor

MODEL = PurchaseModel.of("bg_nbd", {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426})


def test_a_new_customer_of_cdnow_is_worth_a_purchase_and_those_that_follow() -> None:
    # E[X(52)] of a new customer: 1.444 (BTYD's vignette).
    value = value_new_customer(MODEL, None, Uncertain(35.0, 0.0), 52.0, 0.0)
    assert_allclose(value.estimate, 35.0 * 2.444, rtol=2e-3)
    assert value.log_variance == 0.0
    discounted = value_new_customer(MODEL, None, Uncertain(35.0, 0.0), 52.0, np.log(1.15) / 52)
    assert 35.0 < discounted.estimate < value.estimate


def test_errors_of_parameters_spend_and_bias_add_up() -> None:
    covariance = np.diag([0.01, 0.0, 0.0, 0.0])
    by_parameters = value_new_customer(MODEL, covariance, Uncertain(35.0, 0.0), 52.0, 0.0)
    step = 1e-5
    moved = PurchaseModel.of("bg_nbd", {"r": 0.243 + step, "alpha": 4.414, "a": 0.793, "b": 2.426})
    slope = np.log(value_new_customer(moved, None, Uncertain(35.0, 0.0), 52.0, 0.0).estimate / by_parameters.estimate) / step
    assert_allclose(by_parameters.log_variance, slope**2 * 0.01, rtol=1e-3)
    with_spend = value_new_customer(MODEL, covariance, Uncertain(35.0, 0.04), 52.0, 0.0)
    assert_allclose(with_spend.log_variance, by_parameters.log_variance + 0.04)
    corrected = value_new_customer(MODEL, None, Uncertain(1.0, 0.0), 52.0, 0.0, BiasFactor(1.5, 1.2, 1.9, 0.02))
    assert_allclose(corrected.estimate, 1.0 + 1.5 * 1.444, rtol=2e-3)
    assert_allclose(corrected.log_variance, 0.02 * (corrected.estimate - 1.0) ** 2 / corrected.estimate**2)


def sums_of(days: ArrayLike, revenue: ArrayLike) -> SpendSums:
    d, m = np.asarray(days, dtype=np.float64), np.asarray(revenue, dtype=np.float64)
    return SpendSums(len(d), *(float(each) for each in (d.sum(), m.sum(), d @ d, m @ m, d @ m)))


def spenders(seed: int, customers: int, mean: float = 34.0) -> SpendSums:
    """Customers with one to five purchase days, each with a mean spend of their own."""
    rng = np.random.default_rng(seed)
    days = rng.integers(1, 6, customers)
    return sums_of(days, (days * rng.gamma(2.0, 0.5 * mean, customers)).round(2))


def test_mean_spend_of_a_day_is_a_ratio_with_the_error_of_one() -> None:
    rng = np.random.default_rng(2)
    estimates, told = [], []
    for _ in range(400):
        days = 1.0 + rng.poisson(2.0, 200)
        found = sums_of(days, days * rng.gamma(2.0, 20.0, 200)).per_day()
        assert found is not None
        estimates.append(np.log(found.estimate))
        told.append(found.log_variance)
    assert_allclose(np.mean(told), np.var(estimates), rtol=0.15)
    assert_allclose(np.mean(np.exp(estimates)), 40.0, rtol=0.02)
    assert SpendSums(2, 3.0, 0.0, 9.0, 0.0, 0.0).per_day() is None
    assert SpendSums(2, 3.0, -5.0, 9.0, 25.0, -15.0).per_day() is None


def test_the_error_of_a_few_is_neither_guessed_too_small_nor_of_the_whole_alone() -> None:
    whole = spenders(0, 20_000)
    everybody = whole.per_day()
    assert everybody is not None
    for customers in (2, 10, 500):
        found = [spenders(1000 * customers + i, customers).per_day(whole) for i in range(400)]
        off = [np.log(each.estimate / everybody.estimate) for each in found if each is not None]
        told = [each.log_variance for each in found if each is not None]
        assert len(told) == 400
        assert_allclose(np.mean(told), np.var(off), rtol=0.25)
        covered = np.mean(np.abs(off) < 1.96 * np.sqrt(told))
        assert 0.9 < covered < 0.985
        assert np.std(np.log(told)) < 0.35


def pooled_spend(whole: Uncertain, segments: list[Uncertain | None]) -> list[PooledSpend]:
    return list(pool_spend(whole, dict(enumerate(segments))).values())


def test_a_single_customer_has_nothing_of_its_own_to_say() -> None:
    whole = spenders(0, 2000)
    everybody = whole.per_day()
    assert everybody is not None
    rng = np.random.default_rng(0)
    singles = [sums_of([int(rng.integers(1, 12))], [round(float(rng.uniform(1.0, 300.0)), 2)]) for _ in range(400)]
    told = [each.per_day(whole) for each in singles]
    assert told == [None] * 400
    others = [spenders(10 + i, 500).per_day(whole) for i in range(4)]
    single, *_, none = pooled_spend(everybody, [told[0], *others, None])
    for each in (single, none):
        assert_allclose(each.per_day.estimate, everybody.estimate, rtol=1e-6)
        assert each.own_share == 0.0
        low, high = each.per_day.interval(0.95)
        assert low < 0.99 * high
    assert pool_spend(everybody, {}) == {}


def test_two_customers_who_spend_alike_are_near_the_whole() -> None:
    whole = spenders(0, 2000)
    everybody = whole.per_day()
    assert everybody is not None
    two = sums_of([1, 1], [9.99, 10.49]).per_day(whole)
    assert two is not None
    # As unsure as two customers of the whole are, but for the tenth that their likeness says.
    assert_allclose(two.log_variance, 1000.0 * everybody.log_variance, rtol=0.12)
    pooled, *_ = pooled_spend(everybody, [two, *(spenders(10 + i, 500).per_day(whole) for i in range(4))])
    assert pooled.own_share < 0.3
    assert pooled.per_day.estimate > 20.0
    low, high = pooled.per_day.interval(0.95)
    assert low < 34.0 < high


@pytest.mark.parametrize("price", [20.0, 12.99])
def test_three_hundred_at_one_price_have_told_it(price: float) -> None:
    whole = spenders(0, 2000)
    everybody = whole.per_day()
    assert everybody is not None
    days = np.random.default_rng(3).integers(1, 6, 300)
    fixed = sums_of(days, price * days).per_day(whole)
    assert fixed is not None
    assert fixed.log_variance > 1e-5
    pooled, *_ = pooled_spend(everybody, [fixed, *(spenders(10 + i, 500).per_day(whole) for i in range(4))])
    assert_allclose(pooled.per_day.estimate, price, rtol=0.02)
    assert pooled.own_share > 0.95


def test_where_everybody_pays_one_price_so_does_every_channel() -> None:
    whole = sums_of([1, 2, 3, 1], [20.0, 40.0, 60.0, 20.0])
    everybody, some = whole.per_day(), sums_of([1, 2], [20.0, 40.0]).per_day(whole)
    assert everybody is not None
    for each in pooled_spend(everybody, [some, None]):
        assert_allclose(each.per_day.estimate, 20.0, rtol=1e-9)


def test_channels_that_know_their_spend_keep_it() -> None:
    whole = Uncertain(30.0, 1e-4)
    sure, none = pooled_spend(whole, [Uncertain(60.0, 1e-4), None])
    assert_allclose(sure.per_day.estimate, 60.0, rtol=1e-2)
    assert_allclose(none.per_day.estimate, 30.0, rtol=1e-6)


def test_spend_of_a_part_is_drawn_toward_its_segment_and_as_unsure_as_that() -> None:
    whole = Uncertain(30.0, 1e-4)
    dear, cheap = PooledSpend(Uncertain(90.0, 0.01), 0.9), PooledSpend(Uncertain(10.0, 0.02), 0.9)
    own = {"few": Uncertain(60.0, 0.5), "none": None, "many": Uncertain(12.0, 1e-4), "of all": None}
    found = pool_spend(whole, own, {"few": dear, "none": dear, "many": cheap})
    assert 80.0 < found["few"].per_day.estimate < 90.0
    assert found["none"].per_day.estimate == pytest.approx(90.0)
    assert found["of all"].per_day.estimate == pytest.approx(30.0)
    assert found["many"].per_day.estimate == pytest.approx(12.0, rel=0.01)
    assert found["many"].own_share > 0.9
    assert found["few"].own_share < 0.2
    # What is not known of all is known of a segment's part, and not the other way round.
    assert found["none"].per_day.log_variance == pytest.approx(found["of all"].per_day.log_variance + 0.01)
    assert found["many"].per_day.log_variance > 0.02


def test_a_learnt_probability_is_jeffreys_posterior() -> None:
    for leads, conversions in ((400, 31), (10, 0), (3, 3)):
        found = learnt_probability(leads, conversions)
        posterior = beta(conversions + 0.5, leads - conversions + 0.5)
        assert_allclose(found.estimate, posterior.mean())
        assert_allclose(found.log_variance, posterior.var() / posterior.mean() ** 2)


def test_a_prospect_is_worth_its_chance_times_the_value_less_the_cost() -> None:
    value = value_prospect(Uncertain(0.1, 0.02), Uncertain(80.0, 0.01), 3.0, 0.95)
    assert_allclose(value.estimate, 5.0)
    spread = np.exp(1.959964 * np.sqrt(0.03))
    assert_allclose([value.low, value.high], [8.0 / spread - 3.0, 8.0 * spread - 3.0], rtol=1e-6)


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(probability: float) -> None:
    with pytest.raises(InvalidProspectError):
        known_probability(probability)


@pytest.mark.parametrize("cost", [-1.0, float("nan"), float("inf")])
def test_what_is_no_cost_is_refused(cost: float) -> None:
    with pytest.raises(InvalidProspectError):
        value_prospect(Uncertain(0.1, 0.0), Uncertain(80.0, 0.0), cost, 0.95)
