from enum import StrEnum


class FlagCreationKind(StrEnum):
    BOOLEAN = "boolean"
    JSON = "json"
    NUMBER = "number"
    STRING = "string"

    def __str__(self) -> str:
        return str(self.value)
