"""What credit must be, whatever the paths: all that there was, and what removing a channel by hand says."""

from collections import Counter, defaultdict
from itertools import groupby, pairwise, permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from inference.arrays import FloatArray
from services.attribution.domain import AttributionModel, CreditOptions, Paths, compute_credit, markov_credit, touch_weights
from services.attribution.domain.credit import UNAVAILABLE

MODELS = [model for model in AttributionModel if model not in UNAVAILABLE]
Row = tuple[list[str], int, float, int]


@st.composite
def rows(draw: st.DrawFn, shortest: int = 0) -> list[Row]:
    """Paths of five channels with their conversions, value and nulls."""
    found = []
    for _ in range(draw(st.integers(0, 12))):
        path = draw(st.lists(st.sampled_from("abcde"), min_size=shortest, max_size=7))
        conversions = draw(st.integers(0, 5))
        value = draw(st.integers(-50, 500)) / 4.0 if conversions else 0.0
        found.append((path, conversions, value, draw(st.integers(0, 9))))
    return found


def paths_of(told: list[Row]) -> Paths:
    ages = [[float(len(path) - place) for place in range(len(path))] for path, *_ in told]
    conversions, value, nulls = [row[1] for row in told], [row[2] for row in told], [row[3] for row in told]
    return Paths.of([row[0] for row in told], conversions, value, nulls, ages)


@given(rows(), st.integers(1, 4), st.booleans())
def test_credit_and_what_is_nobodys_are_all_there_is(told: list[Row], order: int, nulls: bool) -> None:
    paths = paths_of(told)
    found = compute_credit(paths, MODELS, CreditOptions(direct="a", markov_order=order, nulls=nulls))
    assert found.totals.value == pytest.approx(sum(row[2] for row in told))
    for model, credit in found.credits.items():
        assert np.isfinite(credit.conversions).all()
        assert np.isfinite(credit.value).all()
        assert (credit.conversions >= 0.0).all()
        if model.shares_out:
            shared = (credit.conversions.sum(), credit.value.sum())
            expected = (
                found.totals.conversions - found.unattributed.conversions,
                found.totals.value - found.unattributed.value,
            )
            assert shared == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(rows())
def test_a_paths_weights_sum_to_one(told: list[Row]) -> None:
    paths = paths_of(told)
    for model in MODELS:
        if model is AttributionModel.MARKOV or not model.shares_out:
            continue
        weights = touch_weights(paths, model, CreditOptions(direct="b"))
        assert (weights >= 0.0).all()
        assert_allclose(np.bincount(paths.row_of_touch, weights, len(paths)), paths.touched, rtol=1e-12)


@given(rows())
def test_the_rules_beside_plain_loops(told: list[Row]) -> None:
    expected: dict[AttributionModel, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for path, conversions, *_ in told:
        if not path:
            continue
        expected[AttributionModel.FIRST_TOUCH][path[0]] += conversions
        expected[AttributionModel.LAST_TOUCH][path[-1]] += conversions
        expected[AttributionModel.LAST_NON_DIRECT][([name for name in path if name != "a"] or path)[-1]] += conversions
        for name in path:
            expected[AttributionModel.LINEAR][name] += conversions / len(path)
        for name in set(path):
            expected[AttributionModel.PARTICIPATION][name] += conversions
            expected[AttributionModel.SHAPLEY][name] += conversions / len(set(path))
        halves = [2.0 ** -((len(path) - place) / 7.0) for place in range(len(path))]
        for name, half in zip(path, halves, strict=True):
            expected[AttributionModel.TIME_DECAY][name] += conversions * half / sum(halves)
    models = [model for model in MODELS if model not in (AttributionModel.MARKOV, AttributionModel.POSITION_BASED)]
    found = compute_credit(paths_of(told), models, CreditOptions(direct="a"))
    for model in models:
        wanted = [expected[model][name] for name in found.channels]
        assert_allclose(found.credits[model].conversions, wanted, rtol=1e-12, atol=1e-12)


@given(rows())
def test_shapley_is_the_mean_over_all_orders_of_joining(told: list[Row]) -> None:
    found = compute_credit(paths_of(told), [AttributionModel.SHAPLEY])
    credit: Counter[str] = Counter()
    orders = list(permutations(found.channels))
    for order in orders:
        worth = 0
        for size, name in enumerate(order, 1):
            among = set(order[:size])
            now = sum(conversions for path, conversions, *_ in told if path and set(path) <= among)
            credit[name] += now - worth
            worth = now
    wanted = [credit[name] / len(orders) for name in found.channels]
    assert_allclose(found.credits[AttributionModel.SHAPLEY].conversions, wanted, rtol=1e-12, atol=1e-12)


@given(rows(shortest=1), st.integers(1, 4), st.booleans())
def test_the_chain_converts_as_often_as_was_observed(told: list[Row], order: int, nulls: bool) -> None:
    conversions, misses = sum(row[1] for row in told), sum(row[3] for row in told) * nulls
    assume(conversions + misses > 0)
    assert markov_credit(paths_of(told), order, nulls).conversion_rate == pytest.approx(conversions / (conversions + misses))


def removal_effects(told: list[Row], order: int) -> FloatArray:
    """Of conversions and value by channel, by removing each channel from the chain by hand and solving it anew."""
    moves: Counter[tuple[object, object]] = Counter()
    worth: dict[object, float] = defaultdict(float)
    states: dict[object, set[str]] = {"start": set()}
    for path, conversions, value, misses in told:
        windows = [tuple(path)] if len(path) < order else [tuple(path[at : at + order]) for at in range(len(path) - order + 1)]
        sequence: list[object] = ["start", *(window for window, _ in groupby(windows))]
        states.update({window: set(window) for window in windows})
        for step in pairwise(sequence):
            moves[step] += conversions + misses
        moves[sequence[-1], "conversion"] += conversions
        moves[sequence[-1], "null"] += misses
        worth[sequence[-1]] += value
    index = {state: place for place, state in enumerate(states)}
    leaving = Counter({state: sum(count for (source, _), count in moves.items() if source == state) for state in states})

    def absorbed(without: str | None) -> FloatArray:
        system, ends = np.eye(len(index)), np.zeros((len(index), 2))
        for (source, target), count in moves.items():
            share = count / leaving[source] if leaving[source] else 0.0
            if target == "conversion":
                ends[index[source]] = share, worth[source] / leaving[source] if leaving[source] else 0.0
            elif target != "null" and (without is None or without not in states[target]):
                system[index[source], index[target]] -= share
        return np.asarray(np.linalg.solve(system, ends)[0])

    whole = absorbed(None)
    names = sorted({name for path, *_ in told for name in path})
    lost = np.array([whole - absorbed(name) for name in names]).reshape(-1, 2)
    return np.asarray(np.divide(lost, whole, out=np.zeros_like(lost), where=whole > 0.0))


@given(rows(shortest=1), st.integers(1, 3))
def test_removal_effects_are_those_of_removing_each_channel_by_hand(told: list[Row], order: int) -> None:
    told = [(path, conversions, abs(value), misses) for path, conversions, value, misses in told]
    found, expected = markov_credit(paths_of(told), order), removal_effects(told, order)
    assert_allclose(found.removal_effects, expected[:, 0], atol=1e-12)
    whole, total = expected[:, 1].sum(), sum(row[2] for row in told)
    assert_allclose(found.value, total * expected[:, 1] / whole if whole else expected[:, 1], rtol=1e-9, atol=1e-9)


@given(rows(shortest=1), st.data())
def test_repeating_a_touch_changes_nothing_in_a_chain_of_order_one(told: list[Row], data: st.DataObject) -> None:
    repeated = [
        ([name for name in path for _ in range(data.draw(st.integers(1, 3)))], conversions, value, misses)
        for path, conversions, value, misses in told
    ]
    once, more = markov_credit(paths_of(told)), markov_credit(paths_of(repeated))
    assert_allclose(more.removal_effects, once.removal_effects, rtol=1e-10, atol=1e-12)
    assert_allclose(more.value, once.value, rtol=1e-10, atol=1e-9)


@given(rows(shortest=1))
def test_a_chain_that_remembers_all_gives_the_share_of_conversions_taken_part_in(told: list[Row]) -> None:
    found = compute_credit(
        paths_of(told), [AttributionModel.MARKOV, AttributionModel.PARTICIPATION], CreditOptions(markov_order=7, nulls=False)
    )
    taken = found.credits[AttributionModel.PARTICIPATION].conversions
    conversions = found.totals.conversions
    expected = conversions * taken / taken.sum() if conversions else taken
    assert_allclose(found.credits[AttributionModel.MARKOV].conversions, expected, rtol=1e-9, atol=1e-9)


@given(rows(), st.integers(1, 3))
def test_grouping_equal_paths_changes_no_credit(told: list[Row], order: int) -> None:
    models = [model for model in MODELS if model is not AttributionModel.TIME_DECAY]
    twins = [(path, conversions, 20.0 * (conversions > 0) - value, misses) for path, conversions, value, misses in told]
    paths, options = paths_of([*told, *twins]), CreditOptions(markov_order=order)
    apart, together = compute_credit(paths, models, options), compute_credit(paths.grouped(), models, options)
    for model in models:
        found, wanted = together.credits[model], apart.credits[model]
        assert_allclose(found.conversions, wanted.conversions, rtol=1e-10, atol=1e-9)
        assert_allclose(found.value, wanted.value, rtol=1e-10, atol=1e-9)
