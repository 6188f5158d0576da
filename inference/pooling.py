"""Partial pooling toward a whole: groups with little to say are believed little.

Each group's parameters are thought of as drawn around those of the whole, independently and normally, with variances that the
groups themselves tell. A group's estimate is what its likelihood times that prior makes of it: of few members it is near the
whole's, of many near its own maximum. The most likely variances are found by expectation and maximisation (empirical Bayes),
with each group's posterior approximated at its mode (Laplace):

    variance = mean over groups of (mode − whole)² + posterior variance,

in which two groups more are counted whose variance is the one that is expected beforehand. Of one group, or a few, the most
likely variance is whatever they happen to be off by, and a group that is off by chance would be let go where it likes; of
many those two do not matter. They are an inverse gamma distribution of the variance, whose logarithm has this as its most
likely value.

A handful of groups does not know its variances well, and who takes the most likely ones for the true ones draws groups too near
and is too sure of it. So estimates and covariances are means over all variances, weighted by how likely the groups make them,
each group's likelihood being taken for normal as it is at its mode.

Sources: Efron & Morris (1975), "Data Analysis Using Stein's Estimator and its Generalizations", Journal of the American
Statistical Association 70:311; Dempster, Laird & Rubin (1977), "Maximum Likelihood from Incomplete Data via the EM Algorithm",
Journal of the Royal Statistical Society B 39:1; Gelman et al. (2013), "Bayesian Data Analysis", 3rd ed., section 5.4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
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
# Variances are weighed from a fiftieth of the most likely to twenty-five times it: five times the deviation.
_LOG_VARIANCES = np.linspace(-4.0, 3.2, 145)
# By so many sets of variances, at most, means are taken; and so many variances of one parameter.
_MOST_NODES, _MOST_OF_ONE = 1300, 64


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
        covariance: Of these, shape (d, d).
        own_share: Of each parameter, how much of what is known of it the group itself has told: 1 − variance / prior variance,
            in the mean over prior variances, within [0, 1], shape (d,).
    """

    point: FloatArray
    covariance: FloatArray
    own_share: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """All groups, and how much they differ.

    Attributes:
        variances: Of the groups' parameters around the whole's, the most likely ones, shape (d,).
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
    return Pooled(variances, _over_variances(centre, variances, modes))


def _posterior(information: FloatArray, variances: FloatArray) -> FloatArray:
    """In units of the prior's deviations, in which neither vanishing nor vast variances lose digits."""
    deviations = np.sqrt(variances)
    scaled = information * np.outer(deviations, deviations) + np.eye(len(variances))
    values, axes = np.linalg.eigh(0.5 * (scaled + scaled.T))
    # At a mode all are above 0; what the search left short of it must not turn a variance round.
    inverse = (axes / np.maximum(values, 1e-6)) @ axes.T
    return np.asarray(inverse * np.outer(deviations, deviations))


def _over_variances(centre: FloatArray, variances: FloatArray, modes: Sequence[Mode]) -> list[PooledGroup]:
    """The groups over all variances, from their modes under the most likely ones."""
    deviations = np.sqrt(variances)
    told = _Told.of(
        np.array([(mode.point - centre) / deviations for mode in modes]),
        [mode.information * np.outer(deviations, deviations) for mode in modes],
    )
    nodes, weights = _nodes(told, EXPECTED_VARIANCE / variances)
    covariances, points = told.posterior(nodes)
    point = np.einsum("n,nga->ga", weights, points)
    off = points - point
    covariance = np.einsum("n,ngab->gab", weights, covariances) + np.einsum("n,nga,ngb->gab", weights, off, off)
    own = 1.0 - np.einsum("ngaa->nga", covariances) / nodes[:, None, :]
    share = np.clip(np.einsum("n,nga->ga", weights, own), 0.0, 1.0)
    scale = np.outer(deviations, deviations)
    return [PooledGroup(centre + deviations * point[g], covariance[g] * scale, share[g]) for g in range(len(modes))]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What groups say of themselves, their likelihoods being taken for normal; in units of the most likely deviations.

    Attributes:
        information: Shape (groups, d, d), nowhere below 0.
        slope: Of the log-likelihoods at the whole's parameters, shape (groups, d).
    """

    information: FloatArray
    slope: FloatArray

    @classmethod
    def of(cls, modes: FloatArray, information: Sequence[FloatArray]) -> "_Told":
        """By the groups' distances from the whole, shape (groups, d), and the information there."""
        values, axes = np.linalg.eigh(np.array(information))
        known = (axes * np.maximum(values, 0.0)[:, None, :]) @ np.swapaxes(axes, 1, 2)
        # At a mode the likelihood's slope is what the prior's is against it.
        return cls(known, modes + np.einsum("gab,gb->ga", known, modes))

    def posterior(self, variances: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Covariances and points under prior variances of shape (n, d): shapes (n, groups, d, d) and (n, groups, d)."""
        deviations = np.sqrt(variances)[:, None, :]
        scale = deviations[..., :, None] * deviations[..., None, :]
        covariances = np.linalg.inv(self.information * scale + np.eye(variances.shape[1])) * scale
        return covariances, np.einsum("ngab,gb->nga", covariances, self.slope)

    def log_evidence(self, variances: FloatArray, expected: FloatArray) -> FloatArray:
        """How likely the groups make prior variances of shape (n, d), and what is expected of them beforehand, shape (n,)."""
        deviations = np.sqrt(variances)[:, None, :]
        scaled = self.information * deviations[..., :, None] * deviations[..., None, :] + np.eye(variances.shape[1])
        _, points = self.posterior(variances)
        groups = 0.5 * (np.einsum("nga,ga->ng", points, self.slope) - np.linalg.slogdet(scaled).logabsdet).sum(axis=1)
        before = -0.5 * EXPECTED_GROUPS * (np.log(variances) + expected / variances).sum(axis=1)
        return np.asarray(groups + before)


def _nodes(told: _Told, expected: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Prior variances by which to take means, shape (n, d), and their weights, shape (n,).

    For each parameter alone, the others' variances being the most likely, those that divide the distribution of its variance as
    the points of Gauss and Legendre do; of these every combination, weighted by how likely they are together. The distribution
    is taken for wider than it is, by the root of its density, since it is the wider the less the others are known.
    """
    d = len(expected)
    parts, shares = _legendre(min(int(_MOST_NODES ** (1.0 / d)), _MOST_OF_ONE))
    logs, likely = [], []
    for parameter in range(d):
        alone = np.ones((len(_LOG_VARIANCES), d))
        alone[:, parameter] = np.exp(_LOG_VARIANCES)
        wide = 0.5 * told.log_evidence(alone, expected)
        wide -= wide.max()
        middles = 0.5 * (np.exp(wide[1:]) + np.exp(wide[:-1]))
        below = np.concatenate([[0.0], np.cumsum(middles)]) / middles.sum()
        logs.append(np.interp(parts, below, _LOG_VARIANCES))
        likely.append(np.interp(logs[-1], _LOG_VARIANCES, wide))
    nodes = np.exp(_combinations(logs))
    evidence = told.log_evidence(nodes, expected) - _combinations(likely).sum(axis=1)
    weights = _combinations([shares] * d).prod(axis=1) * np.exp(evidence - evidence.max())
    return nodes, weights / weights.sum()


@cache
def _legendre(count: int) -> tuple[FloatArray, FloatArray]:
    """Points and weights within (0, 1)."""
    points, weights = np.polynomial.legendre.leggauss(count)
    return 0.5 * (points + 1.0), 0.5 * weights


def _combinations(of_parameters: Sequence[FloatArray]) -> FloatArray:
    """Every combination of one number of each, shape (n, d)."""
    return np.stack([each.ravel() for each in np.meshgrid(*of_parameters, indexing="ij")], axis=1)


def normal_evidence(estimate: float, variance: float) -> Evidence:
    """Of a group of which one number is known, with its variance."""
    information = np.array([[1.0 / variance]])

    def mode(mean: FloatArray, precision: FloatArray, start: FloatArray) -> Mode:  # noqa: ARG001 — no search is needed
        return Mode((estimate / variance + mean * precision) / (1.0 / variance + precision), information)

    return mode
