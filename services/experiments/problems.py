"""What the experiments service refuses, beside what its domain does."""

from collections.abc import Iterator
from contextlib import contextmanager

from kernel.problems import ConflictError, FieldError, NotFoundError, Problem, RefusedInputError
from services.experiments.domain.errors import PointedError


@contextmanager
def pointing(place: str = "") -> Iterator[None]:
    """Tell what the domain refuses as a problem of the body, whose part at `place` the domain was given."""
    try:
        yield
    except PointedError as error:
        raise RefusedInputError(error, place + error.pointer) from None


class PointedProblem(Problem):
    """A refusal of one field of the body."""

    status = 422

    def __init__(self, detail: str, pointer: str) -> None:
        super().__init__(detail, errors=[FieldError(pointer=pointer, message=detail, code=self.code)])


class UnknownOptionError(PointedProblem):
    code, title = "unknown_option", "The method has no such option"


class FlagKeyTakenError(ConflictError):
    code, title = "flag_key_taken", "There is a flag with this key"


class FlagArchivedError(ConflictError):
    code, title = "flag_archived", "The flag is archived"


class FlagNotFoundError(NotFoundError):
    code, title = "flag_not_found", "There is no such flag"


class TargetingKeyMissingError(Problem):
    code, title, status = "targeting_key_missing", "The flag's rules need a targetingKey", 400


class InvalidContextError(Problem):
    code, title, status = "invalid_context", "The evaluation context is not valid", 400


class RuleFieldError(PointedProblem):
    code, title = "rule_field_unused", "The rule is of a kind that has no such field"


class ExperimentKeyTakenError(ConflictError):
    code, title = "experiment_key_taken", "There is an experiment with this key"


class ExperimentStartedError(ConflictError):
    code, title = "experiment_already_started", "The experiment was started before"


class ExperimentNotStartedError(ConflictError):
    code, title = "experiment_not_started", "The experiment has not been started"


class ExperimentNotRunningError(ConflictError):
    code, title = "experiment_not_running", "The experiment is not running"


class ExperimentRunningError(ConflictError):
    code, title = "experiment_running", "The experiment is running"


class ExperimentArchivedError(ConflictError):
    code, title = "experiment_archived", "The experiment is archived"


class TooFewVariationsError(PointedProblem):
    code, title = "too_few_variations", "An experiment has two variations at least"


class UnknownVariationError(PointedProblem):
    code, title = "unknown_variation", "The experiment has no such variation"


class HoldoutKeyTakenError(ConflictError):
    code, title = "holdout_key_taken", "There is a holdout with this key"


class HoldoutRunningError(ConflictError):
    code, title = "holdout_running", "Another holdout is running"


class HoldoutNotRunningError(ConflictError):
    code, title = "holdout_not_running", "The holdout is not running"


class MomentInFutureError(PointedProblem):
    code, title = "moment_in_future", "The moment is in the future of the workspace's clock"


class MomentBeforeStartError(PointedProblem):
    code, title = "moment_before_start", "The moment is before the start"


class NoExposuresError(Problem):
    code, title, status = "no_exposures", "Nobody was exposed", 422


class NoCustomersError(Problem):
    code, title, status = "no_customers", "There is no customer to compare", 422


class MarginUnknownError(Problem):
    code, title, status = "margin_unknown", "Orders have no margin", 422
