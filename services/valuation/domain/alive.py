"""Whether customers are still there, and will be."""

from collections.abc import Callable

import numpy as np

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain.grouping import group_rows
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.models import PurchaseModel


def probability_alive(model: PurchaseModel, histories: PurchaseHistories) -> Estimate:
    """Probability that customers have not left by T, with derivatives by the parameters."""
    return model.structure.alive(model.values, histories)


def probability_alive_later(model: PurchaseModel, histories: PurchaseHistories, horizon: float) -> Estimate:
    """Probability that customers have not left by T + horizon, with derivatives by the parameters.

    Args:
        model: With its parameters, in the histories' time unit.
        histories: Up to T.
        horizon: In the same unit, >= 0.
    """
    now = probability_alive(model, histories)
    if not horizon > 0.0:
        return now

    def ask(x: FloatArray, watched: FloatArray) -> Estimate:
        return model.structure.stays_if_alive(model.values, x, watched, horizon)

    stays = asked_of_pairs(ask, histories.frequency.astype(np.float64), histories.T)
    return Estimate(now.value * stays.value, now.value * stays.slopes + stays.value * now.slopes)


def asked_of_pairs(ask: Callable[[FloatArray, FloatArray], Estimate], frequency: FloatArray, T: FloatArray) -> Estimate:
    """What depends on frequency and T only, asked once for each distinct pair.

    Args:
        ask: For distinct pairs, like frequencies together: they share points, and need as many nodes.
        frequency: As floats, shape (rows,).
        T: Shape (rows,).
    """
    groups = group_rows(frequency, T)
    x, watched = frequency[groups.members], T[groups.members]
    order = np.lexsort((watched, x))
    found = ask(x[order], watched[order])
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    rows = place[groups.group_of]
    return Estimate(found.value[rows], found.slopes[:, rows])
