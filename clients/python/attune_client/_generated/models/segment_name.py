from enum import StrEnum


class SegmentName(StrEnum):
    ABOUT_TO_SLEEP = "about_to_sleep"
    AT_RISK = "at_risk"
    CANT_LOSE_THEM = "cant_lose_them"
    CHAMPIONS = "champions"
    HIBERNATING = "hibernating"
    LOYAL_CUSTOMERS = "loyal_customers"
    NEED_ATTENTION = "need_attention"
    NEW_CUSTOMERS = "new_customers"
    POTENTIAL_LOYALISTS = "potential_loyalists"
    PROMISING = "promising"

    def __str__(self) -> str:
        return str(self.value)
