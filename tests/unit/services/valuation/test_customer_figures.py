"""Single customers at given parameters, as another library has them: all the digits that it prints."""

import pytest
from numpy.testing import assert_allclose

from services.valuation.domain import PurchaseHistories, PurchaseModel
from services.valuation.domain.alive import probability_alive, probability_alive_later
from services.valuation.domain.expectation import expected_purchases

from .customer_figures import (
    DONORS_ALIVE,
    DONORS_EXPECTED,
    DONORS_LAST,
    DONORS_PARAMETERS,
    DONORS_X,
    FIGURES,
    LAST,
    WATCHED,
    X,
)


@pytest.mark.parametrize(("name", "parameters", "expected", "alive"), FIGURES, ids=[name for name, *_ in FIGURES])
def test_customers_of_cdnow(
    name: str, parameters: dict[str, float], expected: dict[int, list[float]], alive: list[float]
) -> None:
    model, customers = PurchaseModel.of(name, parameters), PurchaseHistories.of(X, LAST, WATCHED)
    assert_allclose(probability_alive(model, customers).value, alive, rtol=0.0, atol=6e-11)
    for horizon, purchases in expected.items():
        assert_allclose(expected_purchases(model, customers, float(horizon)).value, purchases, rtol=0.0, atol=6e-11)


def test_donors() -> None:
    model = PurchaseModel.of("bg_bb", DONORS_PARAMETERS)
    donors = PurchaseHistories.of(DONORS_X, DONORS_LAST, [6.0] * len(DONORS_X))
    for opportunities, purchases in DONORS_EXPECTED.items():
        assert_allclose(expected_purchases(model, donors, float(opportunities)).value, purchases, rtol=0.0, atol=6e-11)
    for opportunity, alive in DONORS_ALIVE.items():
        # to be alive at the next one is to be alive now: whoever leaves does so before an opportunity
        assert_allclose(probability_alive_later(model, donors, opportunity - 1.0).value, alive, rtol=0.0, atol=6e-11)
