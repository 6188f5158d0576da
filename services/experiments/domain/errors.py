"""What flags, assignment and the statistics of experiments refuse."""

from inference.errors import DomainError


class PointedError(DomainError):
    """Something in a document that cannot be used, and where it stands.

    Attributes:
        pointer: JSON pointer into the document that was given.
    """

    def __init__(self, detail: str, pointer: str = "") -> None:
        super().__init__(detail)
        self.pointer = pointer

    def within(self, place: str) -> "PointedError":
        """The same error, told of a document that holds this one at `place`."""
        return type(self)(self.detail, place + self.pointer)


class InvalidSplitError(PointedError):
    """Shares, weights or coverage that do not divide anyone."""

    code = "invalid_split"
    title = "A split must have a seed, a coverage in [0, 1] and distinct variations whose weights are shares of the whole."


class InvalidShareError(PointedError):
    """A share of a holdout that is none."""

    code = "invalid_share"
    title = "A share lies in [0, 1]."


class InvalidConditionError(PointedError):
    """A targeting condition that has no meaning."""

    code = "invalid_condition"
    title = "The targeting condition is malformed."


class UnknownGroupError(PointedError):
    """A condition that speaks of a group which nobody has given."""

    code = "unknown_group"
    title = "There is no such group."


class InvalidPatternError(PointedError):
    """A regular expression that cannot be read, or whose matching cannot be bounded."""

    code = "invalid_pattern"
    title = "The regular expression is malformed, too long, or not of the kind that is matched in bounded time."


class InvalidFlagError(PointedError):
    """A flag without what a flag needs."""

    code = "invalid_flag"
    title = "A flag must have a key, a kind, a default and well-formed rules."


class InvalidFlagValueError(PointedError):
    """A value that is not of the flag's kind."""

    code = "invalid_flag_value"
    title = "A flag's values must all be of its kind."


class UnknownExperimentError(PointedError):
    """A rule that refers to an experiment which is not there."""

    code = "unknown_experiment"
    title = "There is no such experiment."


class MethodNotAvailableError(PointedError):
    """A method of inference that this release does not have."""

    code = "method_not_available"
    title = "The method is not available."


class InvalidVariationsError(PointedError):
    """Variations that cannot be compared."""

    code = "invalid_variations"
    title = "An analysis wants at least two variations with distinct keys."


class UnknownControlError(PointedError):
    """A control that is not among the variations."""

    code = "unknown_control"
    title = "The control is not among the variations."


class InvalidUsersError(PointedError):
    """A number of users that is none."""

    code = "invalid_users"
    title = "Users are a whole number from 0 to 2^53."


class TooFewUsersError(PointedError):
    """A variation whose variance cannot be known."""

    code = "too_few_users"
    title = "A variation that is compared has at least two users."


class MissingTotalError(PointedError):
    """A total that the metric needs."""

    code = "missing_total"
    title = "The metric needs a total that is not given."


class InconsistentTotalsError(PointedError):
    """Totals that no data can have."""

    code = "inconsistent_totals"
    title = "No data have such totals."


class LostVarianceError(PointedError):
    """A variance that is of the size of its totals' rounding."""

    code = "variance_lost"
    title = "The totals are too great, beside what varies, for their variance to be told from rounding."


class UnusedTotalError(PointedError):
    """A total that the metric has no use for."""

    code = "unused_total"
    title = "The metric has no use for such a total."


class ZeroDenominatorError(PointedError):
    """A ratio over nothing."""

    code = "zero_denominator"
    title = "A ratio metric's denominators must not add up to 0."


class InvalidCovariateError(PointedError):
    """A covariate that is given in part, or for a metric that takes none."""

    code = "invalid_covariate"
    title = "A covariate is given for every variation, with all three of its totals, or for none; a ratio takes none."


class InvalidWeightsError(PointedError):
    """Weights that say no expected shares."""

    code = "invalid_weights"
    title = "Weights are one for every variation: 0, or a number up to 1e15 and at least 1e-12 of their sum; not all are 0."


class InvalidDesignError(PointedError):
    """A test that cannot be planned."""

    code = "invalid_design"
    title = "No sample size answers to such a design."


class OutOfRangeError(PointedError):
    """Numbers beyond what can be computed with."""

    code = "out_of_range"
    title = "The numbers lie beyond what can be computed with."
