from enum import StrEnum


class RateSource(StrEnum):
    MEASURED = "measured"
    STATED = "stated"

    def __str__(self) -> str:
        return str(self.value)
