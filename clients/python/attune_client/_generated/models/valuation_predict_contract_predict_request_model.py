from enum import StrEnum


class ValuationPredictContractPredictRequestModel(StrEnum):
    SBG = "sbg"
    SBG_FIXED_DROPOUT = "sbg_fixed_dropout"

    def __str__(self) -> str:
        return str(self.value)
