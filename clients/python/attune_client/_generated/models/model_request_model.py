from enum import StrEnum


class ModelRequestModel(StrEnum):
    AUTO = "auto"
    BG_BB = "bg_bb"
    BG_NBD = "bg_nbd"
    MBG_NBD = "mbg_nbd"
    NBD = "nbd"
    PARETO_NBD = "pareto_nbd"

    def __str__(self) -> str:
        return str(self.value)
