from enum import StrEnum


class RetentionDocumentVerdictType0(StrEnum):
    MET = "met"
    MISSED = "missed"
    OPEN = "open"

    def __str__(self) -> str:
        return str(self.value)
