from enum import StrEnum


class KeyKind(StrEnum):
    ADMIN = "admin"
    CLIENT = "client"
    SCOPED = "scoped"
    WRITE = "write"

    def __str__(self) -> str:
        return str(self.value)
