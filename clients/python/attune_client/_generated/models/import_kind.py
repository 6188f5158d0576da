from enum import StrEnum


class ImportKind(StrEnum):
    CUSTOMERS = "customers"
    EVENTS = "events"
    FEEDBACK = "feedback"
    ORDERS = "orders"
    REFERRALS = "referrals"
    SPEND = "spend"
    TOUCHPOINTS = "touchpoints"

    def __str__(self) -> str:
        return str(self.value)
