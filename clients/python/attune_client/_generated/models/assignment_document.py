from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AssignmentDocument")


@_attrs_define
class AssignmentDocument:
    """A unit's place in an experiment.

    Attributes:
        unit (str):
        variation (None | str): Null for units that are held out or that the coverage leaves out.
        holdout (None | str): Key of the running universal holdout, where the unit belongs to it.
    """

    unit: str
    variation: None | str
    holdout: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        unit = self.unit

        variation: None | str
        variation = self.variation

        holdout: None | str
        holdout = self.holdout

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "unit": unit,
                "variation": variation,
                "holdout": holdout,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        unit = d.pop("unit")

        def _parse_variation(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        variation = _parse_variation(d.pop("variation"))

        def _parse_holdout(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        holdout = _parse_holdout(d.pop("holdout"))

        assignment_document = cls(
            unit=unit,
            variation=variation,
            holdout=holdout,
        )

        assignment_document.additional_properties = d
        return assignment_document

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
