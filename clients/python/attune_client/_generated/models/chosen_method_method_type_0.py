from enum import StrEnum


class ChosenMethodMethodType0(StrEnum):
    MODEL = "model"
    MODEL_IN_SEASON = "model_in_season"
    RECENT_MEAN = "recent_mean"
    SEASONAL_NAIVE = "seasonal_naive"

    def __str__(self) -> str:
        return str(self.value)
