"""Response curves from weeks of spend and response, and what is recommended by them."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from inference.arrays import FloatArray
from services.attribution.domain import CurveFit, CurveKind, ElasticityPrior, ResponseCurve, assume_curve, fit_curve, recommend
from services.attribution.domain.errors import InvalidSpendSeriesError, TooLittleVariationError
from services.attribution.domain.fitting import FITTED

TRUE = {
    CurveKind.MICHAELIS_MENTEN: {"a": 1000.0, "k": 100.0},
    CurveKind.EXPONENTIAL: {"K": 1000.0, "b": 0.02},
    CurveKind.POWER: {"a": 50.0, "b": 0.5},
}


def weeks(kind: CurveKind, noise: float, seed: int = 1, periods: int = 52) -> tuple[FloatArray, FloatArray]:
    generator = np.random.default_rng(seed)
    spend = generator.uniform(20, 200, periods)
    response = ResponseCurve(kind, TRUE[kind]).response(spend) + generator.normal(0, noise, periods)
    return spend, np.maximum(response, 0.0)


@pytest.mark.parametrize("kind", FITTED)
def test_weeks_without_noise_give_their_curve_back(kind: CurveKind) -> None:
    found = fit_curve(*weeks(kind, 0.0))
    assert found.kind is kind
    assert found.parameters == pytest.approx(TRUE[kind], rel=1e-6)
    assert found.r_squared == pytest.approx(1.0)
    assert (found.method, found.periods) == ("least_squares", 52)


@pytest.mark.parametrize("kind", FITTED)
def test_an_interval_covers_the_truth_as_often_as_it_says(kind: CurveKind) -> None:
    curve = ResponseCurve(kind, TRUE[kind])
    covered = []
    for seed in range(150):
        found = fit_curve(*weeks(kind, 40.0, seed), kind)
        truth = np.log(float(curve.response(found.spend)))
        covered.append(abs(truth - found.log_response) < 1.96 * np.sqrt(found.covariance[0, 0]))
    assert 0.88 <= np.mean(covered) <= 0.99


@pytest.mark.parametrize("kind", FITTED)
def test_parameters_are_those_of_the_response_and_the_elasticity_at_the_mean_spend(kind: CurveKind) -> None:
    found = assume_curve(80.0, 300.0, kind, prior=ElasticityPrior(mean=-0.7))
    curve = found.curve()
    assert float(curve.response(80.0)) == pytest.approx(300.0)
    assert np.exp(float(curve.log_marginal(80.0))) * 80.0 / 300.0 == pytest.approx(found.elasticity)


def test_a_line_and_a_plateau_are_kept_off_the_edge() -> None:
    spend = np.linspace(20, 200, 30)
    assert 0.9 < fit_curve(spend, 3.0 * spend).elasticity < 1.0
    assert 0.0 < fit_curve(spend, np.full(30, 300.0)).elasticity < 0.1


def test_more_noise_leaves_more_open_and_the_prior_takes_over() -> None:
    spreads = [
        np.sqrt(fit_curve(*weeks(CurveKind.POWER, noise), CurveKind.POWER).covariance[1, 1]) for noise in (5.0, 50.0, 5e3)
    ]
    assert spreads == sorted(spreads)
    assert spreads[-1] < 1.0  # of the prior itself


def test_one_average_leaves_what_the_prior_does() -> None:
    found = assume_curve(100.0, 500.0)
    assert (found.method, found.kind, found.elasticity) == ("assumed_elasticity", CurveKind.POWER, 0.5)
    drawn = found.draw(4_000, np.random.default_rng(0))
    assert_allclose(np.quantile(np.asarray(drawn.parameters["b"], dtype=np.float64), [0.025, 0.975]), [0.12, 0.88], atol=0.02)
    assert np.log(drawn.response(100.0)).std() == pytest.approx(0.2, rel=0.05)


def test_draws_have_the_estimates_covariance() -> None:
    found = fit_curve(*weeks(CurveKind.MICHAELIS_MENTEN, 60.0), CurveKind.MICHAELIS_MENTEN)
    drawn = found.draw(20_000, np.random.default_rng(0))
    at_mean = np.log(drawn.response(found.spend))
    elasticity = np.exp(drawn.log_marginal(found.spend)) * found.spend / drawn.response(found.spend)
    assert_allclose(np.cov(at_mean, np.log(elasticity / (1 - elasticity))), found.covariance, rtol=0.05)


@pytest.mark.parametrize(
    "spend", [np.full(20, 100.0), np.linspace(99, 101, 20), np.array([1.0, 50.0, 100.0]), np.array([]), np.zeros(9)]
)
def test_spend_that_hardly_varied_tells_nothing_of_more_or_less(spend: FloatArray) -> None:
    with pytest.raises(TooLittleVariationError):
        fit_curve(spend, np.ones(len(spend)))


@pytest.mark.parametrize(
    ("spend", "response"),
    [
        ([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0]),
        ([1.0, 2.0, 3.0, -4.0], [1.0, 2.0, 3.0, 4.0]),
        ([1.0, 2.0, 3.0, 4.0], [1.0, np.nan, 3.0, 4.0]),
        ([1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]),
        ([0.0, 2.0, 3.0, 4.0], [5.0, 0.0, 0.0, 0.0]),
    ],
)
def test_series_that_cannot_be_are_refused(spend: list[float], response: list[float]) -> None:
    with pytest.raises(InvalidSpendSeriesError):
        fit_curve(np.array(spend), np.array(response))


@pytest.mark.parametrize(("spend", "response"), [(0.0, 1.0), (1.0, 0.0), (np.nan, 1.0), (1.0, np.inf)])
def test_an_average_without_spend_or_response_has_no_curve(spend: float, response: float) -> None:
    with pytest.raises(InvalidSpendSeriesError):
        assume_curve(spend, response)


def fits() -> list[CurveFit]:
    return [fit_curve(*weeks(kind, 30.0)) for kind in FITTED] + [assume_curve(100.0, 300.0)]


def test_a_recommendation_says_what_it_should_bring() -> None:
    current = np.array([10.0, 10.0, 10.0, 370.0])
    found = recommend(fits(), current, 400.0, generator=np.random.default_rng(0), draws=500)
    assert found.allocation.spend.sum() == pytest.approx(400.0)
    assert found.allocation.response > found.current_response
    low, high = found.spend_interval
    assert (low < found.allocation.spend).all()
    assert (found.allocation.spend < high).all()
    assert high[3] - low[3] == max(high - low)  # the channel of which only an average is known
    assert found.response_interval[0] < found.allocation.response < found.response_interval[1]
    assert found.gain_interval[0] > 0.0
    assert found.probability_of_gain > 0.99
    assert (found.level, found.draws) == (0.9, 500)


def test_a_recommendation_stays_within_bounds() -> None:
    bounds: list[tuple[float, float | None]] = [(0.0, 30.0), (90.0, None), (0.0, None), (0.0, None)]
    found = recommend(fits(), np.full(4, 100.0), 400.0, bounds, generator=np.random.default_rng(0), draws=200)
    low, high = found.spend_interval
    assert found.allocation.spend[0] <= 30.0
    assert high[0] <= 30.0
    assert low[1] >= 90.0


def test_the_same_generator_gives_the_same_recommendation() -> None:
    first, second = (
        recommend(fits(), np.full(4, 100.0), 400.0, generator=np.random.default_rng(3), draws=50) for _ in range(2)
    )
    assert_array_equal(first.spend_interval, second.spend_interval)
    assert first.gain_interval == second.gain_interval
