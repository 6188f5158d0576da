from enum import StrEnum


class ExperimentDocumentMetric(StrEnum):
    CONVERSION = "conversion"
    MARGIN = "margin"
    ORDERS = "orders"
    REVENUE = "revenue"

    def __str__(self) -> str:
        return str(self.value)
