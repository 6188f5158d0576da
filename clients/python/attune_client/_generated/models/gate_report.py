from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.gate_gain import GateGain
    from ..models.gate_reason import GateReason


T = TypeVar("T", bound="GateReport")


@_attrs_define
class GateReport:
    """Whether the best candidate beats every naive forecast on both scores, over at least three origins.

    Attributes:
        passed (bool):
        reasons (list[GateReason]):
        gains (list[GateGain]):
    """

    passed: bool
    reasons: list[GateReason]
    gains: list[GateGain]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        passed = self.passed

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        gains = []
        for gains_item_data in self.gains:
            gains_item = gains_item_data.to_dict()
            gains.append(gains_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "passed": passed,
                "reasons": reasons,
                "gains": gains,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.gate_gain import GateGain
        from ..models.gate_reason import GateReason

        d = dict(src_dict)
        passed = d.pop("passed")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = GateReason.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        gains = []
        _gains = d.pop("gains")
        for gains_item_data in _gains:
            gains_item = GateGain.from_dict(gains_item_data)

            gains.append(gains_item)

        gate_report = cls(
            passed=passed,
            reasons=reasons,
            gains=gains,
        )

        gate_report.additional_properties = d
        return gate_report

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
