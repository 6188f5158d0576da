from enum import StrEnum


class ModelState(StrEnum):
    CHALLENGER = "challenger"
    CHAMPION = "champion"
    RETIRED = "retired"

    def __str__(self) -> str:
        return str(self.value)
