"""BG/NBD by maximum likelihood, falling back to the limit model that the data call for.

A maximum need not exist: where nobody seems to leave, or where customers do not differ, the likelihood keeps rising towards the
edge of the parameters' space. The edge is a simpler model; it is fitted instead, and named. So valid data always has an
answer, and never an answer of four numbers that mean nothing.
"""

from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray
from inference.laplace import laplace_covariance, standard_errors
from services.valuation.domain.errors import NoExposureError, TooFewCustomersError
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import SufficientStatistics, log_likelihood
from services.valuation.domain.models import (
    BG_NBD,
    FIXED_DROPOUT,
    FIXED_RATE,
    FIXED_RATE_BETA_DROPOUT,
    FIXED_RATE_FIXED_DROPOUT,
    NBD,
    Structure,
)
from services.valuation.domain.optimize import Evaluation, Maximum, maximize

MINIMUM_CUSTOMERS = 5

NO_DROPOUT = "no_dropout"
HOMOGENEOUS_DROPOUT = "homogeneous_dropout"
HOMOGENEOUS_RATE = "homogeneous_rate"
POLARISED_DROPOUT = "polarised_dropout"

# Where the likelihood per customer changes by less than this over a change of e in a parameter, that is its maximum.
_TOLERANCE = 1e-12
# Past these a parameter may be on its way to an edge: then (and only then) the edge is fitted too, and compared.
_LARGE_SHAPE = 50.0
_RARE = 1e-3
_POLARISED = 1e-4

_SIMPLER: dict[Structure, tuple[Structure, ...]] = {
    BG_NBD: (NBD, FIXED_DROPOUT, FIXED_RATE_BETA_DROPOUT),
    FIXED_DROPOUT: (NBD, FIXED_RATE_FIXED_DROPOUT),
    NBD: (FIXED_RATE,),
    FIXED_RATE_BETA_DROPOUT: (FIXED_RATE_FIXED_DROPOUT, FIXED_RATE),
    FIXED_RATE_FIXED_DROPOUT: (FIXED_RATE,),
    FIXED_RATE: (),
}


@dataclass(frozen=True, slots=True, eq=False)
class BetaGeoFit:
    """A BG/NBD model, or the limit of it that the data call for.

    Attributes:
        model: What was asked for, `bg_nbd`.
        parameters: By name; those of `limit_model` where there is one.
        standard_errors: By name; None where the likelihood has no curvature to take them from.
        covariance: Of the parameters on their natural scale, in their order, shape (d, d); None likewise.
        log_likelihood: At the maximum, of times in the histories' own unit.
        customers: How many were fitted.
        boundary: None for a maximum within the parameters' space, else the edge that it lies on: `no_dropout`,
            `homogeneous_dropout`, `homogeneous_rate`, or `polarised_dropout` (customers either leave at their first repeat
            purchase or never: a and b vanish, only their ratio has a meaning).
        limit_model: None without a boundary, else the model that `parameters` belong to.
        gradient_norm: Largest derivative of the log-likelihood per customer by the search parameters (logarithms, logits).
        iterations: Newton steps of the search that found it.
    """

    model: str
    parameters: dict[str, float]
    standard_errors: dict[str, float] | None
    covariance: FloatArray | None
    log_likelihood: float
    customers: int
    boundary: str | None
    limit_model: str | None
    gradient_norm: float
    iterations: int


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    structure: Structure
    maximum: Maximum


def fit_beta_geo(histories: PurchaseHistories) -> BetaGeoFit:
    """Fit BG/NBD, or its limit where the maximum is not within the parameters' space.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers.
        NoExposureError: Every T is 0.

    Source: Fader, Hardie & Lee (2005), Marketing Science 24:275, eq. 6.
    """
    customers = int(histories.customers.sum())
    if customers < MINIMUM_CUSTOMERS:
        raise TooFewCustomersError(f"{customers} customers are fewer than {MINIMUM_CUSTOMERS}")
    if not histories.T.any():
        raise NoExposureError("no customer has been watched for any time")
    statistics = SufficientStatistics.of(histories.grouped())
    if statistics.purchases == 0.0:
        return _nobody_returned(customers)
    return _report(_best(BG_NBD, statistics), statistics)


def _best(structure: Structure, statistics: SufficientStatistics) -> _Candidate:
    """The structure at its maximum, or the simpler one that is as likely where the maximum runs off to an edge."""
    candidate = _Candidate(structure, _climb(structure, statistics, _starts(structure, statistics)[0]))
    simpler = _suspects(candidate)
    if not simpler and candidate.maximum.converged:
        return candidate
    candidates = [candidate]
    candidates += [_Candidate(structure, _climb(structure, statistics, start)) for start in _starts(structure, statistics)[1:]]
    candidates += [_best(child, statistics) for child in simpler]
    highest = max(found.maximum.evaluation.value for found in candidates)
    # Values are per customer: what the last digits of a sum of so many terms cannot tell apart is equally likely.
    close = highest - 1e-10 * abs(highest) - 1e-7 / statistics.customers
    likely = [found for found in candidates if found.maximum.evaluation.value >= close]
    return min(likely, key=lambda found: (len(found.structure.parameters), found.maximum.evaluation.steepness))


def _climb(structure: Structure, statistics: SufficientStatistics, start: FloatArray) -> Maximum:
    share = 1.0 / statistics.customers

    def per_customer(search: FloatArray) -> Evaluation:
        whole = log_likelihood(structure.rate, structure.dropout, search, statistics)
        return Evaluation(whole.value * share, whole.gradient * share, whole.hessian * share)

    return maximize(per_customer, start, tolerance=_TOLERANCE)


def _starts(structure: Structure, statistics: SufficientStatistics) -> list[FloatArray]:
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


def _suspects(candidate: _Candidate) -> list[Structure]:
    """The simpler structures that the maximum may be running off to."""
    structure = candidate.structure
    if not candidate.maximum.converged:
        return list(_SIMPLER[structure])
    values, _ = structure.natural(candidate.maximum.point, 1.0)
    named = dict(zip(structure.parameters, values.tolist(), strict=True))
    suspects = []
    for simpler in _SIMPLER[structure]:
        merges_rates = structure.rate.dimensions > simpler.rate.dimensions and named.get("r", 0.0) > _LARGE_SHAPE
        drops_nobody = structure.dropout is not None and simpler.dropout is None and _dropout_mean(named) < _RARE
        merges_dropout = (
            simpler.dropout is not None
            and "a" in named
            and structure.dropout is not simpler.dropout
            and (named["a"] + named["b"] > _LARGE_SHAPE or _dropout_mean(named) > 1.0 - _RARE)
        )
        if merges_rates or drops_nobody or merges_dropout:
            suspects.append(simpler)
    return suspects


def _dropout_mean(named: dict[str, float]) -> float:
    return named["p"] if "p" in named else named["a"] / (named["a"] + named["b"])


def _boundary(structure: Structure, named: dict[str, float]) -> str | None:
    if structure.rate.dimensions == 1:
        return HOMOGENEOUS_RATE
    if structure is NBD:
        return NO_DROPOUT
    if structure is FIXED_DROPOUT:
        return HOMOGENEOUS_DROPOUT
    return POLARISED_DROPOUT if named["a"] + named["b"] < _POLARISED else None


def _report(candidate: _Candidate, statistics: SufficientStatistics) -> BetaGeoFit:
    structure, maximum = candidate.structure, candidate.maximum
    values, slopes = structure.natural(maximum.point, statistics.scale)
    named = dict(zip(structure.parameters, values.tolist(), strict=True))
    boundary = _boundary(structure, named)
    covariance = None
    if boundary != POLARISED_DROPOUT:
        covariance = laplace_covariance(maximum.evaluation.hessian * statistics.customers, slopes)
    errors = None
    if covariance is not None:
        errors = dict(zip(structure.parameters, standard_errors(covariance).tolist(), strict=True))
    in_own_unit = statistics.purchases * float(np.log(statistics.scale))
    return BetaGeoFit(
        model=BG_NBD.name,
        parameters=named,
        standard_errors=errors,
        covariance=covariance,
        log_likelihood=maximum.evaluation.value * statistics.customers - in_own_unit,
        customers=int(statistics.customers),
        boundary=boundary,
        limit_model=None if boundary is None else structure.name,
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
    )


def _nobody_returned(customers: int) -> BetaGeoFit:
    """Without a single repeat purchase the most likely rate is 0, exactly, and nothing else can be learnt."""
    return BetaGeoFit(
        model=BG_NBD.name,
        parameters={"lambda": 0.0},
        standard_errors=None,
        covariance=None,
        log_likelihood=0.0,
        customers=customers,
        boundary=HOMOGENEOUS_RATE,
        limit_model=FIXED_RATE.name,
        gradient_norm=0.0,
        iterations=0,
    )
