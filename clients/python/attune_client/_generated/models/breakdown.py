from enum import StrEnum


class Breakdown(StrEnum):
    CHANNEL = "channel"
    MONTH = "month"
    QUARTER = "quarter"
    SEGMENT = "segment"

    def __str__(self) -> str:
        return str(self.value)
