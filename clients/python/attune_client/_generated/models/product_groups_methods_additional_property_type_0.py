from enum import StrEnum


class ProductGroupsMethodsAdditionalPropertyType0(StrEnum):
    SHARES = "shares"
    SHARES_IN_SEASON = "shares_in_season"

    def __str__(self) -> str:
        return str(self.value)
