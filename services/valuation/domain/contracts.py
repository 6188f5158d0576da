"""How long contracts last, and what they are worth, under sBG and its limit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from inference.arrays import FloatArray, IntArray
from inference.delta import Estimate, Interval, Link
from services.valuation.domain.chances import expected_stays, mean_chance
from services.valuation.domain.errors import InvalidContractError, InvalidHorizonError
from services.valuation.domain.histories import whole_numbers
from services.valuation.domain.models import check_covariance
from services.valuation.domain.opportunities import MAXIMUM_OPPORTUNITIES, opportunities_ahead
from services.valuation.domain.outcomes import spread_parameters
from services.valuation.domain.predictive import CountProbabilities, check_counted
from services.valuation.domain.shifted_beta_geo import ContractModel

_NUMBERS = 2_000_000


def survival(model: ContractModel, renewals: IntArray, since: IntArray | None = None) -> Estimate:
    """P(making this many renewals), of a new customer or of one who has made some already.

    Args:
        model: With its parameters.
        renewals: Shape (n,).
        since: How many of them have been made, likewise; none if not told.

    Source: Fader & Hardie (2007), eq. 6.
    """
    search = model.chance.searched(model.values)
    nobody = np.zeros_like(renewals)
    then = model.chance.masses(search, nobody, renewals)
    now = model.chance.masses(search, nobody, nobody if since is None else since)
    value = np.exp(np.minimum(then.value - now.value, 0.0))  # of one or no renewal, small shapes round to more than all
    _, natural = model.chance.natural(search)
    slopes = value * (then.slopes - now.slopes)
    slopes = np.divide(slopes, natural[:, None], out=np.zeros_like(slopes), where=natural[:, None] > 0.0)
    return Estimate(value, slopes)


def probabilities_of_renewals(model: ContractModel, made: IntArray, horizon: float, most: int) -> CountProbabilities:
    """P(n renewals of the coming ones) for n = 0 … most, and P(more): n are made and the next is not, or it is the last.

    Args:
        model: With its parameters.
        made: Renewals so far, shape (rows,).
        horizon: Renewals to come at most.
        most: The largest number.

    Raises:
        InvalidHorizonError: The horizon is no number of opportunities.
        TooManyProbabilitiesError: There are too many of them.
    """
    check_counted(len(made), most)
    ahead = opportunities_ahead(horizon)
    distinct, which = np.unique(made, return_inverse=True)
    told = np.zeros((len(distinct), most + 2))  # one more: whoever makes it makes more than `most`
    until = min(most + 1, ahead)
    renewals = distinct[:, None] + np.arange(until + 1)
    since = np.broadcast_to(distinct[:, None], renewals.shape)
    there = survival(model, renewals.ravel(), since.ravel()).value.reshape(renewals.shape)
    leaves, _ = mean_chance(model.values, np.zeros(renewals.size), renewals.ravel().astype(np.float64))
    told[:, : until + 1] = there * leaves.reshape(renewals.shape)
    told[:, until] = there[:, until]
    return CountProbabilities(told[which, :-1], told[which, -1])


def retention_rates(model: ContractModel, made: IntArray) -> Estimate:
    """P(making the next renewal) of customers who have made so many.

    Source: Fader & Hardie (2007), eq. 8.
    """
    chance, slopes = mean_chance(model.values, np.zeros(len(made)), made.astype(np.float64))
    return Estimate(1.0 - chance, -slopes)


def expected_renewals(model: ContractModel, made: IntArray, horizon: float, factor: float = 1.0) -> Estimate:
    """Renewals to be expected of customers who have made so many, each times factor^j for the j-th to come.

    Args:
        model: With its parameters.
        made: Renewals so far, shape (n,).
        horizon: Renewals to come at most; infinite for all, where the factor is below 1.
        factor: What a renewal later is worth, in (0, 1].
    """
    value, slopes = expected_stays(model.values, made.astype(np.float64), horizon, factor)
    # Nobody makes less than none; only rounding, where the parameters lie many orders apart, would have it so.
    return Estimate(np.maximum(value, 0.0), slopes)


def discounted_residual_lifetime(model: ContractModel, period: IntArray, discount: float) -> Estimate:
    """DERL: renewals to be expected of a customer in a period, just before the one at its end is due, which counts in full.

    Args:
        model: With its parameters.
        period: Which one, counted from 1: in period n a customer has made n − 1 renewals, shape (n,).
        discount: Rate per period, > 0.

    Raises:
        InvalidHorizonError: The rate is not finite and above 0.

    Source: Fader & Hardie (2010), "Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity",
    Marketing Science 29:85, eq. 6.
    """
    if not 0.0 < discount < np.inf:
        raise InvalidHorizonError(f"discount is {discount} and must be finite and above 0", field="discount")
    later = expected_renewals(model, period - 1, np.inf, 1.0 / (1.0 + discount))
    return Estimate(later.value * (1.0 + discount), later.slopes * (1.0 + discount))


def contract_ages(ages: ArrayLike) -> IntArray:
    """Renewals that customers have made, from any numeric column.

    Raises:
        InvalidContractError: One of them is not a whole number from 0 to `MAXIMUM_OPPORTUNITIES`.
    """
    made = whole_numbers("age", ages, InvalidContractError)
    wrong = (made < 0) | (made > MAXIMUM_OPPORTUNITIES)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise InvalidContractError(f"age of row {row} is not between 0 and {MAXIMUM_OPPORTUNITIES}", row=row, field="age")
    return made


@dataclass(frozen=True, slots=True, eq=False)
class ContractPrediction:
    """How long contracts will last.

    Attributes:
        expected_purchases: Renewals within the horizon, shape (rows,).
        probability_alive: That the customer is there still at its end, shape (rows,).
        retention_rate: That the next renewal is made, shape (rows,).
        clv: Value of the renewals within the horizon, discounted, shape (rows,); NaN where the price of one is not known.
        intervals: Low and high of what the parameters' uncertainty leaves open, by the name of the quantity; empty without a
            covariance.
        predictive: Low and high of the outcome itself, under the name of its expectation, likewise.
    """

    expected_purchases: FloatArray
    probability_alive: FloatArray
    retention_rate: FloatArray
    clv: FloatArray
    intervals: dict[str, Interval]
    predictive: dict[str, Interval]


def predict_contracts(
    model: str,
    parameters: Mapping[str, float],
    made: IntArray,
    horizon: float,
    price: FloatArray | None = None,
    factor: float = 1.0,
    covariance: FloatArray | None = None,
    level: float = 0.95,
) -> ContractPrediction:
    """Predict the coming renewals of customers who are there.

    Args:
        model: `sbg`, or its limit model.
        parameters: On their natural scale, by name.
        made: Renewals so far, shape (rows,).
        horizon: How many renewals ahead.
        price: What a renewal brings, shape (rows,); NaN where that is not known.
        factor: What a renewal later is worth, in (0, 1].
        covariance: Of the parameters, in the model's order; without it there are no intervals.
        level: Of the intervals.

    Raises:
        UnknownModelError, InvalidParametersError, InvalidHorizonError, InvalidLevelError: As their names say.
    """
    known = ContractModel.of(model, parameters)
    ahead = opportunities_ahead(horizon)
    worth = np.full(len(made), np.nan) if price is None else price
    renewals = expected_renewals(known, made, ahead)
    there = survival(known, made + ahead, made)
    next_ = retention_rates(known, made)
    discounted = expected_renewals(known, made, ahead, factor)
    value = Estimate(worth * discounted.value, worth * discounted.slopes)
    intervals: dict[str, Interval] = {}
    predictive: dict[str, Interval] = {}
    if covariance is not None:
        matrix = check_covariance(covariance, known.parameters)
        intervals = {
            "expected_purchases": renewals.interval(matrix, level, Link.LOG),
            "probability_alive": there.interval(matrix, level, Link.LOGIT),
            "retention_rate": next_.interval(matrix, level, Link.LOGIT),
        }
        low, high = _renewals_interval(known, matrix, made, ahead, level)
        predictive["expected_purchases"] = (low.astype(np.float64), high.astype(np.float64))
        if price is not None:
            intervals["clv"] = _priced(discounted.interval(matrix, level, Link.LOG), worth)
            # So many renewals, one at each, have one value: it is spread as they are.
            paid = np.concatenate([np.zeros(1), np.cumsum(factor ** np.arange(1.0, ahead + 1.0))])
            predictive["clv"] = _priced((paid[low], paid[high]), worth)
    return ContractPrediction(renewals.value, there.value, next_.value, value.value, intervals, predictive)


def _priced(interval: Interval, price: FloatArray) -> Interval:
    """An interval of what is paid that price for; a price below 0 turns it around."""
    low, high = interval[0] * price, interval[1] * price
    return np.minimum(low, high), np.maximum(low, high)


def _renewals_interval(
    model: ContractModel, covariance: FloatArray, made: IntArray, horizon: int, level: float
) -> tuple[IntArray, IntArray]:
    """Low and high number of renewals, that the outcome is between with at least the given probability."""
    tail = 0.5 * (1.0 - level)
    cloud = [replace(model, values=row) for row in spread_parameters(model.values, model.parameters, covariance)]
    distinct, which = np.unique(made, return_inverse=True)
    ends = np.zeros((2, len(distinct)), dtype=np.int64)
    at_once = max(_NUMBERS // (horizon + 1), 1)
    for start in range(0, len(distinct), at_once):
        some = distinct[start : start + at_once]
        later = some[:, None] + np.arange(1, horizon + 1)
        since = np.broadcast_to(some[:, None], later.shape)
        beyond = np.zeros((len(some), horizon + 1))  # more than the horizon holds are impossible
        for one in cloud:
            beyond[:, :-1] += survival(one, later.ravel(), since.ravel()).value.reshape(later.shape) / len(cloud)
        ends[:, start : start + at_once] = [np.argmax(beyond <= limit, axis=1) for limit in (1.0 - tail, tail)]
    return ends[0, which], ends[1, which]
