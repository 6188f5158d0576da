from enum import StrEnum


class GateReasonCode(StrEnum):
    LOG_SCORE_NOT_ABOVE_NAIVE = "log_score_not_above_naive"
    NOTHING_BOUGHT_IN_HOLDOUT = "nothing_bought_in_holdout"
    NO_CANDIDATE = "no_candidate"
    ROOT_MEAN_SQUARE_ERROR_NOT_BELOW_NAIVE = "root_mean_square_error_not_below_naive"
    TOO_FEW_ORIGINS = "too_few_origins"

    def __str__(self) -> str:
        return str(self.value)
