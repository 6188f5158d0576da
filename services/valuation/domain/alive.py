"""Whether customers are still there."""

from inference.delta import Estimate
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.models import PurchaseModel


def probability_alive(model: PurchaseModel, histories: PurchaseHistories) -> Estimate:
    """Probability that customers have not left by T, with derivatives by the parameters."""
    return model.structure.alive(model.values, histories)
