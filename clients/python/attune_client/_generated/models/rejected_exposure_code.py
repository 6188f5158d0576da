from enum import StrEnum


class RejectedExposureCode(StrEnum):
    EXPERIMENT_ARCHIVED = "experiment_archived"
    EXPERIMENT_NOT_STARTED = "experiment_not_started"
    EXPOSED_AFTER_STOP = "exposed_after_stop"
    EXPOSED_BEFORE_START = "exposed_before_start"
    EXPOSED_IN_FUTURE = "exposed_in_future"
    HELD_OUT = "held_out"
    OUTSIDE_COVERAGE = "outside_coverage"
    UNIT_INVALID = "unit_invalid"
    UNKNOWN_EXPERIMENT = "unknown_experiment"
    VARIATION_MISMATCH = "variation_mismatch"

    def __str__(self) -> str:
        return str(self.value)
