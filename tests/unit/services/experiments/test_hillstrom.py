"""K. Hillstrom's e-mail test of 2008, customer by customer: what the totals say is what the customers say."""

import csv
from collections import defaultdict
from operator import mul

import pytest
from numpy.testing import assert_allclose

from services.experiments.domain.analysis import Comparison, Difference, analyze
from services.experiments.domain.moments import Metric, Totals

from .reference import reference_file

Customer = tuple[float, float, float, float]  # spend, visit, conversion, spend in the year before


@pytest.fixture(scope="module")
def customers() -> dict[str, list[Customer]]:
    arms: dict[str, list[Customer]] = defaultdict(list)
    with reference_file("hillstrom.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            values = (float(row["spend"]), float(row["visit"]), float(row["conversion"]), float(row["history"]))
            arms[row["segment"]].append(values)
    return dict(arms)


def totals(key: str, customers: list[Customer], metric: int, *, adjusted: bool = False) -> Totals:
    values, before = [customer[metric] for customer in customers], [customer[3] for customer in customers]
    plain = Totals(key, len(values), sum(values), sum(value * value for value in values))
    if not adjusted:
        return plain
    product = sum(value * earlier for value, earlier in zip(values, before, strict=True))
    return Totals(
        key,
        plain.users,
        plain.sum,
        plain.sum_squares,
        covariate_sum=sum(before),
        covariate_sum_squares=sum(earlier * earlier for earlier in before),
        main_covariate_product=product,
    )


def ends(difference: Difference) -> list[float]:
    assert difference.low is not None
    assert difference.high is not None
    return [difference.estimate, difference.low, difference.high]


def mens(arms: dict[str, list[Customer]], kind: Metric, metric: int, *, adjusted: bool = False) -> Comparison:
    control = totals("none", arms["No E-Mail"], metric, adjusted=adjusted)
    treatment = totals("mens", arms["Mens E-Mail"], metric, adjusted=adjusted)
    (comparison,) = analyze(kind, [control, treatment], "none").comparisons
    return comparison


def test_spend(customers: dict[str, list[Customer]]) -> None:
    comparison = mens(customers, Metric.MEAN, 0)
    found = comparison.difference
    assert_allclose(ends(found), [0.769827, 0.485140, 1.054515], atol=6e-7)
    assert found.p_value == pytest.approx(1.164e-7, rel=1e-3)
    assert comparison.relative is not None
    assert_allclose([comparison.relative.low, comparison.relative.high], [0.6437, 1.9774], atol=1.1e-4)


def test_a_proportion_is_the_mean_of_who_did(customers: dict[str, list[Customer]]) -> None:
    for metric in (1, 2):
        proportion, mean = mens(customers, Metric.PROPORTION, metric), mens(customers, Metric.MEAN, metric)
        assert proportion.difference.estimate == mean.difference.estimate
        assert proportion.difference.low == pytest.approx(mean.difference.low, rel=1e-4)


def test_a_covariate_that_says_little_helps_little(customers: dict[str, list[Customer]]) -> None:
    """Of spend by the year before: θ .001223, difference .767438 (.482813, 1.052064), p 1.27e-7; .04 % less variance."""
    comparison = mens(customers, Metric.MEAN, 0, adjusted=True)
    found = comparison.difference
    assert_allclose(ends(found), [0.767438, 0.482813, 1.052064], atol=6e-7)
    assert found.p_value == pytest.approx(1.27e-7, rel=5e-3)
    assert comparison.adjustment is not None
    assert comparison.adjustment.theta == pytest.approx(0.001223, abs=5e-7)
    assert 0.0 < comparison.adjustment.variance_reduction < 0.001


def test_the_average_order_value_by_the_delta_method(customers: dict[str, list[Customer]]) -> None:
    """Spend over conversions: none 114.0027 (standard error 9.290), mens 113.5269 (6.822), a lift of −.42 %."""

    def orders(key: str, arm: list[Customer]) -> Totals:
        spend, bought = [customer[0] for customer in arm], [customer[2] for customer in arm]
        squares, product = sum(value * value for value in spend), sum(map(mul, spend, bought))
        return Totals(key, len(arm), sum(spend), squares, sum(bought), sum(bought), product)

    control, treatment = orders("none", customers["No E-Mail"]), orders("mens", customers["Mens E-Mail"])
    (comparison,) = analyze(Metric.RATIO, [control, treatment], "none").comparisons
    assert comparison.difference.estimate == pytest.approx(113.5269 - 114.0027, abs=1e-4)
    assert comparison.difference.standard_error == pytest.approx((9.290**2 + 6.822**2) ** 0.5, abs=1e-3)
    assert comparison.relative is not None
    assert comparison.relative.estimate == pytest.approx(-0.0042, abs=5e-5)
