"""Curves held against experiments."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from services.attribution.domain.calibration import CalibratedFit, Calibration
from services.attribution.domain.fitting import CurveFit, assume_curve, recommend


@pytest.fixture
def fit() -> CurveFit:
    return assume_curve(50.0, 100.0)


def test_an_interval_is_read_as_the_standard_error_that_made_it() -> None:
    found = Calibration.of_interval(0.5, 0.5 - 1.959963985, 0.5 + 1.959963985, 0.95)
    assert found.factor == 0.5
    assert found.error == pytest.approx(1.0)


@pytest.mark.parametrize(("factor", "share"), [(1.0, 1.0), (0.4, 0.4), (1.7, 1.7), (0.0, 0.0), (-0.3, 0.0)])
def test_a_curve_is_multiplied_with_the_factor_and_is_never_below_nothing(fit: CurveFit, factor: float, share: float) -> None:
    spend = np.array([0.0, 10.0, 80.0])
    calibrated = CalibratedFit.of(fit, Calibration(factor, 0.1))
    assert_allclose(calibrated.curve().response(spend), share * fit.curve().response(spend))
    assert calibrated.elasticity == fit.elasticity


def test_what_the_experiment_leaves_open_is_added_to_what_the_weeks_do(fit: CurveFit) -> None:
    def spread(error: float) -> float:
        calibrated = CalibratedFit.of(fit, Calibration(0.5, error))
        return float(calibrated.draw(4_000, np.random.default_rng(1)).response(50.0).std())

    plain = float(fit.draw(4_000, np.random.default_rng(1)).response(50.0).std())
    assert spread(0.0) == pytest.approx(0.5 * plain)
    assert spread(0.4) > 1.5 * spread(0.0)


def test_a_negative_lift_gives_a_channel_nothing_and_a_null_one_hardly_anything(fit: CurveFit) -> None:
    harmful, null = (CalibratedFit.of(fit, Calibration(factor, 0.05)) for factor in (-0.5, 0.0))
    found = recommend([fit, harmful, null], np.array([50.0, 50.0, 50.0]), 150.0, generator=np.random.default_rng(0))
    assert_allclose(found.allocation.spend, [150.0, 0.0, 0.0], atol=1e-9)
    assert found.current_response == pytest.approx(100.0)
    assert found.spend_interval[1][1] == 0.0
    assert 0.0 <= found.spend_interval[0][2] < found.spend_interval[1][2] < 5.0
