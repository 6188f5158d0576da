from enum import StrEnum


class BudgetPlanRequestCurve(StrEnum):
    AUTO = "auto"
    EXPONENTIAL = "exponential"
    MICHAELIS_MENTEN = "michaelis_menten"
    POWER = "power"

    def __str__(self) -> str:
        return str(self.value)
