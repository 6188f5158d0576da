from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AdjustmentAnswer")


@_attrs_define
class AdjustmentAnswer:
    """What the covariate did.

    Attributes:
        theta (float): Its slope, over the users of both variations.
        variance_reduction (float): The share of the difference's variance that it took away. It can be far below 0: the
            slope is of both variations together, and where it is neither's own, the adjustment adds variance.
    """

    theta: float
    variance_reduction: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        theta = self.theta

        variance_reduction = self.variance_reduction

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "theta": theta,
                "variance_reduction": variance_reduction,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        theta = d.pop("theta")

        variance_reduction = d.pop("variance_reduction")

        adjustment_answer = cls(
            theta=theta,
            variance_reduction=variance_reduction,
        )

        adjustment_answer.additional_properties = d
        return adjustment_answer

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
