"""From raw totals to an estimate with its variance: means, proportions, ratios, and means adjusted by a covariate.

Sources: Deng, Knoblich & Lu (2018), "Applying the Delta Method in Metric Analytics" (ratios); Deng, Xu, Kohavi & Walker
(2013), "Improving the Sensitivity of Online Controlled Experiments by Utilizing Pre-Experiment Data" (CUPED).
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from services.experiments.domain.errors import (
    InconsistentTotalsError,
    InvalidCovariateError,
    InvalidUsersError,
    LostVarianceError,
    MissingTotalError,
    TooFewUsersError,
    UnusedTotalError,
    ZeroDenominatorError,
)

# Shares of a sum of squares. Up to the one, what is left of it is the rounding of the three numbers that it is made of: no
# variance. Up to the other, a variance and the rounding of how the sums were added up cannot be told apart.
_ROUNDING = 8.0 * 2.0**-53
_HIDDEN = 1e-13
_MOST_USERS = 2**53


class Metric(StrEnum):
    """What is measured per user, and compared between variations.

    MEAN is a number per user, PROPORTION the share of users who did something, RATIO one number's sum over another's,
    such as the average order value.
    """

    MEAN = "mean"
    PROPORTION = "proportion"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Totals:
    """A variation's sufficient statistics: raw sums over its users, each user counted once.

    Attributes:
        key: The variation's name.
        users: How many.
        sum: Of the metric (of its numerator, for a ratio); for a proportion, how many did it.
        sum_squares: Of the metric; a proportion does not need it.
        denominator_sum: Of a ratio's denominator.
        denominator_sum_squares: Of the same.
        main_denominator_product: Σ metric × denominator.
        covariate_sum: Of what was known of the users before the experiment.
        covariate_sum_squares: Of the same.
        main_covariate_product: Σ metric × covariate.
    """

    key: str
    users: float
    sum: float
    sum_squares: float | None = None
    denominator_sum: float | None = None
    denominator_sum_squares: float | None = None
    main_denominator_product: float | None = None
    covariate_sum: float | None = None
    covariate_sum_squares: float | None = None
    main_covariate_product: float | None = None

    @property
    def has_covariate(self) -> bool:
        """Whether a covariate is given."""
        return self.covariate_sum is not None


@dataclass(frozen=True, slots=True)
class Moments:
    """Of a metric and, where it has one, of its companion: a ratio's denominator, or a covariate.

    Attributes:
        users: How many.
        mean: Of the metric.
        variance: Of the metric, per user.
        companion_mean: 0 without a companion, as the next two.
        companion_variance: Per user.
        covariance: Of both, per user.
    """

    users: float
    mean: float
    variance: float
    companion_mean: float = 0.0
    companion_variance: float = 0.0
    covariance: float = 0.0


@dataclass(frozen=True, slots=True)
class Arm:
    """A variation's estimate.

    Attributes:
        users: How many.
        estimate: The metric, adjusted where there is a covariate.
        variance: Of the estimate.
        unadjusted: The metric as it was measured.
        unadjusted_variance: Of that.
        covariance: Of both.
    """

    users: float
    estimate: float
    variance: float
    unadjusted: float
    unadjusted_variance: float
    covariance: float


def moments_of(totals: Totals, metric: Metric, place: str) -> Moments:
    """The moments of a variation's users.

    A proportion has its own variance, p(1 − p); the others have the unbiased one.

    Args:
        totals: Of the variation.
        metric: What they are totals of.
        place: JSON pointer to the totals, for what is refused.

    Raises:
        InvalidUsersError: The number of users is none.
        TooFewUsersError: There are fewer than two.
        MissingTotalError: The metric needs a total that is not given.
        InconsistentTotalsError: No data have such totals.
        LostVarianceError: The totals are too great, beside what varies, to tell the variance from rounding.
        ZeroDenominatorError: A ratio's denominators add up to 0.
        InvalidCovariateError: A covariate is given in part, or for a ratio.
    """
    check_users(totals, place)
    users = totals.users
    if users < 2.0:
        raise TooFewUsersError(f"Variation '{totals.key}' has {users:g}.", f"{place}/users")
    mean = totals.sum / users
    if metric is Metric.PROPORTION:
        if not 0.0 <= totals.sum <= users:
            raise InconsistentTotalsError("Of a proportion's users, from none to all did it.", f"{place}/sum")
        variance, freedom = mean * (1.0 - mean), users
    else:
        freedom = users - 1.0
        squares = _wanted(totals.sum_squares, place, "sum_squares")
        variance = _variance(users, totals.sum, squares, freedom, f"{place}/sum_squares")
    companion = _companion(totals, metric, place)
    if companion is None:
        return Moments(users, mean, variance)
    total, squares, product, names = companion
    spread = _variance(users, total, squares, freedom, f"{place}/{names[0]}")
    covariance = (product - totals.sum * (total / users)) / freedom
    own = totals.sum if metric is Metric.PROPORTION else totals.sum_squares or 0.0
    _check_covariance(covariance, sqrt(variance * spread), sqrt(own * squares) / freedom, f"{place}/{names[1]}")
    return Moments(users, mean, variance, total / users, spread, covariance)


def check_users(totals: Totals, place: str) -> None:
    """Refuse a number of users that is none.

    Raises:
        InvalidUsersError: It is not whole, negative or too great.
    """
    if not 0 <= totals.users <= _MOST_USERS or totals.users != int(totals.users):
        raise InvalidUsersError(f"Variation '{totals.key}' cannot have {totals.users:g} users.", f"{place}/users")


def check_use(totals: Totals, metric: Metric, place: str) -> None:
    """Refuse a denominator where there is no ratio.

    Raises:
        UnusedTotalError: There is one.
    """
    names = ("denominator_sum", "denominator_sum_squares", "main_denominator_product")
    unused = () if metric is Metric.RATIO else [name for name in names if getattr(totals, name) is not None]
    for name in unused:
        raise UnusedTotalError(f"A {metric} has no denominator.", f"{place}/{name}")


def _wanted(value: float | None, place: str, name: str) -> float:
    if value is None:
        raise MissingTotalError(f"{name} is missing.", f"{place}/{name}")
    return value


def _companion(totals: Totals, metric: Metric, place: str) -> tuple[float, float, float, tuple[str, str]] | None:
    """Sum, sum of squares and product of what goes with the metric, and the names of the last two."""
    given = (totals.covariate_sum, totals.covariate_sum_squares, totals.main_covariate_product)
    if metric is Metric.RATIO:
        if any(value is not None for value in given):
            raise InvalidCovariateError("A ratio takes no covariate.", f"{place}/covariate_sum")
        total = _wanted(totals.denominator_sum, place, "denominator_sum")
        squares = _wanted(totals.denominator_sum_squares, place, "denominator_sum_squares")
        product = _wanted(totals.main_denominator_product, place, "main_denominator_product")
        if total / totals.users == 0.0:
            raise ZeroDenominatorError("The denominators add up to 0.", f"{place}/denominator_sum")
        return total, squares, product, ("denominator_sum_squares", "main_denominator_product")
    if all(value is None for value in given):
        return None
    before, before_squares, before_product = given
    if before is None or before_squares is None or before_product is None:
        raise InvalidCovariateError("A covariate has a sum, a sum of squares and a product with the metric.", place)
    return before, before_squares, before_product, ("covariate_sum_squares", "main_covariate_product")


def _variance(users: float, total: float, squares: float, freedom: float, place: str) -> float:
    rest = squares - total * (total / users)
    if rest < -_HIDDEN * abs(squares) or squares < 0.0:
        raise InconsistentTotalsError("The sum of squares is less than the square of the sum over the users.", place)
    if abs(rest) <= _ROUNDING * squares:
        return 0.0
    if rest <= _HIDDEN * squares:
        raise LostVarianceError("Rounding hides the variance: take one number from all values before they are added up.", place)
    return rest / freedom


def _check_covariance(covariance: float, most: float, size: float, place: str) -> None:
    """By Cauchy and Schwarz, up to rounding, which is of the size of the products and not of what is left of them."""
    if abs(covariance) > most * (1.0 + 1e-9) + 1e-9 * size:
        raise InconsistentTotalsError("The product is more than the variances allow.", place)


def arm_of(moments: Moments, metric: Metric, theta: float = 0.0) -> Arm:
    """The estimate of a variation: its mean (less θ times the covariate's), or the ratio by the delta method."""
    if metric is Metric.RATIO:
        ratio = moments.mean / moments.companion_mean
        residual = moments.variance - 2.0 * ratio * moments.covariance + ratio * ratio * moments.companion_variance
        variance = max(residual, 0.0) / moments.users / moments.companion_mean / moments.companion_mean
        return Arm(moments.users, ratio, variance, ratio, variance, variance)
    residual = moments.variance - 2.0 * theta * moments.covariance + theta * theta * moments.companion_variance
    return Arm(
        users=moments.users,
        estimate=moments.mean - theta * moments.companion_mean,
        variance=max(residual, 0.0) / moments.users,
        unadjusted=moments.mean,
        unadjusted_variance=moments.variance / moments.users,
        covariance=(moments.variance - theta * moments.covariance) / moments.users,
    )


def pooled_theta(one: Totals, other: Totals) -> float:
    """The covariate's slope over the users of both variations together; 0 where the covariate does not vary measurably.

    Source: Deng et al. (2013), equation 4, on the pooled totals as gbstats 0.8.0 takes them.
    """
    assert one.covariate_sum is not None  # noqa: S101 — whoever asks has seen the covariate
    assert other.covariate_sum is not None  # noqa: S101 — likewise
    users = one.users + other.users
    total = one.covariate_sum + other.covariate_sum
    squares = (one.covariate_sum_squares or 0.0) + (other.covariate_sum_squares or 0.0)
    product = (one.main_covariate_product or 0.0) + (other.main_covariate_product or 0.0)
    spread = squares - total * (total / users)
    return 0.0 if spread <= _HIDDEN * squares else (product - (one.sum + other.sum) * (total / users)) / spread
