from enum import StrEnum


class EvaluationSuccessReason(StrEnum):
    DISABLED = "DISABLED"
    SPLIT = "SPLIT"
    STATIC = "STATIC"
    TARGETING_MATCH = "TARGETING_MATCH"

    def __str__(self) -> str:
        return str(self.value)
