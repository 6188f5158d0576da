"""Intervals of credit: as published for the sample paths, and true to what chance does."""

import tracemalloc

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from services.attribution.domain import AttributionModel, CreditOptions, Paths, bootstrap_credit, compute_credit
from services.attribution.domain.errors import InvalidMarkovOrderError, ModelUnavailableError

MARKOV, LINEAR, DECAY = AttributionModel.MARKOV, AttributionModel.LINEAR, AttributionModel.TIME_DECAY

_SPREAD = {  # sd, 2.5 % and 97.5 % of 1,000 Poisson bootstraps of order 1
    "eta": (34.9, 3270.1, 3409.6),
    "iota": (34.5, 3816.0, 3948.7),
    "alpha": (50.7, 5239.4, 5438.3),
    "beta": (25.9, 2475.5, 2576.4),
    "theta": (20.6, 1929.5, 2011.0),
    "lambda": (21.2, 1242.6, 1323.9),
    "kappa": (9.0, 256.9, 292.1),
    "zeta": (9.4, 361.8, 397.8),
    "epsilon": (12.9, 574.5, 625.0),
    "gamma": (6.2, 159.4, 183.6),
    "delta": (1.2, 2.56, 7.19),
    "mi": (0.75, 0.54, 3.51),
}


def test_the_spread_of_markovs_credit_on_the_sample_paths(sample: Paths) -> None:
    drawn = bootstrap_credit(sample, [MARKOV], replicates=1_000, generator=np.random.default_rng(0))
    low, high = drawn.conversions_interval(MARKOV, 0.95)
    point = compute_credit(sample, [MARKOV]).credits[MARKOV]
    for position, channel in enumerate(sample.channels):
        sd, expected_low, expected_high = _SPREAD[channel]
        # Two sets of 1,000 replicates: an sd is known to 2.2 %, an end of the interval to about a tenth of an sd.
        assert drawn.conversions[MARKOV][:, position].std() == pytest.approx(sd, rel=0.12)
        assert low[position] == pytest.approx(expected_low, abs=0.4 * sd)
        assert high[position] == pytest.approx(expected_high, abs=0.4 * sd)
        assert low[position] < point.conversions[position] < high[position]


def paths() -> Paths:
    return Paths.of(
        [["a", "b"], ["b"], ["a"], ["a", "b"], ["c"], []],
        [400, 100, 50, 200, 0, 70],
        [4_000.0, 500.0, 100.0, 2_000.0, 0.0, 700.0],
        [1_000, 100, 300, 0, 50, 10],
        days_before=[[2, 1], [1], [3], [8, 0], [1], []],
    )


def test_credit_of_a_rule_varies_as_poisson_counts_do() -> None:
    drawn = bootstrap_credit(paths(), [LINEAR, DECAY], replicates=4_000, generator=np.random.default_rng(1))
    # Linear: 600 conversions give half each to a and b, 100 go to b, 50 to a.
    found = drawn.conversions[LINEAR]
    assert_allclose(found.mean(axis=0), [350, 400, 0], rtol=0.01)
    assert_allclose(found.var(axis=0), [600 / 4 + 50, 600 / 4 + 100, 0], rtol=0.08)
    assert_allclose(drawn.value[LINEAR].mean(axis=0), [3_100, 3_500, 0], rtol=0.01)


def test_the_mean_of_replicates_is_the_credit() -> None:
    models = [AttributionModel.FIRST_TOUCH, AttributionModel.PARTICIPATION, AttributionModel.SHAPLEY, DECAY, MARKOV]
    for nulls in (True, False):
        options = CreditOptions(nulls=nulls)
        drawn = bootstrap_credit(paths(), models, options, replicates=2_000, generator=np.random.default_rng(2))
        for model, credit in compute_credit(paths(), models, options).credits.items():
            assert_allclose(drawn.conversions[model].mean(axis=0), credit.conversions, rtol=0.02, atol=0.5)
            assert_allclose(drawn.value[model].mean(axis=0), credit.value, rtol=0.02, atol=5.0)


def test_conversions_of_unequal_worth_widen_the_interval_of_value() -> None:
    # 100 conversions, of which ten are worth 1,000 and the others nothing: the variance of their sum is the sum of squares.
    equal = Paths.of([["a"]], [100], [10_000.0])
    unequal = Paths.of([["a"]], [100], [10_000.0], value_squares=[10 * 1_000.0**2])
    spread = [
        bootstrap_credit(each, [LINEAR], replicates=4_000, generator=np.random.default_rng(3)).value[LINEAR].std()
        for each in (equal, unequal)
    ]
    assert_allclose(spread, [1_000.0, np.sqrt(1e7)], rtol=0.04)


def test_an_interval_of_refunds_is_about_their_credit() -> None:
    told = [["ads"], ["ads", "ads"], ["mail"], ["ads", "mail"]]
    refunded = Paths.of(told, [1_000, 100, 500, 500], [10_000.0, -4_000.0, 2_000.0, 6_000.0], [500, 0, 500, 500])
    drawn = bootstrap_credit(refunded, [MARKOV], replicates=2_000, generator=np.random.default_rng(8))
    credit = compute_credit(refunded, [MARKOV]).credits[MARKOV]
    assert_allclose(drawn.value[MARKOV].mean(axis=0), credit.value, rtol=0.01)


def test_replicates_of_many_channels_come_in_parts_that_fit_the_memory() -> None:
    names = [f"c{number}" for number in range(300)]
    tracemalloc.start()
    try:
        drawn = bootstrap_credit(Paths.of([names], [5]), [MARKOV], replicates=100, generator=np.random.default_rng(9))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert drawn.conversions[MARKOV].shape == (100, 300)
    assert most < 60e6  # a hundred matrices of 301 × 301 are 72 MB, and an inverse takes several


def test_the_same_generator_gives_the_same_replicates() -> None:
    first, second = (
        bootstrap_credit(paths(), [MARKOV, LINEAR], replicates=50, generator=np.random.default_rng(4)) for _ in range(2)
    )
    for model in (MARKOV, LINEAR):
        assert_array_equal(first.conversions[model], second.conversions[model])


def test_nothing_drawn_from_nothing() -> None:
    drawn = bootstrap_credit(Paths.of([[]], [3], [1.0]), [MARKOV, LINEAR], replicates=10, generator=np.random.default_rng(5))
    assert drawn.conversions[MARKOV].shape == (10, 0)
    idle = bootstrap_credit(
        Paths.of([["a"]], [0], nulls=[2]), [MARKOV, LINEAR], replicates=10, generator=np.random.default_rng(6)
    )
    assert not idle.conversions[MARKOV].any()


def test_what_has_no_interval_is_refused() -> None:
    generator = np.random.default_rng(7)
    with pytest.raises(InvalidMarkovOrderError):
        bootstrap_credit(paths(), [MARKOV], CreditOptions(markov_order=2), replicates=10, generator=generator)
    with pytest.raises(ModelUnavailableError):
        bootstrap_credit(paths(), [AttributionModel.SHAPLEY_RATE], replicates=10, generator=generator)
