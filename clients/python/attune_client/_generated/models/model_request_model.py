from enum import StrEnum


class ModelRequestModel(StrEnum):
    AUTO = "auto"
    BG_NBD = "bg_nbd"
    MBG_NBD = "mbg_nbd"
    NBD = "nbd"

    def __str__(self) -> str:
        return str(self.value)
