"""Pareto/NBD by maximum likelihood, falling back to the limit model that the data call for.

The likelihood has a long ridge, along which s and beta grow together, and need not have a maximum on it: see `limits`. Newton's
method takes the ridge in a few steps, as it knows the curvature.
"""

import numpy as np

from inference.arrays import FloatArray
from inference.laplace import laplace_covariance
from services.valuation.domain.errors import NoExposureError, TooFewCustomersError
from services.valuation.domain.fit import (
    HOMOGENEOUS_DROPOUT,
    HOMOGENEOUS_RATE,
    NO_DROPOUT,
    POLARISED,
    PurchaseFit,
    named_errors,
    nobody_returned,
)
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.limits import Candidate, choose, explore, is_flat
from services.valuation.domain.optimize import Evaluation, Maximum, maximize, out_of_bounds
from services.valuation.domain.pareto import (
    FIXED_LEAVING,
    FIXED_RATE,
    FIXED_RATE_FIXED_LEAVING,
    FIXED_RATE_NOBODY_LEAVES,
    FIXED_RATE_POLARISED_LEAVING,
    NOBODY_LEAVES,
    PARETO_NBD,
    POLARISED_LEAVING,
    Pareto,
)
from services.valuation.domain.pareto_likelihood import ParetoStatistics, log_likelihood, polarised_log_likelihood

MINIMUM_CUSTOMERS = 5

# The likelihood is at its maximum where, per customer, no derivative by the logarithm of a parameter exceeds this.
_TOLERANCE = 1e-12
_MOST_ITERATIONS = 100
# Logarithms past this are numbers no more; the limits are reached long before.
_FARTHEST = 35.0
# Past these a maximum may be on its way to an edge, or beside one: then (and only then) the edge is fitted too.
_LARGE_SHAPE = 50.0
_SMALL_BETA = 1e-5
_OFTENER = 1.5

# What each becomes where one rate of purchase is for all, where one rate of leaving is, where leaving is at once or never, and
# where nobody leaves.
_ONE_RATE = {
    PARETO_NBD: FIXED_RATE,
    FIXED_LEAVING: FIXED_RATE_FIXED_LEAVING,
    POLARISED_LEAVING: FIXED_RATE_POLARISED_LEAVING,
    NOBODY_LEAVES: FIXED_RATE_NOBODY_LEAVES,
}
_ONE_LEAVING = {PARETO_NBD: FIXED_LEAVING, FIXED_RATE: FIXED_RATE_FIXED_LEAVING}
_AT_ONCE_OR_NEVER = {PARETO_NBD: POLARISED_LEAVING, FIXED_RATE: FIXED_RATE_POLARISED_LEAVING}


def fit_pareto(histories: PurchaseHistories) -> PurchaseFit:
    """Fit Pareto/NBD, or its limit where the maximum is not within the parameters' space.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers.
        NoExposureError: Every T is 0.

    Source: Schmittlein, Morrison & Colombo (1987), Management Science 33:1.
    """
    customers = int(histories.customers.sum())
    if customers < MINIMUM_CUSTOMERS:
        raise TooFewCustomersError(f"{customers} customers are fewer than {MINIMUM_CUSTOMERS}")
    if not histories.T.any():
        raise NoExposureError("no customer has been watched for any time")
    statistics = ParetoStatistics.of(histories.grouped())
    if statistics.whole.purchases == 0.0:
        return nobody_returned(PARETO_NBD.name, customers)

    def climb(structure: Pareto) -> Candidate[Pareto]:
        first, *others = _starts(structure, statistics)
        candidate = Candidate(structure, structure.dimensions, _climb(structure, statistics, first))
        # An edge may hide a maximum within; of the limit models themselves one start has ever been enough.
        if candidate.maximum.converged and (structure is not PARETO_NBD or _simpler(candidate) == [NOBODY_LEAVES]):
            return candidate
        again = [candidate.maximum, *(_climb(structure, statistics, start) for start in others)]
        return Candidate(structure, structure.dimensions, max(again, key=lambda found: found.evaluation.value))

    return _report(choose(explore(PARETO_NBD, climb, _simpler), float(customers)), statistics)


def _climb(structure: Pareto, statistics: ParetoStatistics, start: FloatArray) -> Maximum:
    share = 1.0 / statistics.whole.customers
    free = structure.places[: structure.dimensions]

    def per_customer(search: FloatArray) -> Evaluation:
        if float(np.abs(search).max()) > _FARTHEST:
            return out_of_bounds(len(search))
        logarithms = structure.logarithms(search)
        if structure.polarised:
            whole = polarised_log_likelihood(np.append(logarithms[:2], search[-1]), statistics)
        else:
            whole = log_likelihood(logarithms, statistics, structure.may_leave)
        return Evaluation(whole.value * share, whole.gradient[free] * share, whole.hessian[np.ix_(free, free)] * share)

    return maximize(per_customer, start, tolerance=_TOLERANCE, max_iterations=_MOST_ITERATIONS)


def _starts(structure: Pareto, statistics: ParetoStatistics) -> list[FloatArray]:
    """Points to climb from: a usual market first, then markets of less and of more dropout and variety."""
    log_rate = float(np.log(statistics.whole.purchases / statistics.whole.exposure))
    # While they are there, customers buy more often than they do in all.
    log_rate += float(np.log(_OFTENER)) if structure.may_leave else 0.0
    starts = []
    for r, s, beta in ((0.6, 0.6, 0.3), (1.0, 0.2, 2.0), (0.3, 2.0, 2.0), (3.0, 0.2, 0.01)):
        told = {
            "r": np.log(r),
            "alpha": np.log(r) - log_rate,
            "lambda": log_rate,
            "s": np.log(s),
            "beta": np.log(beta),
            "mu": np.log(s / beta),
        }
        starts.append(np.array([told[name] for name in structure.parameters][: structure.dimensions]))
    return starts


def _simpler(candidate: Candidate[Pareto]) -> list[Pareto]:
    """The simpler structures that the maximum may be running off to, or that it lies beside."""
    structure, maximum = candidate.structure, candidate.maximum
    unclear = not maximum.converged or is_flat(maximum.evaluation.hessian)
    named = dict(zip(structure.parameters, structure.natural(maximum.point, 1.0).tolist(), strict=True))
    simpler = []
    if structure.may_leave:  # however it looks: without dropout a likelihood costs next to nothing
        simpler.append(FIXED_RATE_NOBODY_LEAVES if "lambda" in named else NOBODY_LEAVES)
    if structure in _ONE_RATE and (unclear or named["r"] > _LARGE_SHAPE):
        simpler.append(_ONE_RATE[structure])
    if structure in _ONE_LEAVING and (unclear or named["s"] > _LARGE_SHAPE):
        simpler.append(_ONE_LEAVING[structure])
    if structure in _AT_ONCE_OR_NEVER and (unclear or named["beta"] < _SMALL_BETA):
        simpler.append(_AT_ONCE_OR_NEVER[structure])
    return simpler


def _boundary(structure: Pareto) -> str | None:
    if "lambda" in structure.parameters:
        return HOMOGENEOUS_RATE
    if structure.polarised:
        return POLARISED
    return {PARETO_NBD: None, FIXED_LEAVING: HOMOGENEOUS_DROPOUT, NOBODY_LEAVES: NO_DROPOUT}[structure]


def _report(candidate: Candidate[Pareto], statistics: ParetoStatistics) -> PurchaseFit:
    structure, maximum, whole = candidate.structure, candidate.maximum, statistics.whole
    values = structure.natural(maximum.point, whole.scale)
    named = dict(zip(structure.parameters, values.tolist(), strict=True))
    covariance = None
    if maximum.converged and not structure.polarised:
        covariance = laplace_covariance(maximum.evaluation.hessian * whole.customers, values)
    boundary = _boundary(structure)
    return PurchaseFit(
        model=PARETO_NBD.name,
        parameters=named,
        standard_errors=named_errors(named, covariance),
        covariance=covariance,
        log_likelihood=maximum.evaluation.value * whole.customers - whole.purchases * float(np.log(whole.scale)),
        customers=int(whole.customers),
        boundary=boundary,
        limit_model=None if boundary is None else structure.name,
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
        dimensions=structure.dimensions,
    )
