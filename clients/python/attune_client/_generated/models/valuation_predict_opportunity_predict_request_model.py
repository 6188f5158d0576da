from enum import StrEnum


class ValuationPredictOpportunityPredictRequestModel(StrEnum):
    BETA_BINOMIAL = "beta_binomial"
    BG_BB = "bg_bb"
    BG_BB_FIXED_DROPOUT = "bg_bb_fixed_dropout"
    BG_BB_FIXED_RATE = "bg_bb_fixed_rate"

    def __str__(self) -> str:
        return str(self.value)
