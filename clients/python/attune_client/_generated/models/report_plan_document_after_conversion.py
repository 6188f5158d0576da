from enum import StrEnum


class ReportPlanDocumentAfterConversion(StrEnum):
    OVERLAP = "overlap"
    RESTART = "restart"

    def __str__(self) -> str:
        return str(self.value)
