from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CalibrationDocument")


@_attrs_define
class CalibrationDocument:
    """By what an experiment measured: incremental to credited value, the factor that the curve is multiplied with.

    A factor below 0 makes the curve 0.

        Attributes:
            experiment (str):
            factor (float):
            low (float):
            high (float):
            level (float):
    """

    experiment: str
    factor: float
    low: float
    high: float
    level: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        experiment = self.experiment

        factor = self.factor

        low = self.low

        high = self.high

        level = self.level

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "experiment": experiment,
                "factor": factor,
                "low": low,
                "high": high,
                "level": level,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        experiment = d.pop("experiment")

        factor = d.pop("factor")

        low = d.pop("low")

        high = d.pop("high")

        level = d.pop("level")

        calibration_document = cls(
            experiment=experiment,
            factor=factor,
            low=low,
            high=high,
            level=level,
        )

        calibration_document.additional_properties = d
        return calibration_document

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
