from enum import StrEnum


class ExperimentDocumentState(StrEnum):
    ARCHIVED = "archived"
    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"

    def __str__(self) -> str:
        return str(self.value)
