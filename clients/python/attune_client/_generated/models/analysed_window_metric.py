from enum import StrEnum


class AnalysedWindowMetric(StrEnum):
    CONVERSION = "conversion"
    MARGIN = "margin"
    ORDERS = "orders"
    REVENUE = "revenue"

    def __str__(self) -> str:
        return str(self.value)
