from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.comparison_answer_code_type_0 import ComparisonAnswerCodeType0

if TYPE_CHECKING:
    from ..models.adjustment_answer import AdjustmentAnswer
    from ..models.difference_answer import DifferenceAnswer
    from ..models.relative_answer import RelativeAnswer


T = TypeVar("T", bound="ComparisonAnswer")


@_attrs_define
class ComparisonAnswer:
    """A treatment beside the control.

    Attributes:
        control (str):
        treatment (str):
        difference (DifferenceAnswer): Treatment less control, by Welch's test.
        relative (None | RelativeAnswer): Null where `code` says why.
        code (ComparisonAnswerCodeType0 | None): `no_variance`: neither variation varies, so there is no interval.
            `control_near_zero`: the control is within 4 standard errors of 0. `relative_unbounded`: Fieller's set has no
            end at this level.
        adjustment (AdjustmentAnswer | None): Null without a covariate.
    """

    control: str
    treatment: str
    difference: DifferenceAnswer
    relative: None | RelativeAnswer
    code: ComparisonAnswerCodeType0 | None
    adjustment: AdjustmentAnswer | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.adjustment_answer import AdjustmentAnswer
        from ..models.relative_answer import RelativeAnswer

        control = self.control

        treatment = self.treatment

        difference = self.difference.to_dict()

        relative: dict[str, Any] | None
        if isinstance(self.relative, RelativeAnswer):
            relative = self.relative.to_dict()
        else:
            relative = self.relative

        code: None | str
        if isinstance(self.code, ComparisonAnswerCodeType0):
            code = self.code.value
        else:
            code = self.code

        adjustment: dict[str, Any] | None
        if isinstance(self.adjustment, AdjustmentAnswer):
            adjustment = self.adjustment.to_dict()
        else:
            adjustment = self.adjustment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "control": control,
                "treatment": treatment,
                "difference": difference,
                "relative": relative,
                "code": code,
                "adjustment": adjustment,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.adjustment_answer import AdjustmentAnswer
        from ..models.difference_answer import DifferenceAnswer
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

        def _parse_code(data: object) -> ComparisonAnswerCodeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = ComparisonAnswerCodeType0(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ComparisonAnswerCodeType0 | None, data)

        code = _parse_code(d.pop("code"))

        def _parse_adjustment(data: object) -> AdjustmentAnswer | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                adjustment_type_0 = AdjustmentAnswer.from_dict(data)

                return adjustment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AdjustmentAnswer | None, data)

        adjustment = _parse_adjustment(d.pop("adjustment"))

        comparison_answer = cls(
            control=control,
            treatment=treatment,
            difference=difference,
            relative=relative,
            code=code,
            adjustment=adjustment,
        )

        comparison_answer.additional_properties = d
        return comparison_answer

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
