from enum import StrEnum


class AttributionOptimizeOptimizeRequestCurveRowKind(StrEnum):
    EXPONENTIAL = "exponential"
    HILL = "hill"
    LOGISTIC = "logistic"
    MICHAELIS_MENTEN = "michaelis_menten"
    POWER = "power"

    def __str__(self) -> str:
        return str(self.value)
