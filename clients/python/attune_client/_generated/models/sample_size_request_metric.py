from enum import StrEnum


class SampleSizeRequestMetric(StrEnum):
    MEAN = "mean"
    PROPORTION = "proportion"

    def __str__(self) -> str:
        return str(self.value)
