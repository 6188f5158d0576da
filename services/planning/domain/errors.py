"""What goals cannot be."""

from inference.errors import DomainError


class UnknownMetricError(DomainError):
    """A metric that is not among those of this service."""

    code = "unknown_metric"
    title = "There is no such metric."


class TargetOutOfRangeError(DomainError):
    """A target that the metric can never have."""

    code = "target_out_of_range"
    title = "A target lies within what its metric can be."


class TargetAlreadyMetError(DomainError):
    """A target that asks for no change."""

    code = "target_already_met"
    title = "The baseline meets the target already: there is nothing to reach."


class DueNotAfterClockError(DomainError):
    """A due date that has come already."""

    code = "due_not_after_clock"
    title = "A goal is due on a day after today, by the workspace's clock."


class DueTooFarError(DomainError):
    """A due date that nobody plans for."""

    code = "due_too_far"
    title = "A goal is due within ten years."
