from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SampleRatioAnswer")


@_attrs_define
class SampleRatioAnswer:
    """Pearson's χ² test of the variations' sizes.

    Attributes:
        p_value (float):
        passed (bool): Whether the p-value is at least .001; else nothing of the analysis is to be believed.
        statistic (float): χ².
        degrees_of_freedom (int): Variations with a weight above 0, less one.
    """

    p_value: float
    passed: bool
    statistic: float
    degrees_of_freedom: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        p_value = self.p_value

        passed = self.passed

        statistic = self.statistic

        degrees_of_freedom = self.degrees_of_freedom

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "p_value": p_value,
                "passed": passed,
                "statistic": statistic,
                "degrees_of_freedom": degrees_of_freedom,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        p_value = d.pop("p_value")

        passed = d.pop("passed")

        statistic = d.pop("statistic")

        degrees_of_freedom = d.pop("degrees_of_freedom")

        sample_ratio_answer = cls(
            p_value=p_value,
            passed=passed,
            statistic=statistic,
            degrees_of_freedom=degrees_of_freedom,
        )

        sample_ratio_answer.additional_properties = d
        return sample_ratio_answer

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
