from enum import StrEnum


class ReportRequestTouchKindsItem(StrEnum):
    CLICK = "click"
    IMPRESSION = "impression"
    OPEN = "open"
    OTHER = "other"
    SENT = "sent"
    VISIT = "visit"

    def __str__(self) -> str:
        return str(self.value)
