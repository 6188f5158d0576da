"""Partial pooling toward a whole: groups with little to say are believed little.

Each group's parameters are thought of as drawn around those of the whole, independently and normally, with variances that the
groups themselves tell (empirical Bayes). A group's estimate is the mode of its likelihood times that prior: of few members it
is near the whole's, of many near its own maximum. The variances are found by expectation and maximisation, with each
group's posterior approximated at its mode (Laplace):

    variance = mean over groups of (mode − whole)² + posterior variance,

in which two groups more are counted whose variance is the one that is expected beforehand. Of one group, or a few, the most
likely variance is whatever they happen to be off by, and a group that is off by chance would be let go where it likes; of
many those two do not matter. They are an inverse gamma distribution of the variance, with this as its most likely value.

Sources: Efron & Morris (1975), "Data Analysis Using Stein's Estimator and its Generalizations", Journal of the American
Statistical Association 70:311; Dempster, Laird & Rubin (1977), "Maximum Likelihood from Incomplete Data via the EM Algorithm",
Journal of the Royal Statistical Society B 39:1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from inference.arrays import FloatArray

_FIRST_VARIANCE = 0.25
# What is expected of the groups before they have told anything: on a scale of logarithms they differ by a fifth or so. It
# counts as much as so many of them.
EXPECTED_VARIANCE = 0.04
EXPECTED_GROUPS = 2.0
_MOST_ROUNDS = 300
_SETTLED = 1e-4


class Mode(NamedTuple):
    """Where a group's likelihood times the prior is greatest.

    Attributes:
        point: Shape (d,).
        information: Second derivatives of minus the log-likelihood there, without the prior, shape (d, d).
    """

    point: FloatArray
    information: FloatArray


Evidence = Callable[[FloatArray, FloatArray, FloatArray], Mode]
"""A group's mode under a normal prior, by its mean, its precisions (one for each parameter) and a point to start from."""


@dataclass(frozen=True, slots=True, eq=False)
class PooledGroup:
    """A group between its own and the whole.

    Attributes:
        point: Its parameters, shape (d,).
        covariance: Of these, given the prior, shape (d, d).
        own_share: Of each parameter, how much of what is known of it the group itself has told: 1 − variance / prior variance,
            within [0, 1], shape (d,).
    """

    point: FloatArray
    covariance: FloatArray
    own_share: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """All groups, and how much they differ.

    Attributes:
        variances: Of the groups' parameters around the whole's, shape (d,).
        groups: In the order of the evidence.
    """

    variances: FloatArray
    groups: list[PooledGroup]


def pool_toward(centre: FloatArray, evidence: Sequence[Evidence]) -> Pooled:
    """Pool groups toward a whole.

    Args:
        centre: The whole's parameters, on a scale on which they know no bounds, shape (d,).
        evidence: Of each group, at least one.
    """
    variances = np.full(len(centre), _FIRST_VARIANCE)
    points = [centre] * len(evidence)
    for _ in range(_MOST_ROUNDS):
        modes = [of_group(centre, 1.0 / variances, start) for of_group, start in zip(evidence, points, strict=True)]
        points = [mode.point for mode in modes]
        covariances = [_posterior(mode.information, variances) for mode in modes]
        spread = [(point - centre) ** 2 + np.diag(each) for point, each in zip(points, covariances, strict=True)]
        better = (np.sum(spread, axis=0) + EXPECTED_GROUPS * EXPECTED_VARIANCE) / (len(evidence) + EXPECTED_GROUPS)
        if float(np.abs(np.log(better / variances)).max()) < _SETTLED:
            break
        variances = better
    groups = [
        PooledGroup(mode.point, each, np.clip(1.0 - np.diag(each) / variances, 0.0, 1.0))
        for mode, each in zip(modes, covariances, strict=True)
    ]
    return Pooled(variances, groups)


def _posterior(information: FloatArray, variances: FloatArray) -> FloatArray:
    """In units of the prior's deviations, in which neither vanishing nor vast variances lose digits."""
    deviations = np.sqrt(variances)
    scaled = information * np.outer(deviations, deviations) + np.eye(len(variances))
    values, axes = np.linalg.eigh(0.5 * (scaled + scaled.T))
    # At a mode all are above 0; what the search left short of it must not turn a variance round.
    inverse = (axes / np.maximum(values, 1e-6)) @ axes.T
    return np.asarray(inverse * np.outer(deviations, deviations))


def normal_evidence(estimate: float, variance: float) -> Evidence:
    """Of a group of which one number is known, with its variance."""
    information = np.array([[1.0 / variance]])

    def mode(mean: FloatArray, precision: FloatArray, start: FloatArray) -> Mode:  # noqa: ARG001 — no search is needed
        return Mode((estimate / variance + mean * precision) / (1.0 / variance + precision), information)

    return mode
