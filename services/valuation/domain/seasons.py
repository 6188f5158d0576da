"""The season in weekly sums: waves of a year beside a slow trend.

Weeks are told apart by a few waves of a year, fitted together with a trend by quasi-likelihood (logarithmic link, variance in
proportion to the mean); how many waves there are is decided by the quasi-Akaike criterion, none being one of the answers.
Sources: McCullagh & Nelder (1989), Generalized Linear Models, chapter 9; Burnham & Anderson (2002), section 2.5 (QAIC).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from inference.arrays import FloatArray

WEEKS_PER_YEAR = 365.25 / 7.0
FEWEST_WEEKS = 104
"""Two years: a season that was seen once is not told from a trend."""

_MOST_WAVES = 4
_ROUNDS = 50
# A little is held against every wave, so that empty weeks leave no coefficient free.
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Season:
    """What each week of the year is, beside the mean of a year.

    Attributes:
        waves: How many; 0 where the past shows no season.
        coefficients: Of sine and cosine of each, shape (2 · waves,).
    """

    waves: int
    coefficients: FloatArray

    def factors(self, weeks: FloatArray) -> FloatArray:
        """Of weeks, counted from the last one that was learnt from; their mean over the last year is 1."""
        year = np.arange(-np.ceil(WEEKS_PER_YEAR) + 1.0, 1.0)
        return np.asarray(self._raw(weeks) / self._raw(year).mean())

    def _raw(self, weeks: FloatArray) -> FloatArray:
        return np.asarray(np.exp(_waves(weeks, self.waves) @ self.coefficients))


def learn_season(sums: FloatArray, expected: FloatArray | None = None) -> Season:
    """The season of weekly sums >= 0, the earliest first; none of fewer than `FEWEST_WEEKS`.

    Args:
        sums: Shape (weeks,).
        expected: What they would be without it, up to a factor and a slow trend, > 0, shape (weeks,); all alike where None.
    """
    none = Season(0, np.zeros(0))
    if len(sums) < FEWEST_WEEKS or not sums.any():
        return none
    weeks = np.arange(1.0 - len(sums), 1.0)
    place = 1.0 + 2.0 * weeks / (len(sums) - 1.0)
    trend = np.stack([np.ones(len(sums)), place, 2.0 * place**2 - 1.0], axis=1)  # Chebyshev's
    offset = np.zeros(len(sums)) if expected is None else np.log(expected / expected.mean())
    fits = [_fit(sums, offset, trend, _waves(weeks, waves)) for waves in range(_MOST_WAVES + 1)]
    # The spread is that of the largest model: what it leaves over is noise, if anything is.
    spread = max(fits[-1].pearson / max(len(sums) - 3 - 2 * _MOST_WAVES, 1), 1e-12)
    scores = [fit.deviance / spread + 2.0 * (3 + 2 * waves) for waves, fit in enumerate(fits)]
    best = int(np.argmin(scores))
    return none if best == 0 else Season(best, fits[best].coefficients)


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    coefficients: FloatArray
    deviance: float
    pearson: float


def _waves(weeks: FloatArray, waves: int) -> FloatArray:
    angles = 2.0 * np.pi / WEEKS_PER_YEAR * np.outer(weeks, np.arange(1, waves + 1))
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)


def _fit(sums: FloatArray, offset: FloatArray, trend: FloatArray, waves: FloatArray) -> _Fit:
    """By iterated weighted least squares, beside what is expected: its logarithm is the offset."""
    design = np.concatenate([trend, waves], axis=1)
    held = np.diag([*np.zeros(trend.shape[1]), *np.full(waves.shape[1], _RIDGE * sums.sum())])
    held[0, 0] = held[1, 1] = held[2, 2] = 1e-9 * max(float(sums.sum()), 1.0)
    found = np.zeros(design.shape[1])
    found[0] = np.log(sums.mean())
    for _ in range(_ROUNDS):
        mean = np.exp(np.clip(offset + design @ found, -30.0, 30.0 + np.log(sums.max())))
        score = design.T @ (sums - mean) - held @ found + held[:, 0] * np.log(sums.mean())
        step = np.linalg.solve(design.T @ (mean[:, None] * design) + held, score)
        found = found + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-9:
            break
    mean = np.exp(np.clip(offset + design @ found, -30.0, 30.0 + np.log(sums.max())))
    deviance = 2.0 * float(np.sum(xlogy(sums, sums / mean) - (sums - mean)))
    return _Fit(found[trend.shape[1] :], deviance, float(np.sum((sums - mean) ** 2 / mean)))
