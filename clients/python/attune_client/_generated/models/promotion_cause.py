from enum import StrEnum


class PromotionCause(StrEnum):
    ALWAYS = "always"
    GATE = "gate"
    REQUEST = "request"

    def __str__(self) -> str:
        return str(self.value)
