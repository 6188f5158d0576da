from enum import StrEnum


class ValuationPredictPurchasePredictRequestModel(StrEnum):
    BG_NBD = "bg_nbd"
    FIXED_DROPOUT = "fixed_dropout"
    FIXED_RATE = "fixed_rate"
    MBG_NBD = "mbg_nbd"
    MBG_NBDFIXED_DROPOUT = "mbg_nbd/fixed_dropout"
    MBG_NBDFIXED_RATE = "mbg_nbd/fixed_rate"
    NBD = "nbd"
    PARETO_NBD = "pareto_nbd"

    def __str__(self) -> str:
        return str(self.value)
