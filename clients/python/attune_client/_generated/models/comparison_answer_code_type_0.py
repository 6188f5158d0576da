from enum import StrEnum


class ComparisonAnswerCodeType0(StrEnum):
    CONTROL_NEAR_ZERO = "control_near_zero"
    NO_VARIANCE = "no_variance"
    RELATIVE_UNBOUNDED = "relative_unbounded"

    def __str__(self) -> str:
        return str(self.value)
