from enum import StrEnum


class MetricKind(StrEnum):
    FLOW = "flow"
    RATIO = "ratio"
    STATE = "state"

    def __str__(self) -> str:
        return str(self.value)
