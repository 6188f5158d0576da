"""sBG: contracts that are renewed or not, by customers each with a chance of their own to leave at a renewal.

Whether a customer is there is known; how long they stay is not. The chance θ of leaving, the same at every renewal, differs
over customers by a beta distribution of shapes alpha and beta. Those who are left are more and more the loyal ones, so the
retention of a cohort rises with its age although nobody's does.

Source: Fader & Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing 21:76.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self, get_args

import numpy as np
from numpy.typing import ArrayLike

from inference.arrays import FloatArray, IntArray
from inference.laplace import laplace_covariance
from services.valuation.domain.chances import BetaChance, Chance, FixedChance, PolarisedChance
from services.valuation.domain.errors import (
    InvalidContractError,
    InvalidParametersError,
    NoExposureError,
    TooFewCustomersError,
    UnknownModelError,
)
from services.valuation.domain.fit import (
    HOMOGENEOUS_DROPOUT,
    NO_DROPOUT,
    POLARISED,
    PurchaseFit,
    named_errors,
    nothing_happened,
)
from services.valuation.domain.histories import whole_numbers
from services.valuation.domain.limits import Candidate, Kind, choose, edges, explore, is_flat
from services.valuation.domain.models import check_values
from services.valuation.domain.opportunities import MAXIMUM_OPPORTUNITIES
from services.valuation.domain.optimize import Evaluation, Maximum, maximize, out_of_bounds

MINIMUM_CUSTOMERS = 5

SBG = "sbg"
FIXED_DROPOUT = "sbg_fixed_dropout"

_TOLERANCE = 1e-12
_FARTHEST = 35.0
_CERTAIN_LOGIT = 18.0


@dataclass(frozen=True, slots=True, eq=False)
class ContractCohorts:
    """Cohorts of contracts, as renewals that were refused and renewals that were all made.

    Attributes:
        left: Customers who refused, by how many renewals they had made before, shape (ages,).
        stayed: Customers who are there still, by how many renewals they have made, shape (ages,).
    """

    left: FloatArray
    stayed: FloatArray

    @classmethod
    def of(cls, cohorts: Sequence[ArrayLike]) -> Self:
        """Cohorts from the numbers of customers who were there at the beginning, after one renewal, and so on.

        Raises:
            InvalidContractError: Numbers that cannot be survivors.
        """
        survivors = [_survivors(row, cohort) for row, cohort in enumerate(cohorts)]
        longest = max((len(cohort) for cohort in survivors), default=1)
        left, stayed = np.zeros(longest), np.zeros(longest)
        for cohort in survivors:
            left[: len(cohort) - 1] -= np.diff(cohort)
            stayed[len(cohort) - 1] += cohort[-1]
        return cls(left, stayed)

    @property
    def customers(self) -> int:
        """How many there were to begin with."""
        return int(self.left.sum() + self.stayed.sum())

    @property
    def counts(self) -> IntArray:
        """Customers who refused, by their renewals before, then those who are there still, by theirs."""
        return np.asarray(np.rint(np.concatenate([self.left, self.stayed])), dtype=np.int64)

    def drawn(self, counts: IntArray) -> Self:
        """Cohorts of other numbers of such customers."""
        left, stayed = np.split(counts.astype(np.float64), 2)
        return type(self)(left, stayed)


def _survivors(row: int, cohort: ArrayLike) -> IntArray:
    try:
        counts = whole_numbers("survivors", cohort, InvalidContractError)
    except InvalidContractError as error:
        raise InvalidContractError(f"cohort {row}: not all survivors are whole numbers", row=row, field="survivors") from error
    complaint = None
    if counts.ndim != 1 or not 1 <= len(counts) <= MAXIMUM_OPPORTUNITIES:
        complaint = f"has not 1 to {MAXIMUM_OPPORTUNITIES} numbers of survivors"
    elif counts[0] < 1 or counts.min() < 0:
        complaint = "has survivors below 0, or nobody to begin with"
    elif (np.diff(counts) > 0).any():
        complaint = "has more survivors than before"
    if complaint is not None:
        raise InvalidContractError(f"cohort {row} {complaint}", row=row, field="survivors")
    return counts


@dataclass(frozen=True, slots=True)
class _Structure:
    """What a model of contracts is made of: its name on the wire, the chance of leaving, and its parameters' names."""

    name: str
    chance: Chance
    parameters: tuple[str, ...]


_STRUCTURES: dict[Kind, _Structure] = {
    BetaChance: _Structure(SBG, BetaChance(), ("alpha", "beta")),
    FixedChance: _Structure(FIXED_DROPOUT, FixedChance(), ("theta",)),
    PolarisedChance: _Structure(SBG, PolarisedChance(), ("alpha", "beta")),
}
ContractModelName = Literal["sbg", "sbg_fixed_dropout"]
"""What prediction of contracts knows, by name."""

CONTRACT_MODELS: tuple[str, ...] = get_args(ContractModelName)


@dataclass(frozen=True, slots=True, eq=False)
class ContractModel:
    """A model of contracts with its parameters.

    Attributes:
        name: As on the wire.
        chance: How the chance of leaving differs.
        parameters: Names.
        values: Of the parameters, on their natural scale and in that order, shape (d,).
    """

    name: str
    chance: Chance
    parameters: tuple[str, ...]
    values: FloatArray

    @classmethod
    def of(cls, model: str, parameters: Mapping[str, float]) -> Self:
        """The model of that name with those parameters.

        Raises:
            UnknownModelError: There is no such model here.
            InvalidParametersError: The names are not the model's, or a value is out of range.
        """
        if model not in CONTRACT_MODELS:
            raise UnknownModelError(f"{model!r} is none of {', '.join(CONTRACT_MODELS)}", field="model")
        structure = _STRUCTURES[BetaChance if model == SBG else FixedChance]
        if set(structure.parameters) != set(parameters):
            wanted, given = ", ".join(structure.parameters), ", ".join(parameters)
            raise InvalidParametersError(f"{model} has {{{wanted}}}, not {{{given}}}", field="parameters")
        values = np.array([float(parameters[name]) for name in structure.parameters])
        check_values(structure.parameters, values)
        return cls(model, structure.chance, structure.parameters, values)


def fit_shifted_beta_geo(cohorts: ContractCohorts) -> PurchaseFit:
    """Fit sBG, or its limit where the maximum is not within the parameters' space.

    Returns:
        The fit. Where nobody has left its boundary is `no_dropout`, where all leave with one chance `homogeneous_dropout`,
        where customers leave at the first renewal or never `polarised_dropout`.

    Raises:
        TooFewCustomersError: Fewer than `MINIMUM_CUSTOMERS` customers.
        NoExposureError: Nobody has come to a renewal yet.
    """
    customers = cohorts.customers
    if customers < MINIMUM_CUSTOMERS:
        raise TooFewCustomersError(f"{customers} customers are fewer than {MINIMUM_CUSTOMERS}")
    if cohorts.left.sum() + cohorts.stayed[1:].sum() == 0.0:
        raise NoExposureError("no customer has come to a renewal yet")
    if not cohorts.left.any():
        # While nobody has left, the most likely chance of leaving is 0, exactly, and nothing else can be learnt.
        return nothing_happened(SBG, customers, {"theta": 0.0}, NO_DROPOUT, FIXED_DROPOUT)
    leaving = _lifetimes(cohorts)

    def climb(structure: _Structure) -> Candidate[_Structure]:
        maxima = [_climb(structure, leaving, start) for start in _starts(structure, leaving)]
        best = max(maxima, key=lambda found: found.evaluation.value if found.evaluation.is_finite else -np.inf)
        return Candidate(structure, structure.chance.dimensions, best)

    return _report(choose(explore(_STRUCTURES[BetaChance], climb, _simpler), customers), customers)


@dataclass(frozen=True, slots=True, eq=False)
class _Lifetimes:
    """Distinct lifetimes: whether they have ended, after how many renewals, and of what share of the customers."""

    ended: IntArray
    renewals: IntArray
    weight: FloatArray


def _lifetimes(cohorts: ContractCohorts) -> _Lifetimes:
    over, going = np.flatnonzero(cohorts.left), np.flatnonzero(cohorts.stayed)
    weight = np.concatenate([cohorts.left[over], cohorts.stayed[going]])
    return _Lifetimes(
        np.repeat([1, 0], [len(over), len(going)]).astype(np.int64),
        np.concatenate([over, going]).astype(np.int64),
        weight / weight.sum(),
    )


def log_likelihood(chance: Chance, search: FloatArray, cohorts: ContractCohorts) -> Evaluation:
    """Log-likelihood of all customers with its derivatives by the search parameters."""
    one, customers = _per_customer(chance, search, _lifetimes(cohorts)), cohorts.customers
    return Evaluation(customers * one.value, customers * one.gradient, customers * one.hessian)


def _per_customer(chance: Chance, search: FloatArray, lifetimes: _Lifetimes) -> Evaluation:
    mass = chance.masses(search, lifetimes.ended, lifetimes.renewals)
    weight = lifetimes.weight
    return Evaluation(float(weight @ mass.value), mass.slopes @ weight, np.einsum("ijn,n->ij", mass.curvatures, weight))


def _climb(structure: _Structure, lifetimes: _Lifetimes, start: FloatArray) -> Maximum:
    def evaluate(search: FloatArray) -> Evaluation:
        if float(np.abs(search).max()) > _FARTHEST:
            return out_of_bounds(len(search))
        return _per_customer(structure.chance, search, lifetimes)

    return maximize(evaluate, start, tolerance=_TOLERANCE)


def _starts(structure: _Structure, lifetimes: _Lifetimes) -> list[FloatArray]:
    """The one chance that the data would have, as the mean of chances that differ much, usually, and little."""
    left = float(lifetimes.weight @ lifetimes.ended)
    mean = left / (left + float(lifetimes.weight @ lifetimes.renewals))
    mean = float(np.clip(mean, 1e-6, 1.0 - 1e-6))
    return [structure.chance.start(mean, spread) for spread in (2.0, 0.2, 20.0)]


def _simpler(candidate: Candidate[_Structure]) -> list[_Structure]:
    structure, maximum = candidate.structure, candidate.maximum
    identified = maximum.converged and not is_flat(maximum.evaluation.hessian)
    values, _ = structure.chance.natural(maximum.point)
    return [_STRUCTURES[kind] for kind in edges(structure.chance, values, identified, may_vanish=False)]


def _report(candidate: Candidate[_Structure], customers: int) -> PurchaseFit:
    structure, maximum = candidate.structure, candidate.maximum
    values, slopes = structure.chance.natural(maximum.point)
    covariance, boundary = None, None
    if isinstance(structure.chance, PolarisedChance):
        boundary = POLARISED
    elif isinstance(structure.chance, FixedChance):
        boundary = HOMOGENEOUS_DROPOUT
    certain = boundary == HOMOGENEOUS_DROPOUT and abs(float(maximum.point[0])) > _CERTAIN_LOGIT
    if boundary != POLARISED and not certain and maximum.converged:
        covariance = laplace_covariance(maximum.evaluation.hessian * customers, slopes)
    named = dict(zip(structure.parameters, values.tolist(), strict=True))
    return PurchaseFit(
        model=SBG,
        parameters=named,
        standard_errors=named_errors(named, covariance),
        covariance=covariance,
        log_likelihood=maximum.evaluation.value * customers,
        customers=customers,
        boundary=boundary,
        limit_model=None if boundary is None else structure.name,
        gradient_norm=maximum.evaluation.steepness,
        iterations=maximum.iterations,
        dimensions=structure.chance.dimensions,
    )
