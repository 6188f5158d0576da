from enum import StrEnum


class AttributionComputeComputeRequestModelsItem(StrEnum):
    FIRST_TOUCH = "first_touch"
    LAST_NON_DIRECT = "last_non_direct"
    LAST_TOUCH = "last_touch"
    LINEAR = "linear"
    MARKOV = "markov"
    PARTICIPATION = "participation"
    POSITION_BASED = "position_based"
    SHAPLEY = "shapley"
    SHAPLEY_ORDERED = "shapley_ordered"
    SHAPLEY_RATE = "shapley_rate"
    TIME_DECAY = "time_decay"

    def __str__(self) -> str:
        return str(self.value)
