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
