"""Return: which channels conversions are due to, what that cost, and where the next budget goes."""

from services.attribution.domain.credit import ChannelCredit, Credit, compute_credit
from services.attribution.domain.markov import MarkovCredit, markov_credit
from services.attribution.domain.paths import Paths, Totals
from services.attribution.domain.rules import AttributionModel, CreditOptions, touch_weights

__all__ = [
    "AttributionModel",
    "ChannelCredit",
    "Credit",
    "CreditOptions",
    "MarkovCredit",
    "Paths",
    "Totals",
    "compute_credit",
    "markov_credit",
    "touch_weights",
]
