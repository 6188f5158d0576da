from enum import StrEnum


class AnalyzeRequestMethod(StrEnum):
    BAYESIAN = "bayesian"
    FIXED = "fixed"
    GROUP_SEQUENTIAL = "group_sequential"
    SEQUENTIAL = "sequential"

    def __str__(self) -> str:
        return str(self.value)
