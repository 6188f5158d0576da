"""BG/BB by maximum likelihood, falling back to the limit model that the data call for.

The chances of buying at an opportunity and of leaving before one differ by beta distributions: alpha and beta for buying, gamma
and delta for leaving. Each may come to an edge of its own (`limits`): all customers alike, or each of them certain, or nobody
leaves.

Source: Fader, Hardie & Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual Setting", Marketing Science
29:1086.
"""

import numpy as np

from inference.arrays import FloatArray
from inference.laplace import laplace_covariance
from services.valuation.domain.chances import FixedChance, PolarisedChance
from services.valuation.domain.discrete import BG_BB, OF_CHANCES, ONE_CHANCE, Discrete
from services.valuation.domain.errors import NoExposureError, TooFewCustomersError
from services.valuation.domain.fit import (
    HOMOGENEOUS_DROPOUT,
    HOMOGENEOUS_RATE,
    NO_DROPOUT,
    POLARISED,
    PurchaseFit,
    named_errors,
    nothing_happened,
)
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.limits import Candidate, choose, edges, explore, is_flat
from services.valuation.domain.opportunities import Opportunities, log_likelihood
from services.valuation.domain.optimize import Evaluation, Maximum, maximize, out_of_bounds
from services.valuation.domain.structure import PROBABILITIES

MINIMUM_CUSTOMERS = 5

POLARISED_RATE = "polarised_rate"

# The likelihood is at its maximum where, per customer, no derivative by a search parameter exceeds this.
_TOLERANCE = 1e-12
_MOST_ITERATIONS = 100
# Logarithms and logits past this are numbers no more; the limits are reached long before.
_FARTHEST = 35.0
_CERTAIN_LOGIT = 18.0


def fit_beta_bernoulli(histories: PurchaseHistories) -> PurchaseFit:
    """Fit BG/BB, or its limit where the maximum is not within the parameters' space.

    Args:
        histories: Whose unit of time is the time from one opportunity to the next: T counts opportunities, recency says which
            of them was the last with a purchase.

    Returns:
        The fit; besides the edges that other models have, customers may buy always or never (`polarised_rate`).

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers.
        NoExposureError: Nobody has had an opportunity yet.
        InvalidOpportunitiesError: A history cannot be of opportunities.
    """
    customers = int(histories.customers.sum())
    if customers < MINIMUM_CUSTOMERS:
        raise TooFewCustomersError(f"{customers} customers are fewer than {MINIMUM_CUSTOMERS}")
    if not histories.T.any():
        raise NoExposureError("no customer has had an opportunity to buy again")
    Opportunities.of(histories)  # so that what is refused is told by its row here, not by that of its group
    rows = Opportunities.of(histories.grouped())
    if not rows.frequency.any():
        # Without a single purchase the most likely chance of one is 0, exactly, and nothing else can be learnt.
        return nothing_happened(BG_BB.name, customers, {"p": 0.0}, HOMOGENEOUS_RATE, ONE_CHANCE.name)

    def climb(structure: Discrete) -> Candidate[Discrete]:
        first, *others = _starts(structure, rows)
        candidate = Candidate(structure, structure.dimensions, _climb(structure, rows, first))
        # An edge may hide a maximum within (that nobody leaves is asked whether or not one is near).
        near = [found for found in _simpler(candidate) if found.dropout is not None or structure.dropout is None]
        if candidate.maximum.converged and not near:
            return candidate
        again = [candidate.maximum, *(_climb(structure, rows, start) for start in others)]
        best = max(again, key=lambda found: found.evaluation.value if found.evaluation.is_finite else -np.inf)
        return Candidate(structure, structure.dimensions, best)

    return _report(choose(explore(BG_BB, climb, _simpler), customers), customers)


def _climb(structure: Discrete, rows: Opportunities, start: FloatArray) -> Maximum:
    share = 1.0 / float(rows.customers.sum())

    def per_customer(search: FloatArray) -> Evaluation:
        if float(np.abs(search).max()) > _FARTHEST:
            return out_of_bounds(len(search))
        whole = log_likelihood(structure.purchase, structure.dropout, search, rows)
        return Evaluation(whole.value * share, whole.gradient * share, whole.hessian * share)

    return maximize(per_customer, start, tolerance=_TOLERANCE, max_iterations=_MOST_ITERATIONS)


def _starts(structure: Discrete, rows: Opportunities) -> list[FloatArray]:
    """Points to climb from: a usual market, one of rare dropout, one in which customers are much of a kind."""
    weight = rows.customers.astype(np.float64)
    bought = float(weight @ rows.frequency)
    often = bought / float(weight @ rows.recency)  # while they were certainly there
    seldom = bought / float(weight @ rows.T)  # if all always were
    starts = []
    for share, leaving, spread in ((0.5, 0.2, 3.0), (0.0, 0.05, 2.0), (0.9, 0.4, 1.0), (0.3, 0.1, 20.0)):
        mean = float(np.clip(share * often + (1.0 - share) * seldom, 1e-6, 1.0 - 1e-6))
        start = structure.purchase.start(mean, spread)
        if structure.dropout is not None:
            start = np.concatenate([start, structure.dropout.start(leaving, spread)])
        starts.append(start)
    return starts


def _simpler(candidate: Candidate[Discrete]) -> list[Discrete]:
    structure, maximum = candidate.structure, candidate.maximum
    identified = maximum.converged and not is_flat(maximum.evaluation.hessian)
    values, _ = structure.natural(maximum.point)
    split = structure.split
    purchase, dropout = structure.purchase, structure.dropout
    simpler = [OF_CHANCES[kind, type(dropout)] for kind in edges(purchase, values[:split], identified, may_vanish=False)]
    simpler += [OF_CHANCES[type(purchase), kind] for kind in edges(dropout, values[split:], identified, may_vanish=True)]
    return simpler


def _boundary(structure: Discrete) -> str | None:
    if isinstance(structure.purchase, FixedChance):
        return HOMOGENEOUS_RATE
    if isinstance(structure.purchase, PolarisedChance):
        return POLARISED_RATE
    if structure.dropout is None:
        return NO_DROPOUT
    if isinstance(structure.dropout, FixedChance):
        return HOMOGENEOUS_DROPOUT
    return POLARISED if isinstance(structure.dropout, PolarisedChance) else None


def _covariance(structure: Discrete, maximum: Maximum, customers: float) -> FloatArray | None:
    """By Laplace; None where a parameter is at an edge that its model has of its own."""
    halves = (structure.purchase, structure.dropout)
    if not maximum.converged or any(isinstance(half, PolarisedChance) for half in halves):
        return None
    _, slopes = structure.natural(maximum.point)
    certain = [
        abs(search) > _CERTAIN_LOGIT and name in PROBABILITIES
        for name, search in zip(structure.parameters, maximum.point.tolist(), strict=True)
    ]
    return None if any(certain) else laplace_covariance(maximum.evaluation.hessian * customers, slopes)


def _report(candidate: Candidate[Discrete], customers: int) -> PurchaseFit:
    structure, maximum = candidate.structure, candidate.maximum
    values, _ = structure.natural(maximum.point)
    named = dict(zip(structure.parameters, values.tolist(), strict=True))
    covariance = _covariance(structure, maximum, customers)
    boundary = _boundary(structure)
    return PurchaseFit(
        model=BG_BB.name,
        parameters=named,
        standard_errors=named_errors(named, covariance),
        covariance=covariance,
        log_likelihood=maximum.evaluation.value * customers,
        customers=customers,
        boundary=boundary,
        limit_model=None if boundary is None else structure.name,
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
        dimensions=structure.dimensions,
    )
