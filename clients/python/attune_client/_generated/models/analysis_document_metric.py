from enum import StrEnum


class AnalysisDocumentMetric(StrEnum):
    CONVERSION = "conversion"
    MARGIN = "margin"
    ORDERS = "orders"
    REVENUE = "revenue"

    def __str__(self) -> str:
        return str(self.value)
