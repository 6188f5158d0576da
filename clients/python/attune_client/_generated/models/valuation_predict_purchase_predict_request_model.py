from enum import StrEnum


class ValuationPredictPurchasePredictRequestModel(StrEnum):
    BG_NBD = "bg_nbd"
    FIXED_DROPOUT = "fixed_dropout"
    FIXED_RATE = "fixed_rate"
    NBD = "nbd"

    def __str__(self) -> str:
        return str(self.value)
