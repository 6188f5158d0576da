"""The models that are tried on a workspace's orders, and what each foretells of a holdout.

Customers of a shop are free to leave without a word, at any time: the setting is non-contractual, and time is continuous as
long as purchases may fall on any day. So sBG, a model of contracts that end, is never a candidate: it is for cohorts of
subscribers, which the stateless endpoint takes.
"""

from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.fit import PurchaseFit
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.models import FITTERS, OPPORTUNITY_FITTERS, FittedModel, OpportunityModel, PurchaseModel
from services.valuation.domain.predictive import log_probability_of_outcome
from services.valuation.domain.scoring import Forecast, Outcomes


def suitable_models(*, at_opportunities: bool = False) -> tuple[FittedModel | OpportunityModel, ...]:
    """What is tried where purchases may fall on any day, or at opportunities; in the order in which equals are preferred."""
    return tuple(OPPORTUNITY_FITTERS) if at_opportunities else tuple(FITTERS)


def forecast_purchases(fit: PurchaseFit, histories: PurchaseHistories, outcomes: Outcomes, horizon: float) -> Forecast:
    """What a fitted model foretells of (T, T + horizon], and how probable it thought what then came.

    Args:
        fit: To these histories.
        histories: Up to T.
        outcomes: Of the same rows.
        horizon: In the histories' unit.
    """
    model = PurchaseModel.of(fit.fitted_model, fit.parameters)
    expected = expected_purchases(model, histories, horizon).value
    return Forecast(expected, log_probability_of_outcome(model, histories, horizon, outcomes.purchases))
