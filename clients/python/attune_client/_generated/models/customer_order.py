from enum import StrEnum


class CustomerOrder(StrEnum):
    CLV = "clv"
    EXPECTED_PURCHASES = "expected_purchases"
    EXPECTED_SPEND = "expected_spend"
    FREQUENCY = "frequency"
    MONETARY_VALUE = "monetary_value"
    PROBABILITY_ALIVE = "probability_alive"
    RECENCY = "recency"
    T = "T"
    VALUE_1 = "-clv"
    VALUE_11 = "-recency"
    VALUE_13 = "-T"
    VALUE_15 = "-monetary_value"
    VALUE_3 = "-expected_purchases"
    VALUE_5 = "-expected_spend"
    VALUE_7 = "-probability_alive"
    VALUE_9 = "-frequency"

    def __str__(self) -> str:
        return str(self.value)
