from enum import StrEnum


class AcquisitionRule(StrEnum):
    FIRST_TOUCH = "first_touch"
    LAST_NON_DIRECT = "last_non_direct"
    LAST_TOUCH = "last_touch"

    def __str__(self) -> str:
        return str(self.value)
