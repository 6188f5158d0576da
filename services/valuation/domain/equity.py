"""Customer equity: what all customers together are worth, at one moment and from one to another.

The values of one model share its parameters, so that their errors do not average out: the sum's derivatives by the parameters
are the sums of theirs, and its interval by the delta method is exact to first order. So is that of a change, in which what two
sums have in common cancels.
"""

from dataclasses import dataclass

import numpy as np

from inference.arrays import FloatArray, IntArray
from inference.delta import Estimate
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.gamma_gamma import expected_spend
from services.valuation.domain.grouping import weighted_counts
from services.valuation.domain.histories import PurchaseHistories
from services.valuation.domain.models import PurchaseModel

METHOD = (
    "delta method on the covariance at the maximum of the likelihood (Laplace), of the sum itself; of the parameters alone, "
    "not of what will happen"
)


@dataclass(frozen=True, slots=True, eq=False)
class ValueModel:
    """What values customers: a model of purchases, one of spend, and how far and how discounted.

    Attributes:
        purchases: With its parameters.
        spend: Parameters of Gamma-Gamma, with or without elasticity.
        horizon: In the model's unit of time.
        discount: Continuous rate per unit.
        factor: That expected purchases are multiplied by: what holdouts teach of their bias.
        covariance: Of the purchase parameters, those of spend, and the logarithm of the factor; None where it is not known.
    """

    purchases: PurchaseModel
    spend: FloatArray
    horizon: float
    discount: float
    factor: float
    covariance: FloatArray | None

    @classmethod
    def of(
        cls,
        purchases: PurchaseModel,
        spend: FloatArray,
        horizon: float,
        discount: float,
        covariance: FloatArray | None,
        spend_covariance: FloatArray | None,
        factor: float = 1.0,
        factor_log_variance: float = 0.0,
    ) -> "ValueModel":
        """The model of its parts: the errors of each are independent of the others'."""
        whole = None
        if covariance is not None:
            size, both = len(covariance), len(covariance) + len(spend)
            whole = np.zeros((both + 1, both + 1))
            whole[:size, :size] = covariance
            if spend_covariance is not None:
                whole[size:both, size:both] = spend_covariance
            whole[-1, -1] = factor_log_variance
        return cls(purchases, spend, horizon, discount, factor, whole)


@dataclass(frozen=True, slots=True, eq=False)
class CustomerBase:
    """Customers at a moment, by groups of like ones.

    Attributes:
        histories: Up to that moment, in the model's unit; a row is a group.
        monetary_value: Mean spend per repeat day of the group's customers; 0 where none is known of any of them, shape (rows,).
        label: What the group is counted under, shape (rows,).
        labels: How many labels there are.
    """

    histories: PurchaseHistories
    monetary_value: FloatArray
    label: IntArray
    labels: int


@dataclass(frozen=True, slots=True, eq=False)
class Equity:
    """What the customers under each label are worth together.

    Attributes:
        sums: With derivatives by the model's parameters, shape (labels,).
        customers: Shape (labels,).
        without_value: Of them, those whose spend has no mean: not in the sums, shape (labels,).
    """

    sums: Estimate
    customers: FloatArray
    without_value: FloatArray


def customer_equity(model: ValueModel, base: CustomerBase) -> Equity:
    """Sum of the customers' lifetime values by label.

    A value is linear in what the customer spent on the mean, so that groups of one history need only the mean of their means.
    """
    histories, weight = base.histories, base.histories.customers.astype(np.float64)
    purchases = expected_purchases(model.purchases, histories, model.horizon, discount=model.discount)
    spend, spend_slopes = expected_spend(model.spend, histories.frequency.astype(np.float64), base.monetary_value)
    worth = model.factor * purchases.value * spend
    slopes = np.concatenate(
        [model.factor * spend * purchases.slopes, model.factor * purchases.value * spend_slopes, worth[None]]
    )
    known = np.isfinite(worth)
    counted = np.where(known, weight, 0.0)

    def total(column: FloatArray) -> FloatArray:
        return weighted_counts(base.label, counted * np.where(known, column, 0.0), base.labels)

    sums = Estimate(total(worth), np.stack([total(slope) for slope in slopes]))
    return Equity(
        sums,
        weighted_counts(base.label, weight, base.labels),
        weighted_counts(base.label, weight - counted, base.labels),
    )


def equity_change(before: Estimate, now: Estimate) -> Estimate:
    """What it rose by, of two sums of one model; its parameters' errors are the same in both."""
    return Estimate(now.value - before.value, now.slopes - before.slopes)
