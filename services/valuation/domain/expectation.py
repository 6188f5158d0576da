"""What customers are expected to buy, now and discounted, with its derivatives by the parameters."""

import numpy as np

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain.alive import asked_of_pairs, probability_alive
from services.valuation.domain.discrete import Discrete
from services.valuation.domain.errors import InvalidHorizonError
from services.valuation.domain.histories import NEW_CUSTOMER, PurchaseHistories
from services.valuation.domain.models import PurchaseModel

# What is discounted by e^-40 is worth nothing beside what is not.
_OUT_OF_SIGHT = 40.0


def purchases_if_alive(
    model: PurchaseModel, frequency: FloatArray, T: FloatArray, horizon: float, discount: float = 0.0
) -> Estimate:
    """Expected purchases within the horizon of customers who are alive at T, each discounted to T.

    Args:
        model: With its parameters, in the histories' time unit.
        frequency: Repeat purchases, as floats, shape (rows,).
        T: Shape (rows,).
        horizon: In the same unit, >= 0.
        discount: Continuous rate per unit of time.
    """
    if not horizon > 0.0:
        return Estimate(np.zeros(len(T)), np.zeros((len(model.values), len(T))))

    def ask(x: FloatArray, watched: FloatArray) -> Estimate:
        return model.structure.purchases_if_alive(model.values, x, watched, horizon, discount)

    found = asked_of_pairs(ask, frequency, T)
    # Nobody buys less than nothing; only rounding, where parameters and horizon lie many orders apart, would have it so.
    return Estimate(np.maximum(found.value, 0.0), found.slopes)


def expected_purchases(
    model: PurchaseModel,
    histories: PurchaseHistories,
    horizon: float,
    *,
    discount: float = 0.0,
    alive: Estimate | None = None,
) -> Estimate:
    """Expected purchases within the horizon, each times e^(−discount·time).

    P(alive) times what is bought by those who are: Fader, Hardie & Lee (2005), eq. 10.
    """
    chance = probability_alive(model, histories) if alive is None else alive
    counts = purchases_if_alive(model, histories.frequency.astype(np.float64), histories.T, horizon, discount)
    return Estimate(chance.value * counts.value, chance.value * counts.slopes + counts.value * chance.slopes)


def expected_purchases_of_new_customer(model: PurchaseModel, horizons: FloatArray) -> FloatArray:
    """Expected repeat purchases of somebody about whom nothing is known, in each horizon since the first purchase.

    Source: Fader, Hardie & Lee (2005), eq. 9.
    """
    return np.array([expected_purchases(model, NEW_CUSTOMER, float(horizon)).value[0] for horizon in horizons])


def residual_purchases(model: PurchaseModel, histories: PurchaseHistories, discount: float) -> Estimate:
    """Purchases expected from T on, without an end, each times e^(−discount·time): discounted expected residual transactions.

    Args:
        model: With its parameters, in the histories' time unit.
        histories: Up to T.
        discount: Continuous rate per unit of time (at opportunities, from one to the next), > 0.

    Raises:
        InvalidHorizonError: Without discounting there is no end to what may still be bought.

    Source: Fader, Hardie & Lee (2005), "RFM and CLV", Journal of Marketing Research 42:415.
    """
    if not 0.0 < discount < np.inf:
        raise InvalidHorizonError(f"a rate of discount of {discount} has no sum without an end", field="annual_discount_rate")
    # The sum over opportunities has a closed form without an end.
    horizon = np.inf if isinstance(model.structure, Discrete) else _OUT_OF_SIGHT / discount
    return expected_purchases(model, histories, horizon, discount=discount)
