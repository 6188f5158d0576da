from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExposureSummary")


@_attrs_define
class ExposureSummary:
    """A variation of an experiment that a customer was shown.

    Attributes:
        experiment_id (UUID):
        experiment (str): The experiment's key.
        variation (str):
        exposed_at (datetime.datetime): The first time.
    """

    experiment_id: UUID
    experiment: str
    variation: str
    exposed_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        experiment_id = str(self.experiment_id)

        experiment = self.experiment

        variation = self.variation

        exposed_at = self.exposed_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "experiment_id": experiment_id,
                "experiment": experiment,
                "variation": variation,
                "exposed_at": exposed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        experiment_id = UUID(d.pop("experiment_id"))

        experiment = d.pop("experiment")

        variation = d.pop("variation")

        exposed_at = datetime.datetime.fromisoformat(d.pop("exposed_at"))

        exposure_summary = cls(
            experiment_id=experiment_id,
            experiment=experiment,
            variation=variation,
            exposed_at=exposed_at,
        )

        exposure_summary.additional_properties = d
        return exposure_summary

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
