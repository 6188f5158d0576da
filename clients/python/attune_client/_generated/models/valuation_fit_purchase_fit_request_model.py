from enum import StrEnum


class ValuationFitPurchaseFitRequestModel(StrEnum):
    BG_BB = "bg_bb"
    BG_NBD = "bg_nbd"

    def __str__(self) -> str:
        return str(self.value)
