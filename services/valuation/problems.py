"""What the valuation service refuses, beside what its domain does."""

from inference.errors import DomainError
from kernel.problems import FieldError, Problem


class TooManyRowsError(Problem):
    code, title, status = "too_many_rows", "More rows than one request may have", 413


class NoPurchasesError(Problem):
    code, title, status = "no_purchases", "There is no purchase to learn from", 422


class CalibrationAfterObservationError(Problem):
    code, title, status = "calibration_after_observation", "The calibration ends after the observation", 422


class ObservationInFutureError(Problem):
    code, title, status = "observation_in_future", "The observation ends in the future", 422


class RefusedInputError(Problem):
    """What the mathematics refused, under its own code, with the place in the body that it means."""

    status = 422

    # An instance's own here: those of the domain's error.
    code: str  # type: ignore[misc]  # a ClassVar in its base
    title: str  # type: ignore[misc]  # likewise

    def __init__(self, error: DomainError, pointer: str) -> None:
        super().__init__(error.detail, errors=[FieldError(pointer=pointer, message=error.detail, code=error.code)])
        self.error, self.pointer = error, pointer
        self.code, self.title = error.code, error.title

    def __reduce__(self) -> tuple[type["RefusedInputError"], tuple[DomainError, str]]:
        """How it comes back from the process pool."""
        return type(self), (self.error, self.pointer)
