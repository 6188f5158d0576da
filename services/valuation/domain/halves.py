"""Models made of two halves, a rate of purchases and dropout at purchases, and what these are asked.

BG/NBD is a gamma rate with beta dropout, and so is MBG/NBD, in which customers may leave at their first purchase, too
(Batislam, Denizel & Filiztekin 2007, "Empirical Validation and Comparison of Models for Customer Base Analysis", International
Journal of Research in Marketing 24:201). Their limit models are what remains where one of the two does not vary, or where
nobody drops out. A further model made of halves is a further `Halves`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc, gammaln, xlog1py, xlogy

from inference.arrays import FloatArray, IntArray
from inference.delta import Estimate
from services.valuation.domain.counting import log_survival, negative_binomial_at_least, negative_binomial_beyond
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.interpolation import asked_along_time
from services.valuation.domain.likelihood import (
    BetaDropout,
    FixedDropout,
    FixedRate,
    GammaRate,
    Half,
    PolarisedDropout,
)
from services.valuation.domain.posterior_means import PosteriorMeans

# Distinct pairs at a time: their arrays stay in the processor's cache, and memory flat however many there are.
_PAIRS = 512
# Of the probability of dropout by its logit: below it the reciprocal is a number no more.
_LEAST_SLOPE = 1e-300


@dataclass(frozen=True, slots=True)
class Halves:
    """What a model is made of.

    Attributes:
        name: As on the wire.
        rate: The rate's half.
        dropout: The dropout's half; None where nobody drops out.
        parameters: Names, the rate's first.
        at_first: Whether customers may leave at their first purchase, too.
    """

    name: str
    rate: GammaRate | FixedRate
    dropout: BetaDropout | FixedDropout | PolarisedDropout | None
    parameters: tuple[str, ...]
    at_first: bool = False

    @property
    def halves(self) -> tuple[Half, ...]:
        """The halves that there are."""
        return (self.rate,) if self.dropout is None else (self.rate, self.dropout)

    @property
    def dimensions(self) -> int:
        """How many parameters are searched for."""
        return sum(half.dimensions for half in self.halves)

    def natural(self, search: FloatArray, scale: float) -> tuple[FloatArray, FloatArray]:
        """The parameters, and the derivative of each by its search parameter."""
        values, slopes, offset = [], [], 0
        for half in self.halves:
            value, slope = half.natural(search[offset : offset + half.dimensions], scale)
            values.append(value)
            slopes.append(slope)
            offset += half.dimensions
        return np.concatenate(values), np.concatenate(slopes)

    def rate_values(self, values: FloatArray) -> FloatArray:
        """The rate's: r and alpha, or lambda."""
        return values[: self.rate.dimensions]

    def dropout_values(self, values: FloatArray) -> FloatArray:
        """Dropout's: a and b, or p, or none; of customers who did not leave at their first purchase, if they might have."""
        dropout = values[self.rate.dimensions :]
        return dropout + np.array([0.0, 1.0]) if self.at_first and len(dropout) > 1 else dropout

    def time_scale(self, values: FloatArray) -> float:
        """That of the rate of purchase; where all have one rate, how long they have been watched does not matter."""
        return float(values[1]) if isinstance(self.rate, GammaRate) else 1.0

    def alive(self, values: FloatArray, histories: PurchaseHistories) -> Estimate:
        """Probability that a customer has not left by T; 1 while there was no purchase at which they might have.

        Source: Fader, Hardie & Lee (2008), "Computing P(alive) Using the BG/NBD Model", note 021.
        """
        value = np.ones(len(histories))
        slopes = np.zeros((len(values), len(histories)))
        tossed = np.flatnonzero((histories.frequency > 0) | self.at_first).astype(np.int64)
        if self.dropout is not None and len(tossed) > 0:
            odds, odds_slopes = self._log_odds_of_having_left(values, histories, tossed)
            small = np.exp(-np.abs(odds))
            value[tossed] = np.where(odds > 0.0, small, 1.0) / (1.0 + small)
            slopes[:, tossed] = -odds_slopes * (small / (1.0 + small) ** 2)
        return Estimate(value, slopes)

    def purchases_if_alive(
        self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float, discount: float
    ) -> Estimate:
        """Expected purchases of customers who are alive at T."""
        found = self._along_time(values, frequency, T, horizon, lambda means: means.discounted(horizon, discount))
        return Estimate(found[0], found[1:])

    def stays_if_alive(self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float) -> Estimate:
        """Probability that customers who are alive at T are so at T + horizon."""
        found = self._along_time(values, frequency, T, horizon, lambda means: means.staying(np.full_like(means.shape, horizon)))
        return Estimate(found[0], found[1:])

    def _along_time(
        self,
        values: FloatArray,
        x: FloatArray,
        T: FloatArray,
        horizon: float,
        answer: Callable[[PosteriorMeans], tuple[FloatArray, FloatArray]],
    ) -> FloatArray:
        """What is asked of the means over dropout, and under it its derivatives, shape (1 + d, pairs)."""

        def ask(x: FloatArray, T: FloatArray) -> FloatArray:
            found = np.empty((1 + len(values), len(T)))
            for start in range(0, len(T), _PAIRS):
                block = slice(start, start + _PAIRS)
                found[0, block], found[1:, block] = answer(self._means(values, x[block], T[block], horizon))
            return found

        return asked_along_time(ask, x, T, self.time_scale(values))

    def _means(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float) -> PosteriorMeans:
        rate, dropout = self.rate_values(values), self.dropout_values(values)
        return PosteriorMeans.of(self.rate, self.dropout, rate, dropout, x, T, horizon)

    def counts_beyond(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """P(Y > n) of customers who are alive at T."""
        if isinstance(self.rate, GammaRate):
            r, alpha = self.rate_values(values)
            more = negative_binomial_beyond(n, r + x, horizon / (alpha + T))
        else:
            more = gammainc(n + 1.0, values[0] * horizon + 0.0 * (x + T))
        if isinstance(self.dropout, BetaDropout):
            a, b = self.dropout_values(values)
            return np.asarray(more * np.exp(log_survival(a, b + x, n)))
        if isinstance(self.dropout, FixedDropout):
            return np.asarray(more * (1.0 - values[-1]) ** n)
        return np.asarray(more)

    def effort(self, horizon: float) -> float:  # noqa: ARG002 - it is one incomplete beta function, whatever the horizon
        """How long P(Y > n) of one number takes, beside that of BG/NBD."""
        return 1.0

    def log_counts(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """Log-probability that customers who are alive at T buy n times.

        With s_n the mean of (1 − p)^n over the posterior of dropout, and N what a customer who never leaves would buy,

            P(Y = n) = s_n · P(N = n) + (s_{n−1} − s_n) · P(N ≥ n):

        either all n purchases were survived and no other came, or the n-th was the last. All terms are positive: nothing
        cancels, as it does where P(Y > n) is subtracted from P(Y > n − 1). Source: Fader, Hardie & Lee (2005), section 4.
        """
        exactly, at_least = self._log_counts_if_there(values, x, T, horizon, n)
        survived, last = self._log_dropout(values, x, n)
        return np.asarray(np.logaddexp(survived + exactly, last + at_least))

    def _log_odds_of_having_left(
        self, values: FloatArray, histories: PurchaseHistories, tossed: IntArray
    ) -> tuple[FloatArray, FloatArray]:
        """Log-odds, and their derivatives by the parameters, of the rows with a purchase at which customers might leave."""
        x = histories.frequency[tossed].astype(np.float64)
        last, watched = histories.recency[tossed], histories.T[tossed]
        silence = watched - last
        if isinstance(self.rate, GammaRate):
            r, alpha = self.rate_values(values)
            quiet = np.log1p(silence / (alpha + last))
            odds = (r + x) * quiet
            slopes = [quiet, -(r + x) * silence / ((alpha + watched) * (alpha + last))]
        else:
            odds = values[0] * silence
            slopes = [silence]
        if isinstance(self.dropout, BetaDropout):
            a, b = values[self.rate.dimensions :]
            stayed = b + (x if self.at_first else x - 1.0)  # b itself where x is 0 or 1: no 1 is taken from b + 1
            odds = odds + np.log(a) - np.log(stayed)
            slopes += [np.full_like(x, 1.0 / a), -1.0 / stayed]
        elif isinstance(self.dropout, FixedDropout):
            p = float(values[-1])
            if 0.0 < p < 1.0:
                odds = odds + np.log(p) - np.log1p(-p)
                slopes += [np.full_like(x, 1.0 / max(p * (1.0 - p), _LEAST_SLOPE))]
            else:
                odds = np.full_like(x, np.inf if p == 1.0 else -np.inf)
                slopes = [np.zeros_like(x) for _ in range(len(values))]
        return odds, np.stack(slopes)

    def _log_counts_if_there(
        self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Of customers who never leave, ln P(N = n) and ln P(N >= n)."""
        if isinstance(self.rate, GammaRate):
            r, alpha = self.rate_values(values)
            shape, quiet = r + x, (alpha + T) / (alpha + T + horizon)
            exactly = gammaln(shape + n) - gammaln(shape) - gammaln(n + 1.0) + xlogy(shape, quiet) + xlog1py(n, -quiet)
            at_least = negative_binomial_at_least(np.maximum(n, 1.0), shape, horizon / (alpha + T))
        else:
            mean = np.full_like(x, values[0] * horizon)
            exactly = xlogy(n, mean) - mean - gammaln(n + 1.0)
            at_least = gammainc(np.maximum(n, 1.0), mean)
        with np.errstate(divide="ignore"):
            beyond = np.log(at_least)
        # P(N >= n) is no less than P(N = n), whatever the first one's algorithm makes of a tail that no float holds.
        return exactly, np.where(n == 0.0, 0.0, np.maximum(beyond, exactly))

    def _log_dropout(self, values: FloatArray, x: FloatArray, n: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Of dropout, ln s_n and ln(s_{n−1} − s_n): of having left at the n-th purchase, −inf where n is 0."""
        impossible = np.full_like(x, -np.inf)
        if isinstance(self.dropout, BetaDropout):
            a, b = self.dropout_values(values)
            survived = log_survival(a, b + x, n)
            before = np.maximum(n - 1.0, 0.0)
            left = log_survival(a, b + x, before) + np.log(a) - np.log(a + b + x + before)
            return survived, np.where(n == 0.0, impossible, left)
        if isinstance(self.dropout, FixedDropout):
            p = float(values[-1])
            left = xlog1py(np.maximum(n - 1.0, 0.0), -p) + (np.log(p) if p > 0.0 else -np.inf)
            return np.asarray(xlog1py(n, -p)), np.where(n == 0.0, impossible, left)
        return np.zeros_like(x), impossible


BG_NBD = Halves("bg_nbd", GammaRate(), BetaDropout(), ("r", "alpha", "a", "b"))
NBD = Halves("nbd", GammaRate(), None, ("r", "alpha"))
FIXED_DROPOUT = Halves("fixed_dropout", GammaRate(), FixedDropout(), ("r", "alpha", "p"))
FIXED_RATE_BETA_DROPOUT = Halves("fixed_rate", FixedRate(), BetaDropout(), ("lambda", "a", "b"))
FIXED_RATE_FIXED_DROPOUT = Halves("fixed_rate", FixedRate(), FixedDropout(), ("lambda", "p"))
FIXED_RATE = Halves("fixed_rate", FixedRate(), None, ("lambda",))

# Fitted as limits, and told in the parameters of the model that they are limits of.
POLARISED_DROPOUT = Halves("bg_nbd", GammaRate(), PolarisedDropout(), ("r", "alpha", "a", "b"))
FIXED_RATE_POLARISED_DROPOUT = Halves("fixed_rate", FixedRate(), PolarisedDropout(), ("lambda", "a", "b"))

# The limits of MBG/NBD have the parameters of BG/NBD's, and foretell something else.
MBG_NBD = Halves("mbg_nbd", GammaRate(), BetaDropout(), ("r", "alpha", "a", "b"), at_first=True)
MBG_FIXED_DROPOUT = Halves("mbg_nbd/fixed_dropout", GammaRate(), FixedDropout(), ("r", "alpha", "p"), at_first=True)
MBG_FIXED_RATE_BETA_DROPOUT = Halves("mbg_nbd/fixed_rate", FixedRate(), BetaDropout(), ("lambda", "a", "b"), at_first=True)
MBG_FIXED_RATE_FIXED_DROPOUT = Halves("mbg_nbd/fixed_rate", FixedRate(), FixedDropout(), ("lambda", "p"), at_first=True)
MBG_FIXED_RATE = Halves("mbg_nbd/fixed_rate", FixedRate(), None, ("lambda",), at_first=True)
MBG_POLARISED_DROPOUT = Halves("mbg_nbd", GammaRate(), PolarisedDropout(), ("r", "alpha", "a", "b"), at_first=True)
MBG_FIXED_RATE_POLARISED_DROPOUT = Halves(
    "mbg_nbd/fixed_rate", FixedRate(), PolarisedDropout(), ("lambda", "a", "b"), at_first=True
)

STRUCTURES = (
    *(BG_NBD, MBG_NBD, NBD, FIXED_DROPOUT, FIXED_RATE_BETA_DROPOUT, FIXED_RATE_FIXED_DROPOUT, FIXED_RATE),
    *(MBG_FIXED_DROPOUT, MBG_FIXED_RATE_BETA_DROPOUT, MBG_FIXED_RATE_FIXED_DROPOUT, MBG_FIXED_RATE),
)
"""What predict accepts; the polarised ones are told as models of these."""
