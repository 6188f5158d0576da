from enum import StrEnum


class ShareSource(StrEnum):
    ASSUMED = "assumed"
    MEASURED = "measured"
    STATED = "stated"

    def __str__(self) -> str:
        return str(self.value)
