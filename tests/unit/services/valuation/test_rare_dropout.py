"""One probability of dropout for everybody, down to none at all: values and derivatives stay those of the limit."""

from decimal import Decimal, localcontext

import numpy as np
import orjson
import pytest
from numpy.testing import assert_allclose

from inference.delta import Estimate
from kernel.problems import RefusedInputError
from services.valuation import stateless
from services.valuation.domain import PurchaseHistories, PurchaseModel, predict_purchases
from services.valuation.domain.expectation import purchases_if_alive

RARE = [0.0, 5e-324, 1e-250, 1e-12, 1e-7, 9e-7, 1e-6, 1e-4, 0.02, 0.5, 1.0]


def exact(r: float, alpha: float, p: float, horizon: float) -> tuple[float, float]:
    """(1 − (1 + p·s)^−r) / p at s = horizon / alpha, and its derivative by p, with 800 digits."""
    with localcontext(prec=800):
        shape, steps, at = Decimal(r), Decimal(horizon) / Decimal(alpha), Decimal(p)
        if at == 0:
            return float(shape * steps), float(-shape * (shape + 1) * steps**2 / 2)
        gone = 1 - (1 + at * steps) ** -shape
        by_p = shape * steps * (1 + at * steps) ** (-shape - 1)
        return float(gone / at), float((at * by_p - gone) / at**2)


def exact_at_one_rate(often: float, p: float) -> tuple[float, float]:
    """(1 − e^(−often·p)) / p, and its derivative by p, with 800 digits."""
    with localcontext(prec=800):
        mean, at = Decimal(often), Decimal(p)
        if at == 0:
            return often, float(-(mean**2) / 2)
        stay = (-mean * at).exp()
        return float((1 - stay) / at), float((at * mean * stay - (1 - stay)) / at**2)


@pytest.mark.parametrize("p", RARE)
@pytest.mark.parametrize(("r", "alpha"), [(0.5, 1e-5), (0.5, 1e-3), (0.5, 0.01), (0.7, 6.0), (40.0, 3.0), (2e4, 6e5)])
@pytest.mark.parametrize("model", ["fixed_dropout", "mbg_nbd/fixed_dropout"])
def test_purchases_and_their_derivative_by_a_rare_dropout(model: str, r: float, alpha: float, p: float) -> None:
    known = PurchaseModel.of(model, {"r": r, "alpha": alpha, "p": p})
    found = purchases_if_alive(known, np.array([0.0]), np.array([0.0]), 1040.0)
    value, by_p = exact(r, alpha, p, 1040.0)
    assert_allclose(found.value[0], value, rtol=1e-11)
    assert_allclose(found.slopes[2, 0], by_p, rtol=1e-9)


@pytest.mark.parametrize("p", RARE)
def test_purchases_at_one_rate_for_everybody(p: float) -> None:
    known = PurchaseModel.of("fixed_rate", {"lambda": 0.3, "p": p})
    found = purchases_if_alive(known, np.array([0.0]), np.array([0.0]), 1040.0)
    value, by_p = exact_at_one_rate(0.3 * 1040.0, p)
    assert_allclose(found.value[0], value, rtol=1e-11)
    assert_allclose(found.slopes[1, 0], by_p, rtol=1e-9)


@pytest.mark.parametrize(
    ("model", "rate"),
    [("fixed_dropout", {"r": 0.5, "alpha": 6.0}), ("fixed_rate", {"lambda": 0.3}), ("mbg_nbd/fixed_rate", {"lambda": 0.3})],
)
def test_staying_has_the_derivative_of_its_limit(model: str, rate: dict[str, float]) -> None:
    x, T = np.array([0.0, 3.0]), np.array([0.0, 38.0])

    def stays(p: float) -> Estimate:
        known = PurchaseModel.of(model, {**rate, "p": p})
        return known.structure.stays_if_alive(known.values, x, T, 52.0)

    for p, step in ((0.3, 1e-6), (1e-9, 1e-10)):
        assert_allclose(stays(p).slopes[-1], (stays(p + step).value - stays(p - step).value) / (2.0 * step), rtol=1e-4)
    assert_allclose(stays(0.0).value, 1.0)
    assert_allclose(stays(0.0).slopes[-1], stays(1e-9).slopes[-1], rtol=1e-4)


@pytest.mark.parametrize("model", ["fixed_dropout", "mbg_nbd/fixed_dropout"])
@pytest.mark.parametrize("p", RARE)
def test_a_rare_dropout_has_numbers_for_all_that_is_predicted(model: str, p: float) -> None:
    known = {"r": 0.5, "alpha": 0.001, "p": p}
    told = predict_purchases(model, known, PurchaseHistories.of([0, 2], [0.0, 4.0], [0.0, 9.0]), 1040.0, 1e-8 * np.eye(3))
    assert np.isfinite([told.expected_purchases, told.probability_alive]).all()
    for ends in (*told.intervals.values(), *told.predictive.values()):
        assert np.isfinite(ends).all()


@pytest.mark.parametrize("model", ["fixed_dropout", "mbg_nbd/fixed_dropout"])
def test_what_is_beyond_all_numbers_is_refused_and_never_null(model: str) -> None:
    body = {
        "model": model,
        "parameters": {"r": 0.5, "alpha": 1e-10, "p": 0.0},
        "rows": [{"frequency": 2, "recency": 1, "T": 1, "monetary_value": 1e300}],
        "spend": {"p": 6.25, "q": 3.74, "v": 15.44},
        "horizon": 5000,
        "time_unit": "week",
        "annual_discount_rate": -0.9,
    }
    with np.errstate(all="ignore"), pytest.raises(RefusedInputError) as refused:
        stateless.predict(orjson.dumps(body))
    assert refused.value.code == "invalid_parameters"
    assert [error.pointer for error in refused.value.errors] == ["/parameters"]
