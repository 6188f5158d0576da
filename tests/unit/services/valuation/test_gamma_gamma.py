import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import gammaln
from scipy.stats import betaprime

from inference.delta import Estimate
from services.valuation.domain import GammaGammaFit, SpendRecords, fit_gamma_gamma, fit_spend
from services.valuation.domain.errors import InvalidParametersError, InvalidSpendError, TooFewCustomersError
from services.valuation.domain.gamma_gamma import checked_spend_parameters, expected_spend
from services.valuation.domain.spend_likelihood import SpendStatistics


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
    mean, slopes = expected_spend(checked_spend_parameters(fit.parameters), np.array([0.0, 3.0]), np.array([0.0, 30.0]))
    assert_allclose(mean, 10.0, rtol=0.05)
    # The mean of one distribution is as uncertain as that of a sample of it, of all purchases: they vary by 5^-1/2 of the mean.
    assert fit.standard_errors is not None
    assert fit.standard_errors["q"] == 0.0
    assert fit.covariance is not None
    error = np.sqrt(Estimate(mean, slopes).variance(fit.covariance))
    assert_allclose(error[0] / mean[0], 1.0 / np.sqrt(5.0 * x.sum()), rtol=0.1)


def test_who_always_spends_the_same_leaves_customers_to_tell_how_they_differ() -> None:
    rng = np.random.default_rng(3)
    means = 30.0 / rng.gamma(4.0, 1.0, 400)
    fit = fit_gamma_gamma(SpendRecords.of(rng.integers(1, 9, 400), means))
    assert fit.boundary == "constant_spend"
    mean, slopes = expected_spend(checked_spend_parameters(fit.parameters), np.zeros(1), np.zeros(1))
    assert fit.covariance is not None
    error = np.sqrt(Estimate(mean, slopes).variance(fit.covariance))
    # The mean of an inverse gamma distribution of shape q varies by the customers, by (q − 2)^-1/2 of it.
    assert_allclose(error[0] / mean[0], 1.0 / np.sqrt((4.0 - 2.0) * 400), rtol=0.25)


def test_spends_that_never_differ_have_an_answer_too() -> None:
    fit = fit_gamma_gamma(SpendRecords.of([1, 2, 3, 4, 5], [10.0] * 5))
    assert fit.boundary is not None
    mean, _ = expected_spend(checked_spend_parameters(fit.parameters), np.zeros(1), np.zeros(1))
    assert_allclose(mean, 10.0, rtol=1e-3)
    assert np.isnan(fit.frequency_spend_correlation)


@pytest.mark.parametrize("others", [1.0, 6.0])
def test_a_spend_that_is_nothing_beside_the_mean_has_a_logarithm_all_the_same(others: float) -> None:
    least = float(np.nextafter(0.0, 1.0))
    fit = fit_gamma_gamma(SpendRecords.of([1, 1, 1, 1], [1.0, 1.0, others, least]))
    assert np.isfinite([fit.log_likelihood, *fit.parameters.values()]).all()


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


def dependent(seed: int, customers: int, elasticity: float, p: float = 6.0, q: float = 4.0, v: float = 15.0) -> SpendRecords:
    """Spenders whose level goes with how often they buy."""
    rng = np.random.default_rng(seed)
    frequency = rng.poisson(rng.gamma(0.5, 6.0, 4 * customers))
    frequency = frequency[frequency > 0][:customers]
    scale = frequency**elasticity / rng.gamma(q, 1.0 / v, len(frequency))
    return SpendRecords.of(frequency, rng.gamma(p * frequency, scale / frequency))


def test_derivatives_of_the_likelihood_by_frequency() -> None:
    records = dependent(1, 200, 0.3)
    statistics = SpendStatistics.of(records.frequency, records.monetary_value, records.customers)
    at = np.array([1.2, 0.9, -0.4, 0.15])
    here = statistics.per_customer_log_likelihood(at)
    assert_allclose(statistics.scores(at) @ statistics.weight, here.gradient, rtol=1e-10, atol=1e-12)
    for i in range(4):
        shift = 1e-5 * np.eye(4)[i]
        ahead, behind = (statistics.per_customer_log_likelihood(at + sign * shift) for sign in (1.0, -1.0))
        assert_allclose((ahead.value - behind.value) / 2e-5, here.gradient[i], rtol=1e-6, atol=1e-8)
        assert_allclose((ahead.gradient - behind.gradient) / 2e-5, here.hessian[i], rtol=1e-6, atol=1e-8)


def test_the_likelihood_by_frequency_is_the_density_of_the_mean_spend() -> None:
    records = dependent(2, 400, 0.4)
    found = fit_gamma_gamma(records).dependence
    assert found is not None
    p, q, v, elasticity = found.parameters.values()
    x, m = records.frequency, records.monetary_value
    scale = v * x**elasticity
    assert_allclose(found.log_likelihood, (betaprime.logpdf(x * m / scale, p * x, q) + np.log(x / scale)).sum(), rtol=1e-10)


def test_independent_spend_is_seldom_taken_for_dependent() -> None:
    found = [fit_gamma_gamma(dependent(seed, 800, 0.0)).dependence for seed in range(200)]
    assert 0.01 <= np.mean([one is not None and one.p_value < 0.05 for one in found]) <= 0.1
    assert not any(one is not None and one.breaks_model for one in found)


@pytest.mark.parametrize("elasticity", [0.4, -0.4])
def test_dependent_spend_is_found_and_measured(elasticity: float) -> None:
    fits = [fit_gamma_gamma(dependent(seed, 800, elasticity)) for seed in range(150)]
    found = [fit.dependence for fit in fits if fit.dependence is not None]
    assert len(found) == len(fits)
    assert all(one.breaks_model for one in found)
    assert 0.9 <= np.mean([one.low <= elasticity <= one.high for one in found]) <= 0.99
    assert_allclose(np.mean([one.elasticity for one in found]), elasticity, atol=0.01)


def test_spends_of_another_shape_are_not_taken_for_spends_that_depend() -> None:
    def lognormal(seed: int) -> SpendRecords:
        rng = np.random.default_rng(seed)
        frequency = rng.poisson(rng.gamma(0.5, 6.0, 3_000))
        frequency = frequency[frequency > 0][:800]
        level = rng.normal(3.0, 0.7, len(frequency))
        mean = [np.exp(rng.normal(centre, 0.9, n)).mean() for centre, n in zip(level, frequency, strict=True)]
        return SpendRecords.of(frequency, mean)

    found = [fit_gamma_gamma(lognormal(seed)).dependence for seed in range(60)]
    assert np.mean([one is not None and one.p_value < 0.05 for one in found]) <= 0.15
    assert not any(one is not None and one.breaks_model for one in found)


def test_where_spend_goes_with_frequency_the_model_by_frequency_is_the_fallback() -> None:
    """Customers whose rate of purchase and level of spend go together, cut in two: what they then spend is known."""
    rng = np.random.default_rng(8)
    n = 12_000
    rate = rng.gamma(0.6, 1 / 6.0, n)
    level = 30.0 * (rate / 0.1) ** 0.5 * 3.0 / rng.gamma(4.0, 1.0, n)
    x, later = rng.poisson(rate * 40.0), rng.poisson(rate * 40.0)
    m = np.where(x > 0, rng.gamma(3.0 * np.maximum(x, 1), level / 3.0 / np.maximum(x, 1)), 0.0)
    records = SpendRecords.of(x, m)
    plain, fallback = fit_gamma_gamma(records), fit_spend(records)
    assert (plain.model, fallback.model) == ("gamma_gamma", "gamma_gamma_by_frequency")
    assert list(fallback.parameters) == ["p", "q", "v", "elasticity"]
    assert fallback.aic < plain.aic
    assert fallback.covariance is not None
    assert fallback.covariance.shape == (4, 4)
    told = [expected_spend(checked_spend_parameters(fit.parameters), x.astype(np.float64), m)[0] for fit in (plain, fallback)]
    for rows in (x == 0, x == 1, x >= 2):
        actual = (later * level)[rows].sum()
        off = [abs((later * spend)[rows].sum() / actual - 1.0) for spend in told]
        assert off[1] < max(off[0], 0.02)
    # Who has not come back yet, and comes back after all, spends less than those who came: Gamma-Gamma would say twice as much.
    seldom = x == 0
    bias = [(later * spend)[seldom].sum() / (later * level)[seldom].sum() - 1.0 for spend in told]
    assert bias[0] > 0.5
    assert abs(bias[1]) < 0.15


def test_spend_that_drives_gamma_gamma_to_an_edge_may_only_go_with_frequency() -> None:
    records = dependent(0, 800, -0.4)
    assert fit_gamma_gamma(records).boundary == "constant_spend"
    fit = fit_spend(records)
    assert (fit.model, fit.boundary, fit.limit_model) == ("gamma_gamma_by_frequency", None, None)
    assert fit.standard_errors is not None
    for name, value in {"p": 6.0, "q": 4.0, "v": 15.0, "elasticity": -0.4}.items():
        assert abs(fit.parameters[name] - value) < 4.0 * fit.standard_errors[name]


def test_derivatives_of_expected_spend_by_frequency() -> None:
    values, x, m = (
        np.array([6.25, 3.74, 15.44, 0.3]),
        np.array([0.0, 1.0, 2.0, 9.0, 3.0]),
        np.array([0.0, 9.0, 22.35, 40.0, 0.0]),
    )
    mean, slopes = expected_spend(values, x, m)
    for i in range(4):
        shift = 1e-6 * np.eye(4)[i]
        numeric = (expected_spend(values + shift, x, m)[0] - expected_spend(values - shift, x, m)[0]) / 2e-6
        assert_allclose(slopes[i], numeric, rtol=1e-6, atol=1e-8)
    # Nobody known is one who came once; who came thrice and spent nothing known has the mean of those who come thrice.
    assert_allclose(mean[0], 6.25 * 15.44 / 2.74)
    assert_allclose(mean[4], 6.25 * 15.44 * 3.0**0.3 / 2.74)


def test_where_frequency_does_not_vary_dependence_cannot_be_told() -> None:
    rng = np.random.default_rng(1)
    same = SpendRecords.of(np.full(300, 3), rng.gamma(18.0, 5.0 / rng.gamma(4.0, 1.0, 300)))
    fit = fit_spend(same)
    assert (fit.model, fit.dependence) == ("gamma_gamma", None)


def test_a_weak_dependence_is_told_and_gamma_gamma_stays(spend_fit: GammaGammaFit) -> None:
    # CDNOW's: beyond doubt, and of no use: in the holdout those who had not come back spend as much as the others.
    found = spend_fit.dependence
    assert found is not None
    assert found.p_value < 1e-6
    assert_allclose([found.elasticity, found.low, found.high], [0.169, 0.108, 0.230], atol=1e-3)
    assert not found.breaks_model
    assert_allclose(spend_fit.frequency_spend_correlation, 0.1139, atol=1e-4)


def test_an_amount_past_all_money_is_a_mistake_of_units() -> None:
    with pytest.raises(InvalidSpendError, match="monetary_value of row 1") as refused:
        SpendRecords.of([1, 1, 1, 1], [1.0, 1e300, 2.0, 3.0])
    assert (refused.value.row, refused.value.field) == (1, "monetary_value")
