"""Figures that are published, and inputs that have no answer.

gbstats: the tests of GrowthBook's statistics, packages/stats/tests. Kohavi: Kohavi, Tang & Xu (2020), Trustworthy Online
Controlled Experiments. Hillstrom: K. Hillstrom's e-mail test of 2008, in totals.
"""

from dataclasses import replace
from math import fsum
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import ttest_ind_from_stats

from services.experiments.domain.analysis import Comparison, Difference, analyze, level_of
from services.experiments.domain.errors import PointedError
from services.experiments.domain.moments import Metric, Totals
from services.experiments.domain.sample_ratio import check_sample_ratio

CONTROL_OF_TENTHS = Totals("B", 1_000, 100, 20)
A = Totals("A", 3407, 1396.87, 52377.9767)
B = Totals("B", 3461, 2422.7, 134698.29)


def compared(metric: Metric, control: Totals, treatment: Totals, **options: Any) -> Comparison:  # noqa: ANN401 — as analyze
    (comparison,) = analyze(metric, [control, treatment], control.key, **options).comparisons
    return comparison


def ends(difference: Difference) -> list[float]:
    assert difference.low is not None
    assert difference.high is not None
    return [difference.estimate, difference.low, difference.high]


def test_welch_of_gbstats() -> None:
    comparison = compared(Metric.MEAN, A, B)
    difference = comparison.difference
    assert_allclose(ends(difference), [0.29, 0.04538, 0.53462], atol=5e-6)
    assert_allclose(difference.standard_error, 0.12478, atol=5e-6)
    assert difference.p_value == pytest.approx(0.02016, abs=5e-6)
    assert comparison.relative is not None
    assert_allclose(comparison.relative.estimate, 0.70732, atol=5e-6)
    assert comparison.code is None


def test_a_proportion_of_gbstats() -> None:
    comparison = compared(Metric.PROPORTION, Totals("A", 28, 14), Totals("B", 30, 16))
    assert comparison.relative is not None
    assert_allclose(comparison.relative.estimate, 0.06667, atol=5e-6)


def test_cuped_of_gbstats() -> None:
    control = Totals("A", 3001, 300, 600, covariate_sum=210, covariate_sum_squares=415, main_covariate_product=-20)
    treatment = Totals("B", 3000, 222, 555, covariate_sum=120, covariate_sum_squares=405, main_covariate_product=-10)
    comparison = compared(Metric.MEAN, control, treatment)
    assert comparison.relative is not None
    assert_allclose(comparison.relative.estimate, -0.281707154, atol=5e-10)
    assert comparison.adjustment is not None
    assert comparison.adjustment.variance_reduction > 0
    # Of Welch on what the covariate leaves, by hand; gbstats tells the relative difference only.
    assert_allclose(comparison.adjustment.theta, -0.0732119, atol=5e-8)
    assert_allclose(comparison.difference.standard_error, 0.0110760, atol=5e-8)
    assert comparison.difference.p_value == pytest.approx(0.0110294, abs=5e-8)


def test_an_adjustment_can_add_variance() -> None:
    """The slope of both together: up with the distance between them, and within each of them down."""
    control = Totals("A", 3, 3, 5, covariate_sum=3, covariate_sum_squares=5, main_covariate_product=1)  # (0, 2) (1, 1) (2, 0)
    treatment = Totals(  # the same, 10 higher in both
        "B", 3, 33, 365, covariate_sum=33, covariate_sum_squares=365, main_covariate_product=361
    )
    comparison = compared(Metric.MEAN, control, treatment)
    assert comparison.adjustment is not None
    theta = (150 - 2 * 2) / (150 + 2 * 2)
    assert_allclose(comparison.adjustment.theta, theta)
    assert_allclose(comparison.adjustment.variance_reduction, 1 - (1 + theta) ** 2)


def test_cuped_of_a_proportion_of_gbstats() -> None:
    control = Totals("A", 3001, 300, covariate_sum=210, covariate_sum_squares=210, main_covariate_product=-20)
    treatment = Totals("B", 3000, 222, covariate_sum=120, covariate_sum_squares=120, main_covariate_product=-10)
    comparison = compared(Metric.PROPORTION, control, treatment)
    assert comparison.relative is not None
    assert_allclose(comparison.relative.estimate, -0.31620216, atol=5e-9)


NO_MAIL, MENS = 21_306, 21_307


@pytest.mark.parametrize(
    ("metric", "control", "treatment", "difference", "t", "p_value", "lift", "fieller"),
    [
        (
            Metric.MEAN,
            Totals("none", NO_MAIL, 13_908.33, 2_870_050.3621),
            Totals("mens", MENS, 30_311.69, 6_759_024.4973),
            (0.769827, 0.485140, 1.054515),
            5.3001,
            1.164e-7,
            1.179289,
            (0.6437, 1.9774),
        ),
        (
            Metric.PROPORTION,
            Totals("none", NO_MAIL, 122),
            Totals("mens", MENS, 267),
            (0.006805, 0.005000, 0.008610),
            7.3897,
            1.50e-13,
            1.188422,
            (0.7795, 1.7388),
        ),
        (
            Metric.PROPORTION,
            Totals("none", NO_MAIL, 2_262),
            Totals("mens", MENS, 3_894),
            (0.076590, 0.069953, 0.083226),
            22.620,
            1.4e-112,
            0.721405,
            (0.6409, 0.8071),
        ),
    ],
    ids=["spend", "conversion", "visit"],
)
def test_hillstroms_mens_mail_beside_none(
    metric: Metric,
    control: Totals,
    treatment: Totals,
    difference: tuple[float, float, float],
    t: float,
    p_value: float,
    lift: float,
    fieller: tuple[float, float],
) -> None:
    comparison = compared(metric, control, treatment)
    found = comparison.difference
    assert_allclose(ends(found), difference, atol=6e-7)
    assert_allclose(found.estimate / found.standard_error, t, rtol=2e-4)
    assert found.p_value == pytest.approx(p_value, rel=0.04)
    assert comparison.relative is not None
    assert_allclose(comparison.relative.estimate, lift, atol=6e-7)
    assert_allclose([comparison.relative.low, comparison.relative.high], fieller, atol=1.1e-4)


def test_welch_is_scipys() -> None:
    def spread(totals: Totals) -> float:
        assert totals.sum_squares is not None
        return float(((totals.sum_squares - totals.sum**2 / totals.users) / (totals.users - 1)) ** 0.5)

    theirs = ttest_ind_from_stats(
        B.sum / B.users, spread(B), int(B.users), A.sum / A.users, spread(A), int(A.users), equal_var=False
    )
    assert compared(Metric.MEAN, A, B).difference.p_value == pytest.approx(float(theirs.pvalue), rel=1e-10)


@pytest.mark.parametrize(
    ("users", "weights", "statistic", "p_value"),
    [
        ((821_588, 815_482), (1, 1), 22.7744, 1.82e-6),  # Kohavi, chapter 3
        ((600, 400), (1, 1), 40.0, 2.5396e-10),
        ((44_000, 45_000), (1, 1), 11.236, 0.000802),
        ((166_080, 171_180, 166_300), (1, 1, 1), 99.040, 3.1e-22),
        ((44_700, 45_489), (1, 1), 6.9024, 0.008608),  # Cookie Cats
        ((21_306, 21_307, 21_387), (1, 1, 1), 0.2025, 0.9037),  # Hillstrom
        ((5_200, 4_800, 0), (0.5, 0.5, 0.0), 16.0, 6.33e-5),  # an arm of weight 0 leaves the degrees of freedom
    ],
)
def test_sample_ratios(users: tuple[int, ...], weights: tuple[float, ...], statistic: float, p_value: float) -> None:
    ratio = check_sample_ratio(users, weights)
    assert_allclose(ratio.statistic, statistic, rtol=3e-4)
    assert_allclose(ratio.p_value, p_value, rtol=0.02)
    assert ratio.passed is (p_value >= 0.001)


@pytest.mark.parametrize(("alpha", "level"), [(0.05, 0.95), (0.9, 0.1), (0.1, 0.9), (0.3, 0.7), (1e-5, 0.99999), (1e-300, 1)])
def test_a_level_is_told_in_alphas_decimals(alpha: float, level: float) -> None:
    assert level_of(alpha) == level


def test_one_variation_has_no_ratio_to_miss() -> None:
    assert check_sample_ratio([10, 0], [1, 0]).p_value == 1.0
    assert check_sample_ratio([0, 0], [1, 1]).passed


def test_a_variation_of_weight_0_without_users_is_not_compared() -> None:
    analysis = analyze(
        Metric.PROPORTION,
        [Totals("A", 5_200, 520), Totals("B", 4_800, 480), Totals("C", 0, 0)],
        "A",
        weights={"A": 0.5, "B": 0.5, "C": 0},
    )
    assert [comparison.treatment for comparison in analysis.comparisons] == ["B"]
    assert_allclose(analysis.sample_ratio.p_value, 6.334e-5, rtol=1e-3)


def test_every_treatment_is_compared_in_order() -> None:
    variations = [Totals("B", 90, 9), Totals("A", 90, 30), Totals("C", 90, 12)]
    comparisons = analyze(Metric.PROPORTION, variations, "A").comparisons
    assert [(each.control, each.treatment) for each in comparisons] == [("A", "B"), ("A", "C")]


def test_a_ratio_by_the_delta_method() -> None:
    """By hand: mean ratio R = 2, residual variance of m − R·d over n·d̄²."""
    control = Totals("A", 4, 20, 130, 10, 30, 62)  # 2, 3, 6 and 9 over 1, 2, 3 and 4
    treatment = replace(control, key="B", sum=24, sum_squares=170, main_denominator_product=68)
    comparison = compared(Metric.RATIO, control, treatment)
    variance_m, variance_d, covariance = (130 - 100) / 3, (30 - 25) / 3, (62 - 50) / 3
    one = (variance_m - 2 * 2 * covariance + 4 * variance_d) / 4 / 2.5**2
    variance_m, covariance = (170 - 144) / 3, (68 - 60) / 3
    other = (variance_m - 2 * 2.4 * covariance + 2.4**2 * variance_d) / 4 / 2.5**2
    assert_allclose(comparison.difference.estimate, 0.4)
    assert_allclose(comparison.difference.standard_error, (one + other) ** 0.5)


def test_where_nothing_varies_there_is_no_interval() -> None:
    comparison = compared(Metric.PROPORTION, Totals("A", 100, 0), Totals("B", 100, 0))
    difference = comparison.difference
    assert (difference.estimate, difference.low, difference.high, difference.p_value) == (0.0, None, None, None)
    assert comparison.relative is None
    assert comparison.code == "no_variance"


@pytest.mark.parametrize("value", [0.1, 1 / 3, 3.33, 1e-5, 1.7e9, -19.99])
@pytest.mark.parametrize("users", [2, 3, 500, 1_000_000])
def test_a_constant_does_not_vary_by_its_rounding(value: float, users: int) -> None:
    constant = Totals("A", users, users * value, users * (value * value))
    assert compared(Metric.MEAN, constant, replace(constant, key="B")).code == "no_variance"


def test_a_covariate_that_varies_by_rounding_alone_adjusts_nothing() -> None:
    """Of the two together it is .1 thirteen times, whose spread comes to 3e-17 and whose slope to −4."""
    control, treatment = Totals("A", 3, 1, 90), Totals("B", 10, 5, 90)
    arms = [
        replace(
            plain,
            covariate_sum=plain.users * 0.1,
            covariate_sum_squares=plain.users * (0.1 * 0.1),
            main_covariate_product=plain.sum * 0.1,
        )
        for plain in (control, treatment)
    ]
    adjusted = compared(Metric.MEAN, arms[0], arms[1])
    assert adjusted.adjustment is not None
    assert (adjusted.adjustment.theta, adjusted.adjustment.variance_reduction) == (0.0, 0.0)
    assert adjusted.difference == compared(Metric.MEAN, control, treatment).difference


def test_a_variance_of_the_size_of_the_sums_rounding_is_refused_and_not_0() -> None:
    added = Totals("A", 1_000, 99.9999999999986, 10.00000000000019)  # 0.1, one after the other: off by a hundred roundings
    for variations in ([added, CONTROL_OF_TENTHS], [replace(CONTROL_OF_TENTHS, key="A"), replace(added, key="B")]):
        with pytest.raises(PointedError) as refused:
            compared(Metric.MEAN, *variations)
        place = f"/variations/{[arm.sum for arm in variations].index(added.sum)}/sum_squares"
        assert (refused.value.code, refused.value.pointer) == ("variance_lost", place)


def test_great_numbers_that_vary_little_keep_their_variance() -> None:
    """Such as moments in seconds; with the variance of the arm below a threshold as 0, one A/A test in eight rejects."""
    offset = 1.7e9
    arms = [np.linspace(-1.0, 1.0, 500) * spread + offset for spread in (2_500.0, 3_400.0)]  # of deviation 1,446 and 1,967
    control, treatment = (
        Totals(key, 500, fsum(arm), fsum(value * value for value in arm)) for key, arm in zip("AB", arms, strict=True)
    )
    difference = compared(Metric.MEAN, control, treatment).difference
    error = (arms[0].var(ddof=1) / 500 + arms[1].var(ddof=1) / 500) ** 0.5
    assert_allclose(difference.standard_error, error, rtol=2e-3)


@pytest.mark.parametrize(("sum_", "code"), [(0.0, "control_near_zero"), (3.9, "control_near_zero"), (4.1, None)])
def test_a_control_within_4_standard_errors_of_0_has_no_lift(sum_: float, code: str | None) -> None:
    control = Totals("A", 10_000, sum_ * 100, 10_000 + sum_**2)  # of standard error 1/100
    comparison = compared(Metric.MEAN, control, Totals("B", 10_000, 500, 10_000))
    assert comparison.code == code
    assert (comparison.relative is None) is (code is not None)


def test_a_lift_without_end_is_told() -> None:
    comparison = compared(Metric.MEAN, Totals("A", 2, 12, 73), Totals("B", 2, 20, 202), alpha=0.001)
    assert comparison.relative is None
    assert comparison.code == "relative_unbounded"


CONTROL, TREATMENT = Totals("A", 10, 5, 5), Totals("B", 10, 6, 6)
COVARIATE: dict[str, Any] = {"covariate_sum": 5.0, "covariate_sum_squares": 5.0, "main_covariate_product": 3.0}


@pytest.mark.parametrize(
    ("metric", "variations", "options", "code", "pointer"),
    [
        (Metric.MEAN, [CONTROL, TREATMENT], {"method": "bayesian"}, "method_not_available", "/method"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"alpha": 0.0}, "invalid_design", "/alpha"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"alpha": float("nan")}, "invalid_design", "/alpha"),
        (Metric.MEAN, [CONTROL], {}, "invalid_variations", "/variations"),
        (Metric.MEAN, [CONTROL, TREATMENT, TREATMENT], {}, "invalid_variations", "/variations/2/key"),
        (Metric.MEAN, [TREATMENT, replace(TREATMENT, key="C")], {}, "unknown_control", "/control"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"weights": {"A": 1}}, "invalid_weights", "/weights"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"weights": {"A": 1, "B": -1}}, "invalid_weights", "/weights/B"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"weights": {"A": 1, "B": 1, "a/b": 1}}, "invalid_weights", "/weights/a~1b"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"weights": {"A": 0, "B": 0}}, "invalid_weights", "/weights"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"weights": {"A": 1e16, "B": 1}}, "invalid_weights", "/weights/A"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"weights": {"A": 1e15, "B": 5e-324}}, "invalid_weights", "/weights/B"),
        (Metric.MEAN, [CONTROL, TREATMENT], {"weights": {"A": 1e12, "B": 0.9}}, "invalid_weights", "/weights/B"),
        (
            Metric.MEAN,
            [CONTROL, TREATMENT, replace(TREATMENT, key="a/b")],
            {"weights": {"A": 1, "B": 1, "a/b": 5e-324}},
            "invalid_weights",
            "/weights/a~1b",
        ),
        (Metric.MEAN, [CONTROL, replace(TREATMENT, denominator_sum=1)], {}, "unused_total", "/variations/1/denominator_sum"),
        (
            Metric.PROPORTION,
            [replace(CONTROL, denominator_sum_squares=0.0), TREATMENT],
            {},
            "unused_total",
            "/variations/0/denominator_sum_squares",
        ),
        (
            Metric.MEAN,
            [CONTROL, TREATMENT, Totals("C", 0, 0, main_denominator_product=0.0)],
            {"weights": {"A": 1, "B": 1, "C": 0}},
            "unused_total",
            "/variations/2/main_denominator_product",
        ),
        (Metric.MEAN, [CONTROL, replace(TREATMENT, users=-1)], {}, "invalid_users", "/variations/1/users"),
        (Metric.MEAN, [CONTROL, replace(TREATMENT, users=2.5)], {}, "invalid_users", "/variations/1/users"),
        (Metric.MEAN, [CONTROL, replace(TREATMENT, users=float("inf"))], {}, "invalid_users", "/variations/1/users"),
        (Metric.MEAN, [CONTROL, replace(TREATMENT, users=0)], {}, "too_few_users", "/variations/1/users"),
        (Metric.PROPORTION, [replace(CONTROL, users=1, sum=1), TREATMENT], {}, "too_few_users", "/variations/0/users"),
        (Metric.MEAN, [replace(CONTROL, sum_squares=None), TREATMENT], {}, "missing_total", "/variations/0/sum_squares"),
        (Metric.MEAN, [replace(CONTROL, sum_squares=2.4), TREATMENT], {}, "inconsistent_totals", "/variations/0/sum_squares"),
        (Metric.MEAN, [replace(CONTROL, sum_squares=-1), TREATMENT], {}, "inconsistent_totals", "/variations/0/sum_squares"),
        (
            Metric.MEAN,
            [replace(CONTROL, sum_squares=2.4999), TREATMENT],
            {},
            "inconsistent_totals",
            "/variations/0/sum_squares",
        ),
        (Metric.PROPORTION, [replace(CONTROL, sum=11), TREATMENT], {}, "inconsistent_totals", "/variations/0/sum"),
        (Metric.PROPORTION, [replace(CONTROL, sum=-1), TREATMENT], {}, "inconsistent_totals", "/variations/0/sum"),
        (Metric.MEAN, [replace(CONTROL, covariate_sum=1), TREATMENT], {}, "invalid_covariate", "/variations/0"),
        (Metric.MEAN, [replace(CONTROL, **COVARIATE), TREATMENT], {}, "invalid_covariate", "/variations/1"),
        (Metric.RATIO, [replace(CONTROL, **COVARIATE), TREATMENT], {}, "invalid_covariate", "/variations/0/covariate_sum"),
        (
            Metric.MEAN,
            [replace(CONTROL, **{**COVARIATE, "main_covariate_product": 30.0}), TREATMENT],
            {},
            "inconsistent_totals",
            "/variations/0/main_covariate_product",
        ),
        (
            Metric.MEAN,
            [replace(CONTROL, **{**COVARIATE, "covariate_sum_squares": 1.0}), TREATMENT],
            {},
            "inconsistent_totals",
            "/variations/0/covariate_sum_squares",
        ),
        (Metric.RATIO, [CONTROL, TREATMENT], {}, "missing_total", "/variations/0/denominator_sum"),
        (
            Metric.RATIO,
            [Totals("A", 10, 5, 5, 0, 5, 0), Totals("B", 10, 5, 5, 0, 5, 0)],
            {},
            "zero_denominator",
            "/variations/0/denominator_sum",
        ),
        (
            Metric.MEAN,
            [Totals("A", 10, 1e160, 1e320), Totals("B", 10, 1e200, 1.7e308)],
            {},
            "inconsistent_totals",
            "/variations/1/sum_squares",
        ),
        (
            Metric.MEAN,
            [CONTROL, Totals("B", 10, 0, 1e308), Totals("C", 10, -1e308, 1e308)],
            {},
            "inconsistent_totals",
            "/variations/2/sum_squares",
        ),
    ],
)
def test_what_has_no_answer_is_refused_where_it_stands(
    metric: Metric, variations: list[Totals], options: dict[str, Any], code: str, pointer: str
) -> None:
    with pytest.raises(PointedError) as refused:
        analyze(metric, variations, "A", **options)
    assert (refused.value.code, refused.value.pointer) == (code, pointer)
