from enum import StrEnum


class MetricUnit(StrEnum):
    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    SHARE = "share"

    def __str__(self) -> str:
        return str(self.value)
