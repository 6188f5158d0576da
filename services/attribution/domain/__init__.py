"""Return: which channels conversions are due to, what that cost, and where the next budget goes."""

from services.attribution.domain.allocation import Allocation, allocate
from services.attribution.domain.credit import ChannelCredit, Credit, compute_credit
from services.attribution.domain.curves import CurveKind, ResponseCurve
from services.attribution.domain.economics import (
    Economics,
    Estimated,
    IncrementalReturn,
    channel_economics,
    cost_per,
    incremental_return,
)
from services.attribution.domain.fitting import CurveFit, ElasticityPrior, Recommendation, assume_curve, fit_curve, recommend
from services.attribution.domain.markov import MarkovCredit, markov_credit
from services.attribution.domain.money import round_to_total, share_out
from services.attribution.domain.paths import Paths, Totals
from services.attribution.domain.rules import AttributionModel, CreditOptions, touch_weights
from services.attribution.domain.uncertainty import CreditReplicates, bootstrap_credit

__all__ = [
    "Allocation",
    "AttributionModel",
    "ChannelCredit",
    "Credit",
    "CreditOptions",
    "CreditReplicates",
    "CurveFit",
    "CurveKind",
    "Economics",
    "ElasticityPrior",
    "Estimated",
    "IncrementalReturn",
    "MarkovCredit",
    "Paths",
    "Recommendation",
    "ResponseCurve",
    "Totals",
    "allocate",
    "assume_curve",
    "bootstrap_credit",
    "channel_economics",
    "compute_credit",
    "cost_per",
    "fit_curve",
    "incremental_return",
    "markov_credit",
    "recommend",
    "round_to_total",
    "share_out",
    "touch_weights",
]
