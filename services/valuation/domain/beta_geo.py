"""BG/NBD, MBG/NBD and NBD by maximum likelihood, falling back to the limit model that the data call for.

A maximum need not exist: where nobody seems to leave, or where customers do not differ, the likelihood keeps rising towards the
edge of the parameters' space. The edge is a simpler model; it is fitted instead, and named. So valid data always has an
answer, and never an answer of four numbers that mean nothing.
"""

from dataclasses import dataclass

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
from services.valuation.domain.halves import (
    BG_NBD,
    FIXED_DROPOUT,
    FIXED_RATE,
    FIXED_RATE_BETA_DROPOUT,
    FIXED_RATE_FIXED_DROPOUT,
    FIXED_RATE_POLARISED_DROPOUT,
    MBG_FIXED_DROPOUT,
    MBG_FIXED_RATE,
    MBG_FIXED_RATE_BETA_DROPOUT,
    MBG_FIXED_RATE_FIXED_DROPOUT,
    MBG_FIXED_RATE_POLARISED_DROPOUT,
    MBG_NBD,
    MBG_POLARISED_DROPOUT,
    NBD,
    POLARISED_DROPOUT,
    Halves,
)
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import (
    BetaDropout,
    FixedDropout,
    FixedRate,
    PolarisedDropout,
    SufficientStatistics,
    log_likelihood,
)
from services.valuation.domain.limits import CHANCE_GAINS, is_flat
from services.valuation.domain.optimize import Evaluation, Maximum, maximize, out_of_bounds

MINIMUM_CUSTOMERS = 5

# The likelihood is at its maximum where, per customer, no derivative by a search parameter exceeds this.
_TOLERANCE = 1e-12
_MOST_ITERATIONS = 100
# Logarithms and logits past this are numbers no more; the limits are reached long before.
_FARTHEST = 35.0
# Past these a maximum may be on its way to an edge, or beside one: then (and only then) the edge is fitted too.
_LARGE_SHAPE = 50.0
_SURE_DROPOUT = 0.999
_SMALL_SHAPES = 0.01
_CERTAIN_LOGIT = 18.0

_SIMPLER: dict[Halves, tuple[Halves, ...]] = {
    BG_NBD: (NBD, FIXED_DROPOUT, POLARISED_DROPOUT, FIXED_RATE_BETA_DROPOUT),
    FIXED_DROPOUT: (NBD, FIXED_RATE_FIXED_DROPOUT),
    POLARISED_DROPOUT: (NBD, FIXED_RATE_POLARISED_DROPOUT),
    NBD: (FIXED_RATE,),
    FIXED_RATE_BETA_DROPOUT: (FIXED_RATE_FIXED_DROPOUT, FIXED_RATE_POLARISED_DROPOUT, FIXED_RATE),
    FIXED_RATE_FIXED_DROPOUT: (FIXED_RATE,),
    FIXED_RATE_POLARISED_DROPOUT: (FIXED_RATE,),
    FIXED_RATE: (),
    MBG_NBD: (NBD, MBG_FIXED_DROPOUT, MBG_POLARISED_DROPOUT, MBG_FIXED_RATE_BETA_DROPOUT),
    MBG_FIXED_DROPOUT: (NBD, MBG_FIXED_RATE_FIXED_DROPOUT),
    MBG_POLARISED_DROPOUT: (NBD, MBG_FIXED_RATE_POLARISED_DROPOUT),
    MBG_FIXED_RATE_BETA_DROPOUT: (MBG_FIXED_RATE_FIXED_DROPOUT, MBG_FIXED_RATE_POLARISED_DROPOUT, MBG_FIXED_RATE),
    MBG_FIXED_RATE_FIXED_DROPOUT: (MBG_FIXED_RATE,),
    MBG_FIXED_RATE_POLARISED_DROPOUT: (MBG_FIXED_RATE,),
    MBG_FIXED_RATE: (),
}


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    structure: Halves
    maximum: Maximum


def fit_beta_geo(histories: PurchaseHistories) -> PurchaseFit:
    """Fit BG/NBD, or its limit where the maximum is not within the parameters' space.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers.
        NoExposureError: Every T is 0.

    Source: Fader, Hardie & Lee (2005), Marketing Science 24:275, eq. 6.
    """
    return _fit(BG_NBD, histories)


def fit_modified_beta_geo(histories: PurchaseHistories) -> PurchaseFit:
    """Fit MBG/NBD, in which customers may leave at their first purchase, too, or its limit.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers.
        NoExposureError: Every T is 0.

    Source: Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24:201.
    """
    return _fit(MBG_NBD, histories)


def fit_negative_binomial(histories: PurchaseHistories) -> PurchaseFit:
    """Fit NBD, in which nobody leaves, or one rate for everybody.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers.
        NoExposureError: Every T is 0.

    Source: Ehrenberg (1959), "The Pattern of Consumer Purchases", Applied Statistics 8:26.
    """
    return _fit(NBD, histories)


def _fit(asked: Halves, histories: PurchaseHistories) -> PurchaseFit:
    customers = int(histories.customers.sum())
    if customers < MINIMUM_CUSTOMERS:
        raise TooFewCustomersError(f"{customers} customers are fewer than {MINIMUM_CUSTOMERS}")
    if not histories.T.any():
        raise NoExposureError("no customer has been watched for any time")
    statistics = SufficientStatistics.of(histories.grouped(), asked.at_first)
    if statistics.purchases == 0.0:
        return nobody_returned(asked.name, customers)
    return _report(asked, _chosen(_candidates(asked, statistics), statistics.customers), statistics)


def _chosen(candidates: list[_Candidate], customers: float) -> _Candidate:
    """The simplest of those that are as likely as the likeliest, but for chance."""
    best = max(candidates, key=lambda found: found.maximum.evaluation.value)

    def gained(found: _Candidate) -> float:
        more = max(best.structure.dimensions - found.structure.dimensions, 0)
        return found.maximum.evaluation.value + CHANCE_GAINS[more] / customers

    likely = [found for found in candidates if gained(found) >= best.maximum.evaluation.value]
    return min(likely, key=lambda found: (found.structure.dimensions, -found.maximum.evaluation.value))


def _candidates(structure: Halves, statistics: SufficientStatistics) -> list[_Candidate]:
    """The structure at its maximum, with the simpler ones that this may be running off to."""
    first, *others = _starts(structure, statistics)
    candidate = _Candidate(structure, _climb(structure, statistics, first))
    simpler = _suspects(candidate)
    # An edge may hide a maximum within (that nobody leaves is asked whether or not one is near); of the limit models themselves
    # one start has ever been enough.
    near = any(found.dropout is not None for found in simpler)
    if not candidate.maximum.converged or (near and structure in (BG_NBD, MBG_NBD)):
        again = [candidate, *(_Candidate(structure, _climb(structure, statistics, start)) for start in others)]
        candidate = max(again, key=lambda found: found.maximum.evaluation.value)
        simpler = _suspects(candidate)
    return [candidate, *(found for child in simpler for found in _candidates(child, statistics))]


def _climb(structure: Halves, statistics: SufficientStatistics, start: FloatArray) -> Maximum:
    share = 1.0 / statistics.customers

    def per_customer(search: FloatArray) -> Evaluation:
        if float(np.abs(search).max()) > _FARTHEST:
            return out_of_bounds(len(search))
        whole = log_likelihood(structure.rate, structure.dropout, search, statistics)
        return Evaluation(whole.value * share, whole.gradient * share, whole.hessian * share)

    return maximize(per_customer, start, tolerance=_TOLERANCE, max_iterations=_MOST_ITERATIONS)


def _starts(structure: Halves, statistics: SufficientStatistics) -> list[FloatArray]:
    """Points to climb from: a usual market first, then markets of less and of more dropout and variety."""
    log_rate = float(np.log(statistics.purchases / statistics.exposure))
    beta = ((0.5, 2.0), (0.05, 5.0), (2.0, 2.0), (0.1, 0.1))
    shape = (0.5, 1.0, 0.3, 3.0)
    starts = []
    for (a, b), r in zip(beta, shape, strict=True):
        start = [log_rate] if structure.rate.dimensions == 1 else [np.log(r), np.log(r) - log_rate]
        if structure.dropout is not None:
            start += [np.log(a / b)] if structure.dropout.dimensions == 1 else [np.log(a), np.log(b)]
        starts.append(np.array(start))
    return starts


def _suspects(candidate: _Candidate) -> list[Halves]:
    """The simpler structures that the maximum may be running off to, or that it lies beside."""
    structure = candidate.structure
    simpler = _SIMPLER[structure]
    if not candidate.maximum.converged or is_flat(candidate.maximum.evaluation.hessian):
        return list(simpler)
    values, _ = structure.natural(candidate.maximum.point, 1.0)
    named = dict(zip(structure.parameters, values.tolist(), strict=True))
    edges: set[tuple[object, object]] = set()
    rate, dropout = type(structure.rate), type(structure.dropout)
    if named.get("r", 0.0) > _LARGE_SHAPE:
        edges.add((FixedRate, dropout))
    if structure.dropout is not None:
        mean = named["p"] if "p" in named else named["a"] / (named["a"] + named["b"])
        # However it looks: without dropout a fit costs next to nothing, and chance alone makes some.
        edges.add((rate, type(None)))
    if isinstance(structure.dropout, BetaDropout):
        if named["a"] + named["b"] > _LARGE_SHAPE or mean > _SURE_DROPOUT:
            edges.add((rate, FixedDropout))
        if named["a"] + named["b"] < _SMALL_SHAPES:
            edges.add((rate, PolarisedDropout))
    return [child for child in simpler if (type(child.rate), type(child.dropout)) in edges]


def _boundary(asked: Halves, structure: Halves) -> str | None:
    if structure is asked:
        return None
    if isinstance(structure.rate, FixedRate):
        return HOMOGENEOUS_RATE
    if structure.dropout is None:
        return NO_DROPOUT
    if isinstance(structure.dropout, FixedDropout):
        return HOMOGENEOUS_DROPOUT
    return POLARISED if isinstance(structure.dropout, PolarisedDropout) else None


def _covariance(candidate: _Candidate, slopes: FloatArray, customers: float) -> FloatArray | None:
    """By Laplace; None where a parameter is at an edge that its model has of its own."""
    structure, maximum = candidate.structure, candidate.maximum
    if isinstance(structure.dropout, PolarisedDropout) or not maximum.converged:
        return None
    if isinstance(structure.dropout, FixedDropout) and abs(maximum.point[-1]) > _CERTAIN_LOGIT:
        return None
    return laplace_covariance(maximum.evaluation.hessian * customers, slopes)


def _report(asked: Halves, candidate: _Candidate, statistics: SufficientStatistics) -> PurchaseFit:
    structure, maximum = candidate.structure, candidate.maximum
    values, slopes = structure.natural(maximum.point, statistics.scale)
    named = dict(zip(structure.parameters, values.tolist(), strict=True))
    boundary = _boundary(asked, structure)
    covariance = _covariance(candidate, slopes, statistics.customers)
    in_own_unit = statistics.purchases * float(np.log(statistics.scale))
    return PurchaseFit(
        model=asked.name,
        parameters=named,
        standard_errors=named_errors(named, covariance),
        covariance=covariance,
        log_likelihood=maximum.evaluation.value * statistics.customers - in_own_unit,
        customers=int(statistics.customers),
        boundary=boundary,
        limit_model=None if boundary is None else structure.name.rpartition("/")[2],
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
        dimensions=structure.dimensions,
    )
