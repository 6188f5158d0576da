from enum import StrEnum


class ImportKind(StrEnum):
    CUSTOMERS = "customers"
    ORDERS = "orders"

    def __str__(self) -> str:
        return str(self.value)
