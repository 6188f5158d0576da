from enum import StrEnum


class BacktestReportOrigin(StrEnum):
    CHOSEN = "chosen"
    REQUESTED = "requested"

    def __str__(self) -> str:
        return str(self.value)
