from enum import StrEnum


class FlagDocumentKind(StrEnum):
    BOOLEAN = "boolean"
    JSON = "json"
    NUMBER = "number"
    STRING = "string"

    def __str__(self) -> str:
        return str(self.value)
