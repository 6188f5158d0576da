"""sBG: the two cohorts of Fader & Hardie (2007), simulated ones, and the edges for what they are."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.special import betaln

from services.valuation.domain import ContractCohorts, ContractModel, fit_shifted_beta_geo, predict_contracts
from services.valuation.domain.chances import BetaChance
from services.valuation.domain.contracts import (
    discounted_residual_lifetime,
    expected_renewals,
    retention_rates,
    survival,
)
from services.valuation.domain.errors import (
    InvalidContractError,
    InvalidHorizonError,
    InvalidParametersError,
    NoExposureError,
    TooFewCustomersError,
    UnknownModelError,
)
from services.valuation.domain.shifted_beta_geo import log_likelihood

# Of 1,000 customers, those who are left after each renewal (table 1 of the paper); the first seven are fitted.
HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394]
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]


@pytest.mark.parametrize(
    ("cohort", "parameters", "value", "errors", "later"),
    [
        (HIGH_END, [0.66809, 3.806105], -1611.15815, [0.1037, 0.7855], [46.0, 43.6, 41.4, 39.5, 37.8]),
        (REGULAR, [0.704077, 1.182043], -1680.26519, [0.0656, 0.1525], [22.0, 20.4, 19.1, 18.0, 17.0]),
    ],
)
def test_the_papers_cohorts_are_fitted_as_published(
    cohort: list[int], parameters: list[float], value: float, errors: list[float], later: list[float]
) -> None:
    fit = fit_shifted_beta_geo(ContractCohorts.of([cohort[:8]]))
    assert (fit.boundary, fit.limit_model, fit.customers) == (None, None, 1000)
    assert_allclose(list(fit.parameters.values()), parameters, rtol=5e-6)
    assert_allclose(fit.log_likelihood, value, atol=1e-5)
    assert fit.standard_errors is not None
    assert_allclose(list(fit.standard_errors.values()), errors, atol=6e-5)
    assert fit.gradient_norm < 1e-12
    survivors = 100.0 * survival(ContractModel.of("sbg", fit.parameters), np.arange(8, 13)).value
    assert_allclose(survivors, later, atol=0.05)
    # What the paper is about: the five years that were held out are foretold within two points.
    assert_allclose(survivors, np.array(cohort[8:]) / 10.0, atol=2.0)


@pytest.mark.parametrize(
    ("parameters", "published", "within"),
    [
        ({"alpha": 3.80, "beta": 15.20}, [3.31, 3.45, 3.59, 3.72, 3.84], 6e-3),
        # The paper's shapes are rounded to three digits, which its lifetimes are not.
        ({"alpha": 0.067, "beta": 0.267}, [7.68, 9.46, 9.86, 10.06, 10.19], 1.2e-2),
    ],
)
def test_discounted_residual_lifetimes_are_the_papers(
    parameters: dict[str, float], published: list[float], within: float
) -> None:
    # Fader & Hardie (2010), table 3: a discount of .1 per period.
    model = ContractModel.of("sbg", parameters)
    lifetimes = discounted_residual_lifetime(model, np.arange(1, 6), 0.1)
    assert_allclose(lifetimes.value, published, atol=within)


def test_the_residual_lifetime_is_a_sum_over_renewals() -> None:
    model = ContractModel.of("sbg", {"alpha": 0.7, "beta": 1.2})
    n = 4
    later = np.arange(n, 4_000)
    by_definition = (survival(model, later, np.full_like(later, n - 1)).value / 1.1 ** (later - n)).sum()
    assert_allclose(discounted_residual_lifetime(model, np.array([n]), 0.1).value, by_definition, rtol=1e-9)


def test_the_likelihood_is_that_of_every_customers_lifetime() -> None:
    a, b = 0.7, 1.2
    cohorts = ContractCohorts.of([[30, 20, 15, 15], [10, 4], [7]])
    # 10 left at the first renewal, 5 at the second, 15 are there after three; 6 left at the first, 4 stayed for one; 7 are new.
    left = {0: 10 + 6, 1: 5}
    stayed = {3: 15, 1: 4}
    expected = float(sum(n * (betaln(a + 1, b + k) - betaln(a, b)) for k, n in left.items()))
    expected += float(sum(n * (betaln(a, b + k) - betaln(a, b)) for k, n in stayed.items()))
    assert_allclose(log_likelihood(BetaChance(), np.log([a, b]), cohorts).value, expected, rtol=1e-12)
    assert cohorts.customers == 47


def test_derivatives_are_those_of_the_likelihood() -> None:
    cohorts, at, step = ContractCohorts.of([REGULAR[:8], HIGH_END[:5]]), np.array([0.3, -0.4]), 1e-5
    here = log_likelihood(BetaChance(), at, cohorts)
    for i in range(2):
        shift = step * np.eye(2)[i]
        ahead, behind = log_likelihood(BetaChance(), at + shift, cohorts), log_likelihood(BetaChance(), at - shift, cohorts)
        assert_allclose((ahead.value - behind.value) / (2 * step), here.gradient[i], rtol=1e-6)
        assert_allclose((ahead.gradient - behind.gradient) / (2 * step), here.hessian[i], rtol=1e-5)


def test_cohorts_may_be_put_together() -> None:
    one = fit_shifted_beta_geo(ContractCohorts.of([[2 * n for n in REGULAR[:8]]]))
    two = fit_shifted_beta_geo(ContractCohorts.of([REGULAR[:8], REGULAR[:8]]))
    assert_allclose(list(one.parameters.values()), list(two.parameters.values()), rtol=1e-10)
    assert_allclose(one.log_likelihood, two.log_likelihood, rtol=1e-12)


def drawn(seed: int, customers: int, alpha: float, beta: float, renewals: int) -> list[int]:
    rng = np.random.default_rng(seed)
    lifetime = rng.geometric(rng.beta(alpha, beta, customers))
    return [int((lifetime > age).sum()) for age in range(renewals + 1)]


def test_estimates_and_intervals_are_those_of_simulated_cohorts() -> None:
    truth = {"alpha": 0.7, "beta": 2.0}
    ages = np.array([0, 4])
    known = predict_contracts("sbg", truth, ages, 6)
    true = np.array([known.expected_purchases, known.probability_alive, known.retention_rate])
    held, within = [], []
    for seed in range(300):
        fit = fit_shifted_beta_geo(ContractCohorts.of([drawn(seed, 1_500, 0.7, 2.0, 7)]))
        assert fit.standard_errors is not None
        assert fit.boundary is None
        within.append(
            [
                abs(np.log(fit.parameters[name] / truth[name])) * truth[name] / fit.standard_errors[name] < 1.645
                for name in truth
            ]
        )
        told = predict_contracts("sbg", fit.parameters, ages, 6, covariance=fit.covariance, level=0.9).intervals
        ends = [told[name] for name in ("expected_purchases", "probability_alive", "retention_rate")]
        held.append([(low <= t) & (t <= high) for (low, high), t in zip(ends, true, strict=True)])
    assert ((np.mean(within, axis=0) > 0.85) & (np.mean(within, axis=0) < 0.95)).all()
    assert ((np.mean(held, axis=0) > 0.84) & (np.mean(held, axis=0) < 0.96)).all()


def test_predictive_intervals_hold_lifetimes_to_come() -> None:
    rng = np.random.default_rng(5)
    made = rng.geometric(rng.beta(0.7, 2.0, 60_000)) - 1
    here, horizon = 3, 30
    later = np.minimum(made[made >= here] - here, horizon)
    told = predict_contracts(
        "sbg", {"alpha": 0.7, "beta": 2.0}, np.array([here]), horizon, np.array([12.5]), 0.97, np.zeros((2, 2)), 0.8
    )
    low, high = told.predictive["expected_purchases"]
    assert (low[0], high[0]) == (np.quantile(later, 0.1), np.quantile(later, 0.9))
    assert_allclose(told.expected_purchases, later.mean(), rtol=2e-2)
    paid = 12.5 * np.concatenate([[0.0], np.cumsum(0.97 ** np.arange(1, horizon + 1))])
    assert_allclose(told.clv, paid[later].mean(), rtol=2e-2)
    assert_allclose(np.concatenate(told.predictive["clv"]), [paid[int(low[0])], paid[int(high[0])]])


@pytest.mark.parametrize(("name", "parameters"), [("sbg", [0.7, 2.0]), ("sbg", [1e-9, 3e-9]), ("sbg_fixed_dropout", [0.2])])
def test_what_is_expected_follows_from_survival(name: str, parameters: list[float]) -> None:
    model = ContractModel.of(name, dict(zip(("alpha", "beta") if name == "sbg" else ("theta",), parameters, strict=True)))
    ages = np.array([0, 1, 5])
    kept = np.ones(3)
    total = np.zeros(3)
    for k in range(1, 13):
        kept = kept * retention_rates(model, ages + k - 1).value
        assert_allclose(survival(model, ages + k, ages).value, kept, rtol=1e-9)
        total += 0.9**k * kept
    assert_allclose(expected_renewals(model, ages, 12, 0.9).value, total, rtol=1e-8)


def test_derivatives_of_what_is_expected() -> None:
    ages = np.array([0, 3, 20])

    def told(values: np.ndarray) -> list[np.ndarray]:
        model = ContractModel.of("sbg", dict(zip(("alpha", "beta"), values, strict=True)))
        return [
            survival(model, ages + 7, ages).value,
            retention_rates(model, ages).value,
            expected_renewals(model, ages, 9, 0.95).value,
        ]

    values = np.array([0.7, 2.0])
    model = ContractModel.of("sbg", {"alpha": 0.7, "beta": 2.0})
    slopes = [
        survival(model, ages + 7, ages).slopes,
        retention_rates(model, ages).slopes,
        expected_renewals(model, ages, 9, 0.95).slopes,
    ]
    for i in range(2):
        shift = 1e-6 * np.eye(2)[i]
        for slope, ahead, behind in zip(slopes, told(values + shift), told(values - shift), strict=True):
            assert_allclose(slope[i], (ahead - behind) / 2e-6, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("cohort", "boundary", "limit_model", "parameters"),
    [
        ([1000, 1000, 1000], "no_dropout", "sbg_fixed_dropout", [0.0]),
        ([100_000, 80_000, 64_000, 51_200], "homogeneous_dropout", "sbg_fixed_dropout", [0.2]),
        ([100, 0], "homogeneous_dropout", "sbg_fixed_dropout", [1.0]),
        ([10, 9], "homogeneous_dropout", "sbg_fixed_dropout", [0.1]),
        ([100, 70, 70, 70], "polarised_dropout", "sbg", [3e-10, 7e-10]),
    ],
)
def test_an_edge_is_answered_by_what_it_is(cohort: list[int], boundary: str, limit_model: str, parameters: list[float]) -> None:
    fit = fit_shifted_beta_geo(ContractCohorts.of([cohort]))
    assert (fit.boundary, fit.limit_model) == (boundary, limit_model)
    assert_allclose(list(fit.parameters.values()), parameters, rtol=1e-6)
    told = predict_contracts(limit_model, fit.parameters, np.array([0, 2]), 3, covariance=fit.covariance)
    assert np.isfinite(told.expected_purchases).all()
    if boundary == "polarised_dropout":
        assert_allclose(told.expected_purchases, [2.1, 3.0], rtol=1e-8)


@pytest.mark.parametrize("seed", range(40))
def test_the_smallest_of_cohorts_has_an_answer_that_predict_accepts(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cohorts = [np.sort(rng.integers(0, 9, rng.integers(1, 6)))[::-1] + np.array([0]) for _ in range(3)]
    cohorts.append(np.array([9, 8]))
    fit = fit_shifted_beta_geo(ContractCohorts.of([cohort for cohort in cohorts if cohort[0] > 0]))
    assert fit.gradient_norm < 1e-8
    told = predict_contracts(fit.limit_model or fit.model, fit.parameters, np.array([0, 3]), 5, covariance=fit.covariance)
    assert ((told.probability_alive >= 0.0) & (told.probability_alive <= 1.0)).all()
    for low, high in (*told.intervals.values(), *told.predictive.values()):
        assert (low <= high).all()


@pytest.mark.parametrize(
    "cohort", [[], [0], [10, 11], [10, -1], [10.5, 9], [10, float("nan")], [10, 12, 3], [[10, 9]], list(range(20_000, 0, -1))]
)
def test_a_cohort_that_cannot_be_is_refused(cohort: list[float]) -> None:
    with pytest.raises(InvalidContractError) as refused:
        ContractCohorts.of([[10, 9], cohort])
    assert (refused.value.code, refused.value.row, refused.value.field) == ("invalid_contract", 1, "survivors")


def test_too_few_customers_and_no_renewals_are_refused() -> None:
    with pytest.raises(TooFewCustomersError):
        fit_shifted_beta_geo(ContractCohorts.of([[4, 3]]))
    with pytest.raises(TooFewCustomersError):
        fit_shifted_beta_geo(ContractCohorts.of([]))
    with pytest.raises(NoExposureError):
        fit_shifted_beta_geo(ContractCohorts.of([[400], [300]]))


def test_what_predict_cannot_use_is_refused() -> None:
    ages = np.array([1])
    with pytest.raises(UnknownModelError):
        predict_contracts("bg_bb", {"theta": 0.1}, ages, 3)
    with pytest.raises(InvalidParametersError):
        predict_contracts("sbg", {"theta": 0.1}, ages, 3)
    with pytest.raises(InvalidParametersError):
        predict_contracts("sbg", {"alpha": 0.0, "beta": 1.0}, ages, 3)
    with pytest.raises(InvalidHorizonError):
        predict_contracts("sbg", {"alpha": 1.0, "beta": 1.0}, ages, 2.5)
    with pytest.raises(InvalidHorizonError):
        discounted_residual_lifetime(ContractModel.of("sbg", {"alpha": 1.0, "beta": 1.0}), ages, 0.0)
