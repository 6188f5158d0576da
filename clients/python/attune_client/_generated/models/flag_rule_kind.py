from enum import StrEnum


class FlagRuleKind(StrEnum):
    EXPERIMENT = "experiment"
    FORCE = "force"
    SPLIT = "split"

    def __str__(self) -> str:
        return str(self.value)
