"""A model of purchases for each segment of the customers, pooled toward that of all of them.

A segment of five customers has a likelihood, and even a maximum, and it means nothing. So each segment's parameters are
drawn toward the whole's as far as it has nothing of its own to say (`inference.pooling`), on the scale on which they are
searched for: logarithms, logits for probabilities. The model is that of the whole, or the limit model that this turned out to
be: what is not identified in all customers is not looked for in some.

Parts of a segment are drawn toward the segment instead of the whole: of customers of whom little is known, what is known of the
segment says more than what is known of all.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy.special import expit, logit

from inference.arrays import FloatArray
from inference.laplace import standard_errors
from inference.pooling import Evidence, Mode, pool_toward
from services.valuation.domain import pareto_likelihood
from services.valuation.domain.fit import POLARISED, PurchaseFit
from services.valuation.domain.halves import Halves
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.likelihood import SufficientStatistics, log_likelihood
from services.valuation.domain.models import PurchaseModel
from services.valuation.domain.optimize import Evaluation, maximize, out_of_bounds
from services.valuation.domain.pareto import Pareto
from services.valuation.domain.pareto_likelihood import ParetoStatistics

# Logarithms and logits past this are numbers no more.
_FARTHEST = 35.0
_TOLERANCE = 1e-9

Likelihood = Callable[[FloatArray], Evaluation]
Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class SegmentFit:
    """A segment's model, between its own and that of the whole or of the larger segment that it is a part of.

    Attributes:
        customers: How many.
        purchases: Repeat purchases of theirs.
        parameters: Of the whole's fitted model, by name.
        standard_errors: By name.
        covariance: Of the parameters on their natural scale, in their order, shape (d, d).
        own_share: By name, how much of what is known of the parameter the segment itself has told beside what it is pooled
            toward: 0 nothing, 1 all.
    """

    customers: int
    purchases: int
    parameters: dict[str, float]
    standard_errors: dict[str, float]
    covariance: FloatArray
    own_share: dict[str, float]


def pool_segments(
    whole: PurchaseFit, segments: Mapping[Name, PurchaseHistories], within: Mapping[Name, SegmentFit] | None = None
) -> dict[Name, SegmentFit] | None:
    """Fit the whole's model to each segment, pooled toward the whole, or toward a larger segment.

    How much segments differ from what they are pooled toward is told by all of them, whatever each is pooled toward.

    Args:
        whole: Fitted to all customers, in the same unit of time.
        segments: Histories by the segment's name; empty segments are left out.
        within: The larger segments, pooled toward the whole, that segments are a part of, by the names of these; a segment
            without one is pooled toward the whole. What is not known of a larger segment is not known of its parts, and is
            added to their covariance.

    Returns:
        By their names, in the segments' order; None where the whole's parameters cannot be moved: nobody came back, or
            customers leave at once or never, or purchases are made at opportunities.
    """
    structure = PurchaseModel.of(whole.fitted_model, whole.parameters).structure
    values = np.array(list(whole.parameters.values()))
    unmovable = whole.boundary == POLARISED or not isinstance(structure, Halves | Pareto)
    if unmovable or not all(_is_inside(name, value) for name, value in whole.parameters.items()):
        return None
    names = list(whole.parameters)
    present = {name: histories.grouped() for name, histories in segments.items() if len(histories) > 0}
    if not present:
        return {}
    larger = {segment: _Centre.of_segment(fit) for segment, fit in (within or {}).items()}
    of_whole = _Centre(_search(names, values), np.zeros((len(values), len(values))))
    centres = [larger.get(segment, of_whole) for segment in present]
    nowhere = np.zeros(len(values))
    evidence = [
        _evidence(_around(centre.point, _likelihood(structure, histories)), nowhere)
        for centre, histories in zip(centres, present.values(), strict=True)
    ]
    pooled = pool_toward(nowhere, evidence)
    return {
        segment: _report(histories, names, centre.point + off.point, centre.covariance + off.covariance, off.own_share)
        for (segment, histories), centre, off in zip(present.items(), centres, pooled.groups, strict=True)
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Centre:
    """What segments are pooled toward, by the search parameters, and what is not known of it."""

    point: FloatArray
    covariance: FloatArray

    @classmethod
    def of_segment(cls, fit: SegmentFit) -> "_Centre":
        names, values = list(fit.parameters), np.array(list(fit.parameters.values()))
        slopes = _slopes(names, values)
        return cls(_search(names, values), fit.covariance / np.outer(slopes, slopes))


def _is_inside(name: str, value: float) -> bool:
    return 0.0 < value < (1.0 if name == "p" else np.inf)


def _search(names: list[str], values: FloatArray) -> FloatArray:
    return np.array([logit(value) if name == "p" else np.log(value) for name, value in zip(names, values, strict=True)])


def _slopes(names: list[str], values: FloatArray) -> FloatArray:
    """Of the parameters by those that are searched for."""
    return np.where([name == "p" for name in names], values * (1.0 - values), values)


def _around(centre: FloatArray, likelihood: Likelihood | None) -> Likelihood | None:
    """By how far the search parameters are from a centre."""
    return None if likelihood is None else lambda off: likelihood(centre + off)


def _likelihood(structure: object, histories: PurchaseHistories) -> Likelihood | None:
    """By the search parameters, in the histories' own unit; None where nobody was watched for any time."""
    if not histories.T.any():
        return None
    if isinstance(structure, Halves):
        told = SufficientStatistics.of(histories, structure.at_first)
        shift = _shift(structure.parameters, told.scale)
        return lambda search: log_likelihood(structure.rate, structure.dropout, search - shift, told)
    assert isinstance(structure, Pareto)  # noqa: S101 — the caller has looked
    known = ParetoStatistics.of(histories)
    moved = _shift(structure.parameters, known.whole.scale)
    free = structure.places

    def of_pareto(search: FloatArray) -> Evaluation:
        found = pareto_likelihood.log_likelihood(structure.logarithms(search - moved), known, structure.may_leave)
        return Evaluation(found.value, found.gradient[free], found.hessian[np.ix_(free, free)])

    return of_pareto


def _shift(names: tuple[str, ...], scale: float) -> FloatArray:
    """What search parameters in the histories' unit are more than in units of `scale`."""
    sign = {"alpha": 1.0, "beta": 1.0, "lambda": -1.0, "mu": -1.0}
    return np.array([sign.get(name, 0.0) for name in names]) * float(np.log(scale))


def _evidence(likelihood: Likelihood | None, centre: FloatArray) -> Evidence:
    def mode(mean: FloatArray, precision: FloatArray, start: FloatArray) -> Mode:
        if likelihood is None:
            return Mode(mean, np.zeros((len(mean), len(mean))), np.zeros(len(mean)), 0.0)

        def penalised(search: FloatArray) -> Evaluation:
            if float(np.abs(search - centre).max()) > _FARTHEST:
                return out_of_bounds(len(search))
            found, off = likelihood(search), search - mean
            return Evaluation(
                found.value - 0.5 * float(precision @ off**2),
                found.gradient - precision * off,
                found.hessian - np.diag(precision),
            )

        found = maximize(penalised, start, tolerance=_TOLERANCE * max(float(precision.max()), 1.0))
        off, at = found.point - mean, found.evaluation
        return Mode(
            found.point,
            -(at.hessian + np.diag(precision)),
            at.gradient + precision * off,
            at.value + 0.5 * float(precision @ off**2),
        )

    return mode


def _report(
    histories: PurchaseHistories, names: list[str], point: FloatArray, covariance: FloatArray, own_share: FloatArray
) -> SegmentFit:
    shares = np.array([name == "p" for name in names])
    values = np.where(shares, expit(point), np.exp(point))
    slopes = _slopes(names, values)
    natural = covariance * np.outer(slopes, slopes)
    return SegmentFit(
        customers=int(histories.customers.sum()),
        purchases=int(histories.customers @ histories.frequency),
        parameters=dict(zip(names, values.tolist(), strict=True)),
        standard_errors=dict(zip(names, standard_errors(natural).tolist(), strict=True)),
        covariance=natural,
        own_share=dict(zip(names, own_share.tolist(), strict=True)),
    )
