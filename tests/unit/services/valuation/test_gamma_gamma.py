import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import gammaln
from scipy.stats import betaprime

from services.valuation.domain import SpendRecords, fit_gamma_gamma
from services.valuation.domain.errors import InvalidParametersError, InvalidSpendError, TooFewCustomersError
from services.valuation.domain.gamma_gamma import checked_spend_parameters, expected_spend


def spenders(seed: int, customers: int, p: float, q: float, v: float) -> SpendRecords:
    rng = np.random.default_rng(seed)
    frequency = rng.integers(1, 12, customers)
    scale = 1.0 / rng.gamma(q, 1.0 / v, customers)
    return SpendRecords.of(frequency, rng.gamma(p * frequency, scale / frequency))


def test_the_likelihood_is_the_density_of_the_mean_spend() -> None:
    records = spenders(1, 300, 3.0, 4.0, 20.0)
    fit = fit_gamma_gamma(records)
    p, q, v = fit.parameters["p"], fit.parameters["q"], fit.parameters["v"]
    # x·m is v times a beta prime variable of shapes p·x and q.
    x, m = records.frequency, records.monetary_value
    by_definition = betaprime.logpdf(x * m / v, p * x, q) + np.log(x / v)
    assert_allclose(fit.log_likelihood, by_definition.sum(), rtol=1e-10)
    by_paper = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v) + (p * x - 1) * np.log(m)
    by_paper += p * x * np.log(x) - (p * x + q) * np.log(v + x * m)
    assert_allclose(fit.log_likelihood, by_paper.sum(), rtol=1e-10)


def test_no_neighbour_is_more_likely() -> None:
    records = spenders(2, 300, 3.0, 4.0, 20.0)
    fit = fit_gamma_gamma(records)
    x, m = records.frequency, records.monetary_value
    values = np.array(list(fit.parameters.values()))
    for factor in (1.02, 0.98):
        for i in range(3):
            p, q, v = values * np.where(np.arange(3) == i, factor, 1.0)
            assert (betaprime.logpdf(x * m / v, p * x, q) + np.log(x / v)).sum() < fit.log_likelihood


@pytest.mark.parametrize("truth", [(6.0, 4.0, 15.0), (2.0, 3.0, 50.0)])
def test_simulated_spenders_are_recovered(truth: tuple[float, float, float]) -> None:
    fit = fit_gamma_gamma(spenders(3, 10_000, *truth))
    assert fit.boundary is None
    assert fit.standard_errors is not None
    for name, value in zip(("p", "q", "v"), truth, strict=True):
        assert abs(fit.parameters[name] - value) < 4.0 * fit.standard_errors[name]


def test_the_currency_changes_nothing_but_v() -> None:
    records = spenders(4, 500, 6.0, 4.0, 15.0)
    yen = fit_gamma_gamma(SpendRecords.of(records.frequency, records.monetary_value * 150.0))
    dollars = fit_gamma_gamma(records)
    expected = [dollars.parameters["p"], dollars.parameters["q"], 150.0 * dollars.parameters["v"]]
    assert_allclose(list(yen.parameters.values()), expected, rtol=1e-7)


def test_rows_without_repeat_purchases_or_value_are_set_aside_and_counted() -> None:
    records = spenders(5, 200, 6.0, 4.0, 15.0)
    more = SpendRecords.of(
        [*records.frequency, 0, 3, 2], [*records.monetary_value, 0.0, 0.0, -5.0], [*records.customers, 1000, 1, 2]
    )
    fit, plain = fit_gamma_gamma(more), fit_gamma_gamma(records)
    assert (fit.customers, fit.excluded) == (200, 1003)
    assert_allclose(list(fit.parameters.values()), list(plain.parameters.values()), rtol=1e-12)


def test_customers_may_share_rows() -> None:
    records = spenders(6, 100, 6.0, 4.0, 15.0)
    twice = SpendRecords.of(np.tile(records.frequency, 2), np.tile(records.monetary_value, 2))
    shared = SpendRecords.of(records.frequency, records.monetary_value, np.full(100, 2))
    one, other = fit_gamma_gamma(twice), fit_gamma_gamma(shared)
    assert_allclose(list(one.parameters.values()), list(other.parameters.values()), rtol=1e-9)
    assert_allclose(one.log_likelihood, other.log_likelihood, rtol=1e-12)
    assert_allclose(one.frequency_spend_correlation, other.frequency_spend_correlation, rtol=1e-12)


def test_customers_who_spend_alike_are_named_so() -> None:
    rng = np.random.default_rng(1)
    x = rng.integers(1, 9, 500)
    fit = fit_gamma_gamma(SpendRecords.of(x, rng.gamma(5.0 * x, 2.0 / x)))
    assert (fit.boundary, fit.limit_model) == ("homogeneous_spend", "gamma_gamma")
    assert fit.covariance is None
    mean, _ = expected_spend(checked_spend_parameters(fit.parameters), np.array([0.0, 3.0]), np.array([0.0, 30.0]))
    assert_allclose(mean, 10.0, rtol=0.05)


def test_spends_that_never_differ_have_an_answer_too() -> None:
    fit = fit_gamma_gamma(SpendRecords.of([1, 2, 3, 4, 5], [10.0] * 5))
    assert fit.boundary is not None
    mean, _ = expected_spend(checked_spend_parameters(fit.parameters), np.zeros(1), np.zeros(1))
    assert_allclose(mean, 10.0, rtol=1e-3)
    assert np.isnan(fit.frequency_spend_correlation)


def test_expected_spend_lies_between_the_markets_and_the_customers_own_mean() -> None:
    values = np.array([6.25, 3.74, 15.44])
    market = 6.25 * 15.44 / 2.74
    x = np.array([1.0, 5.0, 50.0, 5_000.0])
    mean, _ = expected_spend(values, x, np.full(4, 100.0))
    assert ((mean > market) & (mean < 100.0)).all()
    assert (np.diff(mean) > 0.0).all()
    assert_allclose(mean[-1], 100.0, rtol=1e-2)


def test_derivatives_of_expected_spend() -> None:
    values, x, m = np.array([6.25, 3.74, 15.44]), np.array([0.0, 2.0, 9.0]), np.array([0.0, 22.35, 40.0])
    _, slopes = expected_spend(values, x, m)
    for i in range(3):
        shift = 1e-6 * np.eye(3)[i]
        numeric = (expected_spend(values + shift, x, m)[0] - expected_spend(values - shift, x, m)[0]) / 2e-6
        assert_allclose(slopes[i], numeric, rtol=1e-6, atol=1e-9)


def test_without_a_mean_there_is_no_expected_spend() -> None:
    mean, _ = expected_spend(np.array([2.0, 0.9, 10.0]), np.array([0.0, 3.0]), np.array([0.0, 20.0]))
    assert np.isnan(mean[0])
    assert mean[1] > 0.0


def test_too_few_spenders_are_refused() -> None:
    with pytest.raises(TooFewCustomersError):
        fit_gamma_gamma(SpendRecords.of([1, 2, 3, 0], [10.0, 12.0, 9.0, 0.0]))


@pytest.mark.parametrize(
    ("frequency", "value", "field"),
    [([1, -1], [1.0, 1.0], "frequency"), ([1, 1.5], [1.0, 1.0], "frequency"), ([1, 1], [1.0, np.nan], "monetary_value")],
)
def test_what_is_no_spend_record_is_refused(frequency: list[float], value: list[float], field: str) -> None:
    with pytest.raises(InvalidSpendError) as refused:
        SpendRecords.of(frequency, value)
    assert (refused.value.row, refused.value.field) == (1, field)


@pytest.mark.parametrize(
    "parameters", [{"p": 1.0, "q": 2.0}, {"p": 1.0, "q": 2.0, "v": 0.0}, {"p": 1.0, "q": 2.0, "v": np.inf}]
)
def test_what_are_no_spend_parameters_is_refused(parameters: dict[str, float]) -> None:
    with pytest.raises(InvalidParametersError):
        checked_spend_parameters(parameters)
