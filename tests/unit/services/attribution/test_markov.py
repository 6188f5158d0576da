"""The Markov chain on examples that a hand can check and on the sample paths, beside removal done channel by channel."""

import tracemalloc

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.attribution.domain import Paths, markov_credit
from services.attribution.domain.errors import InvalidMarkovOrderError, TooManyStatesError

ORDERS = [1, 2, 3]


def test_google_and_mailing() -> None:
    # serhiipuzyrov.com (2019): its data, solved exactly.
    paths = Paths.of([["google"], ["mailing"], ["google", "mailing"]], [2, 1, 1], [4.0, 2.0, 2.0], [1, 0, 0])
    found = markov_credit(paths)
    assert found.conversion_rate == pytest.approx(0.8)
    assert_allclose(found.removal_effects, [0.75, 0.5])
    assert_allclose(found.conversions, [2.4, 1.6])
    assert_allclose(found.value, [4.8, 3.2])  # every conversion is worth 2


def test_three_channels_of_the_classic_example() -> None:
    # AnalyzeCore's example: C1 > C2 > C3 converts, C1 and C2 > C3 do not.
    found = markov_credit(Paths.of([["c1", "c2", "c3"], ["c1"], ["c2", "c3"]], [1, 0, 0], nulls=[0, 1, 1]))
    assert found.conversion_rate == pytest.approx(1 / 3)
    assert_allclose(found.removal_effects, [0.5, 1.0, 1.0])
    assert_allclose(found.conversions, [0.2, 0.4, 0.4])


def test_pychattrs_three_paths() -> None:
    # jmwoloso/pychattr's README prints a simulation of these: A 1.991106, B 1.008894.
    found = markov_credit(Paths.of([list("ABABBA"), list("ABBAA"), list("AA")], [1, 1, 1]))
    assert_allclose(found.removal_effects, [1.0, 0.5])
    assert_allclose(found.conversions, [2.0, 1.0])


def test_the_journeys_of_the_marketing_attribution_models_tests() -> None:
    # DP6/Marketing-Attribution-Models, tests/test_mam.py: its journeys, solved exactly.
    journeys = ["A", "AB", "ABC", "B", "BA", "BCA", "C", "CA", "CBA"]
    found = markov_credit(Paths.of([list(journey) for journey in journeys], [3] * 9))
    assert_allclose(found.removal_effects, [2 / 3, 0.53333333, 0.49122807], atol=5e-9)
    assert_allclose(found.conversions, [10.64315353, 8.51452282, 7.84232365], atol=5e-9)


_SAMPLE = {  # conversions and value of orders 1 and 2, and the removal effect of order 1
    "eta": (3340.8474, 3391.8582, 0.349026, 12991.737, 13007.576),
    "iota": (3884.6147, 3810.5110, 0.405835, 14978.437, 14851.059),
    "alpha": (5344.9477, 5617.4539, 0.558399, 18799.171, 19194.516),
    "beta": (2527.3522, 2439.6490, 0.264039, 9687.809, 9759.591),
    "theta": (1971.9129, 1902.4736, 0.206010, 7511.048, 7392.077),
    "lambda": (1282.8472, 1189.4720, 0.134022, 5142.720, 4861.827),
    "kappa": (274.3633, 266.0271, 0.028663, 1136.093, 1132.758),
    "zeta": (381.0626, 374.0313, 0.039811, 1468.703, 1440.236),
    "epsilon": (599.5707, 614.3735, 0.062639, 2348.654, 2395.634),
    "gamma": (171.1454, 171.9182, 0.017880, 719.237, 747.036),
    "delta": (4.6136, 5.1591, 0.000482, 13.918, 14.470),
    "mi": (1.7224, 2.0732, 0.000180, 5.445, 6.192),
}


def test_orders_one_and_two_on_the_sample_paths(sample: Paths) -> None:
    # The limit that ChannelAttribution's simulation approaches: 0.17 % and 0.22 % away at ten million walks.
    one, two = markov_credit(sample, 1), markov_credit(sample, 2)
    assert (one.states, two.states) == (12, 120)
    for found in (one, two):
        assert found.conversion_rate == pytest.approx(0.2238451356, abs=5e-11)
    for position, channel in enumerate(sample.channels):
        row = [found[position] for found in (one.conversions, two.conversions, one.removal_effects, one.value, two.value)]
        assert_allclose(row, _SAMPLE[channel], atol=5.1e-4)
        assert_allclose(row[:2], _SAMPLE[channel][:2], atol=5.1e-5)


def test_without_nulls_alpha_has_another_credit_on_the_sample_paths(sample: Paths) -> None:
    alpha = markov_credit(sample, nulls=False).conversions[sample.channels.index("alpha")]
    assert alpha == pytest.approx(5260.1, abs=0.05)


@pytest.mark.parametrize("order", [4, 6])
def test_sparse_chains_of_many_states_on_the_sample_paths(sample: Paths, order: int) -> None:
    found = markov_credit(sample, order)
    assert found.states > 3_000
    assert found.conversion_rate == pytest.approx(0.2238451356, abs=5e-11)
    assert found.conversions.sum() == pytest.approx(19785)
    # With the order grows what alpha has, towards the share of conversions that it takes part in.
    assert 5617.4539 < found.conversions[sample.channels.index("alpha")] < 5876.33


@pytest.mark.parametrize("order", ORDERS)
def test_a_channel_seen_only_in_nulls_has_no_credit(order: int) -> None:
    paths = Paths.of([["a"], ["b"], ["b", "b", "b"]], [1, 0, 0], [7.0, 0.0, 0.0], [1, 2, 1])
    for nulls in (True, False):
        found = markov_credit(paths, order, nulls)
        assert_allclose(found.removal_effects, [1.0, 0.0])
        assert_allclose(found.conversions, [1.0, 0.0])
        assert_allclose(found.value, [7.0, 0.0])


@pytest.mark.parametrize("order", ORDERS)
def test_a_chain_without_conversions_has_no_credit(order: int) -> None:
    found = markov_credit(Paths.of([["a", "b"], ["b"]], [0, 0], nulls=[1, 4]), order)
    for column in (found.conversions, found.value, found.removal_effects):
        assert column.tolist() == [0.0, 0.0]
    assert found.conversion_rate == 0.0


@pytest.mark.parametrize("order", ORDERS)
def test_a_channel_that_every_path_needs_loses_all(order: int) -> None:
    # DP6's package met such a matrix with negative credit (its issue 41).
    paths = Paths.of([["hub", "a", "hub"], ["b", "hub"], ["hub"]], [3, 2, 1], [3.0, 2.0, 1.0], [9, 0, 1])
    found = markov_credit(paths, order)
    hub = paths.channels.index("hub")
    assert found.removal_effects[hub] == pytest.approx(1.0)
    assert (found.conversions >= 0.0).all()
    assert found.conversions.sum() == pytest.approx(6.0)


@pytest.mark.parametrize("order", ORDERS)
def test_nothing_to_share_out(order: int) -> None:
    for paths in (Paths.of([], []), Paths.of([[], []], [1, 2], [3.0, 4.0], [5, 6])):
        found = markov_credit(paths, order)
        assert (found.conversions.tolist(), found.conversion_rate) == ([], 0.0)
    unused = Paths.of([["a"]], [0])
    assert markov_credit(unused, order).removal_effects.tolist() == [0.0]


def test_refunds_past_their_orders_are_shared_out_like_what_was_gained() -> None:
    paths = Paths.of([["a"], ["b"], ["a", "b"]], [1, 1, 1], [10.0, -4.0, -2.0])
    found = markov_credit(paths)
    gained = markov_credit(Paths.of([["a"], ["b"], ["a", "b"]], [1, 1, 1], [10.0, 0.0, 0.0])).value
    returned = markov_credit(Paths.of([["a"], ["b"], ["a", "b"]], [1, 1, 1], [0.0, 4.0, 2.0])).value
    assert_allclose(found.value, gained - returned)
    assert found.value.sum() == pytest.approx(4.0)


@pytest.mark.parametrize("order", [1, 2])
def test_a_refund_counts_against_its_own_last_touch(order: int) -> None:
    # ads ends two paths, of 10 conversions for 100 and of 1 for −40: as one path they are 11 for 60.
    others, worth = [["mail"], ["ads", "mail"]], [20.0, 60.0]
    apart = Paths.of([["ads"], ["ads"], *others], [10, 1, 5, 5], [100.0, -40.0, *worth], [5, 0, 5, 5])
    merged = Paths.of([["ads"], *others], [11, 5, 5], [60.0, *worth], [5, 5, 5])
    assert_allclose(markov_credit(apart, order).value, markov_credit(merged, order).value, rtol=1e-12)
    assert_allclose(markov_credit(apart, order).value, markov_credit(apart.grouped(), order).value, rtol=1e-12)


@pytest.mark.parametrize("order", [0, -1, 11])
def test_an_order_is_from_one_to_ten(order: int) -> None:
    with pytest.raises(InvalidMarkovOrderError):
        markov_credit(Paths.of([["a"]], [1]), order)


def test_chains_past_what_can_be_solved_are_refused() -> None:
    names = [f"c{number}" for number in range(1_001)]
    for order in (1, 2):
        with pytest.raises(TooManyStatesError):
            markov_credit(Paths.of([names], [1]), order)
    generator = np.random.default_rng(0)
    wild = Paths.of([[f"c{step}" for step in row] for row in generator.integers(0, 60, (8_000, 12))], [1] * 8_000)
    with pytest.raises(TooManyStatesError):
        markov_credit(wild, 2)  # 3,600 states with a way from each to sixty
    assert markov_credit(wild, 1).conversions.sum() == pytest.approx(8_000)


def test_too_many_states_are_refused_before_there_is_a_matrix_of_them() -> None:
    generator = np.random.default_rng(1)
    names = [f"c{number}" for number in range(1_000)]
    steps = generator.integers(0, 1_000, 200_000)
    paths = Paths(tuple(sorted(names)), steps, np.array([0, len(steps)]), np.ones(1), np.zeros(1), np.zeros(1))
    tracemalloc.start()
    try:
        with pytest.raises(TooManyStatesError):
            markov_credit(paths, 10)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100e6  # 200,000 states by 1,000 channels would be 200 MB
