from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ExposureRow")


@_attrs_define
class ExposureRow:
    """A unit that was shown a variation.

    Example:
        {'experiment': 'spring-offer', 'exposed_at': '2026-03-05T08:00:00Z', 'unit': 'c-17', 'variation': 'offer'}

    Attributes:
        experiment (str): Key.
        unit (str): The company's id of a customer, or an anonymous id.
        exposed_at (datetime.datetime | None | Unset): Now by default, by the workspace's clock.
        variation (None | str | Unset): Which one it was; the assignment is computed anew, and another one is refused.
    """

    experiment: str
    unit: str
    exposed_at: datetime.datetime | None | Unset = UNSET
    variation: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        experiment = self.experiment

        unit = self.unit

        exposed_at: None | str | Unset
        if isinstance(self.exposed_at, Unset):
            exposed_at = UNSET
        elif isinstance(self.exposed_at, datetime.datetime):
            exposed_at = self.exposed_at.isoformat()
        else:
            exposed_at = self.exposed_at

        variation: None | str | Unset
        if isinstance(self.variation, Unset):
            variation = UNSET
        else:
            variation = self.variation

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "experiment": experiment,
                "unit": unit,
            }
        )
        if exposed_at is not UNSET:
            field_dict["exposed_at"] = exposed_at
        if variation is not UNSET:
            field_dict["variation"] = variation

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        experiment = d.pop("experiment")

        unit = d.pop("unit")

        def _parse_exposed_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                exposed_at_type_0 = datetime.datetime.fromisoformat(data)

                return exposed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        exposed_at = _parse_exposed_at(d.pop("exposed_at", UNSET))

        def _parse_variation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        variation = _parse_variation(d.pop("variation", UNSET))

        exposure_row = cls(
            experiment=experiment,
            unit=unit,
            exposed_at=exposed_at,
            variation=variation,
        )

        return exposure_row
