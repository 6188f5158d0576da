"""The likelihood of what customers spend per purchase: of Gamma-Gamma, and of one whose scale differs with frequency.

A customer's spends are gamma distributed with shape p and a rate that differs by customers, gamma distributed itself with shape
q and rate v. Where spend goes with frequency, v is that of customers with one repeat purchase, and v·x^elasticity that of those
with x: expected spend goes with it. An elasticity of 0 is Gamma-Gamma.

Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025.
"""

from dataclasses import dataclass
from math import log
from typing import Self

import numpy as np
from scipy.special import digamma, expit, gammaln, zeta

from inference.arrays import FloatArray, IntArray
from services.valuation.domain.grouping import weighted_counts
from services.valuation.domain.optimize import Evaluation, out_of_bounds

# Shapes beyond these are on their way to infinity: customers, or one customer's spends, do not differ.
LARGEST_LOG_SHAPE = float(np.log(1e6))
# An elasticity past this is that of no market.
_STEEPEST = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class SpendStatistics:
    """Records as the likelihood wants them, in units of the mean spend of a customer in all.

    Attributes:
        scale: That mean.
        frequency: Distinct values, as floats, shape (distinct,).
        shared: Share of the customers with that frequency, shape (distinct,).
        repeats: Each row's frequency, as floats, shape (rows,).
        tilt: Logarithm of the frequency of each row, shape (rows,).
        log_spent: Logarithm of what was spent in all, scaled, shape (rows,); of amounts, too, that round to 0 beside the mean.
        weight: Customers of the row as a share of all, shape (rows,).
        offset: Mean of −ln monetary value.
    """

    scale: float
    frequency: FloatArray
    shared: FloatArray
    repeats: FloatArray
    tilt: FloatArray
    log_spent: FloatArray
    weight: FloatArray
    offset: float

    @classmethod
    def of(cls, frequency: IntArray, monetary_value: FloatArray, customers: IntArray) -> Self:
        """Statistics of rows with repeat purchases of positive mean value."""
        weight = customers / customers.sum()
        spent = frequency * monetary_value
        scale = float(weight @ spent)
        distinct, which = np.unique(frequency, return_inverse=True)
        return cls(
            scale=scale,
            frequency=distinct.astype(np.float64),
            shared=weighted_counts(which, weight, len(distinct)),
            repeats=frequency.astype(np.float64),
            tilt=np.log(frequency),
            log_spent=np.log(spent) - log(scale),
            weight=weight,
            offset=log(scale) - float(weight @ np.log(monetary_value)),
        )

    def per_customer_log_likelihood(self, search: FloatArray) -> Evaluation:
        """Log-likelihood per customer with its derivatives by ln p, ln q, ln v and, if there is one, the elasticity."""
        if (search[:2] > LARGEST_LOG_SHAPE).any() or abs(float(search[3:].sum())) > _STEEPEST:
            return out_of_bounds(len(search))
        p, q, _ = np.exp(search[:3]).tolist()
        odds = self._odds(search)
        share, log_v, log_spent = expit(odds), -np.logaddexp(0.0, -odds), -np.logaddexp(0.0, odds)
        x = self.frequency
        shape = p * x
        all_ = shape + q
        top, own = digamma(all_), digamma(shape)
        top_bend, own_bend = zeta(2.0, all_), zeta(2.0, shape)
        repeats = self.weight * self.repeats
        value = (
            float(self.shared @ (gammaln(all_) - gammaln(shape)))
            - float(gammaln(q))
            + q * float(self.weight @ log_v)
            + p * float(repeats @ log_spent)
            + self.offset
        )
        by_p = float((self.shared * x) @ (top - own)) + float(repeats @ log_spent)
        by_q = float(self.shared @ top) - float(digamma(q)) + float(self.weight @ log_v)
        cross = p * q * float((self.shared * x) @ top_bend)
        pull, bend = self._by_scale(p, q, share)
        # By the logarithm of the scale, and by what moves it: 1 for ln v, the tilt for the elasticity.
        moved = np.stack([np.ones_like(self.tilt), self.tilt])[: len(search) - 2]
        by_scale = moved @ pull
        p_scale, q_scale = -p * (moved @ (repeats * share)), q * (moved @ (self.weight * (1.0 - share)))
        gradient = np.concatenate([[p * by_p, q * by_q], by_scale])
        hessian = np.zeros((len(search), len(search)))
        hessian[:2, :2] = [
            [p * p * float((self.shared * x * x) @ (top_bend - own_bend)) + gradient[0], cross],
            [cross, q * q * (float(self.shared @ top_bend) - float(zeta(2.0, q))) + gradient[1]],
        ]
        hessian[0, 2:], hessian[1, 2:] = p_scale, q_scale
        hessian[2:, 0], hessian[2:, 1] = p_scale, q_scale
        hessian[2:, 2:] = (moved * bend) @ moved.T
        return Evaluation(value, gradient, hessian)

    def scores(self, search: FloatArray) -> FloatArray:
        """Derivatives of the log-likelihood of one customer of each row, shape (d, rows)."""
        p, q, _ = np.exp(search[:3]).tolist()
        odds = self._odds(search)
        share = expit(odds)
        events = p * self.repeats + q
        by_p = self.repeats * (digamma(events) - digamma(p * self.repeats) - np.logaddexp(0.0, odds))
        by_q = digamma(events) - float(digamma(q)) - np.logaddexp(0.0, -odds)
        by_scale = q - events * share
        return np.stack([p * by_p, q * by_q, by_scale, self.tilt * by_scale])[: len(search)]

    def _odds(self, search: FloatArray) -> FloatArray:
        """Logarithm of the scale v of each row over what was spent: the share of v in both is its logistic function."""
        odds: FloatArray = search[2] + float(search[3:].sum()) * self.tilt - self.log_spent
        return odds

    def _by_scale(self, p: float, q: float, share: FloatArray) -> tuple[FloatArray, FloatArray]:
        """First and second derivatives of each row's term by the logarithm of its scale, weighted."""
        events = p * self.repeats + q
        return self.weight * (q - events * share), -self.weight * events * share * (1.0 - share)
