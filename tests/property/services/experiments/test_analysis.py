"""Laws of the comparison of two variations."""

from dataclasses import replace
from math import isfinite

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.experiments.domain.analysis import Comparison, analyze
from services.experiments.domain.errors import PointedError
from services.experiments.domain.moments import Metric, Totals
from services.experiments.domain.sample_ratio import check_sample_ratio

values = st.lists(st.integers(-50, 50).map(float), min_size=2, max_size=30)
alphas = st.sampled_from([0.001, 0.01, 0.05, 0.1, 0.5, 0.9])


def totals(key: str, data: list[float]) -> Totals:
    return Totals(key, len(data), sum(data), sum(value * value for value in data))


def compared(control: Totals, treatment: Totals, alpha: float = 0.05, metric: Metric = Metric.MEAN) -> Comparison:
    (comparison,) = analyze(metric, [control, treatment], control.key, alpha=alpha).comparisons
    return comparison


@given(values, values, alphas)
def test_p_is_below_alpha_exactly_where_the_intervals_leave_out_0(
    control: list[float], treatment: list[float], alpha: float
) -> None:
    comparison = compared(totals("A", control), totals("B", treatment), alpha)
    difference, relative = comparison.difference, comparison.relative
    if difference.low is None or difference.high is None or difference.p_value is None:
        assert comparison.code == "no_variance"
        return
    assume(abs(difference.p_value - alpha) > 1e-9)
    assert (difference.p_value < alpha) == (difference.low > 0 or difference.high < 0)
    assert difference.low <= difference.estimate <= difference.high
    if relative is not None:
        assert relative.low <= relative.estimate <= relative.high
        assert (difference.p_value < alpha) == (relative.low > 0 or relative.high < 0)


@given(values, values, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
def test_another_unit_changes_no_p_value_and_no_lift(control: list[float], treatment: list[float], unit: float) -> None:
    plain = compared(totals("A", control), totals("B", treatment))
    scaled = compared(totals("A", [unit * value for value in control]), totals("B", [unit * value for value in treatment]))
    assert scaled.difference.estimate == pytest.approx(unit * plain.difference.estimate, abs=1e-9 * unit)
    if plain.difference.p_value is not None:
        assert scaled.difference.p_value == pytest.approx(plain.difference.p_value, rel=1e-6)
    if plain.relative is not None and scaled.relative is not None:
        assert scaled.relative.high == pytest.approx(plain.relative.high, rel=1e-6, abs=1e-9)


@given(values, values, st.integers(-1000, 1000))
def test_a_constant_added_to_all_changes_no_difference(control: list[float], treatment: list[float], constant: int) -> None:
    plain = compared(totals("A", control), totals("B", treatment)).difference
    shifted = compared(
        totals("A", [value + constant for value in control]), totals("B", [value + constant for value in treatment])
    ).difference
    assert shifted.estimate == pytest.approx(plain.estimate, abs=1e-9)
    assert shifted.low == (None if plain.low is None else pytest.approx(plain.low, abs=1e-7))


@given(values, values)
def test_who_is_called_control_changes_only_the_sign(one: list[float], other: list[float]) -> None:
    forth, back = compared(totals("A", one), totals("B", other)), compared(totals("A", other), totals("B", one))
    assert forth.difference.estimate == pytest.approx(-back.difference.estimate, abs=1e-12)
    if forth.difference.high is not None and back.difference.low is not None:
        assert forth.difference.high == pytest.approx(-back.difference.low, abs=1e-9)


pairs = st.lists(st.tuples(st.integers(-20, 20).map(float), st.integers(-20, 20).map(float)), min_size=2, max_size=30)


def adjusted(key: str, data: list[tuple[float, float]]) -> Totals:
    return replace(
        totals(key, [value for value, _ in data]),
        covariate_sum=sum(before for _, before in data),
        covariate_sum_squares=sum(before * before for _, before in data),
        main_covariate_product=sum(value * before for value, before in data),
    )


@given(pairs, pairs)
def test_cuped_is_welch_on_what_the_covariate_leaves(control: list[tuple[float, float]], treatment: list) -> None:  # type: ignore[type-arg]  # pairs
    comparison = compared(adjusted("A", control), adjusted("B", treatment))
    assert comparison.adjustment is not None
    theta = comparison.adjustment.theta
    together = np.array(control + treatment)
    if np.var(together[:, 1]) > 0:
        assert theta == pytest.approx(np.cov(together.T)[0, 1] / np.var(together[:, 1], ddof=1), abs=1e-9)
    left = [[value - theta * before for value, before in arm] for arm in (control, treatment)]
    estimate = float(np.mean(left[1]) - np.mean(left[0]))
    variance = float(sum(np.var(arm, ddof=1) / len(arm) for arm in left))
    assert comparison.difference.estimate == pytest.approx(estimate, abs=1e-8)
    assert comparison.difference.standard_error**2 == pytest.approx(variance, abs=1e-7)


far_from_0 = st.lists(st.tuples(st.integers(80, 120).map(float), st.integers(-20, 20).map(float)), min_size=4, max_size=30)


@given(far_from_0, far_from_0)
def test_the_ends_of_a_lift_are_just_not_rejected(
    control: list[tuple[float, float]], treatment: list[tuple[float, float]]
) -> None:
    """At an end ρ, treatment − control − ρ × (control as measured) is one critical multiple of its standard error from 0."""
    comparison = compared(adjusted("A", control), adjusted("B", treatment))
    difference, relative = comparison.difference, comparison.relative
    assume(relative is not None and comparison.adjustment is not None and difference.high is not None)
    assert relative is not None
    assert comparison.adjustment is not None
    assert difference.high is not None
    theta = comparison.adjustment.theta
    multiplier = (difference.high - difference.estimate) / difference.standard_error
    left = [value - theta * before for value, before in treatment]
    for end in (relative.low, relative.high):
        taken = [value - theta * before + end * value for value, before in control]
        distance = abs(float(np.mean(left) - np.mean(taken)))
        error = float(np.var(left, ddof=1) / len(left) + np.var(taken, ddof=1) / len(taken)) ** 0.5
        assert distance == pytest.approx(multiplier * error, rel=1e-4, abs=1e-6)


@given(st.lists(st.tuples(st.booleans(), st.integers(-20, 20)), min_size=4, max_size=40))
def test_a_proportions_covariate_has_its_own_variance_too(users: list[tuple[bool, int]]) -> None:
    """All moments of a proportion are of the users at hand, over n and not n − 1."""
    arm = np.array(users, dtype=float)
    totals_ = replace(adjusted("A", [(float(did), float(before)) for did, before in users]), sum_squares=None)
    comparison = compared(totals_, replace(totals_, key="B"), metric=Metric.PROPORTION)
    assert comparison.adjustment is not None
    variance = 2 * float(np.var(arm[:, 0] - comparison.adjustment.theta * arm[:, 1])) / len(users)
    assert comparison.difference.standard_error**2 == pytest.approx(variance, rel=1e-6, abs=1e-9)


numbers = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-5, 100).map(float))
anything = st.builds(
    Totals,
    key=st.sampled_from(["A", "B"]),
    users=st.one_of(st.floats(), st.integers(0, 50).map(float)),
    sum=numbers.filter(lambda value: value is not None),
    sum_squares=numbers,
    denominator_sum=numbers,
    denominator_sum_squares=numbers,
    main_denominator_product=numbers,
    covariate_sum=numbers,
    covariate_sum_squares=numbers,
    main_covariate_product=numbers,
)
plausible = st.builds(
    Totals,
    key=st.just("A"),
    users=st.one_of(st.integers(2, 50), st.integers(0, 2**53)).map(float),
    sum=st.just(1.0),
    sum_squares=st.floats(1.0, 1e9),
)
weights = st.one_of(st.just(0.0), st.floats(0.0, 1e15), st.sampled_from([5e-324, 1e-12, 1.0, 1e15, 1e308]))

anyone = st.one_of(plausible, plausible, plausible, anything)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Metric, list[Totals], dict[str, float] | None]:
    """A metric, variations with totals of it, mostly with keys of their own, and weights."""
    metric = draw(st.sampled_from(list(Metric)))
    variations = [
        replace(each, key=key) for key, each in zip("ABC", draw(st.lists(anyone, min_size=2, max_size=3)), strict=False)
    ]
    if draw(st.integers(0, 9)) == 9:
        variations[-1] = replace(variations[-1], key="A")
    if metric is not Metric.RATIO and draw(st.integers(0, 9)) < 9:
        variations = [
            replace(each, denominator_sum=None, denominator_sum_squares=None, main_denominator_product=None)
            for each in variations
        ]
    return metric, variations, draw(st.none() | st.fixed_dictionaries({each.key: weights for each in variations}))


@settings(max_examples=500)
@given(questions(), st.floats(1e-300, 1 - 1e-12))
def test_whatever_is_asked_the_answer_is_finite_or_a_refusal(
    question: tuple[Metric, list[Totals], dict[str, float] | None], alpha: float
) -> None:
    metric, variations, shares = question
    refused, analysis = "", None
    try:
        analysis = analyze(metric, variations, "A", alpha=alpha, weights=shares)
    except PointedError as error:
        refused = error.pointer
    assert refused.startswith("/") is (analysis is None)
    if analysis is None:
        return
    assert isfinite(analysis.sample_ratio.statistic)
    assert 0.0 <= analysis.sample_ratio.p_value <= 1.0
    for comparison in analysis.comparisons:
        difference, relative = comparison.difference, comparison.relative
        told = [difference.estimate, difference.standard_error, difference.low, difference.high, difference.p_value]
        told += [relative.estimate, relative.low, relative.high] if relative else []
        assert all(number is None or isfinite(number) for number in told)


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=6), st.floats(0.1, 100))
def test_the_scale_of_weights_says_nothing(users: list[int], scale: float) -> None:
    weights = [1.0 + index for index in range(len(users))]
    plain, scaled = check_sample_ratio(users, weights), check_sample_ratio(users, [scale * weight for weight in weights])
    assert scaled.p_value == pytest.approx(plain.p_value, rel=1e-6, abs=1e-300)
    assert 0.0 <= plain.p_value <= 1.0


def test_without_an_effect_fiellers_interval_misses_as_often_as_it_says() -> None:
    """An A/A test on a skewed metric, as spend is, where the symmetric interval of the delta method misses one in ten."""
    rng = np.random.default_rng(20261123)
    runs, users, missed, untold = 2_000, 2_000, 0, 0
    for _ in range(runs):
        arms = np.where(rng.random((2, users)) < 0.1, rng.lognormal(3.0, 1.0, (2, users)), 0.0)
        sums, squares = arms.sum(axis=1), (arms * arms).sum(axis=1)
        control, treatment = (Totals("AB"[arm], users, float(sums[arm]), float(squares[arm])) for arm in (0, 1))
        relative = compared(control, treatment).relative
        untold += relative is None  # a single great order can hide the control's mean
        missed += relative is not None and not relative.low <= 0.0 <= relative.high
    assert untold < 10
    assert 0.035 < missed / runs < 0.065  # three binomial standard deviations around .05
