from enum import StrEnum


class ProductGroupKind(StrEnum):
    CATEGORY = "category"
    OTHER = "other"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return str(self.value)
