from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.exposure_row import ExposureRow


T = TypeVar("T", bound="ExposureBatch")


@_attrs_define
class ExposureBatch:
    """Exposures that happened elsewhere: in SDKs that evaluate themselves, in e-mail systems, in the past.

    Example:
        {'exposures': [{'experiment': 'spring-offer', 'exposed_at': '2026-03-05T08:00:00Z', 'unit': 'c-17', 'variation':
            'offer'}]}

    Attributes:
        exposures (list[ExposureRow]):
    """

    exposures: list[ExposureRow]

    def to_dict(self) -> dict[str, Any]:
        exposures = []
        for exposures_item_data in self.exposures:
            exposures_item = exposures_item_data.to_dict()
            exposures.append(exposures_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "exposures": exposures,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.exposure_row import ExposureRow

        d = dict(src_dict)
        exposures = []
        _exposures = d.pop("exposures")
        for exposures_item_data in _exposures:
            exposures_item = ExposureRow.from_dict(exposures_item_data)

            exposures.append(exposures_item)

        exposure_batch = cls(
            exposures=exposures,
        )

        return exposure_batch
