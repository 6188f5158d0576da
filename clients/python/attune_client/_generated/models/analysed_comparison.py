from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.analysed_comparison_code_type_0 import AnalysedComparisonCodeType0

if TYPE_CHECKING:
    from ..models.difference_answer import DifferenceAnswer
    from ..models.incremental_total import IncrementalTotal
    from ..models.relative_answer import RelativeAnswer


T = TypeVar("T", bound="AnalysedComparison")


@_attrs_define
class AnalysedComparison:
    """A treatment beside the control.

    Attributes:
        control (str):
        treatment (str):
        difference (DifferenceAnswer): Treatment less control, by Welch's test.
        relative (None | RelativeAnswer): Null where `code` says why.
        incremental (IncrementalTotal): What the treatment brought in all: the difference and its interval times the
            treatment's users.
        code (AnalysedComparisonCodeType0 | None):
    """

    control: str
    treatment: str
    difference: DifferenceAnswer
    relative: None | RelativeAnswer
    incremental: IncrementalTotal
    code: AnalysedComparisonCodeType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.relative_answer import RelativeAnswer

        control = self.control

        treatment = self.treatment

        difference = self.difference.to_dict()

        relative: dict[str, Any] | None
        if isinstance(self.relative, RelativeAnswer):
            relative = self.relative.to_dict()
        else:
            relative = self.relative

        incremental = self.incremental.to_dict()

        code: None | str
        if isinstance(self.code, AnalysedComparisonCodeType0):
            code = self.code.value
        else:
            code = self.code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "control": control,
                "treatment": treatment,
                "difference": difference,
                "relative": relative,
                "incremental": incremental,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.difference_answer import DifferenceAnswer
        from ..models.incremental_total import IncrementalTotal
        from ..models.relative_answer import RelativeAnswer

        d = dict(src_dict)
        control = d.pop("control")

        treatment = d.pop("treatment")

        difference = DifferenceAnswer.from_dict(d.pop("difference"))

        def _parse_relative(data: object) -> None | RelativeAnswer:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                relative_type_0 = RelativeAnswer.from_dict(data)

                return relative_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RelativeAnswer, data)

        relative = _parse_relative(d.pop("relative"))

        incremental = IncrementalTotal.from_dict(d.pop("incremental"))

        def _parse_code(data: object) -> AnalysedComparisonCodeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = AnalysedComparisonCodeType0(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnalysedComparisonCodeType0 | None, data)

        code = _parse_code(d.pop("code"))

        analysed_comparison = cls(
            control=control,
            treatment=treatment,
            difference=difference,
            relative=relative,
            incremental=incremental,
            code=code,
        )

        analysed_comparison.additional_properties = d
        return analysed_comparison

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
