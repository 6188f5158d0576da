from enum import StrEnum


class IncrementalReturnDocumentMarginBasisType0(StrEnum):
    ASSUMED_SHARE = "assumed_share"
    MEASURED = "measured"

    def __str__(self) -> str:
        return str(self.value)
