from enum import StrEnum


class GridCell(StrEnum):
    ADVOCATES = "advocates"
    AFFLUENTS = "affluents"
    CHAMPIONS = "champions"
    MISERS = "misers"

    def __str__(self) -> str:
        return str(self.value)
