from enum import StrEnum


class AnalyzeRequestMetric(StrEnum):
    MEAN = "mean"
    PROPORTION = "proportion"
    RATIO = "ratio"

    def __str__(self) -> str:
        return str(self.value)
