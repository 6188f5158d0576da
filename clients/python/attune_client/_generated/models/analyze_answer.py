from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.comparison_answer import ComparisonAnswer
    from ..models.sample_ratio_answer import SampleRatioAnswer


T = TypeVar("T", bound="AnalyzeAnswer")


@_attrs_define
class AnalyzeAnswer:
    """Every treatment beside the control.

    Example:
        {'comparisons': [{'control': 'A', 'difference': {'degrees_of_freedom': 5841.742, 'estimate': 0.29, 'high':
            0.53462, 'low': 0.04538, 'p_value': 0.02016, 'standard_error': 0.12478}, 'relative': {'estimate': 0.70732,
            'high': 1.70869, 'low': 0.09406, 'method': 'fieller'}, 'treatment': 'B'}], 'level': 0.95, 'method': 'fixed',
            'srm': {'degrees_of_freedom': 1, 'p_value': 0.51466, 'passed': True, 'statistic': 0.42458}}

    Attributes:
        method (str):
        level (float): Of the intervals: 1 − alpha.
        comparisons (list[ComparisonAnswer]):
        srm (SampleRatioAnswer): Pearson's χ² test of the variations' sizes.
    """

    method: str
    level: float
    comparisons: list[ComparisonAnswer]
    srm: SampleRatioAnswer
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        level = self.level

        comparisons = []
        for comparisons_item_data in self.comparisons:
            comparisons_item = comparisons_item_data.to_dict()
            comparisons.append(comparisons_item)

        srm = self.srm.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "level": level,
                "comparisons": comparisons,
                "srm": srm,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.comparison_answer import ComparisonAnswer
        from ..models.sample_ratio_answer import SampleRatioAnswer

        d = dict(src_dict)
        method = d.pop("method")

        level = d.pop("level")

        comparisons = []
        _comparisons = d.pop("comparisons")
        for comparisons_item_data in _comparisons:
            comparisons_item = ComparisonAnswer.from_dict(comparisons_item_data)

            comparisons.append(comparisons_item)

        srm = SampleRatioAnswer.from_dict(d.pop("srm"))

        analyze_answer = cls(
            method=method,
            level=level,
            comparisons=comparisons,
            srm=srm,
        )

        analyze_answer.additional_properties = d
        return analyze_answer

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
