from enum import StrEnum


class GroupedBy(StrEnum):
    CHANNEL = "channel"
    CHANNEL_AND_SEGMENT = "channel_and_segment"
    SEGMENT = "segment"

    def __str__(self) -> str:
        return str(self.value)
