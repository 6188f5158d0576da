"""Partial pooling toward a whole: groups with little to say are believed little.

Each group's parameters are thought of as drawn around those of the whole, independently and normally, with variances that the
groups themselves tell. A group's estimate is what its likelihood times that prior makes of it: of few members it is near the
whole's, of many near its own maximum. The most likely variances are found by expectation and maximisation (empirical Bayes),
with each group's posterior approximated at its mode (Laplace):

    variance = mean over groups of (mode − whole)² + posterior variance,

in which two groups more are counted whose variance is the one that is expected beforehand. Of one group, or a few, the most
likely variance is whatever they happen to be off by, and a group that is off by chance would be let go where it likes; of
many those two do not matter. They are an inverse gamma distribution of the variance, whose logarithm has this as its most
likely value. It ends at `MOST_VARIANCE`, without which the variance would have no mean, and the mean is all that is known of
groups that say little.

A handful of groups does not know its variances well, and who takes the most likely ones for the true ones draws groups too near
and is too sure of it. So estimates and covariances are means over all variances, weighted by how likely the groups make them. A
group's likelihood is taken for normal near where it has been looked at, its height, slope and curvature known; where variances
draw the group farther off, it is looked at again at the mode that it has under these. A large group hardly moves, and one look
is enough; one of whom nobody came back, or a single heavy buyer, is looked at a dozen times.

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
# No variance is above this: on a scale of logarithms every third group would be off by a factor of more than twenty. Of groups
# that say nothing, two deviations of the mean variance then hold what two deviations should, 95 % of all.
MOST_VARIANCE = 9.0
# A variance below e^-4 of both what is expected and the most likely one weighs less than e^-40.
_BELOW = 4.0
_STEPS_OF_SCALE = 257
# By so many sets of variances, at most, means are taken; and so many variances of one parameter.
_MOST_NODES, _MOST_OF_ONE = 1300, 64
# A likelihood is taken for normal within half a posterior deviation of where it has been looked at; so often, at most, again.
_NEAR = 0.5
_MOST_LOOKS = 12


class Mode(NamedTuple):
    """Where a group's likelihood times the prior is greatest.

    Attributes:
        point: Shape (d,).
        information: Second derivatives of minus the log-likelihood there, without the prior, shape (d, d).
        slope: Of the log-likelihood there, shape (d,): what the prior's is against it.
        log_likelihood: There, up to a constant of the group's.
    """

    point: FloatArray
    information: FloatArray
    slope: FloatArray
    log_likelihood: float


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
        better = np.minimum(better, MOST_VARIANCE)
        if float(np.abs(np.log(better / variances)).max()) < _SETTLED:
            break
        variances = better
    return Pooled(variances, _over_variances(centre, variances, modes, evidence))


def _posterior(information: FloatArray, variances: FloatArray) -> FloatArray:
    """In units of the prior's deviations, in which neither vanishing nor vast variances lose digits."""
    deviations = np.sqrt(variances)
    scaled = information * np.outer(deviations, deviations) + np.eye(len(variances))
    values, axes = np.linalg.eigh(0.5 * (scaled + scaled.T))
    # At a mode all are above 0; what the search left short of it must not turn a variance round.
    inverse = (axes / np.maximum(values, 1e-6)) @ axes.T
    return np.asarray(inverse * np.outer(deviations, deviations))


def _over_variances(
    centre: FloatArray, variances: FloatArray, modes: Sequence[Mode], evidence: Sequence[Evidence]
) -> list[PooledGroup]:
    """The groups over all variances, from their modes under the most likely ones."""
    nodes, weights = _nodes([_Told.of(mode, centre) for mode in modes], variances)
    groups = [_look(centre, nodes, mode, of_group) for mode, of_group in zip(modes, evidence, strict=True)]
    weights = weights + np.sum([group.log_evidence for group in groups], axis=0)
    weights = np.exp(weights - weights.max())
    return [_mean(centre, nodes, weights / weights.sum(), group) for group in groups]


def _mean(centre: FloatArray, nodes: FloatArray, weights: FloatArray, group: "_Posterior") -> PooledGroup:
    """Of a group under each of the variances, by their weights, shape (n,)."""
    point = weights @ group.points
    off = group.points - point
    covariance = np.einsum("n,nab->ab", weights, group.covariances) + np.einsum("n,na,nb->ab", weights, off, off)
    own = 1.0 - np.einsum("naa->na", group.covariances) / nodes
    return PooledGroup(centre + point, covariance, np.clip(weights @ own, 0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class _Posterior:
    """A group under each of n sets of prior variances.

    Attributes:
        points: Less the whole's parameters, shape (n, d).
        covariances: Shape (n, d, d).
        log_evidence: How likely the group makes these variances, shape (n,).
        far: How far the points are from where the likelihood was looked at, in deviations of the group's, shape (n,).
    """

    points: FloatArray
    covariances: FloatArray
    log_evidence: FloatArray
    far: FloatArray

    def or_nearer(self, other: "_Posterior") -> "_Posterior":
        """Under each of the variances that of the two which was looked at nearer to its point."""
        nearer = other.far < self.far
        return _Posterior(
            np.where(nearer[:, None], other.points, self.points),
            np.where(nearer[:, None, None], other.covariances, self.covariances),
            np.where(nearer, other.log_evidence, self.log_evidence),
            np.where(nearer, other.far, self.far),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """What a group says of itself, its likelihood being taken for normal as it is at some point.

    Attributes:
        at: That point, less the whole's parameters, shape (d,).
        information: Shape (d, d), nowhere below 0.
        slope: Of the log-likelihood at the whole's parameters, shape (d,).
        height: The log-likelihood there.
    """

    at: FloatArray
    information: FloatArray
    slope: FloatArray
    height: float

    @classmethod
    def of(cls, mode: Mode, centre: FloatArray) -> "_Told":
        values, axes = np.linalg.eigh(0.5 * (mode.information + mode.information.T))
        known = (axes * np.maximum(values, 0.0)) @ axes.T
        at = mode.point - centre
        return cls(at, known, mode.slope + known @ at, mode.log_likelihood - float(mode.slope @ at + 0.5 * at @ known @ at))

    def under(self, variances: FloatArray) -> _Posterior:
        """The group under prior variances of shape (n, d)."""
        deviations = np.sqrt(variances)
        scale = deviations[:, :, None] * deviations[:, None, :]
        scaled = self.information * scale + np.eye(variances.shape[1])
        covariances = np.linalg.inv(scaled) * scale
        points = covariances @ self.slope
        evidence = self.height + 0.5 * (points @ self.slope - np.linalg.slogdet(scaled).logabsdet)
        off = (points - self.at) / deviations
        return _Posterior(points, covariances, evidence, np.sqrt(np.einsum("na,nab,nb->n", off, scaled, off)))


def _look(centre: FloatArray, nodes: FloatArray, first: Mode, evidence: Evidence) -> _Posterior:
    """A group under each of the variances: its likelihood is looked at again where they draw it far from where it has been."""
    found = _Told.of(first, centre).under(nodes)
    for _ in range(_MOST_LOOKS):
        farthest = int(np.argmax(found.far))
        if found.far[farthest] < _NEAR:
            break
        mode = evidence(centre, 1.0 / nodes[farthest], first.point)
        found = found.or_nearer(_Told.of(mode, centre).under(nodes))
    return found


def _nodes(groups: Sequence[_Told], most_likely: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Prior variances by which to take means, shape (n, d), and the logarithms of their weights before groups tell, shape (n,).

    For each parameter alone, the others' variances being the most likely, those that divide the distribution of its variance as
    the points of Gauss and Legendre do; of these every combination. The distribution is taken for wider than it is, by the root
    of its density, since it is the wider the less the others are known.
    """
    d = len(most_likely)
    parts, shares = _legendre(min(int(_MOST_NODES ** (1.0 / d)), _MOST_OF_ONE))
    logs, taken = [], []
    for parameter in range(d):
        lowest = np.log(min(most_likely[parameter], EXPECTED_VARIANCE)) - _BELOW
        scale = np.linspace(lowest, np.log(MOST_VARIANCE), _STEPS_OF_SCALE)
        alone = np.tile(most_likely, (len(scale), 1))
        alone[:, parameter] = np.exp(scale)
        likely = _log_prior(alone) + np.sum([group.under(alone).log_evidence for group in groups], axis=0)
        wide = np.exp(0.5 * (likely - likely.max()))
        middles = 0.5 * (wide[1:] + wide[:-1])
        below = np.concatenate([[0.0], np.cumsum(middles)]) / middles.sum()
        logs.append(np.interp(parts, below, scale))
        taken.append(np.log(middles[np.searchsorted(below, parts, side="right") - 1]))
    nodes = np.exp(_combinations(logs))
    weights = np.log(_combinations([shares] * d)).sum(axis=1) - _combinations(taken).sum(axis=1)
    return nodes, weights + _log_prior(nodes)


def _log_prior(variances: FloatArray) -> FloatArray:
    """Of the logarithms of variances, shape (n, d), up to a constant, shape (n,)."""
    return np.asarray(-0.5 * EXPECTED_GROUPS * (np.log(variances) + EXPECTED_VARIANCE / variances).sum(axis=1))


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
        point = (estimate / variance + mean * precision) / (1.0 / variance + precision)
        off = point - estimate
        return Mode(point, information, -off / variance, -0.5 * float(off @ off) / variance)

    return mode
