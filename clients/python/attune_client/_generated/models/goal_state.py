from enum import StrEnum


class GoalState(StrEnum):
    ACTIVE = "active"
    CLOSED = "closed"
    MISSED = "missed"
    REACHED = "reached"
    UNMEASURED = "unmeasured"

    def __str__(self) -> str:
        return str(self.value)
