from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rejected_exposure_code import RejectedExposureCode

T = TypeVar("T", bound="RejectedExposure")


@_attrs_define
class RejectedExposure:
    """A row that was not taken.

    Attributes:
        index (int): Its place in the request, from 0.
        code (RejectedExposureCode):
        message (str):
    """

    index: int
    code: RejectedExposureCode
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        code = self.code.value

        message = self.message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "code": code,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        index = d.pop("index")

        code = RejectedExposureCode(d.pop("code"))

        message = d.pop("message")

        rejected_exposure = cls(
            index=index,
            code=code,
            message=message,
        )

        rejected_exposure.additional_properties = d
        return rejected_exposure

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
